// A record of actions, made from the numbers of its entries.
import type { AuditEntry, AuditPage, ListAudit } from "../../src/wire/types";

const ACTIONS = [
  "yundun-sas:ExportSuspEvents",
  "alertbook:Import",
  "alertbook:Sync",
  "yundun-sas:DescribeSuspEvents",
  "alertbook:ChangeSettings",
];

const pad = (value: number) => String(value).padStart(2, "0");

function entryOf(id: number): AuditEntry {
  return {
    id,
    asked: `2026-11-${pad(1 + (id % 22))} ${pad(id % 24)}:${pad(id % 60)}:07`,
    who: id % 4 === 0 ? "auditor" : "analyst",
    door: id % 3 === 0 ? "cli" : "window",
    action: ACTIONS[id % ACTIONS.length] ?? "",
    allowed: id % 17 !== 0,
    requestId: `1D0E0F5C-0000-4000-8000-${String(id).padStart(12, "0")}`,
    request: id % 5 === 0 ? '{"Levels":"serious","Dealed":"N"}' : "{}",
  };
}

export function auditPage({ search, before, limit }: ListAudit, count: number): AuditPage {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = Array.from({ length: count }, (_, index) => entryOf(count - index));
  const found = all.filter((entry) => {
    const text = [entry.who, entry.door, entry.action, entry.requestId, entry.request]
      .join("\n")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const entries = found
    .filter((entry) => before === null || entry.id < before)
    .slice(0, limit ?? found.length);
  return { entries, total: found.length };
}
