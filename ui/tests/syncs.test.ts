import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { cloudAccount, syncRun } from "../dev/fake/cloud";
import { wireError } from "../dev/fake/records";
import { isProxy } from "../src/settings/proxy";
import { fromNow, tongue } from "../src/words/words.svelte";
import { byId, openWindow, settled, type OpenWindow } from "./window";

async function sources(
  options: Parameters<typeof openWindow>[0] = {},
  prepare?: Parameters<typeof openWindow>[1],
): Promise<OpenWindow> {
  const opened = await openWindow(options, prepare);
  await opened.user.keyboard("gs");
  await waitFor(() => expect(screen.getAllByTestId("account").length).toBeGreaterThan(0));
  return opened;
}

const card = (index: number) => within(screen.getAllByTestId("account")[index]!);
const asked = (fake: OpenWindow["fake"]) => fake.called("count_events").at(-1)?.query.request;

test("an account tells where its key is, its last sync, and what that found", async () => {
  await sources();
  const text = screen.getAllByTestId("account")[0]!.textContent;
  expect(text).toMatch(/Chinese mainland.*Profile security-audit.*1960721413480001.*All members/s);
  expect(text).toMatch(/Synced 3 minutes ago.*12 new.*3 urgent.*4 changed.*0 gone/s);
  expect(text).toMatch(/Next in 12 minutes/);
});

test("a found number leads to the events behind it", async () => {
  const { fake, user } = await sources();
  await user.click(card(0).getByTestId("found-changed"));
  await waitFor(() => expect(asked(fake)).toEqual({ sync: "changed" }));
  await waitFor(() => expect(byId("chip").textContent).toMatch(/Last sync\s*Changed/));
});

test("a sync begins, tells how far it is, and can be cancelled", async () => {
  const { fake, user, notice } = await sources();
  await user.click(card(0).getByTestId("sync-now"));
  await waitFor(() => expect(byId("sync-progress").textContent).toMatch(/Groups, assets and containers/));
  const run = syncRun(20, {
    status: "running",
    kind: "full",
    stage: "events",
    window: { from: "2026-11-01 00:00:00", to: null },
    wait: { reason: "limit", until: null },
    pages: 12,
    listed: 1_200,
    expected: 4_800,
    inserted: 7,
    rate: 480,
    remaining: 7_500,
    calls: 14,
    retries: 1,
  });
  await notice({ type: "syncProgress", run });
  await waitFor(() => expect(byId("sync-progress").textContent).toMatch(/Reading everything/));
  expect(byId("sync-progress").textContent).toMatch(
    /2026-11-01 00:00:00 – now.*call limit.*12 pages.*1,200 of 4,800 events.*7 new.*480 events\/s.*8 sec.*14 calls.*1 tried again/s,
  );
  expect(byId("sync-progress").querySelector("[role=progressbar]")?.getAttribute("aria-valuenow")).toBe("25");
  await user.click(byId("sync-cancel"));
  await waitFor(() => expect(screen.queryByTestId("sync-progress")).toBeNull());
  expect(fake.called("cancel_sync")).toEqual([{ id: 20 }]);
  await notice({ type: "syncProgress", run });
  await waitFor(() => expect(card(0).getByTestId("sync-now")).toBeTruthy());
  expect(screen.queryByTestId("sync-progress")).toBeNull();
});

test("reading everything again is asked for in the menu", async () => {
  const { fake, user } = await sources();
  await user.click(card(0).getByTestId("sync-menu"));
  await user.click(byId("sync-full"));
  await waitFor(() => expect(fake.called("start_sync")).toEqual([{ id: 1, extent: "everything" }]));
});

test("without a network a sync is paused and says that it goes on by itself", async () => {
  const { notice } = await sources();
  await notice({
    type: "syncProgress",
    run: syncRun(20, { status: "waiting", stage: "events", wait: { reason: "network", until: "12:03:05" } }),
  });
  await waitFor(() => expect(byId("sync-progress").dataset.status).toBe("waiting"));
  expect(byId("sync-progress").textContent).toMatch(
    /Paused: no network.*waiting until 12:03:05 \(looking for the network\).*by itself/s,
  );
});

test("a sync that is throttled tells until when it waits", async () => {
  const { notice } = await sources();
  const wait = (until: string | null) =>
    notice({
      type: "syncProgress",
      run: syncRun(20, { status: "running", stage: "events", wait: { reason: "throttled", until } }),
    });
  await wait("12:03:05");
  await waitFor(() =>
    expect(byId("sync-progress").textContent).toMatch(/waiting until 12:03:05 \(throttled\)/),
  );
  await wait(null);
  await waitFor(() => expect(byId("sync-progress").textContent).toMatch(/throttled, trying again/));
});

