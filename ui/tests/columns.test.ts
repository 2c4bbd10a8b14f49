import { expect, test } from "vitest";
import { widthsOf } from "../src/events/columns";
import type { ColumnSpec } from "../src/wire/types";

const column = (name: string, kind: ColumnSpec["kind"] = "text") => ({ name, kind }) as ColumnSpec;
const COLUMNS = [column("level", "level"), column("lastTime", "time"), column("eventSubType"), column("ip")];
/** The first one holds the mark of selected rows, too. */
const OWN = [136, 192, 232, 208];

test("columns fill the room that is left over; levels and times keep their width", () => {
  expect(widthsOf(COLUMNS, {}, 768 + 400)).toEqual([136, 192, 232 + 300, 208 + 100]);
});

test("without room to spare every column has its own width", () => {
  expect(widthsOf(COLUMNS, {}, 500)).toEqual(OWN);
  expect(widthsOf([column("level", "level")], {}, 900)).toEqual([136]);
});

test("once a width was set nothing is filled, and a width stays within its bounds", () => {
  expect(widthsOf(COLUMNS, { ip: 300 }, 2_000)).toEqual([136, 192, 232, 300]);
  expect(widthsOf(COLUMNS, { ip: 1 }, 2_000)).toEqual([136, 192, 232, 48]);
  expect(widthsOf(COLUMNS, { desc: 400 }, 768)).toEqual(OWN);
});
