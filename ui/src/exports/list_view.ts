// Which exports the list shows, and in which order.
import type { ExportRecord } from "../wire/types";

export type SortKey = "name" | "rows" | "size" | "time";
export interface Sort {
  by: SortKey;
  down: boolean;
}

export const NEWEST_FIRST: Sort = { by: "time", down: true };

/** A heading pressed: the other way round, or a new column as it is most wanted. */
export function pressed(sort: Sort, by: SortKey): Sort {
  return { by, down: sort.by === by ? !sort.down : by !== "name" };
}

/** Those whose file name or filter holds every word that was typed, whatever its case. */
export function found(records: readonly ExportRecord[], typed: string): ExportRecord[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return records.filter((record) => {
    const text = `${record.fileName}\n${record.filter}\n#${record.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What has no value stands at the end, either way. Ids are given in the order of time. */
export function sorted(records: readonly ExportRecord[], { by, down }: Sort): ExportRecord[] {
  const value = (record: ExportRecord): number | string | null => {
    if (by === "name") return record.fileName;
    if (by === "time") return record.id;
    if (record.status !== "success") return null;
    return by === "rows" ? record.rows : record.bytes;
  };
  return [...records].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      return b.id - a.id;
    }
    const order = left < right ? -1 : left > right ? 1 : a.id - b.id;
    return down ? -order : order;
  });
}

/** Bytes of the files that are there. */
export function storage(records: readonly ExportRecord[]): number {
  return records.reduce((sum, record) => sum + (record.fileExists ? (record.bytes ?? 0) : 0), 0);
}

/** The request, whatever language it was asked in and whatever order it names its parameters in. */
function filterOf({ request }: ExportRecord): string {
  const entries = Object.entries(request).filter(([name]) => name !== "Lang");
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The last whole export of the same request before this one; the cloud's own files are not compared. */
export function earlierOf(records: readonly ExportRecord[], record: ExportRecord): ExportRecord | null {
  if (record.status !== "success" || record.format === "cloud") return null;
  const filter = filterOf(record);
  const same = (other: ExportRecord) =>
    other.id < record.id &&
    other.status === "success" &&
    other.format !== "cloud" &&
    filterOf(other) === filter;
  return records
    .filter(same)
    .reduce<ExportRecord | null>((last, other) => (last === null || other.id > last.id ? other : last), null);
}
