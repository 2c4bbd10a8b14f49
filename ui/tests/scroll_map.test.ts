import { expect, test } from "vitest";
import { LONGEST, ScrollMap } from "../src/events/scroll_map";

const VIEW = 604;

for (const [rows, height] of [
  [1_000_000, 28],
  [1_000_000, 34],
  [5_000_000, 28],
  [5_000_000, 34],
  [10_000_000, 28],
  [10_000_000, 34],
] as const) {
  test(`the end of the bar shows the last of ${rows} rows of ${height} px exactly`, () => {
    const map = new ScrollMap(rows, height, VIEW);
    expect(map.length).toBeLessThanOrEqual(LONGEST);
    const top = map.topAt(map.lastScroll);
    expect(top + VIEW).toBe(rows * height);
    expect(map.visible(top).last).toBe(rows - 1);
    expect(map.visible(map.topAt(0)).first).toBe(0);
  });

  test(`every row of ${rows} × ${height} px is reached exactly by its number`, () => {
    const map = new ScrollMap(rows, height, VIEW);
    // Random enough, and the same every time.
    const scattered = Array.from({ length: 500 }, (_, turn) => (turn * 7_368_787 + 12_345) % rows);
    for (const row of [0, 1, 199, 200, 777_777, ...scattered, rows - 2, rows - 1]) {
      const top = map.topShowing(row, map.topAt(map.lastScroll / 2));
      expect(top).toBeLessThanOrEqual(row * height);
      expect(top + VIEW).toBeGreaterThanOrEqual((row + 1) * height);
      const { first, last } = map.visible(top);
      expect(first).toBeLessThanOrEqual(row);
      expect(last).toBeGreaterThanOrEqual(row);
    }
  });

  test(`bar and list of ${rows} × ${height} px agree in both directions`, () => {
    const map = new ScrollMap(rows, height, VIEW);
    for (const part of [0, 0.1, 0.5, 0.9, 1]) {
      const top = map.lastTop * part;
      expect(map.topAt(map.scrollFor(top))).toBeCloseTo(top, 3);
    }
  });
}

test("a list that fits is not scaled and moves pixel by pixel", () => {
  const map = new ScrollMap(1_000, 28, VIEW);
  expect(map.scaled).toBe(false);
  expect(map.topAt(123.5)).toBe(123.5);
});

test("the last whole pixel of a scaled bar is already the end", () => {
  const map = new ScrollMap(5_000_000, 28, VIEW);
  expect(map.topAt(Math.floor(map.lastScroll))).toBe(map.lastTop);
});

test("no rows, one row and a list shorter than the view draw what there is", () => {
  expect(new ScrollMap(0, 28, VIEW).visible(0).last).toBe(-1);
  expect(new ScrollMap(1, 28, VIEW).visible(0)).toEqual({ first: 0, last: 0 });
  expect(new ScrollMap(3, 28, VIEW).lastTop).toBe(0);
});

test("showing a row that is in view moves nothing", () => {
  const map = new ScrollMap(1_000, 28, VIEW);
  expect(map.topShowing(5, 28)).toBe(28);
});

test("keys lead through ten million rows page by page without losing one, up to the last and back", () => {
  for (const height of [28, 34]) {
    const rows = 10_000_000;
    const map = new ScrollMap(rows, height, VIEW);
    let top = 0;
    for (const row of [0, map.page, rows - 1, rows - 1 - map.page, 4_999_999, 5_000_000, 0]) {
      top = map.topShowing(row, top);
      // The bar is a picture of the list: it is never off by more than what one of its pixels stands for.
      expect(Math.abs(map.topAt(map.scrollFor(top)) - top)).toBeLessThanOrEqual(map.lastTop / map.lastScroll);
      const { first, last } = map.visible(top);
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThanOrEqual(last);
    }
    expect(top).toBe(0);
  }
});

test("the bar is short enough for every browser, also on a screen of four pixels to each of ours", () => {
  expect(LONGEST * 4).toBeLessThan(33_554_428);
  expect(new ScrollMap(10_000_000, 34, VIEW).length).toBe(LONGEST);
});
