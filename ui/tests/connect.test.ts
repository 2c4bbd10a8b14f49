import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { wireError } from "../dev/fake/records";
import { byId, openWindow, type OpenWindow } from "./window";

const SECRET = "canary-7b21";

/** Opens the dialog with the places of keys read. */
async function connect(
  options: Parameters<typeof openWindow>[0] = {},
  prepare?: Parameters<typeof openWindow>[1],
): Promise<OpenWindow> {
  const opened = await openWindow({ past: false, ...options }, prepare);
  await opened.user.keyboard("gs");
  await opened.user.click(await screen.findByTestId("account-add"));
  await screen.findByTestId("key-profile");
  return opened;
}

const next = ({ user }: OpenWindow) => user.click(byId("connect-next"));

test("four steps connect an account and begin its first sync", async () => {
  const opened = await connect();
  const { fake, user } = opened;
  await waitFor(() => expect((byId("profile-security-audit") as HTMLInputElement).checked).toBe(true));
  await next(opened);
  await user.click(byId("site-international"));
  await user.click(byId("members-one"));
  await user.type(byId("member-id"), "1667036095600000");
  await next(opened);
  await waitFor(() => expect(byId("test-result").textContent).toMatch(/All 6 operations answer/));
  await next(opened);
  await user.type(byId("account-name"), "Shop");
  await user.click(byId("fetch-language-both"));
  await user.click(byId("schedule-5"));
  await next(opened);
  await waitFor(() => expect(screen.queryByTestId("connect")).toBeNull());
  expect(fake.called("add_cloud_account")).toEqual([
    {
      account: {
        name: "Shop",
        key: { kind: "profile", name: "security-audit" },
        site: "international",
        members: "1667036095600000",
        language: "both",
        everyMinutes: 5,
      },
    },
  ]);
  await waitFor(() => expect(byId("sync-progress").dataset.status).toBe("running"));
  expect(fake.called("start_sync")).toEqual([{ id: 1, extent: "due" }]);
});

test("each step says what is wrong where it is wrong, and moves there", async () => {
  const opened = await connect();
  const { user } = opened;
  await user.click(byId("key-session"));
  await next(opened);
  expect(byId("key-id-problem").textContent).toMatch(/letters and digits/);
  expect(byId("key-secret-problem").textContent).toMatch(/missing/);
  expect(document.activeElement).toBe(byId("key-id"));
  await user.type(byId("key-id"), "STS.Nabc");
  await user.type(byId("key-secret"), "x");
  await next(opened);
  await user.click(byId("site-other"));
  await user.type(byId("site-address"), "http://example.com");
  await user.click(byId("members-one"));
  await next(opened);
  expect(byId("site-address-problem").textContent).toMatch(/https/);
  expect(byId("member-id-problem").textContent).toMatch(/digits/);
  await user.clear(byId("site-address"));
  await user.type(byId("site-address"), "http://127.0.0.1:8080");
  await user.type(byId("member-id"), "1");
  await next(opened);
  await waitFor(() => expect(byId("test-result")).toBeTruthy());
});

test("a key that cannot be used leads back to the key", async () => {
  const opened = await connect({}, (fake) =>
    fake.on("test_new_account", () => {
      throw wireError("cloud.wrong_secret", "The secret does not belong to the access key.");
    }),
  );
  await next(opened);
  await next(opened);
  await waitFor(() => expect(byId("failure").textContent).toMatch(/cloud\.wrong_secret/));
  expect((byId("connect-next") as HTMLButtonElement).disabled).toBe(true);
  await opened.user.click(byId("fix-key"));
  expect(byId("key-profile")).toBeTruthy();
});

test("a missing permission is named with the smallest policy, and can be asked for later", async () => {
  const opened = await connect({}, (fake) => (fake.refused = "DescribeSuspEvents"));
  await next(opened);
  await next(opened);
  await waitFor(() => expect(byId("operation-DescribeSuspEvents").textContent).toMatch(/lacks a permission/));
  expect(byId("operation-DescribeSuspEvents").textContent).toMatch(/yundun-sas:DescribeSuspEvents/);
  expect(byId("operation-DescribeAllGroups").textContent).toMatch(/answers/);
  expect(byId("policy-text").textContent).toMatch(/"Version": "1"/);
  expect(byId("test-result").textContent).toMatch(/clock is 1 min 35 sec off/);
  expect(byId("connect-next").textContent).toMatch(/Continue anyway/);
  opened.fake.refused = null;
  await opened.user.click(byId("test-again"));
  await waitFor(() => expect(byId("connect-next").textContent).toMatch(/Next/));
});

