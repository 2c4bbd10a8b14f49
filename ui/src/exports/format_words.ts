// How an export was written, in words.
import type { ExportRecord } from "../wire/types";
import { say, type WordKey } from "../words/words.svelte";

const LANGUAGES: Record<string, string> = { zh: "简体中文", en: "English" };
const DIALECTS: Record<string, WordKey> = { excel: "export.dialect.excel", data: "export.dialect.data" };

const MASKINGS: Record<string, WordKey> = {
  document: "masking.short.document",
  pseudonyms: "masking.short.pseudonyms",
};

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

/** What was done to a file besides writing it; blank for most. */
export function treatmentWords({ masking, legend, packing, partitionBy }: ExportRecord): string {
  const mask = MASKINGS[masking];
  const words = [
    mask && say(mask),
    legend && say("masking.short.legend"),
    packing === "zip" && say("packing.short.zip"),
    partitionBy === "day" && say("packing.short.day"),
  ];
  return words.filter(Boolean).join(" · ");
}

export function formatWords(record: ExportRecord): string {
  const { format, dialect, language } = record;
  const key = DIALECTS[dialect];
  return [formatName(format), key && say(key), LANGUAGES[language] ?? language, treatmentWords(record)]
    .filter(Boolean)
    .join(" · ");
}
