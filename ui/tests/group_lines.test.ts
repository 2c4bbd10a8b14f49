// Lines and rows of a list in groups.
import { expect, test } from "vitest";
import { GroupLines } from "../src/events/group_lines";
import { PlainLines } from "../src/events/lines";

const grouped = (...events: number[]) =>
  GroupLines.of(events.map((events, group) => ({ name: `group ${group}`, level: null, events })));
const heading = (group: number) => ({ kind: "heading", group });
const event = (group: number, row: number) => ({ kind: "event", group, row });
const all = (lines: GroupLines) => Array.from({ length: lines.count }, (_, line) => lines.at(line));

test("closed groups have a line each and their rows have none", () => {
  const lines = grouped(3, 2, 4);
  expect(all(lines)).toEqual([heading(0), heading(1), heading(2)]);
  expect(lines.rows).toBe(9);
  expect([0, 2, 3, 8].map((row) => lines.groupOf(row))).toEqual([0, 0, 1, 2]);
  expect([0, 5].map((row) => lines.lineOf(row))).toEqual([null, null]);
  expect([lines.groupOf(-1), lines.groupOf(9), lines.at(-1), lines.at(3)]).toEqual([
    null,
    null,
    undefined,
    undefined,
  ]);
});

test("an open group has a line for each event, and row numbers run through all groups", () => {
  const lines = grouped(3, 2, 4).withOpen(1, true);
  expect(all(lines)).toEqual([heading(0), heading(1), event(1, 3), event(1, 4), heading(2)]);
  expect([lines.lineOf(2), lines.lineOf(3), lines.lineOf(4), lines.lineOf(5)]).toEqual([null, 2, 3, null]);
  expect(all(lines.withOpen(1, false))).toEqual([heading(0), heading(1), heading(2)]);
  expect(lines.withAllOpen(true).count).toBe(12);
  expect(lines.withAllOpen(false).count).toBe(3);
});

test("only rows that have lines in view are between them", () => {
  const lines = grouped(3, 2, 4, 5).withOpen(0, true).withOpen(3, true);
  expect(lines.rowsBetween(0, lines.count)).toEqual([
    { first: 0, last: 2 },
    { first: 9, last: 13 },
  ]);
  expect(lines.rowsBetween(2, 3)).toEqual([{ first: 1, last: 2 }]);
  expect(lines.rowsBetween(4, 6)).toEqual([]);
  expect(lines.rowsBetween(0, 0)).toEqual([]);
  expect(lines.rowsBetween(8, 9)).toEqual([{ first: 10, last: 11 }]);
  expect(grouped().rowsBetween(0, 10)).toEqual([]);
  expect(grouped(2).rowsBetween(0, -1)).toEqual([]);
});

test("a heading marks all of its group and ends a range with it only while it is closed", () => {
  const lines = grouped(3, 2).withOpen(1, true);
  expect(lines.rowsMarkedBy(0)).toEqual({ first: 0, last: 2 });
  expect(lines.rowsMarkedBy(1)).toEqual({ first: 3, last: 4 });
  expect(lines.rowsMarkedBy(3)).toEqual({ first: 4, last: 4 });
  expect(lines.rowsMarkedBy(4)).toEqual({ first: 0, last: -1 });
  expect(lines.rowsEndingAt(0)).toEqual({ first: 0, last: 2 });
  expect(lines.rowsEndingAt(1)).toEqual({ first: 3, last: 2 });
});

test("groups stay open by their names, whatever their place and number", () => {
  const before = GroupLines.of([
    { name: "a", level: null, events: 3 },
    { name: "b", level: null, events: 2 },
    { name: "b", level: null, events: 1 },
  ]).withOpen(2, true);
  const next = GroupLines.of([
    { name: "b", level: null, events: 7 },
    { name: "c", level: null, events: 5 },
    { name: "b", level: null, events: 4 },
    { name: "a", level: null, events: 3 },
  ]).openAs(before);
  expect([0, 1, 2, 3].map((group) => next.isOpen(group))).toEqual([false, false, true, false]);
});

test("every line and row of 25 000 groups with ten million events is found, and opening one keeps the others", () => {
  const events = Array.from({ length: 25_000 }, (_, group) => (group % 7 === 0 ? 1 : 466 + (group % 3)));
  let lines = grouped(...events);
  const rows = events.reduce((sum, one) => sum + one, 0);
  expect(rows).toBeGreaterThan(9_900_000);
  for (const group of [24_999, 0, 12_345, 7]) lines = lines.withOpen(group, true);
  expect(lines.count).toBe(25_000 + [24_999, 0, 12_345, 7].reduce((sum, one) => sum + events[one]!, 0));
  lines = lines.withAllOpen(true);
  expect(lines.count).toBe(25_000 + rows);
  // Random enough, and the same every time.
  for (let turn = 0; turn < 2_000; turn += 1) {
    const row = (turn * 7_368_787 + 12_345) % rows;
    const line = lines.lineOf(row)!;
    expect(lines.at(line)).toEqual(event(lines.groupOf(row)!, row));
    expect(lines.at(lines.headingOf(lines.groupOf(row)!))).toEqual(heading(lines.groupOf(row)!));
  }
  expect(lines.at(lines.count - 1)).toEqual(event(24_999, rows - 1));
  const range = lines.rowsBetween(5_000_000, 5_000_040);
  expect(range.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBeGreaterThanOrEqual(40);
});

test("without groups lines are rows", () => {
  const lines = new PlainLines(5);
  expect([lines.at(4), lines.at(5), lines.lineOf(3)]).toEqual([
    { kind: "event", row: 4, group: null },
    undefined,
    3,
  ]);
  expect(lines.rowsBetween(1, 3)).toEqual([{ first: 1, last: 3 }]);
  expect(lines.rowsBetween(0, -1)).toEqual([]);
});