test("a secret goes to the backend once it is asked for, and nothing of it stays", async () => {
  const opened = await connect();
  const { fake, user } = opened;
  await user.click(byId("key-keychain"));
  await user.type(byId("key-id"), "LTAI5tExample");
  await user.type(byId("key-secret"), SECRET);
  expect((byId("key-secret") as HTMLInputElement).type).toBe("password");
  await next(opened);
  await next(opened);
  await waitFor(() => expect(byId("test-result")).toBeTruthy());
  await next(opened);
  await next(opened);
  await waitFor(() => expect(screen.queryByTestId("connect")).toBeNull());
  const told = fake.calls.filter((call) => JSON.stringify(call.args ?? {}).includes(SECRET));
  expect(told.map((call) => call.name)).toEqual(["test_new_account", "add_cloud_account"]);
  await user.click(byId("account-add"));
  await user.click(await screen.findByTestId("key-keychain"));
  expect((byId("key-secret") as HTMLInputElement).value).toBe("");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(SECRET);
  expect(document.documentElement.outerHTML).not.toContain(SECRET);
});

test("choosing another place of the key, and Escape, forget what was typed", async () => {
  const { fake, user } = await connect();
  await user.click(byId("key-session"));
  await user.type(byId("key-secret"), SECRET);
  await user.click(byId("key-keychain"));
  expect((byId("key-secret") as HTMLInputElement).value).toBe("");
  await user.type(byId("key-secret"), SECRET);
  // What the browser makes of Escape in a modal dialog.
  byId("connect").dispatchEvent(new Event("cancel", { cancelable: true }));
  await waitFor(() => expect(screen.queryByTestId("connect")).toBeNull());
  await user.click(byId("account-add"));
  await user.click(await screen.findByTestId("key-keychain"));
  expect((byId("key-secret") as HTMLInputElement).value).toBe("");
  expect(JSON.stringify(fake.calls)).not.toContain(SECRET);
});

test("places without a key say why and cannot be chosen", async () => {
  const { fake } = await connect({}, (fake) =>
    fake.on("list_key_sources", () => ({
      profiles: [],
      profilesFile: "/data/analyst/.aliyun/config.json",
      profilesError: null,
      environment: { accessKeyId: null, temporary: false },
      keychain: { unusable: "No keychain answers on this system." },
    })),
  );
  expect(fake.called("list_key_sources")).toHaveLength(1);
  for (const kind of ["profile", "environment", "keychain"]) {
    expect((byId(`key-${kind}`) as HTMLInputElement).disabled).toBe(true);
  }
  expect(byId("connect-key").textContent).toMatch(/no profiles in \/data\/analyst\/.*No keychain answers/s);
  expect((byId("key-session") as HTMLInputElement).checked).toBe(true);
});

test("a test that was overtaken is dropped", async () => {
  const held: (() => void)[] = [];
  const opened = await connect({}, (fake) => {
    const answer = {
      cloudAccount: null,
      operations: [],
      usable: false,
      policy: "",
      clockDifferenceSeconds: null,
    };
    fake.on("test_new_account", async ({ account }) => {
      if (account.site === "mainland") await new Promise<void>((resolve) => held.push(resolve));
      return { ...answer, usable: account.site !== "mainland" };
    });
  });
  await next(opened);
  await next(opened);
  await waitFor(() => expect(held).toHaveLength(1));
  await opened.user.click(byId("connect-back"));
  await opened.user.click(byId("site-international"));
  await next(opened);
  await waitFor(() => expect(byId("connect-next").textContent).toMatch(/Next/));
  held.forEach((release) => release());
  await opened.user.click(byId("connect-next"));
  expect(byId("account-name")).toBeTruthy();
});

test("a name that is taken is said at the name, with everything still there", async () => {
  const opened = await connect({}, (fake) =>
    fake.on("add_cloud_account", () => {
      throw wireError("account.exists", "There is an account of that name already.");
    }),
  );
  await next(opened);
  await next(opened);
  await waitFor(() => expect(byId("test-result")).toBeTruthy());
  await next(opened);
  await next(opened);
  await waitFor(() => expect(byId("account-name-problem").textContent).toMatch(/already/));
});

test("offline, the test says so and nothing is asked of the cloud", async () => {
  const opened = await connect({ settings: { offline: true } });
  await next(opened);
  await next(opened);
  expect(byId("connect-test").textContent).toMatch(/Offline mode is on/);
  expect((byId("connect-next") as HTMLButtonElement).disabled).toBe(true);
  expect(opened.fake.called("test_new_account")).toHaveLength(0);
});
