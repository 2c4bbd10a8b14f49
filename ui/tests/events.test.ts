import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { CATALOG } from "../dev/fake/catalog";
import { wireError } from "../dev/fake/records";
import { byId, openWindow, settled } from "./window";

/** The request of the newest question about rows. */
const asked = (fake: Awaited<ReturnType<typeof openWindow>>["fake"]) =>
  fake.called("count_events").at(-1)?.query.request;

test("every one of the 24 parameters, and our own, has its control", async () => {
  const { user } = await openWindow();
  await user.click(byId("filter-more"));
  expect(CATALOG.parameters).toHaveLength(39);
  // Set by the facets of other parameters, or by leaving their values out.
  const without = ["not", "group", "cluster", "accounts"];
  const own = CATALOG.parameters.filter((spec) => !without.includes(spec.name));
  for (const spec of own) expect(byId(`filter-${spec.name}`)).toBeTruthy();
});

test("each kind of control writes its own shape into the request", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const inside = (name: string) => within(byId(`filter-${name}`));
  await user.click(inside("Levels").getByRole("checkbox", { name: "Urgent" }));
  await user.click(inside("Levels").getByRole("checkbox", { name: "Reminder" }));
  await user.click(inside("Dealed").getByRole("radio", { name: "Unhandled" }));
  await user.click(byId("open-OperateErrorCodeList"));
  await user.type(inside("OperateErrorCodeList").getByRole("searchbox"), "Ignore: done");
  await user.click(inside("OperateErrorCodeList").getByRole("checkbox"));
  await user.click(byId("open-AssetsTypeList"));
  await user.click(inside("AssetsTypeList").getByRole("checkbox", { name: "ECS" }));
  await user.type(byId("input-AssetsTypeList"), "rds{Enter}");
  await user.click(byId("open-GroupId"));
  await user.type(byId("input-GroupId"), "Prod{Enter}");
  await user.click(byId("open-ContainerFieldName"));
  await user.selectOptions(byId("input-ContainerFieldName"), "namespace");
  await user.type(byId("input-ContainerFieldValue"), "default");
  await user.click(byId("filter-more"));
  await user.type(byId("input-Id"), "9007199254740993");
  await user.selectOptions(byId("input-TargetType"), "uuid");
  await waitFor(() =>
    expect(asked(fake)).toEqual({
      Levels: "serious,remind",
      Dealed: "N",
      OperateErrorCodeList: ["ignore.Success"],
      AssetsTypeList: ["ECS", "rds"],
      GroupId: "8076980",
      ContainerFieldName: "namespace",
      ContainerFieldValue: "default",
      Id: "9007199254740993",
      TargetType: "uuid",
    }),
  );
});

test("a preset sets the range and a typed time makes it a custom one", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.selectOptions(byId("time-preset"), "week");
  await waitFor(() => expect(asked(fake)?.TimeStart).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/));
  await user.type(byId("input-TimeEnd"), "2026-11-22 08:00:00");
  expect((byId("time-preset") as HTMLSelectElement).value).toBe("custom");
  await user.selectOptions(byId("time-preset"), "any");
  await waitFor(() => expect(asked(fake)).toEqual({}));
});

test("a day is picked in the calendar, by mouse or by keys, and keeps the time that is written", async () => {
  const { user } = await openWindow();
  await settled(/1,000 events/);
  await user.selectOptions(byId("time-preset"), "custom");
  await user.type(byId("input-TimeStart"), "2026-11-22 08:30:00");
  await user.click(byId("calendar-TimeStart"));
  await user.keyboard("{ArrowRight}{ArrowUp}{Enter}");
  expect((byId("input-TimeStart") as HTMLInputElement).value).toBe("2026-11-16 08:30:00");
  expect(document.activeElement).toBe(byId("calendar-TimeStart"));
  await user.type(byId("input-TimeEnd"), "2026-11-20");
  await user.click(byId("calendar-TimeEnd"));
  await user.click(document.querySelector('[data-day="2026-11-25"]')!);
  expect((byId("input-TimeEnd") as HTMLInputElement).value).toBe("2026-11-25 23:59:59");
});

test("active filters are chips in words; removing, clearing and undoing follow", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(within(byId("filter-Levels")).getByRole("checkbox", { name: "Urgent" }));
  await user.type(byId("input-Remark"), "web");
  await waitFor(() => expect(screen.getAllByTestId("chip")).toHaveLength(2));
  expect(screen.getAllByTestId("chip").map((chip) => chip.textContent)).toEqual([
    expect.stringMatching(/Severity\s*Urgent/),
    expect.stringMatching(/Contains\s*web/),
  ]);
  await settled(/of 1,000/);
  await user.click(screen.getAllByTestId("chip-remove")[1]!);
  await waitFor(() => expect(asked(fake)).toEqual({ Levels: "serious" }));
  expect(document.activeElement).toBe(byId("chip-remove"));
  await user.click(byId("clear-all"));
  expect(document.activeElement).toBe(byId("undo-clear"));
  await waitFor(() => expect(asked(fake)).toEqual({}));
  await user.click(byId("undo-clear"));
  await waitFor(() => expect(asked(fake)).toEqual({ Levels: "serious" }));
});

