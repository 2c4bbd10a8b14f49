import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import type { ColumnPreset } from "../src/wire/types";
import { byId, openWindow, settled } from "./window";

const NIGHT: ColumnPreset = { name: "night", columns: ["level", "id"] };

async function openDialog(presets: ColumnPreset[] = [], columns: string[] | null = null) {
  const opened = await openWindow({}, (fake) => {
    fake.presets = presets;
    fake.settings = { ...fake.settings, export: { ...fake.settings.export, columns } };
  });
  await settled(/1,000/);
  await opened.user.click(byId("export-menu"));
  await screen.findByTestId("preset-save");
  return opened;
}

const shown = () =>
  within(byId("own-columns"))
    .getAllByRole("listitem")
    .map((item) => item.dataset.column);

test("the present columns are saved in their order under a name, which is picked then", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("export-columns-triage"));
  await user.click(byId("export-columns-own"));
  await user.click(byId("own-columns").querySelector("[data-column=id] .up")!);
  await user.click(byId("preset-save"));
  expect(document.activeElement).toBe(byId("preset-name"));
  await user.keyboard("night{Enter}");
  const columns = ["level", "lastTime", "id", "eventSubType"];
  await waitFor(() => expect(fake.presets).toEqual([{ name: "night", columns }]));
  await waitFor(() => expect(fake.settings.export.columns).toEqual(["night"]));
  expect((byId("export-columns-preset") as HTMLInputElement).checked).toBe(true);
  expect((byId("column-preset") as HTMLSelectElement).value).toBe("night");
  await waitFor(() => expect(document.activeElement).toBe(byId("preset-save")));
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options.columns).toEqual(columns),
  );
});

test("a picked preset shows its columns, and changing them leaves the preset as it is until it is replaced", async () => {
  const { fake, user } = await openDialog([NIGHT, { name: "day", columns: ["id"] }]);
  await user.click(byId("export-columns-preset"));
  await user.selectOptions(byId("column-preset"), "night");
  await waitFor(() => expect(shown()).toEqual(["level", "id"]));
  await user.click(byId("own-columns").querySelector("[data-column=id] .up")!);
  await waitFor(() => expect(fake.settings.export.columns).toEqual(["id", "level"]));
  expect((byId("export-columns-own") as HTMLInputElement).checked).toBe(true);
  expect(fake.presets.find((preset) => preset.name === "night")).toEqual(NIGHT);
  await user.click(byId("preset-save"));
  expect((byId("preset-name") as HTMLInputElement).value).toBe("night");
  expect(byId("preset-keep").textContent).toMatch(/Replace/);
  await user.type(byId("preset-name"), " 2");
  expect(byId("preset-keep").textContent).toMatch(/Save/);
  await user.clear(byId("preset-name"));
  await user.type(byId("preset-name"), "night{Enter}");
  await waitFor(() => expect(fake.presets).toContainEqual({ name: "night", columns: ["id", "level"] }));
});

test("a preset is renamed and the choice follows; removed after a question, and its columns stay", async () => {
  const { fake, user } = await openDialog([NIGHT], ["night"]);
  await user.click(byId("preset-rename"));
  await user.clear(byId("preset-name"));
  await user.type(byId("preset-name"), "夜班{Enter}");
  await waitFor(() => expect((byId("column-preset") as HTMLSelectElement).value).toBe("夜班"));
  expect(fake.settings.export.columns).toEqual(["夜班"]);
  await user.click(byId("preset-remove"));
  expect(document.activeElement).toBe(byId("preset-remove-not"));
  await user.keyboard("{Enter}");
  expect(fake.called("remove_column_preset")).toEqual([]);
  await user.click(byId("preset-remove"));
  await user.click(byId("preset-remove-do"));
  await waitFor(() => expect(fake.presets).toEqual([]));
  await waitFor(() => expect(screen.queryByTestId("column-preset")).toBeNull());
  expect(fake.settings.export.columns).toEqual(["level", "id"]);
  expect((byId("export-columns-own") as HTMLInputElement).checked).toBe(true);
  expect(shown()).toEqual(["level", "id"]);
});

test("a profile keeps the preset by its name", async () => {
  const { fake, user } = await openDialog([NIGHT], ["night"]);
  await user.click(byId("profile-save"));
  await user.type(byId("profile-name"), "weekly{Enter}");
  await waitFor(() => expect(fake.profiles[0]?.options.columns).toEqual(["night"]));
});

test("a taken name is refused with the reason, and Escape closes the name and not the dialog", async () => {
  const { fake, user } = await openDialog();
  await user.click(byId("preset-save"));
  await user.type(byId("preset-name"), "Triage{Enter}");
  expect(await screen.findByText(/The preset was not changed/)).toBeTruthy();
  expect(fake.presets).toEqual([]);
  await user.type(byId("preset-name"), "{Escape}");
  expect(screen.queryByTestId("preset-name")).toBeNull();
  expect(byId("export-dialog")).toBeTruthy();
});

test("names are shown as text, two hundred of them in one list", async () => {
  const hostile = { name: "<img src=x onerror=alert(1)>", columns: ["id"] };
  const many = Array.from({ length: 200 }, (_, at) => ({ name: `preset ${at}`, columns: ["id", "level"] }));
  await openDialog([hostile, ...many], [hostile.name]);
  const options = within(byId("column-preset")).getAllByRole("option");
  expect(options).toHaveLength(201);
  expect(options[0]?.textContent).toContain(hostile.name);
  expect(byId("export-dialog").querySelector("img")).toBeNull();
});

test("presets that another window changed are read again, and a list that fails says why", async () => {
  const { fake, notice } = await openDialog();
  fake.presets = [NIGHT];
  await notice({ type: "settingsChanged" });
  await waitFor(() => expect(byId("export-columns-preset")).toBeTruthy());
  fake.on("list_column_presets", () => {
    throw wireError("store.busy", "The store is busy.");
  });
  await notice({ type: "settingsChanged" });
  expect(await screen.findByText(/The store is busy/)).toBeTruthy();
});
