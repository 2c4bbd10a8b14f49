import { expect, test } from "vitest";
import { exportRecord } from "../dev/fake/records";
import { NEWEST_FIRST, earlierOf, found, pressed, sorted, storage } from "../src/exports/list_view";
import { Selection } from "../src/exports/selection.svelte";

const records = [
  exportRecord(3, { fileName: "c.csv", rows: 5, bytes: 10, filter: "Severity: Urgent" }),
  exportRecord(2, { fileName: "a.csv", rows: 9, bytes: 20, fileExists: false, filter: "主机：web-1" }),
  exportRecord(1, { fileName: "b.csv", status: "failed", rows: 0, bytes: null, fileExists: false }),
];
const ids = (list: { id: number }[]) => list.map(({ id }) => id);

test("every word has to be found, in name, filter or number", () => {
  const check = (typed: string, expected: number[]) => expect(ids(found(records, typed))).toEqual(expected);
  check("", [3, 2, 1]);
  check(" URGENT  c. ", [3]);
  check("主机", [2]);
  check("#1", [1]);
  check("urgent web", []);
});

test("a list is sorted either way, and what has no value stays at the end", () => {
  const check = (by: "name" | "rows" | "size" | "time", down: boolean, expected: number[]) =>
    expect(ids(sorted(records, { by, down }))).toEqual(expected);
  check("time", true, [3, 2, 1]);
  check("time", false, [1, 2, 3]);
  check("name", false, [2, 1, 3]);
  check("rows", true, [2, 3, 1]);
  check("rows", false, [3, 2, 1]);
  check("size", true, [2, 3, 1]);
  expect(pressed(NEWEST_FIRST, "name")).toEqual({ by: "name", down: false });
  expect(pressed(NEWEST_FIRST, "size")).toEqual({ by: "size", down: true });
  expect(pressed(NEWEST_FIRST, "time")).toEqual({ by: "time", down: false });
});

test("only files that are there use storage", () => {
  expect(storage(records)).toBe(10);
});

test("the last whole export of the same request is the one to compare with, whatever its language", () => {
  const urgent = { Levels: "serious", Dealed: "N" };
  const list = [
    exportRecord(6, { request: { Dealed: "N", Levels: "serious", Lang: "en" } }),
    exportRecord(5, { request: urgent, status: "cancelled" }),
    exportRecord(4, { request: { ...urgent, Lang: "zh" } }),
    exportRecord(3, { request: urgent, format: "cloud" }),
    exportRecord(2, { request: urgent }),
    exportRecord(1, { request: {} }),
  ];
  const check = (id: number, expected: number | null) =>
    expect(
      earlierOf(
        list,
        list.find((record) => record.id === id)!,
      )?.id ?? null,
    ).toBe(expected);
  check(6, 4);
  check(5, null);
  check(4, 2);
  check(3, null);
  check(2, null);
});

test("several are chosen one by one, by a range, or all; what is not shown is not chosen", () => {
  const order = [9, 8, 7, 6];
  const selection = new Selection();
  const check = (expected: number[]) => expect([...selection.ids].sort()).toEqual(expected);
  selection.toggle(8);
  selection.extend(6, order);
  check([6, 7, 8]);
  selection.toggle(7);
  check([6, 8]);
  selection.keep([9, 8]);
  check([8]);
  selection.all(order);
  check([6, 7, 8, 9]);
  selection.clear();
  selection.extend(8, order);
  check([8]);
});
