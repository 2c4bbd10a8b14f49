// A filter that selects nothing: which condition is the reason, and what one click does about it.
import axe from "axe-core";
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { idOf, levelOf } from "../dev/fake/events";
import type { ParameterMap } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

async function openWith(request: ParameterMap, language: "en" | "zh" = "en") {
  const opened = await openWindow({ settings: { language } }, (fake) => {
    fake.kept.value = { ...fake.kept.value, request };
  });
  await screen.findByTestId("no-match");
  return opened;
}

/** Either of them alone selects events. */
const TWO: ParameterMap = {
  Levels: "serious",
  Id: idOf(Array.from({ length: 100 }, (_, row) => row).find((row) => levelOf(row).value !== "serious") ?? 0),
};

const asked = (fake: Awaited<ReturnType<typeof openWindow>>["fake"]) =>
  fake.called("count_events").at(-1)?.query.request;

test("the condition that excludes most is told, and one click removes it", async () => {
  const { fake, user } = await openWith({ Levels: "serious", search: "no such text" });
  await waitFor(() => expect(byId("empty-reason").textContent).toMatch(/no such text” excludes most/));
  expect(byId("empty-reason").getAttribute("role")).toBe("status");
  const events = fake.called("explain_empty").length;
  expect(events).toBe(1);
  const button = byId("empty-remove");
  expect(button.textContent).toMatch(/^\s*Remove “.*no such text” – \d+ events\s*$/);
  expect(screen.queryAllByTestId("empty-other")).toEqual([]);
  await user.click(button);
  await waitFor(() => expect(asked(fake)).toEqual({ Levels: "serious" }));
  await waitFor(() => expect(document.activeElement).toBe(byId("grid")));
});

test("conditions that would bring less stand below, each with what it brings", async () => {
  const { fake, user } = await openWith(TWO);
  await waitFor(() => expect(byId("empty-remove").textContent).toMatch(/\d+ events/));
  const other = await screen.findByTestId("empty-other");
  const number = (text: string | null) =>
    Number(/([\d,]+) events?$/.exec((text ?? "").trim())?.[1]?.replace(",", ""));
  expect(number(byId("empty-remove").textContent)).toBeGreaterThanOrEqual(number(other.textContent));
  const before = asked(fake);
  other.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked(fake)).not.toEqual(before));
  expect(Object.keys(asked(fake) ?? {})).toHaveLength(1);
});

test("where no single condition is the reason, that is said and everything can be cleared", async () => {
  const { fake, user } = await openWindow({}, (fake) => {
    fake.kept.value = { ...fake.kept.value, request: { Levels: "serious", search: "nothing", Name: "x" } };
    fake.on("explain_empty", ({ request }) => ({
      conditions: Object.keys(request).map((name) => ({
        chip: { parameters: [name], title: name, words: "x", member: null },
        events: 0,
      })),
      revision: 1,
    }));
  });
  await waitFor(() => expect(byId("empty-reason").textContent).toMatch(/their combination/));
  expect(screen.queryByTestId("empty-remove")).toBeNull();
  await user.click(byId("empty-clear"));
  await waitFor(() => expect(asked(fake)).toEqual({}));
  await settled(/1,000 events/);
});

for (const language of ["en", "zh"] as const) {
  test(`an empty result has no accessibility violations (${language})`, async () => {
    await openWith(TWO, language);
    document.title = "Alertbook";
    await screen.findByTestId("empty-other");
    const result = await axe.run(document, {
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: false } },
    });
    expect(result.violations.map(({ id }) => id)).toEqual([]);
  });
}
