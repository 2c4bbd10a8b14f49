// The ways from the window to the guide.
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

const told = (page: string, anchor: string | null = null, language = "en") => ({
  guide: { language, theme: "light", page, anchor },
});

test("F1 opens the page that belongs to the place, also while typing", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  const opened = () => fake.called("open_guide").at(-1);
  document.body.focus();
  await user.keyboard("{F1}");
  expect(opened()).toEqual(told("reviewing"));
  for (const [place, page] of [
    ["exports", "weekly-export"],
    ["sources", "first-sync"],
    ["settings", "policy"],
  ] as const) {
    await user.click(byId(`rail-${place}`));
    await user.keyboard("{F1}");
    expect(opened()).toEqual(told(page));
  }
  await user.click(byId("rail-events"));
  await user.keyboard("/x{F1}");
  expect(opened()).toEqual(told("filtering"));
  await user.click(byId("export-menu"));
  await user.keyboard("{F1}");
  expect(opened()).toEqual(told("exporting"));
});

test("the rail leads to the guide in the language of the window", async () => {
  const { fake, user } = await openWindow({ settings: { language: "zh" } });
  await settled(/1,000/);
  await user.click(screen.getByRole("button", { name: "使用手册" }));
  expect(fake.called("open_guide")).toEqual([told("reviewing", null, "zh")]);
});

test("a failure leads to what to do about its code", async () => {
  const { fake, user } = await openWindow({}, (fake) => {
    fake.on("list_events", () => {
      throw wireError("store.busy", "The store is in use.", { retryable: true });
    });
  });
  await user.click(await screen.findByTestId("what-to-do"));
  expect(fake.called("open_guide")).toEqual([told("troubleshooting", "store.busy")]);
});

test("a notice of a failure does, too, and a guide that does not open says so", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  fake.on("open_guide", () => {
    throw wireError("open.failed", "The system could not open it.");
  });
  await user.keyboard("{F1}");
  await waitFor(() => expect(byId("notice").textContent).toContain("The guide could not be opened"));
  await user.click(byId("what-to-do"));
  expect(fake.called("open_guide").at(-1)).toEqual(told("troubleshooting", "open.failed"));
});

test("an explanation is the catalog's, and leads to the same in the guide", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  const { catalog } = await import("../src/state/catalog.svelte");
  const doc = (name: string) => catalog.parameter(name)?.docEn ?? "missing";
  await user.click(screen.getByRole("button", { name: "About Severity" }));
  expect(screen.getByRole("tooltip").textContent).toBe(doc("Levels"));
  await user.click(byId("tip-more"));
  expect(fake.called("open_guide").at(-1)).toEqual(told("filters", "Levels"));
  expect(screen.queryByRole("tooltip")).toBeNull();

  const time = screen.getByRole("button", { name: "About Latest occurrence" });
  time.focus();
  await waitFor(() => expect(screen.getByRole("tooltip").textContent).toContain(doc("TimeStart")));
  expect(screen.getByRole("tooltip").textContent).toContain(doc("TimeEnd"));
  await user.keyboard("{F1}");
  expect(fake.called("open_guide").at(-1)).toEqual(told("filters", "TimeStart"));
  await user.tab();
  expect(document.activeElement).toBe(byId("tip-more"));
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(time);
  expect(screen.queryByRole("tooltip")).toBeNull();
});

test("a part of the settings leads to its own page", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  await user.click(byId("rail-settings"));
  for (const [part, page] of [
    ["back-up", "data-folder"],
    ["run-checks", "when-something-breaks"],
    ["open-logs", "when-something-breaks"],
  ] as const) {
    (await screen.findByTestId(part)).focus();
    await user.keyboard("{F1}");
    expect(fake.called("open_guide").at(-1)).toEqual(told(page));
  }
});
