import { expect, test } from "vitest";
import { coalesce } from "../src/state/coalesce";

test("wishes during a run lead to exactly one more run", async () => {
  const releases: (() => void)[] = [];
  let runs = 0;
  const read = coalesce(() => {
    runs += 1;
    return new Promise((resolve) => releases.push(resolve));
  });
  const done = read();
  void read();
  void read();
  expect(runs).toBe(1);
  releases[0]!();
  await Promise.resolve();
  await Promise.resolve();
  expect(runs).toBe(2);
  releases[1]!();
  await done;
  expect(runs).toBe(2);
  void read();
  expect(runs).toBe(3);
});