test("what is wrong is said at its field, and the last right rows stay", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const before = fake.called("count_events").length;
  await user.selectOptions(byId("time-preset"), "custom");
  await user.type(byId("input-TimeStart"), "2026-13-01");
  await waitFor(() => expect(byId("problem-TimeStart").textContent).toMatch(/YYYY-MM-DD HH:mm:ss/));
  expect(byId("input-TimeStart").getAttribute("aria-invalid")).toBe("true");
  expect(byId("count").textContent).toMatch(/Not counted/);
  expect((byId("export-button") as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getAllByTestId("grid-row").length).toBeGreaterThan(10);
  expect(fake.called("count_events")).toHaveLength(before);
});

test("an answer that a later change has overtaken is dropped", async () => {
  const held: (() => void)[] = [];
  const { fake, user } = await openWindow({}, (fake) => {
    fake.on("count_events", async ({ query }) => {
      const slow = query.request.Remark === "slow";
      if (slow) await new Promise<void>((resolve) => held.push(resolve));
      return {
        count: slow ? 1 : Object.keys(query.request).length === 0 ? 1_000 : 7,
        total: 1_000,
        revision: 1,
      };
    });
  });
  await settled(/1,000 events/);
  await user.type(byId("input-Remark"), "slow");
  await waitFor(() => expect(held).toHaveLength(1));
  await user.clear(byId("input-Remark"));
  await user.type(byId("input-Remark"), "quick");
  await settled(/7 of 1,000/);
  held.forEach((release) => release());
  await waitFor(() => expect(fake.called("count_events").length).toBeGreaterThan(2));
  expect(byId("count").textContent).toMatch(/7 of 1,000/);
});

test("clicking a heading sorts; only sortable columns can", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  const sort = () => fake.called("list_events").at(-1)?.query.sort;
  await user.click(byId("heading-level"));
  await waitFor(() => expect(sort()).toEqual({ column: "level", descending: true, grouped: false }));
  await user.click(byId("heading-level"));
  await waitFor(() => expect(sort()).toEqual({ column: "level", descending: false, grouped: false }));
  expect(byId("heading-level").closest("[role=columnheader]")?.getAttribute("aria-sort")).toBe("ascending");
  const questions = fake.called("list_events").length;
  await user.click(byId("heading-ip"));
  expect(fake.called("list_events")).toHaveLength(questions);
});

test("the list is a grid that tells its size, and End reaches the last of a million rows", async () => {
  const { fake, user } = await openWindow({ events: 1_000_000 });
  await settled(/1,000,000 events/);
  const grid = byId("grid");
  expect(grid.getAttribute("aria-rowcount")).toBe("1000001");
  expect(grid.getAttribute("aria-colcount")).toBe("7");
  grid.focus();
  await user.keyboard("{End}");
  await waitFor(() => {
    const last = screen.getAllByTestId("grid-row").at(-1)!;
    expect(last.getAttribute("aria-rowindex")).toBe("1000001");
    expect(last.dataset.id).toBe("9007199254740994");
  });
  expect(fake.called("list_events").at(-1)?.query).toMatchObject({ offset: 999_800, limit: 200 });
  expect(fake.called("list_events").length).toBeLessThan(6);
});

test("Enter opens the event, the arrows go through events, Escape closes", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
  byId("grid").focus();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(byId("detail").textContent).toMatch(/9007199254741993|90071992557\d+/));
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(fake.called("get_event")).toHaveLength(2));
  await user.click(byId("detail-next"));
  await waitFor(() => expect(fake.called("get_event")).toHaveLength(3));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("detail")).toBeNull());
});

test("another order begins at its first row, wherever the list stood", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  byId("grid").focus();
  await user.keyboard("{End}");
  await waitFor(() => expect(screen.getAllByTestId("grid-row").at(-1)!.dataset.row).toBe("999"));
  await user.click(byId("heading-level"));
  await waitFor(() => expect(fake.called("list_events").at(-1)?.query.sort?.column).toBe("level"));
  await waitFor(() => {
    const first = screen.getAllByTestId("grid-row")[0]!;
    expect(first.dataset.row).toBe("0");
    expect(first.dataset.id).toBeTruthy();
  });
});

