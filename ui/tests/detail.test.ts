// One event in full: readable first, with what its values, addresses and neighbours lead to.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { wireError } from "../dev/fake/records";
import { idOf } from "../dev/fake/events";
import type { FakeBackend } from "../dev/fake/backend";
import { byId, openWindow, settled } from "./window";

async function openRow(row = 0, prepare?: (fake: FakeBackend) => void) {
  const opened = await openWindow({ past: false }, prepare);
  await settled(/1,000 events/);
  await waitFor(() => expect(document.querySelector(`[data-row="${row}"]`)).toBeTruthy());
  await opened.user.click(document.querySelector(`[data-row="${row}"]`)!);
  await waitFor(() => expect(byId("detail").querySelector("h2")).toBeTruthy());
  return opened;
}

const pairOf = (label: string) =>
  [...byId("detail").querySelectorAll<HTMLElement>(".pair")].find((pair) =>
    pair.querySelector("dt")?.textContent?.includes(label),
  )!;

test("an event says what, when, where and what was done before its fields", async () => {
  await openRow();
  const detail = byId("detail");
  expect(within(byId("detail-when")).getAllByTestId("when")).toHaveLength(2);
  expect(byId("detail-when").textContent).toMatch(/Last.*ago.*2026-11-2\d \d\d:\d\d:\d\d/s);
  expect(within(byId("detail-when")).getAllByTestId("when")[0]!.title).toMatch(/^2026-11-.* \(GMT\+8\)$/);
  expect(byId("detail-where").textContent).toMatch(/Asset name.*Public IP/s);
  expect(byId("detail-handling").textContent).toMatch(/Not handled yet|Handling result/);
  const before = (one: string, other: string) => {
    const text = detail.textContent ?? "";
    expect(text.indexOf(one)).toBeGreaterThan(-1);
    expect(text.indexOf(one)).toBeLessThan(text.indexOf(other));
  };
  before("What happened", "All fields");
  before("Where", "All fields");
});

test("the way of an attack is a list that says which steps are the event's", async () => {
  await openRow();
  const steps = within(byId("attack")).getByRole("list", { name: "On the way of an attack" });
  const items = within(steps).getAllByRole("listitem");
  expect(items.map((item) => item.textContent?.trim()).filter((text) => /: this event/.test(text!))).toEqual([
    "TA0003 Persistence: this event",
  ]);
  expect(byId("attack").textContent).toMatch(/TA0003\s*Persistence\s*持久化/);
  expect(byId("attack").textContent).toContain("authority_maintenance");
});

