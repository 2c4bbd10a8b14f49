// Saved views: applied by click and key, kept, moved, hidden, renamed, removed.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import type { SavedView } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

const NIGHT: SavedView = {
  name: "night",
  title: "night",
  shipped: false,
  request: { Levels: "remind" },
  sentence: "",
  key: 7,
  hidden: false,
};

async function open(...views: SavedView[]) {
  const opened = await openWindow({}, (fake) => fake.views.list.push(...views));
  await settled(/1,000/);
  await screen.findAllByTestId("view");
  return opened;
}

const view = (name: string) =>
  screen.getAllByTestId("view").find((button) => button.dataset.name === name) as HTMLButtonElement;
const line = (name: string) =>
  screen.getAllByTestId("view-line").find((item) => item.dataset.name === name) as HTMLElement;
const names = (id: string) => screen.getAllByTestId(id).map((item) => item.dataset.name);
const pressed = () =>
  screen
    .getAllByTestId("view")
    .filter((button) => button.getAttribute("aria-pressed") === "true")
    .map((button) => button.dataset.name);

test("a digit applies its view, the active one is marked, and a click on it clears the filters", async () => {
  const { fake, user } = await open();
  expect(pressed()).toEqual([]);
  await user.keyboard("2");
  await waitFor(() => expect(pressed()).toEqual(["urgent"]));
  await waitFor(() =>
    expect(fake.called("list_events").at(-1)?.query.request).toEqual({ Levels: "serious", Dealed: "N" }),
  );
  await user.click(view("containers"));
  await waitFor(() => expect(pressed()).toEqual(["containers"]));
  await user.click(view("containers"));
  await waitFor(() => expect(pressed()).toEqual([]));
  await user.keyboard("9");
  expect(pressed()).toEqual([]);
});

test("a digit typed into a field is a digit", async () => {
  const { user } = await open();
  await user.click(byId("filter-more"));
  await user.type(byId("input-PageSize"), "2");
  expect(pressed()).toEqual([]);
});

test("filters that no view holds can be kept under a name with a free digit", async () => {
  const { fake, user } = await open();
  expect(screen.queryByTestId("view-save")).toBeNull();
  await user.keyboard("2");
  await user.click(byId("filter-more"));
  await user.type(byId("input-PageSize"), "5");
  await user.click(await screen.findByTestId("view-save"));
  await waitFor(() => expect(document.activeElement).toBe(byId("view-name")));
  const digits = within(byId("view-key")).getAllByRole("option");
  expect(digits.map((option) => (option as HTMLOptionElement).value)).toEqual(["", "6", "7", "8", "9"]);
  await user.selectOptions(byId("view-key"), "6");
  await user.type(byId("view-name"), "夜班{Enter}");
  await waitFor(() => expect(pressed()).toEqual(["夜班"]));
  await waitFor(() => expect(document.activeElement).toBe(view("夜班")));
  expect(fake.called("keep_saved_view")).toEqual([
    { view: { name: "夜班", key: 6, request: { Levels: "serious", Dealed: "N", PageSize: "5" } } },
  ]);
  expect(screen.queryByTestId("view-save")).toBeNull();
});

test("a changed own view is replaced under its name and keeps its digit", async () => {
  const { fake, user } = await open(NIGHT);
  await user.keyboard("7");
  await waitFor(() => expect(pressed()).toEqual(["night"]));
  await user.click(byId("filter-more"));
  await user.type(byId("input-PageSize"), "5");
  await user.click(await screen.findByTestId("view-save"));
  expect((byId("view-name") as HTMLInputElement).value).toBe("night");
  expect(byId("view-keep").textContent).toMatch(/Replace/);
  await user.click(byId("view-keep"));
  await waitFor(() => expect(fake.views.list.at(-1)?.request).toEqual({ Levels: "remind", PageSize: "5" }));
  expect(fake.views.list.at(-1)?.key).toBe(7);
});

test("views are moved, given another digit, and shipped ones hidden instead of removed", async () => {
  const { user } = await open(NIGHT);
  await user.click(byId("views-menu"));
  expect(line("new").querySelector("[data-part=remove]")).toBeNull();
  expect(line("night").querySelector("[data-part=hide]")).toBeNull();
  await user.click(line("urgent").querySelector("[data-part=up]")!);
  await waitFor(() => expect(names("view").slice(0, 2)).toEqual(["urgent", "new"]));
  await waitFor(() => expect(document.activeElement).toBe(line("urgent").querySelector("[data-part=key]")));
  await user.selectOptions(within(line("urgent")).getByRole("combobox"), "9");
  await waitFor(() => expect(view("urgent").textContent).toContain("9"));
  await user.click(line("changed").querySelector("[data-part=hide]")!);
  await waitFor(() => expect(names("view")).not.toContain("changed"));
  await user.click(line("changed").querySelector("[data-part=hide]")!);
  await waitFor(() => expect(names("view")).toContain("changed"));
});

test("an own view is renamed, and removed after a question", async () => {
  const { fake, user } = await open(NIGHT);
  await user.click(byId("views-menu"));
  await user.click(line("night").querySelector("[data-part=rename]")!);
  await user.clear(byId("view-rename-name"));
  await user.type(byId("view-rename-name"), "day{Enter}");
  await waitFor(() => expect(names("view")).toContain("day"));
  await user.click(line("day").querySelector("[data-part=remove]")!);
  expect(document.activeElement).toBe(byId("view-remove-not"));
  await user.keyboard("{Enter}");
  expect(fake.called("remove_saved_view")).toEqual([]);
  await user.click(line("day").querySelector("[data-part=remove]")!);
  await user.click(byId("view-remove-do"));
  await waitFor(() => expect(names("view")).toEqual(["new", "urgent", "changed", "containers", "failed"]));
});

test("names are shown as text, and a change that fails says why", async () => {
  const hostile = { ...NIGHT, name: "<img src=x onerror=alert(1)>" };
  const { fake, user } = await open(hostile);
  expect(view(hostile.name).textContent).toContain(hostile.name);
  expect(byId("views").querySelector("img")).toBeNull();
  fake.on("order_saved_views", () => {
    throw wireError("NoPermission", "Not permitted.");
  });
  await user.click(byId("views-menu"));
  await user.click(line("urgent").querySelector("[data-part=up]")!);
  expect(await screen.findByText(/The view was not changed/)).toBeTruthy();
});

test("views that another window or the command line changed are read again", async () => {
  const { fake, notice } = await open();
  fake.views.list.push(NIGHT);
  await notice({ type: "settingsChanged" });
  await waitFor(() => expect(names("view")).toContain("night"));
});
