import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { importRun, wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

test("switching the language saves first, then reads the backend's texts again", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("rail-settings"));
  await user.click(byId("language-zh"));
  expect(byId("rail-events").textContent).toMatch(/告警/);
  await waitFor(() => expect(fake.settings.language).toBe("zh"));
  const saved = fake.calls.findIndex((call) => call.name === "save_settings");
  await waitFor(() =>
    expect(fake.calls.slice(saved).map((call) => call.name)).toEqual(
      expect.arrayContaining(["describe_request", "list_events", "list_exports", "list_imports"]),
    ),
  );
  expect(document.documentElement.lang).toBe("zh-CN");
  await user.click(byId("rail-events"));
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.textContent).toMatch(/紧急|可疑|提醒/));
  await user.click(byId("rail-settings"));
  await user.click(byId("language-en"));
  expect(byId("rail-events").textContent).toMatch(/Events/);
});

test("theme, density and zone are set and remembered", async () => {
  const { fake, user } = await openWindow();
  await user.click(byId("rail-settings"));
  await user.click(byId("theme-dark"));
  expect(document.documentElement.dataset.theme).toBe("dark");
  await user.click(byId("theme-contrast"));
  expect(document.documentElement.dataset.theme).toBe("contrast");
  await user.click(byId("density-roomy"));
  await user.type(byId("zone"), "new york{Enter}");
  await waitFor(() =>
    expect(fake.settings).toMatchObject({ theme: "contrast", compact: false, zone: "America/New_York" }),
  );
});

test("settings that cannot be saved say so", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.on("save_settings", () => {
      throw wireError("settings.write", "The settings could not be written.");
    });
  });
  await user.click(byId("rail-settings"));
  await user.click(byId("theme-dark"));
  await waitFor(() => expect(byId("failure").textContent).toMatch(/settings\.write/));
});

test("another process's settings are followed", async () => {
  const { fake, notice } = await openWindow();
  fake.settings = { ...fake.settings, language: "zh" };
  await notice({ type: "settingsChanged" });
  await waitFor(() => expect(byId("rail-exports").textContent).toMatch(/导出/));
});

test("an import shows progress, result and rejects", async () => {
  const { fake, user, notice } = await openWindow({ past: false });
  await user.click(byId("rail-sources"));
  await waitFor(() => expect(byId("imports-empty")).toBeTruthy());
  await user.click(byId("import-files"));
  await waitFor(() => expect(byId("import-row").dataset.status).toBe("running"));
  const run = {
    ...fake.imports[0]!,
    bytes: 5_000_000,
    bytesTotal: 10_000_000,
    rate: 9_800,
    remaining: 3_000,
  };
  await notice({ type: "importProgress", run });
  await waitFor(() =>
    expect(byId("import-row").textContent).toMatch(/5 MB of 10 MB.*9,800 records\/s.*3 sec/s),
  );
  await user.click(byId("import-cancel"));
  expect(fake.called("cancel_import")).toEqual([{ id: run.id }]);
  fake.putImport(
    importRun(run.id, {
      rejected: 1,
      rejects: [{ file: "page.json", position: "line 3", reason: "Id is missing <b>" }],
    }),
  );
  await notice({ type: "importChanged", id: run.id });
  await waitFor(() => expect(byId("import-row").dataset.status).toBe("finished"));
  await user.click(byId("rejects-toggle"));
  expect(byId("rejects").textContent).toMatch(/page\.json.*line 3.*Id is missing <b>/s);
  await user.click(byId("reveal-rejects"));
  expect(fake.called("reveal_rejects")).toEqual([{ id: run.id }]);
});

test("a picker that was closed starts nothing", async () => {
  const { user } = await openWindow({ past: false }, (fake) => fake.on("pick_import", () => null));
  await user.click(byId("rail-sources"));
  await user.click(byId("import-files"));
  expect(screen.queryByTestId("import-row")).toBeNull();
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("files held over the window are welcomed", async () => {
  const { notice } = await openWindow();
  await notice({ type: "dropHover", over: true });
  await waitFor(() => expect(byId("drop-overlay")).toBeTruthy());
  await notice({ type: "dropHover", over: false });
  await waitFor(() => expect(screen.queryByTestId("drop-overlay")).toBeNull());
});

test("the keys go to places, to the first filter, to help and to the export", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const current = () => document.querySelector("[aria-current=page]")?.getAttribute("data-testid");
  await user.keyboard("gx");
  expect(current()).toBe("rail-exports");
  await user.keyboard("gs");
  expect(current()).toBe("rail-sources");
  await user.keyboard("g,");
  expect(current()).toBe("rail-settings");
  await user.keyboard("f");
  await waitFor(() => expect(document.activeElement).toBe(byId("input-Remark")));
  await user.keyboard("ge?");
  expect((byId("input-Remark") as HTMLInputElement).value).toBe("ge?");
  await user.clear(byId("input-Remark"));
  byId("grid").focus();
  await user.keyboard("/");
  expect(document.activeElement).toBe(byId("search"));
  byId("grid").focus();
  await user.keyboard("?");
  expect(byId("keys-dialog")).toBeTruthy();
  for (const group of byId("keys-dialog").querySelectorAll("section")) {
    const told = [...group.querySelectorAll("dd")].map((words) => words.textContent);
    expect(new Set(told).size).toBe(told.length);
  }
  await user.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect((byId("export-button") as HTMLButtonElement).disabled).toBe(false));
  await user.keyboard("l");
  expect(document.activeElement).toBe(byId("grid"));
  await user.keyboard("e");
  await waitFor(() => expect(fake.called("export_susp_events")).toHaveLength(1));
});

test("a program that cannot start says why and tries again", async () => {
  let broken = true;
  const { user } = await openWindow({}, (fake) => {
    const settings = fake.settings;
    fake.on("get_settings", () => {
      if (broken) throw wireError("store.newer_file", "A newer version made this store.");
      return settings;
    });
  });
  await waitFor(() => expect(byId("failure").textContent).toMatch(/store\.newer_file/));
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(byId("grid")).toBeTruthy());
});

test("lost notices make the window read everything again", async () => {
  const { fake, notice } = await openWindow();
  await settled(/1,000 events/);
  fake.events = 1_500;
  await notice({ type: "overflow" });
  await settled(/1,500 events/);
});

test("a chosen exports folder can be given up again", async () => {
  const { user } = await openWindow();
  await user.keyboard("g,");
  expect(screen.queryByTestId("reset-exports-folder")).toBeNull();
  await user.click(await screen.findByTestId("choose-exports-folder"));
  await user.click(await screen.findByTestId("reset-exports-folder"));
  await waitFor(() => expect(screen.queryByTestId("reset-exports-folder")).toBeNull());
});
