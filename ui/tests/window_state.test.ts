// What the window looks like is kept and comes back; the zoom by its keys.
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { byId, openWindow, settled } from "./window";

const last = (fake: Awaited<ReturnType<typeof openWindow>>["fake"]) =>
  fake.called("save_window_state").at(-1)?.state;

test("place, panels, order and filters come back before the first rows are asked for", async () => {
  const { fake } = await openWindow({}, (fake) => {
    fake.kept.value = {
      place: "events",
      filtersOpen: false,
      timeOpen: false,
      queryOpen: true,
      request: { Levels: "serious" },
      sort: { column: "level", descending: true, grouped: false },
      zoom: 125,
    };
  });
  expect((await screen.findByTestId("chip")).textContent).toMatch(/Urgent/);
  expect(screen.queryByTestId("filters")).toBeNull();
  expect(byId("query-button").getAttribute("aria-expanded")).toBe("true");
  await waitFor(() => expect(fake.called("list_events").length).toBeGreaterThan(0));
  for (const { query } of fake.called("list_events")) {
    expect([query.request, query.sort]).toEqual([
      { Levels: "serious" },
      { column: "level", descending: true, grouped: false },
    ]);
  }
  expect(fake.called("show_histogram")).toEqual([]);
  expect(fake.called("save_window_state")).toEqual([]);
});

test("what changes is kept a moment later, and once", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("histogram-toggle"));
  await user.click(byId("rail-exports"));
  await waitFor(() => expect(last(fake)).toMatchObject({ place: "exports", timeOpen: false }));
  expect(fake.called("save_window_state")).toHaveLength(1);
  await user.click(byId("rail-sources"));
  window.dispatchEvent(new Event("pagehide"));
  await waitFor(() => expect(last(fake)).toMatchObject({ place: "sources" }));
});

test("a state that cannot be read is no failure", async () => {
  const { fake, user } = await openWindow({}, (fake) => {
    fake.on("get_window_state", () => {
      throw new Error("broken");
    });
  });
  await settled(/1,000 events/);
  expect(screen.getByTestId("filters")).toBeTruthy();
  await user.click(byId("rail-settings"));
  await waitFor(() => expect(last(fake)?.place).toBe("settings"));
});

test("Ctrl with plus, minus and zero zoom, also while typing", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.keyboard("{Control>}={/Control}");
  await waitFor(() => expect(last(fake)?.zoom).toBe(110));
  await user.click(byId("search"));
  await user.keyboard("{Control>}+{/Control}");
  await waitFor(() => expect(last(fake)?.zoom).toBe(125));
  await user.keyboard("{Control>}-{/Control}");
  await waitFor(() => expect(last(fake)?.zoom).toBe(110));
  await user.keyboard("{Control>}0{/Control}");
  await waitFor(() => expect(last(fake)?.zoom).toBe(100));
});
