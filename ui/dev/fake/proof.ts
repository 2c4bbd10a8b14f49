// Manifests of the stand-in's exports, and what checking the files comes to.
import type { ExportManifest, ExportRecord, Verification } from "../../src/wire/types";
import { CATALOG } from "./catalog";
import { FOLDER, wireError } from "./records";

const SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** The record of a file that is there, or the error of one that is not. */
function whole(record: ExportRecord): ExportRecord {
  if (record.status !== "success") throw wireError("export.not_finished", "The export has not finished.");
  if (!record.fileExists) throw wireError("export.file_missing", "The file is no longer there.");
  return record;
}

export const pathOf = (record: ExportRecord): string => `${FOLDER}/${whole(record).fileName}`;

export function manifestOf(record: ExportRecord): ExportManifest {
  const { fileName, format, dialect, language, request, rows } = whole(record);
  return {
    ManifestVersion: 1,
    ProgramVersion: "0.1.0",
    SchemaVersion: 9,
    RequestId: "1D0E0F5C-0000-4000-8000-000000000001",
    Created: "2026-11-22T02:14:05Z",
    Request: request,
    Filter: { zh: "风险等级：紧急；是否已处理：待处理", en: "Severity: Urgent; Handled or not: Unhandled" },
    Sql: {
      Text: "SELECT e.id\nFROM event AS e\nWHERE e.level IN (SELECT value FROM json_each(?))\n  AND e.dealed = ?\nORDER BY e.last_time DESC, e.id DESC",
      Values: ['["serious"]', 0],
    },
    Snapshot: 41_207,
    Accounts: [
      { Name: "production", CloudAccount: "1893047203840293", LastSync: "2026-11-22T02:00:06Z" },
      { Name: "<b>laboratory</b>", CloudAccount: null, LastSync: null },
    ],
    RowsMatched: rows,
    RowsWritten: rows,
    FileName: fileName,
    Format: format,
    Dialect: dialect,
    Columns: record.columns.map((name) => ({
      Name: name,
      Heading: CATALOG.columns.find((column) => column.name === name)?.headingEn ?? name,
    })),
    Language: language,
    Zone: "Asia/Shanghai",
    Guard: {
      Name: "apostrophe",
      Words: {
        zh: "可能被当作公式的文本前加一个撇号，数字不变。",
        en: "Text that could run as a formula begins with an apostrophe; numbers are as they are.",
      },
    },
    Masking: { Name: "none", Words: { zh: "未做脱敏。", en: "Nothing is masked." } },
    Packing: record.packing,
    PartitionBy: record.partitionBy,
    Bytes: record.bytes ?? 0,
    Sha256: record.sha256 ?? SHA256,
    Files: [],
    Blocks: { Bytes: 1_048_576, Crc32: ["1c291ca3", "9ae0daaf"] },
  };
}

export function verificationOf(record: ExportRecord, over: Partial<Verification> = {}): Verification {
  return {
    Id: record.id,
    FileName: whole(record).fileName,
    Sound: true,
    HasManifest: true,
    Bytes: record.bytes ?? 0,
    Sha256: record.sha256 ?? SHA256,
    Differences: [],
    ...over,
  };
}
