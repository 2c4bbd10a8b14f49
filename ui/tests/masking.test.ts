import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { ExportRecord } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

async function openDialog(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow(options);
  await settled(/1,000/);
  await opened.user.click(byId("export-menu"));
  return opened;
}

const box = (id: string) => byId(id) as HTMLInputElement;

test("each way of masking says what it does, and is sent and remembered with its legend", async () => {
  const { fake, user } = await openDialog();
  expect(box("masking-none").checked).toBe(true);
  expect(box("masking-legend").disabled).toBe(true);
  expect(byId("export-dialog").textContent).toMatch(/127\.0\.XX\.XX.*host-01, ip-07/s);
  await user.click(byId("masking-pseudonyms"));
  await user.click(byId("masking-legend"));
  expect(byId("export-dialog").textContent).toMatch(/“legends” of \/data\/analyst/);
  await waitFor(() => expect(fake.settings.export).toMatchObject({ masking: "pseudonyms", legend: true }));
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      masking: "pseudonyms",
      legend: true,
    }),
  );
});

test("without a mask there is no legend, whatever was ticked before", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("masking-document"));
  await user.click(byId("masking-legend"));
  await user.click(byId("masking-none"));
  await waitFor(() => expect(fake.settings.export).toMatchObject({ masking: "none", legend: false }));
  expect(box("masking-legend").checked).toBe(false);
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      masking: null,
      legend: false,
    }),
  );
});

test("a format that cannot be masked says so, sends no mask, and the choice comes back with another", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("masking-pseudonyms"));
  await user.click(byId("format-sqlite"));
  const reason = byId("masking-unable");
  expect(reason.textContent).toMatch(/SQLite database cannot be masked: .*CSV; Excel workbook; NDJSON/);
  expect(reason.closest("fieldset")?.getAttribute("aria-describedby")).toBe(reason.id);
  for (const id of ["masking-none", "masking-document", "masking-pseudonyms", "masking-legend"]) {
    expect(box(id).disabled, id).toBe(true);
  }
  expect(box("masking-none").checked).toBe(true);
  await waitFor(() =>
    expect(fake.called("estimate_export").at(-1)?.export.options).toMatchObject({
      format: "sqlite",
      masking: null,
    }),
  );
  await user.click(byId("format-csv"));
  expect(box("masking-pseudonyms").checked).toBe(true);
  expect(screen.queryByTestId("masking-unable")).toBeNull();
});

test("a profile keeps the mask, and following it brings the mask back", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("masking-document"));
  await user.click(byId("masking-legend"));
  await user.click(byId("profile-save"));
  await user.type(byId("profile-name"), "outside{Enter}");
  await waitFor(() => expect(fake.profiles).toHaveLength(1));
  expect(fake.profiles[0]?.options).toMatchObject({ masking: "document", legend: true });
  await user.click(byId("masking-none"));
  await waitFor(() => expect(fake.settings.exportProfile).toBe(""));
  await user.selectOptions(byId("export-profile"), "outside");
  await waitFor(() => expect(box("masking-document").checked).toBe(true));
  expect(box("masking-legend").checked).toBe(true);
});

test("a masked export says so in the list and in its details", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.putExport({ ...(fake.exports[0] as ExportRecord), masking: "pseudonyms", legend: true });
  });
  await user.click(byId("rail-exports"));
  const rows = await screen.findAllByTestId("exports-row");
  expect(rows[0]?.textContent).toMatch(/#6 · pseudonyms · with a legend on this machine · Severity/);
  expect(rows[1]?.textContent).not.toMatch(/pseudonyms/);
  rows[0]?.focus();
  await user.keyboard("i");
  expect((await screen.findByTestId("export-details")).textContent).toMatch(/CSV · Excel .* · pseudonyms/);
});
