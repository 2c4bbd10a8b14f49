// The query in its forms, and pasted text that becomes filters.
import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import { sqlText, valueText } from "../src/events/sql_text";
import { byId, openWindow, settled } from "./window";

async function openPanel() {
  const opened = await openWindow();
  await settled(/1,000/);
  await opened.user.click(byId("query-button"));
  await waitFor(() => expect(byId("query-text").textContent).toBe("{}"));
  return opened;
}

const text = () => byId("query-text").textContent;

test("each tab shows the query in its form, follows the filters, and copies what it shows", async () => {
  const { user } = await openPanel();
  await user.click(byId("paste-text"));
  await user.paste('{"Levels": "serious"}');
  await user.click(byId("paste-use"));
  await waitFor(() => expect(text()).toContain('"Levels": "serious"'));
  await user.click(byId("tab-aliyun"));
  expect(text()).toBe("aliyun sas ExportSuspEvents --Levels serious");
  await user.click(within(byId("query-panel")).getByRole("button", { name: "Copy the aliyun command" }));
  expect(await navigator.clipboard.readText()).toBe("aliyun sas ExportSuspEvents --Levels serious");
  await user.click(byId("tab-alertbook"));
  expect(text()).toBe("alertbook ExportSuspEvents --Levels serious");
  await user.click(byId("tab-sql"));
  expect(text()).toContain("INDEXED BY event_level");
  expect(byId("query-values").textContent).toContain('"[3]"');
  expect(byId("query-plan").textContent).toContain("SCAN event USING COVERING INDEX event_order");
  await user.click(within(byId("query-panel")).getByRole("button", { name: /Copy the statement/ }));
  expect(await navigator.clipboard.readText()).toMatch(/DESC;\n-- 1: "\[3\]"$/);
});

test("what the cloud cannot express is said at the request and at its command, and nowhere else", async () => {
  const { user } = await openPanel();
  expect(screen.queryByTestId("inexpressible")).toBeNull();
  await user.click(byId("paste-text"));
  await user.paste("alertbook ExportSuspEvents --sync new --Dealed N");
  await user.click(byId("paste-use"));
  await waitFor(() => expect(byId("inexpressible").textContent).toMatch(/cloud cannot express it.*sync/s));
  await user.click(byId("tab-aliyun"));
  expect(byId("inexpressible").textContent).toMatch(/Left out here.*exactly what the list shows/s);
  expect(text()).toBe("aliyun sas ExportSuspEvents --Dealed N");
  await user.click(byId("tab-alertbook"));
  expect(screen.queryByTestId("inexpressible")).toBeNull();
});

test("text that is wrong tells every problem and leaves the filters as they are", async () => {
  const { fake, user } = await openPanel();
  await user.click(byId("paste-text"));
  await user.paste("aliyun sas ExportSuspEvents --Levels serious --region cn-shanghai");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(byId("paste-told").textContent).toMatch(/1 parameter taken over.*--region/s));
  await waitFor(() => expect(byId("chip").dataset.parameters).toBe("Levels"));
  await user.click(byId("paste-text"));
  await user.paste('{"PageSize": "x", "TimeStart": "yesterday"}');
  await user.click(byId("paste-use"));
  await waitFor(() =>
    expect(byId("paste-told").textContent).toMatch(/PageSize.*TimeStart|TimeStart.*PageSize/s),
  );
  expect((byId("paste-text") as HTMLTextAreaElement).value).toContain("yesterday");
  expect(document.activeElement).toBe(byId("paste-text"));
  expect(byId("chip").dataset.parameters).toBe("Levels");
  await user.clear(byId("paste-text"));
  await user.paste("<img src=x onerror=alert(1)>");
  await user.click(byId("paste-use"));
  await waitFor(() => expect(byId("paste-told").textContent).toContain("<img src=x"));
  expect(byId("query-panel").querySelector("img")).toBeNull();
  fake.on("read_request", () => {
    throw wireError("store.busy", "The store is busy.");
  });
  await user.click(byId("paste-use"));
  expect(await screen.findByText(/The store is busy/)).toBeTruthy();
});

test("the key opens the query at its tabs, arrows walk them, and Escape gives the focus back", async () => {
  const { user } = await openWindow();
  await settled(/1,000/);
  await user.keyboard("q");
  await waitFor(() => expect(document.activeElement).toBe(byId("tab-request")));
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(byId("tab-aliyun"));
  expect(byId("tab-aliyun").getAttribute("aria-selected")).toBe("true");
  await user.keyboard("{Home}{ArrowLeft}");
  expect(document.activeElement).toBe(byId("tab-sql"));
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("query-panel")).toBeNull();
  expect(document.activeElement).toBe(byId("query-button"));
});

test("a query that cannot be shown says why, with a way to try again", async () => {
  const { fake, user } = await openWindow({}, (fake) =>
    fake.on("show_query", () => {
      throw wireError("NoPermission", "Not permitted.");
    }),
  );
  await settled(/1,000/);
  await user.click(byId("query-button"));
  const failure = await within(byId("query-panel")).findByTestId("failure");
  expect(failure.textContent).toContain("Not permitted.");
  const before = fake.called("show_query").length;
  await user.click(within(failure).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(fake.called("show_query").length).toBeGreaterThan(before));
});

test("bound values stand on one line with everything in them seen", () => {
  expect(valueText(null)).toBe("NULL");
  expect(valueText(7)).toBe("7");
  expect(valueText('a\n\u202e\u200b"\u2028木马\u{e0041}')).toBe(
    '"a\\n\\u202e\\u200b\\"\\u2028木马\\udb40\\udc41"',
  );
  expect(sqlText("SELECT ?", ["a\n; DROP TABLE event"])).toBe('SELECT ?;\n-- 1: "a\\n; DROP TABLE event"');
});
