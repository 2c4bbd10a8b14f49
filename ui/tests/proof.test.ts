import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { verificationOf } from "../dev/fake/proof";
import { exportRecord, wireError } from "../dev/fake/records";
import { byId, openWindow } from "./window";

async function openExports(prepare?: Parameters<typeof openWindow>[1], past = true) {
  const opened = await openWindow({ past }, prepare);
  await opened.user.click(byId("rail-exports"));
  return { ...opened, rows: await screen.findAllByTestId("exports-row") };
}

const ids = () => screen.getAllByTestId("exports-row").map((row) => Number(row.dataset.id));

test("i shows the manifest: words, rows, SQL with values, and text of attackers as text", async () => {
  const { user, rows } = await openExports();
  rows[0]!.focus();
  await user.keyboard("i");
  const manifest = await screen.findByTestId("manifest");
  expect(manifest.textContent).toMatch(/12,431 matched = 12,431 written/);
  expect(manifest.textContent).toMatch(/apostrophe/);
  expect(manifest.textContent).toContain("<b>laboratory</b>");
  expect(manifest.querySelector("b")).toBeNull();
  const dialog = byId("export-details");
  expect(dialog.textContent).toContain(`'["serious"]'`);
  expect(dialog.textContent).toContain('"ManifestVersion": 1');
  await user.click(byId("details-close"));
  expect(screen.queryByTestId("export-details")).toBeNull();
});

test("path and SHA-256 are copied", async () => {
  const { fake, user, rows } = await openExports();
  await user.click(within(rows[0]!).getByTestId("export-details-open"));
  await user.click(await screen.findByTestId("copy-path"));
  await waitFor(async () =>
    expect(await navigator.clipboard.readText()).toMatch(/exports\/suspicious_.*\.csv$/),
  );
  await user.click(byId("copy-sha256"));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(fake.exports[0]!.sha256));
  expect(fake.called("export_path")).toEqual([{ id: 6 }]);
});

test("v verifies: reading, then sound", async () => {
  let answer = () => {};
  const { user, rows } = await openExports((fake) =>
    fake.on("verify_export", ({ id }) => {
      const found = verificationOf(fake.exports.find((record) => record.id === id)!);
      return new Promise((resolve) => (answer = () => resolve(found)));
    }),
  );
  rows[0]!.focus();
  await user.keyboard("v");
  expect((await screen.findByTestId("row-proof")).textContent).toMatch(/Reading/);
  answer();
  await waitFor(() => expect(byId("row-proof").textContent).toMatch(/Verified: sound/));
});

test("each difference is named in words", async () => {
  const { user, rows } = await openExports((fake) =>
    fake.on("verify_export", ({ id }) =>
      verificationOf(
        fake.exports.find((record) => record.id === id)!,
        {
          Sound: false,
          Differences: [
            { Subject: "file", Property: "Bytes", Expected: "100", Found: "99" },
            { Subject: "file", Property: "Sha256", Expected: "aa", Found: "bb" },
            { Subject: "file", Property: "Content", Expected: "", Found: "0-1048575" },
            { Subject: "manifest", Property: "Sha256", Expected: "cc", Found: "" },
            { Subject: "manifest", Property: "Content", Expected: "JSON", Found: "eof" },
            { Subject: "manifest", Property: "RowsWritten", Expected: "5", Found: "" },
          ],
        },
      ),
    ),
  );
  await user.click(within(rows[0]!).getByTestId("export-details-open"));
  await user.click(await screen.findByTestId("details-verify"));
  const words = (await screen.findAllByTestId("difference")).map((item) => item.textContent);
  expect(words).toEqual([
    "The file has 99 bytes instead of 100.",
    "The content of the file is not what was written: its SHA-256 is bb instead of aa.",
    "Changed bytes of the file, counted from 0: 0-1048575.",
    "The manifest beside the file is missing.",
    "The manifest cannot be read as one.",
    "Rows written: the manifest says nothing, the record 5.",
  ]);
});

