// Selecting rows of the list, and what is done with all of them at once.
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { byId, openWindow, settled } from "./window";

const rowAt = (row: number) => document.querySelector<HTMLElement>(`[data-row="${row}"]`)!;
const selectedRows = () =>
  [...document.querySelectorAll<HTMLElement>("[role=row][aria-selected=true]")].map((row) =>
    Number(row.dataset.row),
  );
const counted = () => byId("selection-count").textContent;

async function openList(options = {}) {
  const opened = await openWindow({ past: false, ...options });
  await settled(/events/);
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  byId("grid").focus();
  return opened;
}

test("x selects and deselects the active row, and the selection stays while the list is scrolled to its end", async () => {
  const { user } = await openList();
  expect(byId("grid").getAttribute("aria-multiselectable")).toBe("true");
  await user.keyboard("{ArrowDown}x{ArrowDown}{ArrowDown}x");
  expect(selectedRows()).toEqual([0, 2]);
  expect(counted()).toContain("2 events selected");
  await user.keyboard("{End}");
  await waitFor(() => expect(rowAt(999).dataset.id).toBeTruthy());
  expect(counted()).toContain("2 events selected");
  await user.keyboard("{Home}");
  await waitFor(() => expect(selectedRows()).toEqual([0, 2]));
  await user.keyboard("x");
  expect(selectedRows()).toEqual([2]);
  await user.keyboard("{Escape}");
  expect(selectedRows()).toEqual([]);
  expect(screen.queryByTestId("selection-count")).toBeNull();
});

test("Shift with the arrows extends a range and takes it back, beside what was selected before", async () => {
  const { user } = await openList();
  await user.keyboard("{ArrowDown}x{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}");
  await waitFor(() => expect(selectedRows()).toEqual([0, 2, 3, 4, 5]));
  await user.keyboard("{Shift>}{ArrowUp}{ArrowUp}{/Shift}");
  await waitFor(() => expect(selectedRows()).toEqual([0, 2, 3]));
});

test("Shift and a click select up to it, Control and a click one more, the mark one without opening it", async () => {
  const { user } = await openList();
  await user.click(rowAt(1));
  await waitFor(() => expect(byId("detail")).toBeTruthy());
  expect(selectedRows()).toEqual([]);
  await user.keyboard("{Shift>}");
  await user.click(rowAt(3));
  await user.keyboard("{/Shift}");
  await waitFor(() => expect(selectedRows()).toEqual([1, 2, 3]));
  await user.keyboard("{Control>}");
  await user.click(rowAt(2));
  await user.keyboard("{/Control}");
  expect(selectedRows()).toEqual([1, 3]);
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByTestId("detail")).toBeNull());
  await user.click(rowAt(6).querySelector("[data-select]")!);
  expect(selectedRows()).toEqual([6]);
  expect(screen.queryByTestId("detail")).toBeNull();
});

test("a range over rows that were never read selects every one of them", async () => {
  const { user } = await openList();
  await user.keyboard("{Home}{Shift>}{End}{/Shift}");
  await waitFor(() => expect(counted()).toContain("1,000 events selected"));
});

test("a range of more than ten thousand rows is refused with the way out", async () => {
  const { user } = await openList({ events: 1_000_000 });
  await user.keyboard("{Home}{Shift>}{End}{/Shift}");
  await waitFor(() => expect(byId("selection-word").textContent).toMatch(/At most 10,000 .*Ctrl A/));
  expect(screen.queryByTestId("selection-count")).toBeNull();
});

test("Control A selects all that match without reading them, and exports the request as it is", async () => {
  const { fake, user } = await openList({ events: 1_000_000 });
  const before = fake.called("list_events").length;
  await user.keyboard("{Control>}a{/Control}");
  expect(counted()).toContain("All 1,000,000 selected");
  expect(rowAt(4).getAttribute("aria-selected")).toBe("true");
  expect(fake.called("list_events")).toHaveLength(before);
  await user.click(byId("selection-export"));
  await user.click(byId("export-dialog-do"));
  await waitFor(() => expect(fake.called("export_susp_events").at(-1)?.export.request).toEqual({}));
});

