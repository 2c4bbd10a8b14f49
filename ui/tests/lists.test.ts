import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

test("the exports list is saved as it is found and sorted", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("rail-exports"));
  await waitFor(() => expect(screen.getAllByTestId("exports-row").length).toBeGreaterThan(1));
  const ids = () => screen.getAllByTestId("exports-row").map((row) => Number(row.dataset["id"]));
  const wanted = fake.exports[1]!;
  await user.type(byId("exports-find"), `#${wanted.id}`);
  await waitFor(() => expect(ids()).toContain(wanted.id));
  await user.click(byId("exports-save"));
  expect(fake.called("save_list")).toEqual([{ list: { list: "exports", ids: ids() } }]);
  await waitFor(() => expect(byId("exports-save").parentElement?.textContent).toMatch(/Saved: 3 rows/));
});

test("every other list has its button", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("facets-save"));
  await user.click(byId("rail-sources"));
  await user.click(byId("accounts-save"));
  await user.click(byId("syncs-save"));
  await user.click(byId("imports-save"));
  await user.click(screen.getAllByTestId("rejects-save").at(-1)!);
  const lists = fake.called("save_list").map(({ list }) => list.list);
  expect(lists.slice(0, 4)).toEqual(["facets", "accounts", "syncs", "imports"]);
  expect(lists[4]).toMatch(/Rejects$/);
});

test("a closed dialog says nothing and a failure says why", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  fake.on("save_list", () => null);
  await user.click(byId("facets-save"));
  expect(byId("facets-save").parentElement?.textContent).not.toMatch(/Saved/);
  fake.on("save_list", () => {
    throw wireError("export.full", "The disk is full.");
  });
  await user.click(byId("facets-save"));
  await waitFor(() => expect(document.body.textContent).toMatch(/The list could not be saved/));
});

test("the record of actions is read in pages, searched, and saved as searched", async () => {
  const { fake, user } = await openWindow();
  await user.click(byId("rail-settings"));
  expect(fake.called("list_audit")).toEqual([]);
  await user.click(byId("audit-toggle"));
  const rows = () => byId("audit-rows").querySelectorAll("tbody tr");
  await waitFor(() => expect(rows().length).toBe(100));
  expect(byId("audit-count").textContent).toMatch(/250 entries/);
  await user.click(byId("audit-more"));
  await waitFor(() => expect(rows().length).toBe(200));
  expect(fake.called("list_audit")[1]!.audit.before).toBe(151);
  await user.type(byId("audit-find"), "Auditor import");
  await waitFor(() => expect(byId("audit-count").textContent).toMatch(/^\s*1[0-9] entries/));
  await user.click(byId("audit-save"));
  expect(fake.called("save_list").at(-1)!.list).toEqual({
    list: "audit",
    query: { search: "Auditor import", since: null, until: null, before: null, limit: null },
  });
  await user.clear(byId("audit-find"));
  await user.type(byId("audit-find"), "nothing of the kind");
  await waitFor(() => expect(byId("audit-empty")).toBeTruthy());
});

test("a record that may not be read says which action is missing", async () => {
  const { user } = await openWindow({}, (fake) => {
    fake.on("list_audit", () => {
      throw { ...wireError("NoPermission", "Not permitted."), Action: "alertbook:DescribeAudit" };
    });
  });
  await user.click(byId("rail-settings"));
  await user.click(byId("audit-toggle"));
  await waitFor(() => expect(byId("failure").textContent).toMatch(/alertbook:DescribeAudit/));
});
