// What policies set is shown with its file, cannot be changed, and is never hidden.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BY, EVERYTHING, policyOf } from "../dev/fake/policy";
import { wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

const PATH = /\/etc\/alertbook\/policy\.json/;

const managed = (options: Parameters<typeof openWindow>[0] = {}) =>
  openWindow({
    info: { policy: policyOf(EVERYTHING), exportsFolder: "/srv/exports", exportsFolderChosen: true },
    settings: { offline: true, proxy: "http://proxy.example.com:3128", caFile: "/etc/ssl/own.pem" },
    ...options,
  });

const box = (id: string) => byId(id) as HTMLInputElement;

/** The text that a control points to as its explanation. */
function explained(control: HTMLElement): string {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

test("forbidden formats are listed, disabled, and say why; the first that is allowed is written", async () => {
  const { fake, user } = await managed();
  await settled(/1,000/);
  await user.click(byId("export-menu"));
  for (const name of ["csv", "parquet", "sqlite"]) {
    expect(box(`format-${name}`).disabled, name).toBe(true);
    expect(explained(box(`format-${name}`)), name).toMatch(/policy\.json/);
  }
  expect(explained(box("format-sqlite"))).toMatch(/Cannot be masked/);
  expect(box("format-xlsx").checked).toBe(true);
  await user.click(byId("export-dialog-do"));
  await waitFor(() =>
    expect(fake.called("export_susp_events").at(-1)?.export.options).toMatchObject({
      format: "xlsx",
      masking: "pseudonyms",
    }),
  );
  expect(fake.settings.export.masking).toBeNull();
});

test("forced masking is chosen, named, and cannot be taken off; its legend can still be kept", async () => {
  const { fake, user } = await managed();
  await settled(/1,000/);
  await user.click(byId("export-menu"));
  expect(box("masking-pseudonyms").checked).toBe(true);
  expect(box("masking-pseudonyms").disabled).toBe(false);
  expect(box("masking-none").disabled && box("masking-document").disabled).toBe(true);
  expect(byId("set-by-masking").textContent).toMatch(PATH);
  expect(explained(box("masking-pseudonyms"))).toMatch(PATH);
  await user.click(byId("masking-legend"));
  await waitFor(() => expect(fake.settings.export).toMatchObject({ masking: null, legend: true }));
  await waitFor(() =>
    expect(fake.called("estimate_export").at(-1)?.export.options).toMatchObject({
      masking: "pseudonyms",
      legend: true,
    }),
  );
});

test("where masking is forced no unmasked value, address or raw text reaches the clipboard", async () => {
  const { user } = await managed({ past: false });
  await settled(/1,000/);
  const write = vi.spyOn(navigator.clipboard, "writeText");
  await waitFor(() => expect(document.querySelector('[data-row="0"]')).toBeTruthy());
  await user.click(document.querySelector('[data-row="0"]')!);
  await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
  const locked = async (button: HTMLElement) => {
    expect(button.getAttribute("aria-disabled"), button.outerHTML).toBe("true");
    expect(button.title).toMatch(/not masked.*\/etc\/alertbook\/policy\.json/);
    await user.click(button);
  };
  const buttons = byId("detail").querySelectorAll<HTMLElement>("button.copy:not([aria-label='Copy the id'])");
  const values = [...buttons];
  expect(values.length).toBeGreaterThan(0);
  for (const button of values) await locked(button);
  await user.click(within(byId("detail")).getAllByTestId("value-menu")[0]!);
  await locked(await screen.findByTestId("value-copy"));
  const { link } = await import("../src/state/link.svelte");
  link.ask("https://db-1.example.com/");
  await locked(within(await screen.findByTestId("link-dialog")).getByRole("button", { name: "Copy" }));
  await user.click(byId("link-cancel"));
  await user.click(byId("detail-raw"));
  await locked(within(byId("detail")).getByRole("button", { name: /^Copy/ }));
  expect(byId("no-copy").textContent).toMatch(PATH);
  expect(write).not.toHaveBeenCalled();
});

test("the folder is locked in the dialog and in the settings, and the picker stays away", async () => {
  const { fake, user } = await managed();
  await settled(/1,000/);
  await user.click(byId("export-menu"));
  expect(byId("export-dialog").textContent).toMatch(/\/srv\/exports/);
  expect(explained(byId("export-folder"))).toMatch(PATH);
  await user.click(byId("export-folder"));
  await user.click(byId("export-dialog-close"));
  await user.click(byId("rail-settings"));
  for (const id of ["choose-exports-folder", "reset-exports-folder"]) {
    expect(byId(id).getAttribute("aria-disabled"), id).toBe("true");
    expect(explained(byId(id)), id).toMatch(PATH);
    await user.click(byId(id));
  }
  expect(fake.called("choose_exports_folder")).toEqual([]);
  expect(fake.called("reset_exports_folder")).toEqual([]);
});

test("proxy, certificates and offline mode are shown as they are set, with who sets them", async () => {
  const { fake, user } = await managed();
  await user.click(byId("rail-settings"));
  expect(box("proxy").readOnly).toBe(true);
  expect(box("proxy").value).toBe("http://proxy.example.com:3128");
  expect(explained(box("proxy"))).toMatch(PATH);
  const offline = within(byId("offline-on")).getByRole("radio") as HTMLInputElement;
  expect(offline.checked && !offline.disabled).toBe(true);
  expect(explained(offline)).toMatch(/alertbook\/policy\.json/);
  expect((within(byId("offline-off")).getByRole("radio") as HTMLInputElement).disabled).toBe(true);
  for (const id of ["pick-ca-file", "reset-ca-file"]) {
    expect(explained(byId(id)), id).toMatch(PATH);
    await user.click(byId(id));
  }
  expect(fake.called("pick_ca_file")).toEqual([]);
  expect(fake.called("save_settings")).toEqual([]);
  await user.click(byId("rail-sources"));
  await user.click(byId("go-online"));
  expect(byId("set-by-offline").textContent).toMatch(/Set by .*policy\.json/);
  expect(fake.called("save_settings")).toEqual([]);
});

test("the settings list the files and everything that is set", async () => {
  const { user } = await managed();
  await user.click(byId("rail-settings"));
  const files = byId("policy-files").textContent ?? "";
  expect(files).toMatch(/Of this machine\s*\/etc\/alertbook\/policy\.json\s*· in force/);
  expect(files).toMatch(/Of the data folder.*· none/s);
  const rows = within(byId("policy-settings")).getAllByRole("row").slice(1);
  const texts = rows.map((row) => [...row.children].map((cell) => cell.textContent));
  expect(texts).toHaveLength(10);
  expect(texts[0]).toEqual(["Not allowed as a format", "CSV", BY.path]);
  expect(texts).toContainEqual(["Not allowed as a format", "SQLite database (cannot be masked)", BY.path]);
  expect(texts).toContainEqual(["Masking", "Pseudonyms", BY.path]);
  expect(texts).toContainEqual(["Looking for newer versions", "Not allowed", BY.path]);
});

test("without a policy nothing is locked", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  await user.click(byId("export-menu"));
  expect(screen.queryByTestId("set-by-masking")).toBeNull();
  for (const id of ["format-csv", "format-sqlite", "masking-none"]) expect(box(id).disabled, id).toBe(false);
  await user.click(byId("export-folder"));
  await waitFor(() => expect(fake.called("choose_exports_folder")).toHaveLength(1));
});

test("a policy that comes while the window is open is seen with the next look at the dialog", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000/);
  fake.info = { ...fake.info, policy: policyOf({ forbiddenFormats: EVERYTHING.forbiddenFormats ?? [] }) };
  await user.click(byId("export-menu"));
  await waitFor(() => expect(box("format-csv").disabled).toBe(true));
});