test("single events are exported through the dialog by the filter that names them", async () => {
  const { fake, user } = await openList();
  await user.keyboard("{ArrowDown}x{ArrowDown}x");
  await user.click(byId("selection-export"));
  await waitFor(() => expect(byId("export-estimate").textContent).toMatch(/2 rows|2 events/));
  await user.click(byId("export-dialog-do"));
  const named = [0, 1].map((row) => rowAt(row).dataset.id);
  await waitFor(() => {
    const { request } = fake.called("export_susp_events").at(-1)!.export;
    expect(
      String(request.event)
        .split(",")
        .map((name) => name.split("/").at(-1)),
    ).toEqual(named);
  });
});

test("Control C copies the active row, or what is selected; the menu offers three forms", async () => {
  const { fake, user } = await openList();
  const written = vi.spyOn(navigator.clipboard, "writeText");
  await user.keyboard("{ArrowDown}{Control>}c{/Control}");
  await waitFor(() => expect(written).toHaveBeenCalledTimes(1));
  expect(fake.called("copy_events").at(-1)?.copy).toMatchObject({ form: "text" });
  expect(written.mock.calls[0]![0].split("\t")).toHaveLength(7);
  await user.keyboard("x{ArrowDown}x{Control>}c{/Control}");
  await waitFor(() => expect(written.mock.calls.at(-1)![0].split("\n")).toHaveLength(2));
  await user.click(byId("selection-copy"));
  await user.click(byId("copy-json"));
  await waitFor(() => expect(JSON.parse(written.mock.calls.at(-1)![0])).toHaveLength(2));
  expect(Object.keys(JSON.parse(written.mock.calls.at(-1)![0])[0])).toContain("eventSubType");
});

test("what is selected is marked, judged and tagged as one step each", async () => {
  const { fake, user } = await openList();
  await user.keyboard("{ArrowDown}x{ArrowDown}x");
  await user.click(byId("selection-mark"));
  await waitFor(() => expect(document.querySelectorAll("[data-testid=row-reviewed]")).toHaveLength(2));
  expect(byId("notice").textContent).toContain("Marked as reviewed: 2 events");
  await user.click(byId("selection-verdict"));
  await user.click(byId("selection-verdict-real"));
  await waitFor(() => expect(fake.called("review_events").at(-1)!.review.verdict).toBe("real"));
  await user.click(byId("selection-tag"));
  await user.type(byId("selection-tag-text"), "night{Enter}");
  await waitFor(() => expect(fake.called("review_events").at(-1)!.review.addTags).toEqual(["night"]));
  expect(fake.called("review_events").at(-1)!.review.events).toHaveLength(2);
  expect(selectedRows()).toEqual([0, 1]);
});

test("all that match are reviewed by their request and the number that was seen", async () => {
  const { fake, user } = await openList();
  await user.keyboard("{Control>}a{/Control}");
  await user.click(byId("selection-mark"));
  await waitFor(() =>
    expect(fake.called("review_events").at(-1)!.review).toMatchObject({
      events: [],
      request: {},
      count: 1_000,
      reviewed: true,
    }),
  );
});

test("other rows take the selection away and say so", async () => {
  const { user } = await openList();
  await user.keyboard("{ArrowDown}x");
  await user.click(byId("heading-level"));
  await waitFor(() => expect(byId("selection-word").textContent).toContain("nothing is selected any more"));
  expect(screen.queryByTestId("selection-count")).toBeNull();
});

test("while rows are selected no change of the store moves them", async () => {
  const { fake, user, notice } = await openList();
  await user.keyboard("{ArrowDown}x");
  fake.revision += 1;
  await notice({ type: "eventsChanged", revision: fake.revision });
  await waitFor(() => expect(byId("stale")).toBeTruthy());
  expect(selectedRows()).toEqual([0]);
});