test("a sync whose end is first heard of as progress is an end like any other", async () => {
  const { fake, notice } = await sources();
  await notice({ type: "syncProgress", run: syncRun(20, { status: "running", stage: "events" }) });
  await waitFor(() => expect(byId("sync-progress")).toBeTruthy());
  const asked = fake.called("list_cloud_accounts").length;
  const run = syncRun(20, { status: "finished", insertedSerious: 2 });
  fake.syncs = [run, ...fake.syncs];
  await notice({ type: "syncProgress", run });
  await waitFor(() => expect(fake.called("list_cloud_accounts").length).toBeGreaterThan(asked));
  const { syncs } = await import("../src/state/syncs.svelte");
  expect(syncs.news?.id).toBe(20);
});

test("a missing permission names the action and the smallest policy", async () => {
  const { user } = await sources();
  const failed = card(1);
  expect(failed.getByTestId("failure").textContent).toMatch(/yundun-sas:DescribeSuspEvents/);
  await user.click(failed.getByRole("button", { name: "Copy the policy" }));
  expect(await navigator.clipboard.readText()).toMatch(/"yundun-sas:DescribeSuspEvents"/);
});

test("the schedule is set where it is shown", async () => {
  const { fake, user } = await sources();
  await user.selectOptions(card(0).getByTestId("account-schedule"), "Every 60 minutes");
  await waitFor(() => expect(fake.accounts[0]!.everyMinutes).toBe(60));
  expect(fake.called("change_cloud_account")[0]!.change.key).toBeNull();
});

test("offline, what needs the network is closed and says why", async () => {
  const { fake, user } = await sources({ settings: { offline: true } });
  expect(byId("offline-note").textContent).toMatch(/Offline mode is on/);
  expect((card(0).getByTestId("sync-now") as HTMLButtonElement).disabled).toBe(true);
  expect(card(1).queryByRole("button", { name: "Try again" })).toBeNull();
  await user.click(card(0).getByTestId("account-menu"));
  expect(byId("account-test").textContent).toMatch(/Not in offline mode/);
  await user.click(byId("go-online"));
  await waitFor(() => expect(fake.settings.offline).toBe(false));
  expect((card(0).getByTestId("sync-now") as HTMLButtonElement).disabled).toBe(false);
});

test("an account is edited, and wrong numbers are said at their fields", async () => {
  const { fake, user } = await sources();
  await user.click(card(0).getByTestId("account-menu"));
  await user.click(byId("account-edit"));
  await user.clear(byId("edit-rate"));
  await user.type(byId("edit-rate"), "5000");
  await user.click(byId("edit-save"));
  expect(byId("edit-rate-problem").textContent).toMatch(/0 to 50/);
  expect(fake.called("change_cloud_account")).toHaveLength(0);
  await user.clear(byId("edit-rate"));
  await user.type(byId("edit-rate"), "2{Enter}");
  await waitFor(() => expect(screen.queryByTestId("account-edit-dialog")).toBeNull());
  expect(fake.called("change_cloud_account")[0]).toEqual({
    id: 1,
    change: {
      name: "security-audit",
      key: null,
      members: "all",
      language: "zh",
      everyMinutes: 15,
      rate: 2,
      fullDays: 7,
    },
  });
});

test("a key that was given for one run is asked for again", async () => {
  const { fake, user } = await sources({}, (fake) => {
    fake.accounts = [cloudAccount(1, { key: { kind: "session" }, keyMissing: true })];
  });
  expect(screen.getAllByTestId("account")[0]!.textContent).toMatch(/for one run only/);
  expect((byId("sync-now") as HTMLButtonElement).disabled).toBe(true);
  await user.click(byId("account-menu"));
  await user.click(byId("account-edit"));
  await user.click(await screen.findByTestId("key-session"));
  await user.type(byId("key-id"), "STS.N1");
  await user.type(byId("key-secret"), "s");
  await user.click(byId("edit-save"));
  await waitFor(() => expect((byId("sync-now") as HTMLButtonElement).disabled).toBe(false));
  expect(fake.called("change_cloud_account")[0]!.change.key).toMatchObject({ kind: "session" });
});

test("removing asks first and says that the events stay", async () => {
  const { fake, user } = await sources();
  await user.click(card(1).getByTestId("account-menu"));
  await user.click(byId("account-remove"));
  expect(byId("account-remove-dialog").textContent).toMatch(/All events that it brought stay.*keychain/s);
  expect(fake.called("remove_cloud_account")).toHaveLength(0);
  await user.click(byId("account-remove-confirm"));
  await waitFor(() => expect(screen.getAllByTestId("account")).toHaveLength(1));
  expect(fake.called("remove_cloud_account")).toEqual([{ id: 2 }]);
});

