// Facets and the histogram: what a click puts into the request, what is left out, and a range chosen by keys.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { facetOf, withChosen, withExcluded } from "../src/events/facets";
import { Brush, heightsOf } from "../src/events/histogram.svelte";
import { MANY, Standing } from "../src/events/standing";
import { byId, openWindow, settled } from "./window";

const asked = (fake: Awaited<ReturnType<typeof openWindow>>["fake"]) =>
  fake.called("count_events").at(-1)?.query.request;

test("one value is asked for in the API's words, several in ours", () => {
  const group = facetOf("GroupId")!;
  const one = withChosen({}, group, ["7"], false);
  expect(one).toEqual({ GroupId: "7" });
  const two = withChosen(one, group, ["7", "8"], false);
  expect(two).toEqual({ group: "7,8" });
  expect(withChosen(two, group, [], false)).toEqual({});
  const subtype = facetOf("subtype")!;
  expect(withChosen({}, subtype, ["a,b"], false)).toEqual({ subtype: ["a,b"] });
});

test("what is left out is chosen no more, and comes back", () => {
  const level = facetOf("Levels")!;
  const chosen = withChosen({}, level, ["serious", "remind"], false);
  const out = withExcluded(chosen, level, "remind", true, false);
  expect(out).toEqual({ Levels: "serious", not: ["Levels=remind"] });
  expect(withExcluded(out, level, "remind", false, false)).toEqual({ Levels: "serious" });
});

test("a facet tells how many events each value brings, also those that are not chosen", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const levels = within(await screen.findByTestId("filter-Levels"));
  const urgent = levels.getByRole("checkbox", { name: "Urgent" });
  await waitFor(() => expect(urgent.getAttribute("aria-describedby")).toBeTruthy());
  const counts = () =>
    levels.getAllByRole("checkbox").map((box) => {
      const count = document.getElementById(box.getAttribute("aria-describedby") ?? "");
      return Number(count?.textContent?.replace(/\D/g, ""));
    });
  const before = counts();
  expect(before.reduce((sum, count) => sum + count, 0)).toBe(1000);
  await user.click(urgent);
  await waitFor(() => expect(asked(fake)).toEqual({ Levels: "serious" }));
  await waitFor(() => expect(fake.called("show_facets").at(-1)?.request).toEqual({ Levels: "serious" }));
  expect(counts()).toEqual(before);
});

test("a value is left out by its button, stands as a chip and is taken back there", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const levels = within(await screen.findByTestId("filter-Levels"));
  await user.click(levels.getByRole("button", { name: "Leave out: Reminder" }));
  await waitFor(() => expect(asked(fake)).toEqual({ not: ["Levels=remind"] }));
  const chip = await screen.findByTestId("chip");
  expect(chip.textContent).toMatch(/Levels = remind/);
  await user.click(within(chip).getByTestId("chip-remove"));
  await waitFor(() => expect(asked(fake)).toEqual({}));
});

test("arrow keys choose a range of the histogram and Enter narrows the list to it", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const bars = await screen.findByTestId("histogram-bars");
  await waitFor(() => expect(Number(bars.getAttribute("aria-valuemax"))).toBeGreaterThan(3));
  bars.focus();
  await user.keyboard("{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
  expect(bars.getAttribute("aria-valuetext")).toMatch(/Enter narrows/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(Object.keys(asked(fake) ?? {}).sort()).toEqual(["TimeEnd", "TimeStart"]));
  await user.click(byId("histogram-whole"));
  await waitFor(() => expect(asked(fake)).toEqual({}));
});

test("a closed histogram is not counted", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("histogram-toggle"));
  const before = fake.called("show_histogram").length;
  await user.click(within(byId("filter-Levels")).getByRole("checkbox", { name: "Urgent" }));
  await waitFor(() => expect(asked(fake)).toEqual({ Levels: "serious" }));
  expect(fake.called("show_histogram").length).toBe(before);
});

test("values stay where they first stood, and a short list loses none", () => {
  const words = (...values: string[]) => values.map((value) => ({ value, zh: value, en: value }));
  const of = (standing: Standing, ...values: string[]) =>
    standing.arrange(words(...values)).map((word) => word.value);
  const short = new Standing();
  expect(of(short, "b", "a")).toEqual(["b", "a"]);
  expect(of(short, "a", "c")).toEqual(["b", "a", "c"]);
  expect(of(short)).toEqual(["b", "a", "c"]);
  const many = Array.from({ length: MANY + 1 }, (_, number) => `v${number}`);
  const long = new Standing();
  of(long, ...many);
  expect(of(long, "v7", "v2")).toEqual(["v2", "v7"]);
});

test("a dragged range is the bars between both ends, and a pointer that leaves lets go", () => {
  const brush = new Brush();
  brush.begin(7, 10);
  brush.move(-3, 10);
  expect(brush.range).toEqual({ first: 0, last: 7 });
  expect(brush.end()).toBe(true);
  brush.clear();
  brush.move(4, 10);
  brush.leave();
  expect(brush.range).toBeNull();
  expect(brush.key("ArrowLeft", false, 10)).toBe(true);
  expect(brush.range).toEqual({ first: 9, last: 9 });
});

test("stacks fill the height of the largest bar, and a single event is seen", () => {
  const bar = (events: [number, number, number, number]) => ({ start: "", end: "", title: "", events });
  const [large, small] = heightsOf([bar([600, 400, 0, 0]), bar([0, 0, 1, 0])], 48);
  expect(large!.map((part) => part.height)).toEqual([48 * 0.6, 48 * 0.4, 0, 0]);
  expect(small!.reduce((sum, part) => sum + part.height, 0)).toBe(1);
});
