// A list in groups: the menu, headings, opening and closing, selecting, and a store that changes.
import axe from "axe-core";
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import type { EventGroups } from "../src/wire/types";
import { byId, openWindow, settled, type OpenWindow } from "./window";

const rowAt = (row: number) => document.querySelector<HTMLElement>(`[data-row="${row}"]`)!;
const heading = (group: number) => document.querySelector<HTMLElement>(`[data-group="${group}"]`)!;
const headings = () => screen.getAllByTestId("grid-group");
const numbers = (testid: string) =>
  screen.getAllByTestId(testid).map((one) => Number(one.textContent!.replace(/[^\d.]/g, "")));
const active = () => document.querySelector<HTMLElement>("[data-testid=grid] [data-active]")?.dataset;
const counted = () => screen.queryByTestId("selection-count")?.textContent ?? "";

async function openGroups(column: string, options = {}, prepare?: Parameters<typeof openWindow>[1]) {
  const opened = await openWindow({ past: false, ...options }, prepare);
  await settled(/events/);
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  await group(opened, column);
  await waitFor(() => expect(headings().length).toBeGreaterThan(1));
  return opened;
}

async function group({ user }: OpenWindow, column: string) {
  await user.click(byId("group-menu"));
  await user.click(byId(`group-${column}`));
}

async function groupsOf({ fake }: OpenWindow): Promise<EventGroups> {
  const grouping = fake.called("group_events").at(-1)!.grouping;
  return (await fake.handle("group_events", { grouping })) as EventGroups;
}

test("the menu groups by a column: closed headings with counts and shares, no row is asked for", async () => {
  const opened = await openWindow({ past: false });
  const { fake, user } = opened;
  await settled(/1,000 events/);
  await user.click(byId("group-menu"));
  expect(screen.queryByTestId("group-lastTime")).toBeNull();
  expect(byId("group-none").getAttribute("aria-pressed")).toBe("true");
  const before = fake.called("list_events").length;
  await user.click(byId("group-level"));
  await waitFor(() => expect(headings()).toHaveLength(3));
  expect(fake.called("list_events")).toHaveLength(before);
  const sort = { column: "level", descending: true, grouped: true };
  expect(fake.called("group_events")).toEqual([{ grouping: { request: {}, sort } }]);
  const counts = numbers("group-count");
  expect(counts.reduce((sum, one) => sum + one)).toBe(1_000);
  expect(counts).toEqual([...counts].sort((one, other) => other - one));
  expect(numbers("group-share").map((share) => Math.round(share * 10))).toEqual(counts);
  expect(byId("grid-foot").textContent).toContain("3 groups, 1,000 rows");
  expect(screen.queryByTestId("grid-row")).toBeNull();
  await waitFor(() => expect(fake.kept.value.sort).toEqual(sort));
});

test("fewest first turns the groups round, and no groups brings the default order back", async () => {
  const opened = await openGroups("level");
  const { fake, user } = opened;
  await user.click(byId("group-menu"));
  await user.click(byId("group-order-fewest"));
  await waitFor(() => {
    const counts = numbers("group-count");
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
  });
  await user.keyboard("{Escape}");
  await group(opened, "none");
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  expect(byId("grid").getAttribute("role")).toBe("grid");
  expect(fake.called("list_events").at(-1)!.query.sort).toBeNull();
});

test("a click on a column's heading sorts by it and ends the grouping", async () => {
  const { fake, user } = await openGroups("level");
  expect(document.querySelectorAll("[aria-sort=descending], [aria-sort=ascending]")).toHaveLength(0);
  await user.click(byId("heading-status"));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  expect(screen.queryByTestId("grid-group")).toBeNull();
  expect(fake.called("list_events").at(-1)!.query.sort).toEqual({
    column: "status",
    descending: false,
    grouped: false,
  });
});

test("a click opens a group at its rows in the whole list, and closes it again", async () => {
  const opened = await openGroups("level");
  const { fake, user } = opened;
  const { groups } = await groupsOf(opened);
  const start = groups[0]!.events;
  await user.click(heading(1));
  await waitFor(() => expect(rowAt(start)?.dataset.id).toBeTruthy());
  expect(heading(1).getAttribute("aria-expanded")).toBe("true");
  expect(rowAt(start).textContent).toContain(groups[1]!.name);
  expect(rowAt(start - 1)).toBeNull();
  const pages = fake.called("list_events").filter(({ query }) => query.sort?.grouped);
  expect(pages.map(({ query }) => query.offset)).toEqual([Math.floor(start / 200) * 200]);
  await user.click(heading(1));
  await waitFor(() => expect(screen.queryByTestId("grid-row")).toBeNull());
  expect(heading(1).getAttribute("aria-expanded")).toBe("false");
});