test("past syncs open to everything that is known of them", async () => {
  const { user } = await sources({}, (fake) => {
    fake.syncs = [...fake.syncs, syncRun(3), syncRun(2)];
  });
  expect(screen.getAllByTestId("sync-run")).toHaveLength(5);
  await user.click(screen.getAllByTestId("sync-run-open")[4]!);
  expect(byId("sync-facts").textContent).toMatch(/everything.*211,302.*2,114.*Rejected\s*1.*17/s);
  expect(byId("sync-facts").textContent).toMatch(/1 min 35 sec off.*counted 120, listed 118/s);
  await user.click(byId("syncs-more"));
  expect(screen.getAllByTestId("sync-run")).toHaveLength(7);
});

test("what a sync rejected is listed when it is asked for, and its file is shown", async () => {
  let broken = true;
  const { fake, user } = await sources({}, (fake) => {
    fake.on("list_sync_rejects", () => {
      if (broken) throw wireError("sync.no_rejects", "The sync has no file of rejected records.");
      return [{ file: "DescribeSuspEvents", position: "line 1", reason: "Id is missing <b>" }];
    });
  });
  await user.click(screen.getAllByTestId("sync-run-open")[0]!);
  expect(within(byId("sync-facts")).queryByTestId("rejects-toggle")).toBeNull();
  await user.click(screen.getAllByTestId("sync-run-open")[4]!);
  expect(fake.called("list_sync_rejects")).toEqual([]);
  const facts = within(screen.getAllByTestId("sync-facts")[1]!);
  await user.click(facts.getByTestId("rejects-toggle"));
  expect((await facts.findByTestId("failure")).textContent).toMatch(/sync\.no_rejects/);
  broken = false;
  await user.click(facts.getByRole("button", { name: "Try again" }));
  await waitFor(() =>
    expect(facts.getByTestId("rejects").textContent).toMatch(
      /DescribeSuspEvents.*line 1.*Id is missing <b>/s,
    ),
  );
  expect(fake.called("list_sync_rejects")).toEqual([{ id: 15 }, { id: 15 }]);
  await user.click(facts.getByTestId("reveal-rejects"));
  expect(fake.called("reveal_sync_rejects")).toEqual([{ id: 15 }]);
});

test("accounts that cannot be read say so and are read again", async () => {
  let broken = true;
  const { user } = await openWindow({}, (fake) => {
    const accounts = fake.accounts;
    fake.on("list_cloud_accounts", () => {
      if (broken) throw wireError("store.busy", "The store is in use.", { retryable: true });
      return accounts;
    });
  });
  await user.keyboard("gs");
  await waitFor(() => expect(byId("failure").textContent).toMatch(/store\.busy/));
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getAllByTestId("account")).toHaveLength(2));
});

test("new serious events are told of quietly and shown when asked", async () => {
  const { fake, user, notice } = await openWindow();
  await settled(/1,000 events/);
  expect(screen.queryByTestId("new-serious")).toBeNull();
  fake.putSync(syncRun(20, { insertedSerious: 2 }));
  await notice({ type: "syncChanged", id: 20 });
  await waitFor(() =>
    expect(byId("new-serious").textContent).toMatch(/2 new urgent events from security-audit/),
  );
  expect(screen.queryByTestId("notice")).toBeNull();
  await user.click(byId("show-serious"));
  await waitFor(() => expect(asked(fake)).toEqual({ sync: "new", Levels: "serious" }));
  expect(screen.queryByTestId("new-serious")).toBeNull();
});

test("a click on the system's notification shows the new serious events", async () => {
  const { fake, user, notice } = await openWindow();
  await settled(/1,000 events/);
  fake.putSync(syncRun(20, { insertedSerious: 2 }));
  await notice({ type: "syncChanged", id: 20 });
  await screen.findByTestId("new-serious");
  await user.keyboard("gs");
  await notice({ type: "showNewSerious" });
  await waitFor(() => expect(asked(fake)).toEqual({ sync: "new", Levels: "serious" }));
  expect(byId("rail-events").getAttribute("aria-current")).toBe("page");
  expect(screen.queryByTestId("new-serious")).toBeNull();
});

test("a schedule that keeps failing for one reason tells of it once", async () => {
  const { fake, notice } = await openWindow();
  await settled(/1,000 events/);
  const error = wireError("cloud.key_disabled", "The access key is disabled.");
  for (const id of [20, 21]) {
    fake.putSync(syncRun(id, { status: "failed", error }));
    await notice({ type: "syncChanged", id });
    await waitFor(() => expect(fake.called("get_sync_run").at(-1)).toEqual({ id }));
  }
  await waitFor(() => expect(screen.getAllByTestId("notice")).toHaveLength(1));
  expect(byId("notice").textContent).toMatch(/cloud\.key_disabled/);
});

