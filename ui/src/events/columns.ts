// Widths and alignment of the list's columns.
import type { ColumnSpec } from "../wire/types";

export const NARROWEST = 48;
export const WIDEST = 1200;
export const STEP = 16;

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
  const own = columns.map((column) => widthOf(column, resized));
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
