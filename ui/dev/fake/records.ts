// Exports and imports of the past, in every state that a list has to show.
import type { ExportRecord, ImportRun, Language, WireError } from "../../src/wire/types";
import { momentOf } from "./events";
import { CATALOG } from "./catalog";

/** Where the files of the stand-in would be. */
export const FOLDER = "/data/analyst/.local/share/alertbook/exports";

const COLUMNS = CATALOG.columns.filter((column) => column.exportedByDefault).map((column) => column.name);

export function exportRecord(id: number, over: Partial<ExportRecord>): ExportRecord {
  return {
    id,
    fileName: `suspicious_event_20261122_${1795313645000 + id}.csv`,
    status: "success",
    progress: 100,
    rows: 12_431,
    matched: 12_431,
    bytes: 4_830_211,
    sha256: `${id}c9a4fd3b1e07725bd8a6f04e1c5b9302ad47f68e90b13c2d5a7e6f8190b2c3d4`.slice(0, 64),
    filter: "",
    request: {},
    columns: COLUMNS,
    dialect: "excel",
    format: "csv",
    language: "zh",
    zone: "Asia/Shanghai",
    masking: "none",
    packing: "none",
    partitionBy: "none",
    legend: false,
    created: "2026-11-22 10:14:05",
    createdAt: momentOf(over.created ?? "2026-11-22 10:14:05"),
    elapsed: 840,
    remaining: null,
    fileExists: true,
    error: null,
    ...over,
  };
}

export function importRun(id: number, over: Partial<ImportRun>): ImportRun {
  return {
    id,
    status: "finished",
    sources: ["/data/analyst/alerts/2026-11"],
    started: "2026-11-22 09:58:12",
    startedAt: momentOf(over.started ?? "2026-11-22 09:58:12"),
    elapsed: 31_400,
    bytes: 632_000_000,
    bytesTotal: 632_000_000,
    rate: 9_800,
    remaining: null,
    inserted: 298_114,
    updated: 1_204,
    unchanged: 682,
    rejected: 0,
    rejects: [],
    error: null,
    ...over,
  };
}

export function wireError(code: string, message: string, over: Partial<WireError> = {}): WireError {
  return {
    Code: code,
    Message: message,
    RequestId: "43F6AF1B-5A2C-4C5E-9A51-2A1F9D4E7C10",
    retryable: false,
    ...over,
  };
}

export function pastExports(language: Language): ExportRecord[] {
  const zh = language === "zh";
  return [
    exportRecord(6, {
      request: { Levels: "serious", Dealed: "N" },
      filter: zh ? "风险等级：紧急；是否已处理：待处理" : "Severity: Urgent; Handled or not: Unhandled",
    }),
    exportRecord(5, {
      request: { GroupId: "8076980", TimeStart: "2026-10-01 00:00:00" },
      filter: zh
        ? "告警类型：网站后门、恶意进程（云查杀）、异常登录、持久化后门、Web应用威胁检测；开始时间：2026-10-01 00:00:00；资产组：生产"
        : "Alert types: Webshell, Malicious process (cloud threat detection), Unusual logon, Persistent webshell; Start: 2026-10-01 00:00:00; Asset group: production",
      rows: 1_000_000,
      matched: 1_000_000,
      bytes: 402_118_300,
      elapsed: 1_420,
      created: "2026-11-21 18:02:44",
    }),
    exportRecord(4, {
      status: "failed",
      rows: 0,
      bytes: null,
      created: "2026-11-21 17:58:01",
      error: wireError(
        "export.disk_full",
        zh ? "写入文件时磁盘已满。" : "The disk became full while the file was written.",
        { retryable: true },
      ),
    }),
    exportRecord(3, { status: "cancelled", rows: 41_200, bytes: null, created: "2026-11-20 09:12:30" }),
    exportRecord(2, {
      fileExists: false,
      rows: 1,
      matched: 1,
      bytes: 1_240,
      elapsed: 12,
      dialect: "data",
      created: "2026-11-19 11:40:00",
    }),
  ];
}

export function pastImports(language: Language): ImportRun[] {
  const zh = language === "zh";
  return [
    importRun(3, {
      sources: [
        "/data/analyst/alerts/page-001.json",
        "/data/analyst/alerts/page-002.json",
        "/data/analyst/alerts/page-003.json",
      ],
      inserted: 241,
      updated: 12,
      unchanged: 44,
      rejected: 3,
      bytes: 640_220,
      bytesTotal: 640_220,
      elapsed: 90,
      rejects: [
        {
          file: "page-002.json",
          position: zh ? "第 1204 行，字节 48,201" : "line 1204, byte 48,201",
          reason: zh ? "缺少 Id：记录必须有十进制数字的 Id" : "Id is missing: a record needs a decimal Id",
        },
        {
          file: "page-002.json",
          position: zh ? "第 1310 行，字节 52,977" : "line 1310, byte 52,977",
          reason: zh ? "EventStatus 不是数字：“<script>”" : "EventStatus is not a number: “<script>”",
        },
        {
          file: "page-003.json",
          position: zh ? "第 88 行，字节 3,120" : "line 88, byte 3,120",
          reason: zh ? "文件在记录中间结束" : "the file ends inside a record",
        },
      ],
    }),
    importRun(2, {
      status: "cancelled",
      inserted: 18_000,
      updated: 0,
      unchanged: 0,
      started: "2026-11-21 08:00:00",
      elapsed: 4_200,
      bytes: 41_000_000,
    }),
    importRun(1, {}),
  ];
}
