// axe-core on every place with realistic data. Colour contrast cannot be computed without drawing: contrast.test.ts
// computes it from the tokens.
import axe from "axe-core";
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { byId, openWindow, settled } from "./window";

vi.setConfig({ testTimeout: 120_000 });

async function check(place: Element | Document = document): Promise<void> {
  const result = await axe.run(place, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  expect(result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

for (const language of ["zh", "en"] as const) {
  test(`events with filters, an open event and a notice (${language})`, async () => {
    const { user } = await openWindow({ settings: { language } });
    document.title = "Alertbook";
    await settled(/1,000/);
    await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
    for (const name of ["Status", "ParentEventTypes", "AssetsTypeList", "GroupId", "ContainerFieldName"]) {
      await user.click(byId(`open-${name}`));
    }
    await user.click(byId("filter-more"));
    await user.type(byId("input-PageSize"), "x");
    await waitFor(() => expect(byId("problem-PageSize")).toBeTruthy());
    await check();
    await user.clear(byId("input-PageSize"));
    await waitFor(() => expect(screen.queryByTestId("problem-PageSize")).toBeNull());
    await user.click(screen.getAllByTestId("grid-row")[0]!);
    await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
    await waitFor(() => expect((byId("export-button") as HTMLButtonElement).disabled).toBe(false));
    await user.click(byId("export-button"));
    await waitFor(() => expect(byId("notice")).toBeTruthy());
    await user.click(byId("export-menu"));
    await user.click(byId("export-columns-own"));
    await user.click(byId("profile-save"));
    await user.type(byId("profile-name"), "weekly{Enter}");
    await user.click(await screen.findByTestId("profile-remove"));
    await user.click(byId("profile-save"));
    await check();
    await user.click(byId("export-dialog-close"));
    await user.click(byId("columns-menu"));
    await check();
  });

  test(`selected events, what is done with them, and going to a row (${language})`, async () => {
    const { user } = await openWindow({ settings: { language, pinnedColumns: 2 } });
    document.title = "Alertbook";
    await settled(/1,000/);
    await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
    byId("grid").focus();
    await user.keyboard("{ArrowDown}x{ArrowDown}x");
    for (const menu of ["copy", "verdict", "tag"]) {
      await user.click(byId(`selection-${menu}`));
      await check(byId("grid-foot"));
      await user.keyboard("{Escape}");
    }
    await check();
    await user.click(byId("goto-button"));
    await check(byId("goto-dialog"));
  });

  test(`an open event with its menus, and the question before an address (${language})`, async () => {
    const { user } = await openWindow({ settings: { language }, past: false });
    document.title = "Alertbook";
    await settled(/1,000/);
    await user.click(screen.getAllByTestId("grid-row")[0]!);
    await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
    await screen.findAllByTestId("related-event");
    await user.click(screen.getAllByTestId("value-menu")[0]!);
    await check(byId("detail"));
    await user.keyboard("{Escape}");
    await user.click(screen.getAllByTestId("related-event")[0]!);
    await waitFor(() => expect(byId("detail-back")).toBeTruthy());
    await user.click(byId("zone-menu"));
    await check();
    await user.keyboard("{Escape}");
    const { link } = await import("../src/state/link.svelte");
    link.ask("https://bank.example@\u0430pple.example/\u202etxt");
    await check(await screen.findByTestId("link-dialog"));
  });

  test(`the query in every form, and saved views (${language})`, async () => {
    const { user } = await openWindow({ settings: { language } });
    document.title = "Alertbook";
    await settled(/1,000/);
    await user.keyboard("1q");
    await waitFor(() => expect(byId("inexpressible")).toBeTruthy());
    await user.type(byId("paste-text"), "x");
    await user.click(byId("paste-use"));
    for (const form of ["aliyun", "alertbook", "sql"]) {
      await user.click(byId(`tab-${form}`));
      await check();
    }
    await user.click(byId("filter-more"));
    await user.type(byId("input-PageSize"), "5");
    await user.click(await screen.findByTestId("view-save"));
    await user.type(byId("view-name"), "night{Enter}");
    await user.click(byId("views-menu"));
    await user.click(await screen.findByRole("button", { name: /^(Rename|重命名) ?night$/ }));
    await check();
  });

  test(`the export dialog with masks, own presets, and what a format cannot have (${language})`, async () => {
    const { user } = await openWindow({ settings: { language }, past: false });
    document.title = "Alertbook";
    await settled(/1,000/);
    await user.click(byId("export-menu"));
    const dialog = byId("export-dialog");
    await user.click(byId("masking-pseudonyms"));
    await user.click(byId("masking-legend"));
    await user.click(byId("preset-save"));
    await check(dialog);
    await user.type(byId("preset-name"), "night{Enter}");
    await user.click(await screen.findByTestId("preset-remove"));
    await check(dialog);
    await user.click(byId("format-sqlite"));
    await check(dialog);
    await user.click(byId("format-parquet"));
    await user.click(byId("partition-day"));
    await check(dialog);
  });

  test(`the other places (${language})`, async () => {
    const { user } = await openWindow({ settings: { language } });
    document.title = "Alertbook";
    for (const name of ["exports", "sources", "settings"]) {
      await user.click(byId(`rail-${name}`));
      if (name === "sources") await user.click(await screen.findByTestId("rejects-toggle"));
      if (name === "settings") await user.click(byId("zone"));
      await check();
    }
  });

  test(`an account on its way, step by step (${language})`, async () => {
    const { user } = await openWindow(
      { settings: { language } },
      (fake) => (fake.refused = "DescribeSuspEvents"),
    );
    document.title = "Alertbook";
    await user.click(byId("rail-sources"));
    await user.click(await screen.findByTestId("account-add"));
    await user.click(await screen.findByTestId("key-session"));
    await user.click(byId("connect-next"));
    await check();
    await user.click(byId("key-profile"));
    await user.click(byId("connect-next"));
    await user.click(byId("site-other"));
    await user.click(byId("members-one"));
    await user.click(byId("connect-next"));
    await check();
    await user.click(byId("site-mainland"));
    await user.click(byId("members-own"));
    await user.click(byId("connect-next"));
    await waitFor(() => expect(within(byId("connect")).getByTestId("policy-text")).toBeTruthy());
    await check();
    await user.click(byId("connect-next"));
    await check();
  });

  test(`syncs: running, paused, looked into, and the dialogs of an account (${language})`, async () => {
    const { fake, user, notice } = await openWindow({ settings: { language, offline: language === "zh" } });
    document.title = "Alertbook";
    await user.click(byId("rail-sources"));
    await waitFor(() => expect(screen.getAllByTestId("sync-run")).toHaveLength(5));
    for (const row of screen.getAllByTestId("sync-run-open")) await user.click(row);
    await user.click(screen.getAllByTestId("account-menu")[0]!);
    await check();
    await user.click(byId("account-edit"));
    await user.click(byId("renew-key"));
    await screen.findByTestId("key-profile");
    await user.clear(byId("edit-rate"));
    await user.click(byId("edit-save"));
    await check();
    await user.click(within(byId("account-edit-dialog")).getByRole("button", { name: /^(取消|Cancel)$/ }));
    const run = { ...fake.syncs[0]!, id: 40, status: "waiting" as const, stage: "events" as const };
    await notice({ type: "syncProgress", run });
    await waitFor(() => expect(byId("sync-progress")).toBeTruthy());
    await check();
  });

  test(`first use and the empty places (${language})`, async () => {
    const { user } = await openWindow({ settings: { language }, events: 0, past: false });
    document.title = "Alertbook";
    await waitFor(() => expect(byId("first-use")).toBeTruthy());
    await check();
    for (const name of ["exports", "sources"]) {
      await user.click(byId(`rail-${name}`));
      await check();
    }
  });

  test(`dialogs (${language})`, async () => {
    const { user } = await openWindow({ settings: { language } });
    document.title = "Alertbook";
    await user.click(byId("rail-keys"));
    await check();
    await user.click(screen.getByRole("button", { name: language === "zh" ? "关闭" : "Close" }));
    await user.click(byId("rail-exports"));
    await user.click((await screen.findAllByTestId("export-remove"))[0]!);
    await check();
    await user.click(byId("remove-confirm"));
    await user.click(screen.getAllByTestId("export-choose")[0]!);
    await user.click(screen.getAllByTestId("export-details-open")[0]!);
    await screen.findByTestId("manifest");
    await user.click(byId("details-verify"));
    await screen.findByTestId("verdict");
    await check();
  });
}
