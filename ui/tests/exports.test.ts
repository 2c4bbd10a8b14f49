import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { exportRecord, wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

test("one click exports the filter on the screen, and the notice follows the file", async () => {
  const { fake, user, notice } = await openWindow({ past: false });
  await settled(/1,000 events/);
  await user.click(within(byId("filter-Levels")).getByRole("checkbox", { name: "Urgent" }));
  await waitFor(() => expect(byId("export-button").textContent).toMatch(/Export \d{3} events/));
  await user.click(byId("export-button"));
  await waitFor(() =>
    expect(fake.called("export_susp_events")).toEqual([
      {
        export: {
          request: { Lang: "en", Levels: "serious" },
          options: { format: "csv", dialect: "excel", columns: null },
        },
      },
    ]),
  );
  await waitFor(() => expect(byId("notice").dataset.state).toBe("running"));

  const record = {
    ...fake.exports[0]!,
    status: "exporting" as const,
    progress: 42,
    rows: 80,
    remaining: 2_000,
  };
  await notice({ type: "exportProgress", record });
  await waitFor(() => expect(byId("notice").textContent).toMatch(/42% ·\s+80 of/));
  expect(within(byId("notice")).getByRole("progressbar").getAttribute("aria-valuenow")).toBe("42");

  fake.putExport({ ...record, status: "success", progress: 100, rows: 190, bytes: 4_000, fileExists: true });
  await notice({ type: "exportChanged", id: record.id });
  await waitFor(() => expect(byId("notice").dataset.state).toBe("good"));

  await notice({ type: "exportProgress", record });
  await user.click(byId("notice-open"));
  await user.click(byId("notice-reveal"));
  expect(fake.called("open_export")).toEqual([{ id: record.id }]);
  expect(fake.called("reveal_export")).toEqual([{ id: record.id }]);
  expect(byId("notice").dataset.state).toBe("good");
});

test("the newest notice is reached with n, closed with Escape, and its end is read aloud", async () => {
  const { fake, user, notice } = await openWindow({ past: false });
  await settled(/1,000 events/);
  byId("grid").focus();
  await user.keyboard("e");
  await waitFor(() => expect(byId("notice").dataset.state).toBe("running"));
  await user.keyboard("n");
  expect(document.activeElement).toBe(byId("notice-cancel"));
  await user.keyboard("{Enter}");
  expect(fake.called("cancel_export")).toEqual([{ id: fake.exports[0]!.id }]);
  fake.putExport({ ...fake.exports[0]!, status: "cancelled" });
  await notice({ type: "exportChanged", id: fake.exports[0]!.id });
  await waitFor(() => expect(byId("notice").dataset.state).toBe("stopped"));
  expect(screen.getByText("Export cancelled")).toBeTruthy();
  await user.keyboard("n{Escape}");
  await waitFor(() => expect(screen.queryByTestId("notice")).toBeNull());
});

test("the arrow chooses dialect and columns; the dialect is remembered", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click(byId("dialect-data"));
  await user.click(byId("export-columns-grid"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(fake.settings.dialect).toBe("data"));
  await user.click(byId("export-button"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toEqual({
      format: "csv",
      dialect: "data",
      columns: ["level", "lastTime", "eventSubType", "instanceName", "status", "alarmEventType", "ip"],
    }),
  );
});

test("a workbook has no dialect, and the format is remembered", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click(byId("format-xlsx"));
  await waitFor(() => expect(fake.settings.format).toBe("xlsx"));
  expect(screen.queryByTestId("dialect-data")).toBeNull();
  await user.keyboard("{Escape}");
  await user.click(byId("export-button"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toEqual({
      format: "xlsx",
      dialect: null,
      columns: null,
    }),
  );
});

test("a refused export names its code and what to do", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.on("export_susp_events", () => {
      throw wireError("NoPermission", "Not permitted.", { Action: "yundun-sas:ExportSuspEvents" });
    });
  });
  await settled(/1,000 events/);
  await user.click(byId("export-button"));
  await waitFor(() =>
    expect(byId("notice").textContent).toMatch(/yundun-sas:ExportSuspEvents.*NoPermission/s),
  );
});

test("a running export can be cancelled from the notice", async () => {
  const { fake, user } = await openWindow({ past: false });
  await settled(/1,000 events/);
  await user.click(byId("export-button"));
  await waitFor(() => expect(byId("notice-cancel")).toBeTruthy());
  await user.click(byId("notice-cancel"));
  expect(fake.called("cancel_export")).toHaveLength(1);
  await waitFor(() => expect(byId("notice").dataset.state).toBe("stopped"));
});

test("the list opens, shows in folder, and removes after asking", async () => {
  const { fake, user } = await openWindow();
  await user.click(byId("rail-exports"));
  const rows = await screen.findAllByTestId("exports-row");
  expect(rows.map((row) => row.dataset.status)).toEqual([
    "success",
    "success",
    "failed",
    "cancelled",
    "success",
  ]);
  rows[0]!.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(fake.called("open_export")).toEqual([{ id: 5 }]));
  await user.keyboard("{Delete}");
  expect(byId("remove-dialog").textContent).toMatch(/_1795313645005\.csv/);
  expect(fake.called("remove_export")).toEqual([]);
  await user.click(byId("remove-confirm"));
  await waitFor(() => expect(screen.getAllByTestId("exports-row")).toHaveLength(4));
  expect(fake.called("remove_export")).toEqual([{ id: 5 }]);
});

test("a file that is gone cannot be opened, and a failure says why", async () => {
  const { user } = await openWindow();
  await user.click(byId("rail-exports"));
  const rows = await screen.findAllByTestId("exports-row");
  expect((within(rows[4]!).getByTestId("export-open") as HTMLButtonElement).disabled).toBe(true);
  expect(rows[2]!.textContent).toMatch(/export\.disk_full/);
});

test("an export that another process made appears by itself", async () => {
  const { fake, user, notice } = await openWindow({ past: false });
  await user.click(byId("rail-exports"));
  await waitFor(() => expect(byId("exports-empty")).toBeTruthy());
  fake.putExport(exportRecord(9, {}));
  await notice({ type: "exportChanged", id: 9 });
  await waitFor(() => expect(screen.getAllByTestId("exports-row")).toHaveLength(1));
  expect(screen.queryByTestId("notice")).toBeNull();
  fake.exports = [];
  await notice({ type: "exportChanged", id: 9 });
  await waitFor(() => expect(byId("exports-empty")).toBeTruthy());
});

test("the cloud is asked for the same export, and a difference offers to sync its range of time", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click((await screen.findAllByTestId("cloud-export"))[0]!);
  await waitFor(() => expect(fake.called("ask_cloud_export")).toHaveLength(1));
  await user.keyboard("{Escape}gx");
  const rows = await screen.findByTestId("cloud-rows");
  expect(rows.textContent).toMatch(/Cloud 120 rows, here 118/);
  expect(rows.textContent).toMatch(/2026-11-01 00:00:00/);
  await user.click(byId("cloud-sync"));
  await waitFor(() => expect(fake.called("start_sync")).toHaveLength(1));
  expect(fake.called("start_sync")[0]).toMatchObject({
    extent: { range: { from: "2026-11-01 00:00:00" } },
  });
});