test("several small groups in view ask for the pages of their own rows only", async () => {
  const opened = await openGroups("instanceName", { events: 20_000 });
  const { fake, user } = opened;
  const { groups } = await groupsOf(opened);
  const last = groups.length - 1;
  await user.click(heading(last));
  await user.click(heading(0));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  const start = groups.slice(0, last).reduce((sum, { events }) => sum + events, 0);
  const asked = new Set(
    fake
      .called("list_events")
      .filter(({ query }) => query.sort?.grouped)
      .map(({ query }) => query.offset),
  );
  expect([...asked].sort((one, other) => one - other)).toEqual([0, Math.floor(start / 200) * 200]);
});

test("keys open and close groups and lead through headings and events alike", async () => {
  const opened = await openGroups("level");
  const { user } = opened;
  const { groups } = await groupsOf(opened);
  byId("grid").focus();
  await user.keyboard("{ArrowDown}");
  expect(active()).toMatchObject({ group: "0" });
  await user.keyboard("{ArrowRight}");
  expect(heading(0).getAttribute("aria-expanded")).toBe("true");
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  await user.keyboard("jj");
  expect(active()).toMatchObject({ row: "1" });
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
  await user.keyboard("{Escape}k{ArrowLeft}");
  expect(active()).toMatchObject({ group: "0" });
  await user.keyboard("{ArrowLeft}");
  expect(heading(0).getAttribute("aria-expanded")).toBe("false");
  await user.keyboard("j {ArrowDown}");
  expect(heading(1).getAttribute("aria-expanded")).toBe("true");
  expect(active()).toMatchObject({ row: String(groups[0]!.events) });
  await user.keyboard("{End}");
  expect(active()).toMatchObject({ group: "2" });
  await user.keyboard("{Enter}{End}");
  await waitFor(() => expect(active()).toMatchObject({ row: "999" }));
  await user.keyboard("{Home}");
  await waitFor(() => expect(active()).toMatchObject({ group: "0" }));
});

test("plus and minus open and close all groups, by key and in the menu; the event's group stays active", async () => {
  const { user } = await openGroups("level");
  byId("grid").focus();
  await user.keyboard("{+}{End}");
  await waitFor(() => expect(rowAt(999)?.dataset.id).toBeTruthy());
  expect(byId("grid").getAttribute("aria-rowcount")).toBe("1004");
  expect(rowAt(999).getAttribute("aria-rowindex")).toBe("1004");
  await user.keyboard("-");
  expect(headings()).toHaveLength(3);
  expect(active()).toMatchObject({ group: "2" });
  await user.click(byId("group-menu"));
  await user.click(byId("groups-open"));
  expect(byId("grid").getAttribute("aria-rowcount")).toBe("1004");
  await user.click(byId("groups-close"));
  expect(byId("grid").getAttribute("aria-rowcount")).toBe("4");
});

test("x and the mark of a heading select all events of the group, or none of them", async () => {
  const opened = await openGroups("level");
  const { fake, user } = opened;
  const { groups } = await groupsOf(opened);
  byId("grid").focus();
  await user.keyboard("{ArrowDown}x");
  await waitFor(() => expect(counted()).toContain(`${groups[0]!.events} events selected`));
  expect(heading(0).getAttribute("aria-selected")).toBe("true");
  await user.click(heading(2).querySelector("[data-select]")!);
  const both = groups[0]!.events + groups[2]!.events;
  await waitFor(() => expect(counted()).toContain(`${both} events selected`));
  expect(heading(2).getAttribute("aria-expanded")).toBe("false");
  await user.keyboard("{Home}{ArrowRight}{ArrowDown}x");
  await waitFor(() => expect(counted()).toContain(`${both - 1} events selected`));
  expect(heading(0).getAttribute("aria-selected")).toBe("false");
  expect(heading(0).querySelector("[data-select] svg")).toBeTruthy();
  await user.keyboard("{ArrowUp}x");
  await waitFor(() => expect(counted()).toContain(`${both} events selected`));
  await user.keyboard("x");
  await waitFor(() => expect(counted()).toContain(`${groups[2]!.events} events selected`));
  await user.click(byId("selection-mark"));
  await waitFor(() => {
    const { events } = fake.called("review_events").at(-1)!.review;
    expect(events).toHaveLength(groups[2]!.events);
  });
});