test("a file that cannot be verified says why, and a manifest that is gone, too", async () => {
  const { user, rows } = await openExports((fake) => {
    fake.on("export_manifest", () => {
      throw wireError("export.manifest_unreadable", "The manifest is gone.");
    });
    fake.on("verify_export", () => {
      throw wireError("export.file_missing", "The file is no longer there.");
    });
  });
  await user.click(within(rows[0]!).getByTestId("export-details-open"));
  await waitFor(() => expect(byId("failure").textContent).toMatch(/export\.manifest_unreadable/));
  await user.click(byId("details-verify"));
  await waitFor(() => expect(byId("verdict").textContent).toMatch(/export\.file_missing/));
});

test("r runs an export again, which then says how many rows differ", async () => {
  const { fake, user, rows, notice } = await openExports();
  rows[0]!.focus();
  await user.keyboard("r");
  await waitFor(() => expect(ids()).toEqual([7, 6, 5, 4, 3, 2]));
  expect(fake.called("run_export_again")).toEqual([{ id: 6 }]);
  const record = fake.exports[0]!;
  fake.putExport({ ...record, status: "success", rows: record.matched!, bytes: 10, fileExists: true });
  await notice({ type: "exportChanged", id: 7 });
  const row = () => screen.getAllByTestId("exports-row")[0]!;
  await waitFor(() =>
    expect(within(row()).getByTestId("since").textContent).toMatch(/12 rows more than export #6/),
  );
  expect(within(byId("notice")).getByTestId("since")).toBeTruthy();
});

test("headings sort, words find, and the storage in use is told", async () => {
  const { user } = await openExports();
  expect(byId("exports-storage").textContent).toMatch(/407 MB used/);
  await user.click(byId("exports-sort-rows"));
  expect(ids().slice(0, 3)).toEqual([5, 6, 2]);
  const head = byId("exports-sort-rows").closest("[role=columnheader]")!;
  expect(head.getAttribute("aria-sort")).toBe("descending");
  await user.click(byId("exports-sort-rows"));
  expect(ids().slice(0, 3)).toEqual([2, 6, 5]);
  await user.type(byId("exports-find"), "webshell");
  await waitFor(() => expect(ids()).toEqual([5]));
  await user.type(byId("exports-find"), "zzz");
  await waitFor(() => expect(byId("exports-none-found")).toBeTruthy());
});

test("several are removed after one question", async () => {
  const { fake, user, rows } = await openExports();
  rows[0]!.focus();
  await user.keyboard("x{Shift>}{ArrowDown}{/Shift}");
  await user.click(within(rows[4]!).getByTestId("export-choose"));
  expect(rows.map((row) => row.getAttribute("aria-selected"))).toEqual([
    "true",
    "true",
    "false",
    "false",
    "true",
  ]);
  await user.click(byId("exports-remove-chosen"));
  expect(byId("remove-dialog").textContent).toMatch(/Remove 3 exports/);
  await user.click(byId("remove-confirm"));
  await waitFor(() => expect(ids()).toEqual([4, 3]));
  expect(fake.called("remove_export").map(({ id }) => id)).toEqual([6, 5, 2]);
});

test("what still runs is not removed with the others", async () => {
  const { fake, user } = await openExports((fake) => {
    fake.exports = [exportRecord(2, { status: "exporting" }), exportRecord(1, {})];
  }, false);
  await user.click(byId("exports-choose-all"));
  await user.click(byId("exports-remove-chosen"));
  expect(byId("remove-dialog").textContent).toMatch(/Remove this export/);
  await user.click(byId("remove-confirm"));
  await waitFor(() => expect(fake.called("remove_export")).toEqual([{ id: 1 }]));
});

test("an export that waits for another says so; the cloud's own does not wait", async () => {
  const { rows } = await openExports((fake) => {
    fake.exports = [
      exportRecord(3, { status: "pending", progress: 0, format: "cloud" }),
      exportRecord(2, { status: "pending", progress: 0 }),
      exportRecord(1, { status: "exporting", progress: 40 }),
    ];
  }, false);
  const waits = rows.map((row) => /Waiting for the export before it/.test(row.textContent));
  expect(waits).toEqual([false, true, false]);
  expect(within(rows[2]!).getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
});
