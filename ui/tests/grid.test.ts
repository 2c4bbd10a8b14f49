// Arranging the list: density, order and pins of columns; reaching rows by their numbers.
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { movedTo, pinnedAt, withPin } from "../src/events/columns";
import { byId, openWindow, settled } from "./window";

const rowAt = (row: number) => document.querySelector<HTMLElement>(`[data-row="${row}"]`)!;
const headings = () =>
  [...document.querySelectorAll<HTMLElement>("[role=columnheader] button")].map((one) =>
    one.dataset.testid!.replace("heading-", ""),
  );

async function openList(options = {}) {
  const opened = await openWindow({ past: false, ...options });
  await settled(/events/);
  await waitFor(() => expect(rowAt(0).dataset.id).toBeTruthy());
  return opened;
}

test("the height of rows is chosen with the columns and kept", async () => {
  const { fake, user } = await openList();
  expect(rowAt(0).style.height).toBe("28px");
  await user.click(byId("columns-menu"));
  await user.click(byId("columns-density-roomy"));
  await waitFor(() => expect(rowAt(0).style.height).toBe("34px"));
  await waitFor(() => expect(fake.settings.compact).toBe(false));
});

test("Alt and an arrow move a column, keep the focus on it and the order for next time", async () => {
  const { fake, user } = await openList();
  const before = headings();
  byId(`heading-${before[1]}`).focus();
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await waitFor(() => expect(headings()).toEqual(movedTo(before, 1, 2)));
  expect(document.activeElement).toBe(byId(`heading-${before[1]}`));
  await user.keyboard("{Alt>}{ArrowLeft}{ArrowLeft}{/Alt}");
  await waitFor(() => expect(headings()[0]).toBe(before[1]));
  await waitFor(() => expect(fake.settings.columns).toEqual(headings()));
});

test("a heading that is dragged moves its column and sorts nothing; a press without a drag still sorts", async () => {
  const { fake } = await openList();
  const before = headings();
  const cells = [...document.querySelectorAll<HTMLElement>("[role=columnheader]")];
  cells.forEach((cell, index) => {
    cell.getBoundingClientRect = () => ({ left: index * 100, width: 100 }) as DOMRect;
  });
  const drag = async (to: number) => {
    const heading = byId(`heading-${before[0]}`);
    const pointer = (type: string, clientX: number) =>
      new MouseEvent(type, { clientX, button: 0, bubbles: true });
    await fireEvent(heading, pointer("pointerdown", 20));
    await fireEvent(window, pointer("pointermove", to));
    await fireEvent(window, pointer("pointerup", to));
    await fireEvent.click(heading);
  };
  const questions = fake.called("list_events").filter(({ query }) => query.sort !== null).length;
  await drag(270);
  await waitFor(() => expect(headings()).toEqual(movedTo(before, 0, 2)));
  expect(fake.called("list_events").filter(({ query }) => query.sort !== null)).toHaveLength(questions);
  await drag(22);
  await waitFor(() => expect(fake.called("list_events").at(-1)?.query.sort?.column).toBe(before[0]));
});

test("columns are pinned and let go in the menu, and the pins are kept", async () => {
  const { fake, user } = await openList();
  const before = headings();
  await user.click(byId("columns-menu"));
  await user.click(byId(`pin-${before[3]}`));
  await waitFor(() => expect(headings()).toEqual(movedTo(before, 3, 1)));
  expect(document.querySelectorAll("[role=columnheader].pinned")).toHaveLength(2);
  expect(rowAt(0).querySelectorAll(".pinned")).toHaveLength(2);
  await waitFor(() => expect(fake.settings.pinnedColumns).toBe(2));
  await user.click(byId(`pin-${before[0]}`));
  await waitFor(() => expect(fake.settings.pinnedColumns).toBe(1));
  expect(headings()[0]).toBe(before[3]);
  expect((byId(`pin-${before[3]}`) as HTMLButtonElement).disabled).toBe(true);
});

test("pins leave room for what scrolls, and the first column is always one", () => {
  expect(pinnedAt([100, 200, 300], 2, 1_000)).toEqual([0, 100]);
  expect(pinnedAt([100, 200, 300], 3, 700)).toEqual([0, 100]);
  expect(pinnedAt([900, 200], 2, 700)).toEqual([0]);
  expect(pinnedAt([100, 200], 0, 700)).toEqual([0]);
  expect(withPin(["a", "b", "c"], 1, "c", true)).toEqual({ columns: ["a", "c", "b"], pinnedColumns: 2 });
  expect(withPin(["a", "b", "c"], 2, "a", false)).toEqual({ columns: ["b", "a", "c"], pinnedColumns: 1 });
});

test("Control G goes to any row of ten million, and says which numbers there are", async () => {
  const { user } = await openList({ events: 10_000_000 });
  byId("grid").focus();
  await user.keyboard("{Control>}g{/Control}");
  await user.clear(byId("goto-row"));
  await user.type(byId("goto-row"), "10000001");
  expect((byId("goto-do") as HTMLButtonElement).disabled).toBe(true);
  expect(byId("goto-row").getAttribute("aria-invalid")).toBe("true");
  await user.clear(byId("goto-row"));
  await user.type(byId("goto-row"), "7654321{Enter}");
  await waitFor(() => expect(rowAt(7_654_320).dataset.active).toBe("true"));
  expect(rowAt(7_654_320).getAttribute("aria-rowindex")).toBe("7654322");
  expect(byId("grid").getAttribute("aria-rowcount")).toBe("10000001");
  expect(document.activeElement).toBe(byId("grid"));
  expect(byId("goto-button").textContent).toContain("Row 7,654,321 of 10,000,000");
  await user.keyboard("{End}");
  await waitFor(() => expect(rowAt(9_999_999).dataset.id).toBeTruthy());
  await user.keyboard("{PageUp}{Home}");
  await waitFor(() => expect(rowAt(0).dataset.active).toBe("true"));
  expect(screen.queryByTestId("goto-dialog")).toBeNull();
});
