// Copies of the stand-in backend: plain cells, without the guard of the real one.
import type { CopiedEvents, CopyEvents, Language } from "../../src/wire/types";
import { rowOf } from "./events";
import { wireError } from "./records";

const MOST = 10_000;

export function copied({ columns, form }: CopyEvents, numbers: number[], language: Language): CopiedEvents {
  if (numbers.length > MOST) throw wireError("IllegalParam", `request: at most ${MOST} events at once`);
  const rows = numbers.map((row) => rowOf(row, columns, language).cells);
  const object = (cells: string[]) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
  if (form === "json") return { text: JSON.stringify(rows.map(object), null, 2), rows: rows.length };
  const lines = form === "csv" ? [columns, ...rows] : rows;
  const between = form === "csv" ? "," : "\t";
  return { text: lines.map((cells) => cells.join(between)).join("\n"), rows: rows.length };
}
