// How an export was written, in words.
import type { ExportRecord } from "../wire/types";
import { say, type WordKey } from "../words/words.svelte";

const LANGUAGES: Record<string, string> = { zh: "简体中文", en: "English" };
const DIALECTS: Record<string, WordKey> = { excel: "export.dialect.excel", data: "export.dialect.data" };

const FORMATS: Record<string, WordKey> = {
  csv: "format.csv",
  xlsx: "format.xlsx",
  ndjson: "format.ndjson",
  ocsf: "format.ocsf",
  html: "format.html",
  parquet: "format.parquet",
  sqlite: "format.sqlite",
  cloud: "format.cloud",
};

/** What people call a format; one that has no words yet goes by its own name. */
export function formatName(name: string): string {
  const key = FORMATS[name];
  return key === undefined ? name : say(key);
}

export function formatWords({ format, dialect, language }: ExportRecord): string {
  const key = DIALECTS[dialect];
  return [formatName(format), key && say(key), LANGUAGES[language] ?? language].filter(Boolean).join(" · ");
}
