// Widths and alignment of the list's columns.
import type { ColumnSpec } from "../wire/types";

export const NARROWEST = 48;
export const WIDEST = 1200;
export const STEP = 16;

const WIDTHS: Record<string, number> = {
  level: 120,
  eventSubType: 232,
  alarmEventType: 168,
  instanceName: 168,
  ip: 208,
  status: 144,
  lastTime: 160,
  operateTime: 160,
  eventDetail: 320,
  desc: 320,
  note: 200,
};

export function widthOf(column: ColumnSpec, resized: Record<string, number>): number {
  const wanted = resized[column.name] ?? WIDTHS[column.name] ?? (column.kind === "time" ? 160 : 152);
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, wanted)));
}

/** Numbers stand at the right so that their digits line up; ids are names and stand at the left. */
export function alignsRight(column: ColumnSpec): boolean {
  return column.kind === "number" && !/id$/i.test(column.name);
}
