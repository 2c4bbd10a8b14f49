import { expect, test } from "vitest";
import {
  isGiven,
  membersOf,
  sameRequest,
  textOf,
  valueFor,
  withParameter,
  without,
} from "../src/events/request";
import { moveDay, moveMonth, parts, weeks } from "../src/events/calendar";
import { cloudTime, presetRange } from "../src/events/time_range";
import { moved } from "../src/events/grid_keys";
import { groupedBy, nextSort } from "../src/events/sort";
import { matching } from "../src/kit/combo";

test("lists in one text are joined by commas, arrays stay arrays", () => {
  expect(valueFor("words", ["serious", "remind"])).toBe("serious,remind");
  expect(valueFor("wordList", ["ignore.Success"])).toEqual(["ignore.Success"]);
  expect(valueFor("assetTypes", ["ECS", "SLB"])).toEqual(["ECS", "SLB"]);
  expect(valueFor("words", [])).toBeNull();
});

test("members are read in both forms, full-width commas and blanks included", () => {
  expect(membersOf("serious， remind,,")).toEqual(["serious", "remind"]);
  expect(membersOf(["ECS", null, " "])).toEqual(["ECS"]);
  expect(membersOf(undefined)).toEqual([]);
  expect(textOf(["a", null, "b"])).toBe("a,b");
});

test("a value that says nothing takes its parameter out", () => {
  expect(withParameter({ Name: "x" }, "Name", "")).toEqual({});
  expect(withParameter({ Name: "x" }, "Name", "  ")).toEqual({});
  expect(withParameter({}, "AssetsTypeList", [])).toEqual({});
  expect(withParameter({}, "Remark", "100%_done")).toEqual({ Remark: "100%_done" });
  expect(without({ Name: "x", Remark: "y" }, ["Name"])).toEqual({ Remark: "y" });
  expect(isGiven([null, " "])).toBe(false);
});

test("requests are compared by what they say", () => {
  expect(sameRequest({ Name: "a", Id: "1" }, { Id: "1", Name: "a" })).toBe(true);
  expect(sameRequest({ Name: "" }, {})).toBe(true);
  expect(sameRequest({ Name: "a" }, { Name: "b" })).toBe(false);
});

test("64-bit ids stay text", () => {
  expect(withParameter({}, "Id", "9007199254740993")).toEqual({ Id: "9007199254740993" });
});

test("presets are in the cloud's time, GMT+8", () => {
  const now = Date.UTC(2026, 10, 30, 17, 30, 5);
  expect(cloudTime(now)).toBe("2026-12-01 01:30:05");
  expect(presetRange("today", now)).toEqual({ start: "2026-12-01 00:00:00", end: "" });
  expect(presetRange("thisMonth", now).start).toBe("2026-12-01 00:00:00");
  expect(presetRange("day", now).start).toBe("2026-11-30 01:30:05");
  expect(presetRange("week", now).start).toBe("2026-11-24 01:30:05");
});

test("the calendar knows its days, months and leap years", () => {
  expect(parts("2026-11-22 08:00:05")).toEqual({
    day: "2026-11-22",
    time: "08:00:05",
    month: { year: 2026, month: 10 },
  });
  expect(parts("2026-02-30 00:00:00")).toBeNull();
  expect(parts("yesterday")).toBeNull();
  expect(moveDay("2028-02-28", 1)).toBe("2028-02-29");
  expect(moveDay("2026-12-31", 1)).toBe("2027-01-01");
  expect(moveMonth({ year: 2026, month: 0 }, -1)).toEqual({ year: 2025, month: 11 });
  const days = weeks({ year: 2026, month: 10 });
  expect(days[0]![0]).toBe("2026-10-26");
  expect(days.flat()).toContain("2026-11-30");
});

test("a heading sorts names upwards and anything else downwards, then the other way, then not at all", () => {
  const name = { name: "instanceName", kind: "text" as const };
  const level = { name: "level", kind: "level" as const };
  const time = { name: "lastTime", kind: "time" as const };
  const up = nextSort(null, name);
  expect(up).toEqual({ column: "instanceName", descending: false, grouped: false });
  const down = nextSort(up, name);
  expect(down).toEqual({ column: "instanceName", descending: true, grouped: false });
  expect(nextSort(down, name)).toBeNull();
  const highest = nextSort(up, level);
  expect(highest).toEqual({ column: "level", descending: true, grouped: false });
  expect(nextSort(highest, level)).toEqual({ column: "level", descending: false, grouped: false });
  expect(nextSort(null, time)).toEqual({ column: "lastTime", descending: false, grouped: false });
  expect(nextSort(nextSort(null, time), time)).toBeNull();
  expect(nextSort(highest, time)).toEqual({ column: "lastTime", descending: true, grouped: false });
  const groups = groupedBy(highest, "level");
  expect(groups).toEqual({ column: "level", descending: true, grouped: true });
  expect(nextSort(groups, level)).toEqual({ column: "level", descending: true, grouped: false });
  expect(nextSort(groups, time)).toEqual({ column: "lastTime", descending: true, grouped: false });
  expect(groupedBy({ column: "level", descending: false, grouped: true }, "status")?.descending).toBe(false);
  expect(groupedBy(groups, null)).toBeNull();
});

test("keys move by rows and pages and stay inside", () => {
  const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false });
  const view = { first: 100, page: 20, lines: 1_000_000 };
  expect(moved(key("ArrowDown"), null, view)).toBe(100);
  expect(moved(key("ArrowDown"), 999_999, view)).toBe(999_999);
  expect(moved(key("PageUp"), 5, view)).toBe(0);
  expect(moved(key("PageDown"), 5, view)).toBe(25);
  expect(moved({ ...key("End"), ctrlKey: true }, 5, view)).toBe(999_999);
  expect(moved(key("Home"), 5, view)).toBe(0);
  expect([moved(key("j"), 5, view), moved(key("k"), 5, view)]).toEqual([6, 4]);
  expect(moved({ ...key("k"), ctrlKey: true }, 5, view)).toBeNull();
  expect(moved(key("x"), 5, view)).toBeNull();
});

test("a combo finds by name and value and offers what was typed", () => {
  const options = [
    { value: "8076980", name: "生产" },
    { value: "8076981", name: "Test" },
  ];
  expect(matching(options, "产", null)).toEqual([options[0]]);
  expect(matching(options, "8076981", (text) => text)).toEqual([options[1]]);
  expect(matching(options, "42", (text) => `use ${text}`)).toEqual([{ value: "42", name: "use 42" }]);
});
