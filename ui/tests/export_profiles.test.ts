import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import type { ExportProfile } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

const WEEKLY: ExportProfile = {
  name: "weekly",
  options: {
    format: "csv",
    dialect: "data",
    columns: ["triage"],
    language: "zh",
    zone: "UTC",
    masking: null,
    legend: false,
    packing: null,
    partitionBy: null,
  },
  folder: "/data/weekly",
};

async function openDialog(prepare?: Parameters<typeof openWindow>[1]) {
  const opened = await openWindow({}, prepare);
  await settled(/1,000 events/);
  await opened.user.click(byId("export-menu"));
  await waitFor(() => expect(opened.fake.called("list_export_profiles").length).toBeGreaterThan(0));
  return opened;
}

test("a chosen profile is followed, until something is changed by hand", async () => {
  const { fake, user } = await openDialog((fake) => (fake.profiles = [WEEKLY]));
  await user.selectOptions(byId("export-profile"), "weekly");
  await waitFor(() => expect(fake.settings.exportProfile).toBe("weekly"));
  expect(fake.settings.export).toEqual(WEEKLY.options);
  expect(byId("export-dialog").textContent).toContain("/data/weekly");
  expect(screen.queryByTestId("export-folder")).toBeNull();
  await user.click(byId("export-dialog-do"));
  await waitFor(() => expect(fake.called("export_susp_events").at(-1)?.export.profile).toBe("weekly"));
  expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
    zone: "UTC",
    masking: null,
    legend: false,
    packing: null,
    partitionBy: null,
  });
  await user.click(byId("export-menu"));
  await user.click(byId("dialect-excel"));
  await waitFor(() => expect(fake.settings.exportProfile).toBe(""));
  await user.click(byId("export-dialog-do"));
  await waitFor(() => expect(fake.called("export_susp_events").at(-1)?.export.profile).toBeNull());
});

test("the present choice is saved, renamed, written into a file and removed after asking", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("dialect-data"));
  await user.click(byId("profile-save"));
  await user.type(byId("profile-name"), "daily");
  await user.click(byId("profile-folder"));
  await user.click(byId("profile-keep"));
  await waitFor(() => expect(fake.settings.exportProfile).toBe("daily"));
  expect(fake.called("save_export_profile")[0]?.profile).toMatchObject({
    name: "daily",
    options: { dialect: "data" },
    keepFolder: true,
  });
  await user.click(byId("profile-rename"));
  await user.clear(byId("profile-name"));
  await user.type(byId("profile-name"), "hourly{Enter}");
  await waitFor(() => expect((byId("export-profile") as HTMLSelectElement).value).toBe("hourly"));
  await user.click(byId("profile-write"));
  await waitFor(() => expect(fake.called("write_export_profile")).toEqual([{ name: "hourly" }]));
  await user.click(byId("profile-remove"));
  expect(fake.called("remove_export_profile")).toEqual([]);
  await user.click(byId("profile-remove-do"));
  await waitFor(() => expect(fake.profiles).toEqual([]));
  await waitFor(() => expect(screen.queryByTestId("profile-rename")).toBeNull());
});

test("a colleague's file becomes the profile to follow, and a bad one says what is wrong", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("profile-read"));
  await waitFor(() => expect(fake.settings.exportProfile).toBe("from a colleague"));
  expect(fake.settings.export.columns).toEqual(["triage"]);
  fake.on("pick_export_profile", () => {
    throw wireError("profile.unreadable", "version: 1 is expected, 9 was found");
  });
  await user.click(byId("profile-read"));
  await waitFor(() =>
    expect(byId("failure").textContent).toMatch(/version: 1 is expected.*profile\.unreadable/s),
  );
});

test("a profile that is gone is followed no longer", async () => {
  const { fake, user } = await openWindow({ settings: { exportProfile: "gone" } });
  await settled(/1,000 events/);
  await user.click(byId("export-button"));
  await waitFor(() => expect(fake.called("export_susp_events")[0]?.export.profile).toBeNull());
});