test("where no format is allowed nothing can be exported", async () => {
  const names = ["csv", "xlsx", "ndjson", "ocsf", "html", "parquet", "sqlite"];
  const forbiddenFormats = names.map((name) => ({ name, cannotMask: false, by: BY }));
  await openWindow({ info: { policy: policyOf({ forbiddenFormats }) } });
  await settled(/1,000/);
  const button = byId("export-button") as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  expect(explained(button)).toMatch(PATH);
});

test("the page of releases is opened after its address was shown, and never before", async () => {
  const releases = "https://releases.example.com/alertbook";
  const { fake, user } = await openWindow({ info: { releases } });
  await user.click(byId("rail-settings"));
  await user.click(byId("releases-look"));
  expect((await screen.findByTestId("releases-address")).textContent).toBe(releases);
  expect(fake.called("open_releases")).toEqual([]);
  fake.on("open_releases", () => {
    throw wireError("link.not_opened", "No browser.");
  });
  await user.click(byId("releases-open"));
  await waitFor(() => expect(byId("releases-dialog").textContent).toMatch(/No browser/));
  fake.on("open_releases", () => null);
  await user.click(byId("releases-open"));
  await waitFor(() => expect(screen.queryByTestId("releases-dialog")).toBeNull());
});

test("looking for newer versions says why it cannot be done", async () => {
  const releases = "https://releases.example.com/alertbook";
  const cases: [Parameters<typeof openWindow>[0], RegExp][] = [
    [{}, /knows no page of releases/],
    [{ info: { releases }, settings: { offline: true } }, /Offline mode is on/],
    [{ info: { releases, policy: policyOf({ update: { value: "forbidden", by: BY } }) } }, PATH],
  ];
  for (const [options, reason] of cases) {
    document.body.replaceChildren();
    const { user } = await openWindow(options);
    await user.click(byId("rail-settings"));
    const look = byId("releases-look");
    await waitFor(() => expect(explained(look)).toMatch(reason));
    expect(look.getAttribute("aria-disabled")).toBe("true");
    await user.click(look);
    expect(screen.queryByTestId("releases-dialog")).toBeNull();
  }
});

test("under forced masking the picture of assets is not offered, and says why", async () => {
  const { user } = await openWindow({
    info: { policy: policyOf({ masking: { value: "document", by: BY } }) },
  });
  await user.click(byId("rail-overview"));
  const picture = (await screen.findByTestId("picture-assets")) as HTMLButtonElement;
  expect(picture.disabled).toBe(true);
  expect(explained(picture)).toMatch(PATH);
  expect((byId("picture-types") as HTMLButtonElement).disabled).toBe(false);
});