test("what the last sync found is a filter at the top, with its chip", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("mark-gone"));
  await waitFor(() => expect(asked(fake)).toEqual({ sync: "gone" }));
  await waitFor(() => expect(byId("chip").textContent).toMatch(/Last sync\s*Gone/));
  await user.click(byId("mark-"));
  await waitFor(() => expect(asked(fake)).toEqual({}));
});

test("where events of several accounts are held, one click narrows to an account", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const facet = await screen.findByTestId("account-facet");
  const one = await within(facet).findByRole<HTMLInputElement>("checkbox", { name: "shop" });
  await user.click(one);
  await waitFor(() => expect(asked(fake)).toEqual({ ResourceDirectoryAccountId: "1667036095600001" }));
  expect(one.checked).toBe(true);
  await user.click(one);
  await waitFor(() => expect(asked(fake)).toEqual({}));
});

test("events of one account need no choice of accounts", async () => {
  await openWindow({}, (fake) => {
    fake.accountChoices = fake.accountChoices.slice(0, 1);
  });
  await settled(/1,000 events/);
  expect(screen.queryByTestId("account-facet")).toBeNull();
});

test("where nothing is synced there is no filter of syncs", async () => {
  await openWindow({ past: false });
  await settled(/1,000 events/);
  expect(screen.queryByTestId("filter-sync")).toBeNull();
});

test("an open event tells when it came, what changed since, and that it is gone", async () => {
  const { user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("mark-gone"));
  await settled(/^\s*\d+ of 1,000/);
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
  await user.click(screen.getAllByTestId("grid-row")[0]!);
  await waitFor(() => expect(byId("detail-gone").textContent).toMatch(/since 2026-11-22 10:11:05/));
  const history = byId("detail-history").textContent;
  expect(history).toMatch(/2026-11-22 10:11:04.*Status.*Pending.*→/s);
  expect(history).toMatch(/Note.*–.*→.*Owner was asked <i>/s);
  expect(history).toMatch(/2026-11-21 18:02:09.*First brought/s);
  expect(byId("detail-history").querySelector("i")).toBeNull();
});

test("an empty store offers to connect an account", async () => {
  const { user } = await openWindow({ events: 0, past: false });
  await user.click(await screen.findByTestId("first-connect"));
  expect(byId("rail-sources").getAttribute("aria-current")).toBe("page");
  expect(byId("connect")).toBeTruthy();
});

test("notifications, offline mode, proxy and certificates are set in Settings", async () => {
  const { fake, user } = await openWindow();
  await user.keyboard("g,");
  expect(fake.settings.notify).toBe(true);
  await user.click(byId("notify-off"));
  await waitFor(() => expect(fake.settings.notify).toBe(false));
  await user.click(byId("offline-on"));
  await user.type(byId("proxy"), "proxy.example.com{Tab}");
  expect(byId("proxy-problem").textContent).toMatch(/http:\/\/proxy/);
  await user.clear(byId("proxy"));
  await user.type(byId("proxy"), "http://proxy.example.com:3128{Tab}");
  await waitFor(() =>
    expect(fake.settings).toMatchObject({ offline: true, proxy: "http://proxy.example.com:3128" }),
  );
  await user.click(byId("pick-ca-file"));
  await user.click(await screen.findByTestId("reset-ca-file"));
  await waitFor(() => expect(fake.settings.caFile).toBe(""));
});

test("an address of a proxy has a scheme and no path", () => {
  for (const [text, right] of [
    ["", true],
    ["http://10.0.0.1:3128", true],
    ["http://user:word@proxy:3128/", true],
    ["socks5://localhost:1080", true],
    ["proxy:3128", false],
    ["ftp://proxy", false],
    ["http://proxy/path", false],
    ["http://", false],
  ] as const) {
    expect([text, isProxy(text)]).toEqual([text, right]);
  }
});

test("a point in time is told as it lies from now", () => {
  const minute = 60_000;
  for (const [language, distance, text] of [
    ["en", -10_000, "now"],
    ["en", -3 * minute, "3 minutes ago"],
    ["en", 12 * minute, "in 12 minutes"],
    ["en", -26 * 60 * minute, "yesterday"],
    ["en", -90 * 24 * 60 * minute, "3 months ago"],
    ["en", -800 * 24 * 60 * minute, "2 years ago"],
    ["zh", -3 * minute, "3 分钟前"],
    ["zh", 2 * 60 * minute, "2 小时后"],
  ] as const) {
    tongue.language = language;
    expect(fromNow(distance, 0)).toBe(text);
  }
});