test("a value shows only the events that have it, by mouse or keyboard, and the event stays open", async () => {
  const { fake, user } = await openRow();
  const title = byId("detail").querySelector("h2")!.textContent;
  const menu = within(pairOf("Severity")).getByTestId("value-menu");
  menu.focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(await screen.findByTestId("value-only"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(fake.called("list_events").at(-1)!.query.request.Levels).toBeTruthy());
  const { eventList } = await import("../src/state/event_list.svelte");
  await waitFor(() => expect(eventList.shownAsk?.request.Levels).toBeTruthy());
  expect(byId("detail").querySelector("h2")!.textContent).toBe(title);
});

test("a value leaves out the events that have it, once, and a pair of parameters cannot", async () => {
  const { user } = await openRow();
  const { query } = await import("../src/state/query.svelte");
  await user.click(within(byId("attack")).getByTestId("value-menu"));
  await user.click(byId("value-exclude"));
  expect(query.request.not).toEqual(["tactic=TA0003"]);
  query.exclude("Levels", "remind");
  query.exclude("tactic", "TA0003");
  expect(query.request.not).toEqual(["Levels=remind", "tactic=TA0003"]);
  await user.click(within(pairOf("Namespace")).getByTestId("value-menu"));
  expect(screen.queryByTestId("value-exclude")).toBeNull();
});

test("a container's key and its value are set together", async () => {
  const { user } = await openRow();
  const { query } = await import("../src/state/query.svelte");
  await user.click(within(pairOf("Namespace")).getByTestId("value-menu"));
  await user.click(byId("value-only"));
  expect(query.request).toMatchObject({ ContainerFieldName: "namespace", ContainerFieldValue: "default" });
});

test("a value that no parameter tells can be copied only", async () => {
  await openRow();
  const pair = within(pairOf("CanBeDealOnLine"));
  expect(pair.queryByTestId("value-menu")).toBeNull();
  expect(pair.getByRole("button", { name: "Copy CanBeDealOnLine" })).toBeTruthy();
});

test("an address is text, asks before it is opened, and Escape leaves the event open", async () => {
  const { fake, user } = await openRow();
  expect(byId("detail").querySelector("a")).toBeNull();
  const address = screen.getAllByTestId("link")[0]!;
  expect(address.textContent).toBe("http://203.0.113.9/x.sh");
  await user.click(address);
  expect(byId("link-address").textContent).toBe("http://203.0.113.9/x.sh");
  expect(byId("link-host").textContent).toBe("203.0.113.9");
  expect(fake.called("open_link")).toEqual([]);
  await user.click(byId("link-cancel"));
  expect(screen.queryByTestId("link-dialog")).toBeNull();
  expect(fake.called("open_link")).toEqual([]);
  expect(byId("detail")).toBeTruthy();
  await user.click(screen.getAllByTestId("link")[0]!);
  await user.click(byId("link-open"));
  expect(fake.called("open_link")).toEqual([{ address: "http://203.0.113.9/x.sh" }]);
  await waitFor(() => expect(screen.queryByTestId("link-dialog")).toBeNull());
});

test("an address tells its real host, and a refusal stays in the question", async () => {
  const { user } = await openRow(0, (fake) => {
    fake.on("open_link", () => {
      throw wireError("link.refused", "Only http and https addresses are opened.");
    });
  });
  const { link } = await import("../src/state/link.svelte");
  link.ask("https://bank.example@\u0430pple.example/\u202etxt");
  await waitFor(() => expect(byId("link-host").textContent).toBe("xn--pple-43d.example"));
  expect(byId("link-address").textContent).toContain("[U+202E]txt");
  for (const warning of ["link-foreign", "link-hidden", "link-login"]) expect(byId(warning)).toBeTruthy();
  await user.click(byId("link-open"));
  expect((await screen.findByTestId("failure")).textContent).toContain("link.refused");
  link.dismiss();
});

test("the events beside one are counted, opened by a click, and left again", async () => {
  const { fake, user } = await openRow();
  const section = await screen.findByTestId("related-asset");
  await waitFor(() => expect(within(section).getAllByTestId("related-event")).toHaveLength(20));
  expect(within(section).getByTestId("related-count").textContent).toMatch(
    /The 20 nearest in time, of \d+ others/,
  );
  const other = within(section).getAllByTestId("related-event")[0]!;
  const id = other.dataset.id!;
  await user.click(other);
  await waitFor(() => expect(fake.called("get_event").at(-1)!.key.id).toBe(id));
  await waitFor(() => expect(byId("detail").textContent).toContain(`ID ${id}`));
  await user.click(byId("detail-back"));
  await waitFor(() => expect(byId("detail").textContent).toContain(`ID ${idOf(0)}`));
  expect(screen.queryByTestId("detail-back")).toBeNull();
});

test("all events of an asset can be listed", async () => {
  const { user } = await openRow();
  const section = await screen.findByTestId("related-asset");
  await user.click(await within(section).findByTestId("related-all"));
  const { query } = await import("../src/state/query.svelte");
  expect(Object.keys(query.request)).toEqual(["Uuid"]);
});

test("neighbours that cannot be read, and those that are not there, say so", async () => {
  let fails = true;
  const { user } = await openRow(0, (fake) => {
    fake.on("related_events", ({ ask }) => {
      if (ask.relation === "asset" && fails) throw wireError("store.busy", "Busy.", { retryable: true });
      return { others: 0, nearest: [], filter: null };
    });
  });
  const section = await screen.findByTestId("related-asset");
  await waitFor(() => expect(section.textContent).toContain("store.busy"));
  expect((await screen.findByTestId("related-alarm")).textContent).toContain("No other event");
  fails = false;
  await user.click(within(section).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(section.textContent).toContain("No other event"));
});

test("the zone is switched in the toolbar, kept, and named in the headings of times", async () => {
  const { fake, user } = await openWindow({ past: false });
  await settled(/1,000 events/);
  expect(byId("heading-lastTime").textContent).toContain("Last occurred (GMT+8)");
  await user.click(byId("zone-menu"));
  expect(byId("zone-cloud").ariaPressed).toBe("true");
  await user.click(byId("zone-utc"));
  await waitFor(() => expect(fake.settings.zone).toBe("UTC"));
  expect(byId("heading-lastTime").textContent).toContain("Last occurred (UTC)");
  await user.click(byId("zone-menu"));
  await user.click(byId("zone-more"));
  expect(byId("zone")).toBeTruthy();
});

test("relative times move on by the minute, and one timer serves all", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  try {
    const { default: When } = await import("../src/kit/When.svelte");
    const { flushSync, mount, unmount } = await import("svelte");
    const target = document.body.appendChild(document.createElement("div"));
    const at = Date.now() - 3 * 3_600_000;
    const shown = [0, 1].map(() => mount(When, { target, props: { at, text: "2026-11-22 10:00:00" } }));
    flushSync();
    expect(vi.getTimerCount()).toBe(1);
    const time = target.querySelector("time")!;
    expect(time.textContent).toMatch(/^3 hours ago, 2026-11-22 10:00:00 \(GMT\+8\)$/);
    expect(time.title).toBe("2026-11-22 10:00:00 (GMT+8)");
    vi.advanceTimersByTime(3_600_000);
    flushSync();
    expect(time.textContent).toMatch(/^4 hours ago/);
    await Promise.all(shown.map((one) => unmount(one)));
    await Promise.resolve();
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