test("a range over a closed group takes its events, and the heading of an open one adds none", async () => {
  const opened = await openGroups("level");
  const { user } = opened;
  const { groups } = await groupsOf(opened);
  await user.click(heading(1));
  await waitFor(() => expect(rowAt(groups[0]!.events)?.dataset.id).toBeTruthy());
  await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
  await waitFor(() => expect(counted()).toContain(`${groups[0]!.events} events selected`));
  await user.keyboard("{Escape}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  await waitFor(() => expect(counted()).toContain("1 event selected"));
  expect(rowAt(groups[0]!.events).getAttribute("aria-selected")).toBe("true");
});

test("a group of more than ten thousand events is not selected one by one, with the way out", async () => {
  const { user } = await openGroups("level", { events: 50_000 });
  await user.click(heading(0).querySelector("[data-select]")!);
  await waitFor(() => expect(byId("selection-word").textContent).toMatch(/At most 10,000 .*Ctrl A/));
});

test("going to a row opens the group that holds it", async () => {
  const { user } = await openGroups("level", { events: 20_000 });
  byId("grid").focus();
  await user.keyboard("{Control>}g{/Control}");
  await user.clear(byId("goto-row"));
  await user.type(byId("goto-row"), "15001{Enter}");
  await waitFor(() => expect(rowAt(15_000)?.dataset.active).toBe("true"));
  await waitFor(() => expect(rowAt(15_000).dataset.id).toBeTruthy());
  expect(byId("goto-button").textContent).toContain("Row 15,001 of 20,000");
});

test("the next event beside an open one opens the next group", async () => {
  const opened = await openGroups("level");
  const { user } = opened;
  const { groups } = await groupsOf(opened);
  byId("grid").focus();
  const last = groups[0]!.events - 1;
  await user.keyboard("{Control>}g{/Control}");
  await user.clear(byId("goto-row"));
  await user.type(byId("goto-row"), `${last + 1}{Enter}`);
  await waitFor(() => expect(rowAt(last)?.dataset.id).toBeTruthy());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
  await user.click(byId("detail-next"));
  await waitFor(() => expect(rowAt(last + 1)?.dataset.active).toBe("true"));
  await waitFor(() => expect(rowAt(last + 1).textContent).toContain(groups[1]!.name));
});

test("the old rows stay while groups are on their way, and an answer that was overtaken is dropped", async () => {
  const opened = await openWindow({ past: false });
  const { fake } = opened;
  await settled(/1,000 events/);
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  const answers: (() => void)[] = [];
  fake.on(
    "group_events",
    ({ grouping }) =>
      new Promise((resolve) =>
        answers.push(() =>
          resolve({
            groups: [{ name: grouping.sort.column, level: null, events: 1_000 }],
            revision: fake.revision,
          }),
        ),
      ),
  );
  await group(opened, "level");
  await waitFor(() => expect(byId("grid").getAttribute("aria-busy")).toBe("true"));
  expect(rowAt(0).dataset.id).toBeTruthy();
  await group(opened, "status");
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]!();
  await waitFor(() => expect(screen.getByTestId("group-name").textContent).toBe("status"));
  answers[0]!();
  await waitFor(() => expect(byId("grid").getAttribute("aria-busy")).toBe("false"));
  expect(screen.getByTestId("group-name").textContent).toBe("status");
});

test("a failure is told with its code, the rows stay, and trying again works", async () => {
  const opened = await openWindow({ past: false });
  const { fake, user } = opened;
  await settled(/1,000 events/);
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  let broken = true;
  fake.on("group_events", () => {
    if (broken) throw wireError("store.busy", "The store is in use.", { retryable: true });
    return { groups: [{ name: "all of them", level: null, events: 1_000 }], revision: fake.revision };
  });
  await group(opened, "level");
  await waitFor(() => expect(byId("failure").textContent).toContain("store.busy"));
  expect(rowAt(0).dataset.id).toBeTruthy();
  broken = false;
  await user.click(byId("failure").querySelector("button")!);
  await waitFor(() => expect(screen.getByTestId("group-name").textContent).toBe("all of them"));
});

