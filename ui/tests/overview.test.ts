// The overview: what its marks select, its table for keys and screen readers, and what is saved of it.
import axe from "axe-core";
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { wireError } from "../dev/fake/records";
import { overviewOf } from "../dev/fake/overview";
import { chartsOf, type ChartWords } from "../src/overview/charts";
import { byId, openWindow, settled } from "./window";

vi.setConfig({ testTimeout: 120_000 });

const WORDS: ChartWords = {
  time: "Day",
  type: "Type",
  asset: "Asset",
  handleTime: "Time",
  events: "Events",
  levels: ["urgent", "suspicious", "reminder", "other"],
  handling: ["handled", "pending", "untold"],
};

const asked = (fake: Awaited<ReturnType<typeof openWindow>>["fake"]) =>
  fake.called("count_events").at(-1)?.query.request;

async function openOverview(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow(options);
  document.title = "Alertbook";
  await opened.user.click(byId("rail-overview"));
  await waitFor(() => expect(byId("chart-trend")).toBeTruthy());
  return opened;
}

test("each mark selects exactly what it counts, also what has no value", () => {
  const overview = overviewOf({}, 100, "en", 1);
  overview.bars[0]!.levels = [1, 0, 0, 2];
  overview.types.push({ facet: "alarmEventType", value: "", name: "None", events: 4 });
  const [trend, types, assets, times, handling] = chartsOf(overview, WORDS, ["a", "b"]);
  const { start, end } = overview.bars[0]!;
  const other = trend!.series.length - 1;
  expect(trend!.series[other]!.name).toBe("other");
  expect(trend!.narrowing(0, other)).toEqual({
    set: { TimeStart: start, TimeEnd: end },
    without: ["Levels=serious,suspicious,remind"],
  });
  expect(trend!.narrowing(0, null)).toEqual({ set: { TimeStart: start, TimeEnd: end } });
  expect(types!.narrowing(types!.rows.length - 1, 0)).toEqual({ without: ["ParentEventTypes=a,b"] });
  const { uuid } = overview.assets[0]!;
  expect(assets!.series.map((series) => series.name)).toEqual(["pending", "handled"]);
  expect(assets!.narrowing(0, 0)).toEqual({ set: { Uuid: uuid, Dealed: "N" } });
  expect(assets!.narrowing(0, 1)).toEqual({ set: { Uuid: uuid }, without: ["Dealed=N"] });
  overview.assets[0]!.uuid = "one,two";
  expect(assets!.narrowing(0, null)).toBeNull();
  expect(times!.narrowing(1, 0)).toEqual({ set: { handletime: "1h" } });
  expect(handling!.narrowing(0, 0)).toEqual({ set: { TimeStart: start, TimeEnd: end, Dealed: "Y" } });
  expect(handling!.series.map((series) => series.name)).toEqual(["handled", "pending"]);
});

test("a number of the table narrows the filters that are in force and leads to the events", async () => {
  const { fake, user } = await openOverview();
  const { query } = await import("../src/state/query.svelte");
  query.set("Levels", "serious");
  await waitFor(() => expect(byId("overview-count").textContent).toMatch(/of 1,000/));
  expect(byId("overview-sentence").textContent).toMatch(/Urgent/);
  await user.click(byId("as-table-assets"));
  const table = within(byId("table-assets"));
  await user.click(table.getAllByRole("button", { name: /Unhandled: show/ })[0]!);
  await settled(/of 1,000/);
  await waitFor(() => expect(asked(fake)).toMatchObject({ Levels: "serious", Dealed: "N" }));
  expect(asked(fake)!.Uuid).toMatch(/^uuid-/);
});

test("the table is there for who hears it, and comes to be seen by its button", async () => {
  const { user } = await openOverview();
  const table = byId("table-types");
  expect(table.className).toMatch(/unseen/);
  expect(within(table).getAllByRole("row").length).toBeGreaterThan(3);
  const button = within(table).getAllByRole("button")[0]!;
  expect(button.tabIndex).toBe(-1);
  await user.click(byId("as-table-types"));
  expect(byId("table-types").className).not.toMatch(/unseen/);
  expect(within(byId("table-types")).getAllByRole("button")[0]!.tabIndex).toBe(0);
  expect(byId("as-table-types").ariaPressed ?? byId("as-table-types").getAttribute("aria-pressed")).toBe(
    "true",
  );
});

test("g and o lead to the overview", async () => {
  const { user } = await openWindow();
  await user.keyboard("go");
  await waitFor(() => expect(byId("overview")).toBeTruthy());
});

test("the numbers of a chart are saved with the filters that are in force", async () => {
  const { fake, user } = await openOverview();
  await user.click(byId("save-handleTimes"));
  await waitFor(() =>
    expect(fake.called("save_list")).toEqual([
      { list: { list: "overview", part: "handleTimes", request: {} } },
    ]),
  );
});

test("the overview follows the store, and is asked nothing once it is left", async () => {
  const { fake, user, notice } = await openOverview();
  const times = () => fake.called("show_overview").length;
  await waitFor(() => expect(times()).toBe(1));
  await notice({ type: "eventsChanged", revision: 77 });
  await waitFor(() => expect(times()).toBe(2));
  await user.click(byId("rail-exports"));
  await notice({ type: "eventsChanged", revision: 78 });
  await waitFor(() => expect(fake.called("get_store_choices").length).toBeGreaterThan(2));
  expect(times()).toBe(2);
});

test("filters that select nothing say so and can be cleared", async () => {
  const { user } = await openOverview();
  const { query } = await import("../src/state/query.svelte");
  query.set("Remark", "no such words");
  await waitFor(() => expect(byId("overview-none").textContent).toMatch(/No event matches/));
  await user.click(within(byId("overview-none")).getByRole("button"));
  await waitFor(() => expect(byId("chart-trend")).toBeTruthy());
});

test("an empty store leads to its sources", async () => {
  const { user } = await openWindow({ events: 0, past: false });
  await user.click(byId("rail-overview"));
  await waitFor(() => expect(byId("overview-none").textContent).toMatch(/no events yet/));
  await user.click(within(byId("overview-none")).getByRole("button"));
  expect(byId("rail-sources").getAttribute("aria-current")).toBe("page");
});

test("a failure tells its code and can be tried again", async () => {
  const { fake, user } = await openWindow();
  fake.on("show_overview", () => {
    throw wireError("store.busy", "The store is busy.");
  });
  await user.click(byId("rail-overview"));
  await waitFor(() => expect(screen.getByTestId("failure").textContent).toMatch(/store\.busy/));
  fake.on("show_overview", ({ request }) => overviewOf(request, 1_000, "en", 1));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(byId("chart-trend")).toBeTruthy());
});

for (const language of ["zh", "en"] as const) {
  test(`axe finds nothing wrong with charts and tables (${language})`, async () => {
    const { user } = await openOverview({ settings: { language } });
    const check = async () => {
      const rules = { "color-contrast": { enabled: false } };
      const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    };
    await check();
    for (const part of ["trend", "types", "assets", "handleTimes", "handling"]) {
      await user.click(byId(`as-table-${part}`));
    }
    await check();
  });
}
