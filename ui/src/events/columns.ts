// Widths and alignment of the list's columns.
import type { ColumnSpec } from "../wire/types";

export const NARROWEST = 48;
export const WIDEST = 1200;
export const STEP = 16;
/** What the first column needs more, for the mark of selected rows. */
export const MARK = 24;

const WIDTHS: Record<string, number> = {
  level: 112,
  eventSubType: 232,
  alarmEventType: 176,
  instanceName: 160,
  ip: 208,
  status: 152,
  lastTime: 192,
  operateTime: 176,
  eventDetail: 320,
  desc: 320,
  note: 200,
};

/** How room that is left over is shared out, by what the texts need. The others keep their width. */
const SHARES: Record<string, number> = {
  eventSubType: 3,
  eventDetail: 3,
  desc: 3,
  note: 2,
  instanceName: 2,
  alarmEventType: 2,
  status: 1,
  ip: 1,
};

export function widthOf(column: ColumnSpec, resized: Record<string, number>): number {
  const wanted = resized[column.name] ?? WIDTHS[column.name] ?? (column.kind === "time" ? 192 : 152);
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, wanted)));
}

/** The columns fill the room, until somebody has set a width: then they stay as they were left. */
export function widthsOf(columns: ColumnSpec[], resized: Record<string, number>, room: number): number[] {
  const marked = (width: number, column: ColumnSpec, index: number) =>
    index === 0 && !(column.name in resized) ? Math.min(WIDEST, width + MARK) : width;
  const own = columns.map((column, index) => marked(widthOf(column, resized), column, index));
  const shares = columns.map((column) => SHARES[column.name] ?? 0);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  const [spare, all] = [room - sum(own), sum(shares)];
  if (spare <= 0 || all === 0 || columns.some((column) => column.name in resized)) return own;
  return own.map((width, index) =>
    Math.min(WIDEST, Math.floor(width + (spare * (shares[index] ?? 0)) / all)),
  );
}

/** Numbers stand at the right so that their digits line up; ids are names and stand at the left. */
export function alignsRight(column: ColumnSpec): boolean {
  return column.kind === "number" && !/id$/i.test(column.name);
}

/** The room that must be left to what scrolls sideways. */
const LEAST_SCROLLING = 200;

/** Where the pinned columns begin: as many as are wanted, while enough room is left beside them. The first is always one. */
export function pinnedAt(widths: readonly number[], wanted: number, room: number): number[] {
  const lefts: number[] = [];
  let left = 0;
  for (const width of widths.slice(0, Math.max(1, wanted))) {
    const fits = room === 0 || left + width + LEAST_SCROLLING <= room;
    if (lefts.length > 0 && !fits) break;
    lefts.push(left);
    left += width;
  }
  return lefts;
}

/** The names with one of them moved to another place. */
export function movedTo(names: readonly string[], from: number, to: number): string[] {
  const next = [...names];
  const [moved] = next.splice(from, 1);
  if (moved !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, moved);
  return next;
}

/** The order and the number of pinned columns once a column is pinned, or is no longer: it moves to the edge between both. */
export function withPin(names: readonly string[], pinned: number, name: string, on: boolean) {
  const at = names.indexOf(name);
  const count = Math.max(0, Math.min(pinned, names.length));
  if (at < 0 || on === at < count) return { columns: [...names], pinnedColumns: count };
  return on
    ? { columns: movedTo(names, at, count), pinnedColumns: count + 1 }
    : { columns: movedTo(names, at, count - 1), pinnedColumns: count - 1 };
}