test("other columns leave the view where it is, and the open event open", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  byId("grid").focus();
  await user.keyboard("{End}");
  await waitFor(() => expect(screen.getAllByTestId("grid-row").at(-1)!.dataset.id).toBeTruthy());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(byId("detail")).toBeTruthy());
  await user.click(byId("columns-menu"));
  await user.click(byId("column-groupName"));
  await waitFor(() => expect(fake.called("list_events").at(-1)?.query.columns).toContain("groupName"));
  await waitFor(() => expect(screen.getAllByTestId("grid-row").at(-1)!.dataset.id).toBeTruthy());
  expect(screen.getAllByTestId("grid-row").at(-1)!.dataset.row).toBe("999");
  expect(byId("detail")).toBeTruthy();
});

test("a parameter without effect is a chip too", async () => {
  const { user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("filter-more"));
  await user.type(byId("input-SourceIp"), "198.51.100.7");
  await waitFor(() => expect(byId("chip").textContent).toMatch(/Source IP\s*198\.51\.100\.7/));
  await user.click(byId("chip-remove"));
  await waitFor(() => expect(screen.queryByTestId("chip")).toBeNull());
});

test("the edge of the open event moves by keys, within its bounds, and is remembered", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
  await user.click(screen.getAllByTestId("grid-row")[0]!);
  const edge = await screen.findByTestId("detail-edge");
  const side = edge.parentElement!;
  edge.focus();
  // Without a layout the pane measures nothing, so the first step leads to the least width.
  await user.keyboard("{ArrowLeft}");
  expect(side.style.width).toBe("320px");
  await user.keyboard("{ArrowRight}");
  expect(side.style.width).toBe("320px");
  await waitFor(() => expect(fake.settings.detailWidth).toBe(320));
});

test("hostile text stays text", async () => {
  const { user } = await openWindow();
  await settled(/1,000 events/);
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
  await user.click(screen.getAllByTestId("grid-row")[3]!);
  await waitFor(() => expect(byId("detail").textContent).toContain("<script>alert('x')</script>"));
  expect(document.querySelector("main script, main img, main b")).toBeNull();
});

test("the search narrows with the filters, is a chip, and clears", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.keyboard("/");
  await user.type(byId("search"), "webshell");
  await waitFor(() =>
    expect(fake.called("list_events").at(-1)?.query.request).toEqual({ search: "webshell" }),
  );
  await waitFor(() =>
    expect(document.querySelector("[data-parameters=search]")?.textContent).toMatch(/webshell/),
  );
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(byId("grid"));
  byId("search").focus();
  await user.keyboard("{Escape}");
  expect((byId("search") as HTMLInputElement).value).toBe("");
  await settled(/^1,000 events/);
  expect(screen.queryByTestId("search-clear")).toBeNull();
});

test("resizing by keyboard is remembered", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  byId("heading-level").focus();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  await waitFor(() => expect(fake.settings.columnWidths).toMatchObject({ level: 152, status: 152 }));
});

test("columns are chosen from the catalog and remembered", async () => {
  const { fake, user } = await openWindow();
  await settled(/1,000 events/);
  await user.click(byId("columns-menu"));
  await user.click(byId("column-groupName"));
  await waitFor(() => expect(fake.settings.columns.at(-1)).toBe("groupName"));
  await waitFor(() => expect(fake.called("list_events").at(-1)?.query.columns).toContain("groupName"));
});

test("new data refreshes an untouched list and only announces itself to a reader", async () => {
  const { fake, user, notice } = await openWindow();
  await settled(/1,000 events/);
  fake.events = 1_200;
  fake.revision = 2;
  await notice({ type: "eventsChanged", revision: 2 });
  await settled(/1,200 events/);
  await waitFor(() => expect(screen.getAllByTestId("grid-row")[0]!.dataset.id).toBeTruthy());
  await user.click(screen.getAllByTestId("grid-row")[0]!);
  fake.events = 1_300;
  fake.revision = 3;
  await notice({ type: "eventsChanged", revision: 3 });
  await waitFor(() => expect(byId("stale")).toBeTruthy());
  await settled(/1,300 events/);
  await user.click(byId("refresh"));
  await waitFor(() => expect(screen.queryByTestId("stale")).toBeNull());
});

test("a list that cannot be read says why with its code, and tries again", async () => {
  let broken = true;
  const { user } = await openWindow({}, (fake) => {
    const rows = { offset: 0, rows: [], revision: 1 };
    fake.on("list_events", () => {
      if (broken) throw wireError("store.busy", "The store is in use.", { retryable: true });
      return rows;
    });
  });
  await waitFor(() => expect(byId("failure").textContent).toMatch(/store\.busy/));
  broken = false;
  await user.click(within(byId("failure")).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByTestId("failure")).toBeNull());
});

test("an empty store offers four ways to begin", async () => {
  const { fake, user } = await openWindow({ events: 0, past: false });
  await waitFor(() => expect(byId("first-use")).toBeTruthy());
  expect(within(byId("first-use")).getAllByRole("button")).toHaveLength(4);
  await user.click(byId("first-demo"));
  await waitFor(() => expect(fake.called("fill_demo")).toEqual([{ events: 10_000 }]));
});
