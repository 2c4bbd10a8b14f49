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
          request: { Levels: "serious" },
          options: {
            format: "csv",
            dialect: null,
            columns: null,
            language: "en",
            zone: null,
            masking: null,
            legend: false,
            packing: null,
            partitionBy: null,
          },
          profile: null,
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

test("the newest notice is reached with m, closed with Escape, and its end is read aloud", async () => {
  const { fake, user, notice } = await openWindow({ past: false });
  await settled(/1,000 events/);
  byId("grid").focus();
  await user.keyboard("e");
  await waitFor(() => expect(byId("notice").dataset.state).toBe("running"));
  await user.keyboard("m");
  expect(document.activeElement).toBe(byId("notice-cancel"));
  await user.keyboard("{Enter}");
  expect(fake.called("cancel_export")).toEqual([{ id: fake.exports[0]!.id }]);
  fake.putExport({ ...fake.exports[0]!, status: "cancelled" });
  await notice({ type: "exportChanged", id: fake.exports[0]!.id });
  await waitFor(() => expect(byId("notice").dataset.state).toBe("stopped"));
  expect(screen.getByText("Export cancelled")).toBeTruthy();
  await user.keyboard("m{Escape}");
  await waitFor(() => expect(screen.queryByTestId("notice")).toBeNull());
});

test("the dialog's choices are remembered for the one click", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click(byId("dialect-data"));
  await user.click(byId("export-columns-grid"));
  await user.click(within(byId("export-language-zh")).getByRole("radio"));
  await user.click(byId("export-zone"));
  await user.type(byId("export-zone"), "UTC{Enter}");
  await user.click(byId("export-dialog-close"));
  await waitFor(() =>
    expect(fake.settings.export).toEqual({
      format: null,
      dialect: "data",
      columns: ["grid"],
      language: "zh",
      zone: "UTC",
      masking: null,
      legend: false,
      packing: null,
      partitionBy: null,
    }),
  );
  await user.click(byId("export-button"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toEqual({
      format: "csv",
      dialect: "data",
      columns: ["level", "lastTime", "eventSubType", "instanceName", "status", "alarmEventType", "ip"],
      language: "zh",
      zone: "UTC",
      masking: null,
      legend: false,
      packing: null,
      partitionBy: null,
    }),
  );
});

test("formats come from the catalog, and what means nothing to one is neither asked nor sent", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click(byId("dialect-data"));
  await user.click(byId("export-columns-triage"));
  await user.click(byId("format-xlsx"));
  expect(screen.queryByTestId("dialect-data")).toBeNull();
  expect(byId("export-columns-triage")).toBeTruthy();
  await user.click(byId("format-ndjson"));
  await waitFor(() => expect(screen.queryByTestId("export-columns-triage")).toBeNull());
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      format: "ndjson",
      dialect: null,
      columns: null,
    }),
  );
  expect(screen.queryByTestId("export-dialog")).toBeNull();
});

test("own columns are added, moved and removed, in any order", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await user.click(byId("export-columns-triage"));
  await user.click(byId("export-columns-own"));
  const columns = () => [...byId("own-columns").children].map((row) => (row as HTMLElement).dataset.column);
  expect(columns()).toEqual(["level", "lastTime", "eventSubType", "id"]);
  const row = (name: string) => byId("own-columns").querySelector<HTMLElement>(`[data-column=${name}]`)!;
  await user.click(within(row("id")).getByRole("button", { name: /up$/ }));
  await waitFor(() => expect(columns()).toEqual(["level", "lastTime", "id", "eventSubType"]));
  expect(document.activeElement?.closest("li")).toBe(row("id"));
  await user.click(within(row("lastTime")).getByRole("button", { name: /^Remove/ }));
  await user.click(byId("own-column-add"));
  await user.type(byId("own-column-add"), "Asset IP{Enter}");
  await waitFor(() => expect(columns()).toEqual(["level", "id", "eventSubType", "ip"]));
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options.columns).toEqual([
      "level",
      "id",
      "eventSubType",
      "ip",
    ]),
  );
});

test("rows, size and free space are told; what does not fit is not started", async () => {
  const { fake, user } = await openWindow({}, (fake) => (fake.free = 1_000));
  await settled(/1,000 events/);
  await user.click(byId("export-menu"));
  await waitFor(() => expect(byId("export-estimate").textContent).toMatch(/1,000 rows, about 402 kB/));
  expect(byId("export-estimate").textContent).toMatch(/does not fit: only 1 kB free/);
  expect((byId("export-dialog-do") as HTMLButtonElement).disabled).toBe(true);
  fake.free = null;
  await user.click(byId("dialect-data"));
  await waitFor(() => expect((byId("export-dialog-do") as HTMLButtonElement).disabled).toBe(false));
  expect(byId("export-estimate").textContent).not.toMatch(/free/);
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
  expect(screen.queryByTestId("export-dialog")).toBeNull();
  await user.click(byId("rail-exports"));
  const rows = await screen.findByTestId("cloud-rows");
  expect(rows.textContent).toMatch(/Cloud 120 rows, here 118/);
  expect(rows.textContent).toMatch(/2026-11-01 00:00:00/);
  await user.click(byId("cloud-sync"));
  await waitFor(() => expect(fake.called("start_sync")).toHaveLength(1));
  expect(fake.called("start_sync")[0]).toMatchObject({
    extent: { range: { from: "2026-11-01 00:00:00" } },
  });
});
