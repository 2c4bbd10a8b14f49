import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { ExportRecord } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

async function openDialog() {
  const opened = await openWindow();
  await settled(/1,000/);
  await opened.user.click(byId("export-menu"));
  return opened;
}

const box = (id: string) => byId(id) as HTMLInputElement;

test("a zip is chosen, remembered and sent", async () => {
  const { fake, user } = await openDialog();
  expect(screen.queryByTestId("partition-day")).toBeNull();
  await user.click(byId("packing-zip"));
  await waitFor(() => expect(fake.settings.export.packing).toBe("zip"));
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      packing: "zip",
      partitionBy: null,
    }),
  );
});

test("a folder with one file a day is offered for parquet alone, and is not packed, which it says", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("packing-zip"));
  await user.click(byId("format-parquet"));
  expect(box("packing-zip").checked).toBe(true);
  await user.click(byId("partition-day"));
  expect(box("packing-zip").checked).toBe(false);
  expect(box("packing-zip").disabled).toBe(true);
  expect(byId("packing-about").textContent).toMatch(/one file a day is not packed/);
  await waitFor(() =>
    expect(fake.called("estimate_export").at(-1)?.export.options).toMatchObject({
      format: "parquet",
      packing: null,
      partitionBy: "day",
    }),
  );
  await user.click(byId("format-csv"));
  expect(screen.queryByTestId("partition-day")).toBeNull();
  expect(box("packing-zip").checked).toBe(true);
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      packing: "zip",
      partitionBy: null,
    }),
  );
});

test("the wish for an archive stays when another format is chosen", async () => {
  const { user } = await openDialog();
  await user.click(byId("packing-zip"));
  await user.click(byId("format-sqlite"));
  expect(box("packing-zip").disabled).toBe(false);
  expect(box("packing-zip").checked).toBe(true);
});

test("a profile keeps the packing", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("format-parquet"));
  await user.click(byId("partition-day"));
  await user.click(byId("profile-save"));
  await user.type(byId("profile-name"), "lake{Enter}");
  await waitFor(() =>
    expect(fake.profiles[0]?.options).toMatchObject({ format: "parquet", partitionBy: "day", packing: null }),
  );
});

test("a packed export and a folder of days are described so", async () => {
  await openWindow({}, (fake) => {
    const record = fake.exports[0] as ExportRecord;
    fake.putExport({ ...record, masking: "document", packing: "zip" });
    fake.putExport({ ...record, id: 7, format: "parquet", partitionBy: "day" });
  });
  byId("rail-exports").click();
  const rows = await screen.findAllByTestId("exports-row");
  expect(rows[0]?.textContent).toMatch(/#7 · one folder per day · /);
  expect(rows[1]?.textContent).toMatch(/#6 · masked as in the documents · packed \(\.zip\) · /);
});
