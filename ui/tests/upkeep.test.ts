import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import { byId, openWindow } from "./window";

test("the data folder is moved after a person has seen from where to where", async () => {
  const { fake, user, notice } = await openWindow();
  let end: () => void = () => undefined;
  const moved = { to: "/media/disk/alertbook", stays: ["/data/analyst/open-file"] };
  fake.on("move_data_folder", () => new Promise((resolve) => (end = () => resolve(moved))));
  await user.click(byId("rail-settings"));
  await waitFor(() => expect(byId("move-data")).toHaveProperty("disabled", false));
  await user.click(byId("move-data"));
  await waitFor(() => expect(byId("move-dialog").textContent).toMatch(/\/media\/disk\/alertbook/));
  await user.click(byId("move-now"));
  await notice({ type: "copyProgress", done: 105_000_000, total: 420_000_000 });
  await waitFor(() => expect(byId("move-dialog").textContent).toMatch(/105\sMB of 420\sMB/));
  await user.click(byId("stop-move"));
  expect(fake.calls.some((call) => call.name === "stop_copy")).toBe(true);
  end();
  await waitFor(() => expect(byId("moved")).toBeTruthy());
  expect(byId("move-dialog").textContent).toMatch(/open-file/);
});

test("a folder whose place is given says by what and cannot be moved", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.upkeep.folder = { ...fake.upkeep.folder, place: "argument", fixedBy: "--data-dir" };
  });
  await user.click(byId("rail-settings"));
  await waitFor(() => expect(byId("data-place").textContent).toMatch(/--data-dir/));
  expect(byId("move-data")).toHaveProperty("disabled", true);
  expect(byId("move-data").getAttribute("aria-describedby")).toBe(byId("data-place").id);
});

test("a move that fails says why and is not offered again without a new choice", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.on("move_data_folder", () => {
      throw wireError("data_folder.in_use", "Another process of Alertbook uses the data folder.");
    });
  });
  await user.click(byId("rail-settings"));
  await waitFor(() => expect(byId("move-data")).toHaveProperty("disabled", false));
  await user.click(byId("move-data"));
  await waitFor(() => expect(byId("move-dialog")).toBeTruthy());
  await user.click(byId("move-now"));
  await waitFor(() => expect(byId("failure").textContent).toMatch(/data_folder\.in_use/));
  expect(byId("move-now")).toHaveProperty("disabled", true);
});

test("a backup tells its file, its events and its size", async () => {
  const { user } = await openWindow();
  await user.click(byId("rail-settings"));
  await user.click(byId("back-up"));
  await waitFor(() => expect(byId("backed-up").textContent).toMatch(/20261122-120000\.db.*12,431 events/));
});

test("restoring asks first and tells where the store of before is kept", async () => {
  const { fake, user } = await openWindow();
  await user.click(byId("rail-settings"));
  await user.click(byId("restore"));
  await waitFor(() => expect(byId("restore-dialog").textContent).toMatch(/12,431 events/));
  expect(fake.calls.some((call) => call.name === "restore_backup")).toBe(false);
  await user.click(byId("restore-now"));
  await waitFor(() => expect(byId("restored")).toBeTruthy());
  expect(byId("restore-dialog").textContent).toMatch(/before-restore/);
});

test("a store that does not open offers to restore a backup", async () => {
  const { user } = await openWindow({}, (fake) => {
    for (const name of ["get_app_info", "get_settings", "get_data_folder"] as const) {
      fake.on(name, () => {
        throw wireError("store.damaged", "The database is damaged.");
      });
    }
  });
  await waitFor(() => expect(byId("failure").textContent).toMatch(/store\.damaged/));
  expect(screen.queryByTestId("notice"), "it is told once").toBeNull();
  await user.click(byId("offer-restore"));
  await waitFor(() => expect(byId("restore-dialog")).toBeTruthy());
});

test("checks are shown one after another, and their report is copied", async () => {
  const { user } = await openWindow();
  await user.click(byId("rail-settings"));
  await user.click(byId("run-checks"));
  await waitFor(() => expect(screen.getAllByTestId("check")).toHaveLength(3));
  await waitFor(() => expect(byId("checks-outcome").textContent).toMatch(/1 thing to look at/));
  await user.click(byId("copy-report"));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/\[warning\] keychain/));
});

test("the log's level is a setting", async () => {
  const { fake, user } = await openWindow();
  await user.click(byId("rail-settings"));
  await user.click(byId("log-level-debug"));
  await waitFor(() => expect(fake.settings.logLevel).toBe("debug"));
});

test("a crash report is shown as text at the next start, once", async () => {
  const { fake, user } = await openWindow({}, (fake) => {
    fake.upkeep.crash = {
      name: "crash-20261122-120000.000-7.txt",
      path: "/data/analyst/logs/crash.txt",
      text: "place <b>engine</b>",
    };
  });
  await waitFor(() => expect(byId("crash-text").textContent).toBe("place <b>engine</b>"));
  await user.click(byId("crash-close"));
  await waitFor(() => expect(screen.queryByTestId("crash-dialog")).toBeNull());
  expect(fake.calls.some((call) => call.name === "dismiss_crash_report")).toBe(true);
});

test("a self-test that was stopped does not say that all is well", async () => {
  let go: () => void = () => undefined;
  const { fake, user } = await openWindow({}, (fake) => {
    const handlers = fake.upkeep.handlers();
    fake.on("run_check", async (args) => {
      await new Promise<void>((resolve) => (go = resolve));
      return handlers.run_check(args);
    });
  });
  await user.click(byId("rail-settings"));
  await user.click(byId("run-checks"));
  await waitFor(() => expect(fake.calls.some((call) => call.name === "run_check")).toBe(true));
  await user.click(byId("stop-checks"));
  go();
  await waitFor(() => expect(byId("checks-outcome").textContent).toMatch(/1 of 3 looked at/));
});