test("a changed store brings new groups and rows of one state, with the same groups open", async () => {
  const { fake, user, notice } = await openGroups("level");
  await user.click(heading(0));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  fake.events = 1_200;
  fake.revision += 1;
  await notice({ type: "eventsChanged", revision: fake.revision });
  // One is on a heading: nothing moves before one asks for it.
  await user.click(await screen.findByTestId("refresh"));
  await waitFor(() => expect(byId("goto-button").textContent).toContain("3 groups, 1,200 rows"));
  expect(heading(0).getAttribute("aria-expanded")).toBe("true");
  expect(rowAt(0).dataset.id).toBeTruthy();
  expect(screen.queryByTestId("stale")).toBeNull();
  // Nobody is on any line now: the next change is followed at once.
  fake.events = 1_300;
  fake.revision += 1;
  await notice({ type: "eventsChanged", revision: fake.revision });
  await waitFor(() => expect(byId("goto-button").textContent).toContain("3 groups, 1,300 rows"));
  expect(heading(0).getAttribute("aria-expanded")).toBe("true");
});

test("groups and rows of different states are asked for again", async () => {
  const { fake, user } = await openGroups("level");
  await user.click(heading(0));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  const asked = () => fake.called("group_events").length;
  const before = asked();
  let older = true;
  fake.revision = 7;
  fake.on("group_events", ({ grouping }) => {
    const { groups } = fake.lists.handlers().group_events({ grouping });
    const revision = older ? 6 : 7;
    older = false;
    return { groups, revision };
  });
  const { eventList } = await import("../src/state/event_list.svelte");
  eventList.reload();
  await waitFor(() => expect(asked()).toBe(before + 2));
  await waitFor(() => expect(byId("grid").getAttribute("aria-busy")).toBe("false"));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  expect(asked()).toBe(before + 2);
  expect(eventList.stale).toBe(false);
});

test("while the store never stands still, groups are shown as they are and called out of date", async () => {
  const { fake, user } = await openGroups("level");
  await user.click(heading(0));
  await waitFor(() => expect(rowAt(0)?.dataset.id).toBeTruthy());
  fake.on("group_events", ({ grouping }) => {
    const { groups } = fake.lists.handlers().group_events({ grouping });
    return { groups, revision: fake.revision++ };
  });
  const { eventList } = await import("../src/state/event_list.svelte");
  eventList.reload();
  await waitFor(() => expect(byId("stale")).toBeTruthy());
  await waitFor(() => expect(byId("grid").getAttribute("aria-busy")).toBe("false"));
  expect(headings().length).toBeGreaterThan(0);
});

test("more pages than are kept otherwise may be in view, and each is asked for once", async () => {
  const { fake } = await openGroups("level", { events: 20_000 });
  const { eventList } = await import("../src/state/event_list.svelte");
  const ranges = Array.from({ length: 50 }, (_, index) => ({ first: index * 400, last: index * 400 + 1 }));
  eventList.want(ranges);
  await waitFor(() => expect(ranges.every(({ first }) => eventList.rowAt(first) !== undefined)).toBe(true));
  const asked = fake.called("list_events").filter(({ query }) => query.sort?.grouped);
  expect(asked.map(({ query }) => query.offset)).toEqual(ranges.map(({ first }) => first));
});

test("a grouped list comes back grouped", async () => {
  await openWindow({ past: false }, (fake) => {
    fake.kept.value.sort = { column: "status", descending: false, grouped: true };
  });
  await waitFor(() => expect(headings().length).toBeGreaterThan(1));
  expect(byId("group-menu").getAttribute("aria-label")).toBe("Grouped by Status");
});

test("what an attacker wrote into a name is text", async () => {
  await openGroups("eventSubType");
  expect(document.querySelector("[data-testid=grid] img")).toBeNull();
  expect(byId("grid").textContent).toContain("<img src=x onerror=alert(1)>");
});

for (const language of ["zh", "en"] as const) {
  test(`groups are a tree to assistive programs (${language})`, async () => {
    const opened = await openWindow({ settings: { language } });
    const { user } = opened;
    document.title = "Alertbook";
    await settled(/1,000/);
    await group(opened, "level");
    await waitFor(() => expect(headings()).toHaveLength(3));
    await user.click(heading(1));
    await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
    await user.keyboard("{ArrowDown}x");
    await user.click(byId("group-menu"));
    const result = await axe.run(document, {
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: false } },
    });
    expect(result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(byId("grid").getAttribute("role")).toBe("treegrid");
    expect(heading(1).getAttribute("aria-level")).toBe("1");
    const row = screen.getAllByTestId("grid-row")[0]!;
    expect([row.getAttribute("aria-level"), row.getAttribute("aria-posinset")]).toEqual(["2", "1"]);
    const indexes = [...document.querySelectorAll("[data-testid=grid] [role=row]")].map((one) =>
      Number(one.getAttribute("aria-rowindex")),
    );
    expect(indexes).toEqual(indexes.map((_, index) => index + 1));
  });
}
