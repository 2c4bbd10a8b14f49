// Reviewing in the window: by keys, in the open event, with an undo after each step.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { byId, openWindow, settled } from "./window";

const rowAt = (row: number) => document.querySelector<HTMLElement>(`[data-row="${row}"]`)!;
const isMarked = (row: number) => rowAt(row).querySelector("[data-testid=row-reviewed]") !== null;

async function openFirst() {
  const opened = await openWindow({ past: false });
  await settled(/1,000 events/);
  byId("grid").focus();
  await opened.user.keyboard("{ArrowDown}");
  await waitFor(() => expect(rowAt(0).dataset.active).toBe("true"));
  return opened;
}

test("r marks the event as reviewed and goes on, the list stays where it is, and u takes it back", async () => {
  const { fake, user } = await openFirst();
  await user.keyboard("r");
  await waitFor(() => expect(isMarked(0)).toBe(true));
  expect(rowAt(1).dataset.active).toBe("true");
  expect(fake.called("review_events")[0]!.review).toMatchObject({ reviewed: true, verdict: null });
  expect(byId("notice").textContent).toContain("Marked as reviewed");
  await user.keyboard("r");
  await waitFor(() => expect(isMarked(1)).toBe(true));
  expect(screen.queryByTestId("stale")).toBeNull();
  expect(screen.getAllByTestId("notice")).toHaveLength(1);
  await user.keyboard("u");
  await waitFor(() => expect(isMarked(1)).toBe(false));
  expect(isMarked(0)).toBe(true);
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("v, t and n lead to the verdict, the tags and the note of the event, and Escape back to the list", async () => {
  const { fake, user } = await openFirst();
  await user.keyboard("v");
  await waitFor(() => expect(document.activeElement).toBe(byId("verdict-real")));
  await user.keyboard("{ArrowRight}{ArrowLeft}{Enter}");
  await waitFor(() => expect(byId("verdict-real").ariaPressed).toBe("true"));
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(byId("grid"));
  expect(byId("detail")).toBeTruthy();
  await user.keyboard("t");
  await waitFor(() => expect(document.activeElement).toBe(byId("review-tag")));
  await user.keyboard("follow-up{Enter}");
  await waitFor(() => expect(byId("review-tagged").textContent).toContain("follow-up"));
  await user.keyboard("{Escape}n");
  await waitFor(() => expect(document.activeElement).toBe(byId("review-note-text")));
  await user.keyboard("seen <b>before</b>{Control>}{Enter}{/Control}");
  await waitFor(() => expect(byId("review-note").textContent).toContain("seen <b>before</b>"));
  expect(document.activeElement).toBe(byId("grid"));
  expect(fake.called("add_review_note")[0]!.note.text).toBe("seen <b>before</b>");
});

test("the notice of a step undoes exactly that step", async () => {
  const { fake, user } = await openFirst();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByTestId("review-mark"));
  await waitFor(() => expect(isMarked(0)).toBe(true));
  await user.click(byId("review-undo"));
  await waitFor(() => expect(isMarked(0)).toBe(false));
  expect(fake.called("undo_review")).toEqual([{ step: 1 }]);
  await waitFor(() => expect((byId("review-mark") as HTMLInputElement).checked).toBe(false));
});

test("a list that is filtered by reviews keeps its rows and says that it is out of date", async () => {
  const { user } = await openFirst();
  const { query } = await import("../src/state/query.svelte");
  query.set("reviewed", "N");
  await waitFor(() => expect(document.querySelector("[data-active]")).toBeNull());
  await user.keyboard("{ArrowDown}r");
  await waitFor(() => expect(isMarked(0)).toBe(true));
  expect(await screen.findByTestId("stale")).toBeTruthy();
});

test("the filter by tags offers those that are given, and takes any other", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const asked = () => fake.called("count_events").at(-1)?.query.request;
  fake.on("list_tags", () => [{ value: "follow-up", name: "follow-up", events: 3 }]);
  await user.click(byId("open-tag"));
  const field = within(byId("filter-tag"));
  await user.click(byId("input-tag"));
  await waitFor(() => expect(fake.called("list_tags").length).toBeGreaterThan(0));
  await waitFor(() => expect(byId("filter-tag").textContent).toMatch(/follow-up/));
  await user.click(await field.findByRole("option", { name: /follow-up/ }));
  await waitFor(() => expect(asked()).toEqual({ tag: "follow-up" }));
  await user.type(byId("input-tag"), "night shift{Enter}");
  await waitFor(() => expect(asked()).toEqual({ tag: "follow-up,night shift" }));
  await user.click(field.getByRole("button", { name: "Remove the filter follow-up" }));
  await waitFor(() => expect(asked()).toEqual({ tag: "night shift" }));
});
