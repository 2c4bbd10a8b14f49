// Starts the window with the stand-in backend. The address's query chooses what it holds: `?zh&dark&empty`.
import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Theme } from "../src/wire/types";
import { FakeBackend } from "./fake/backend";
import { EVERYTHING, policyOf } from "./fake/policy";
import { wireError } from "./fake/records";
import { runExport, runImport, runSync } from "./fake/run";

const wish = new URLSearchParams(location.search);
const theme = (["light", "dark", "contrast"] as Theme[]).find((name) => wish.has(name)) ?? "light";
const fake = new FakeBackend({
  events: wish.has("empty") ? 0 : 1_000_000,
  past: !wish.has("empty"),
  settings: {
    theme,
    language: wish.has("zh") ? "zh" : "en",
    compact: !wish.has("roomy"),
    offline: wish.has("offline"),
  },
  info: wish.has("policy")
    ? { policy: policyOf(EVERYTHING, ["alertbook:Import"]), exportsFolder: "/srv/exports" }
    : {},
});
if (wish.has("refused")) fake.refused = "DescribeSuspEvents";
fake.on("open_guide", ({ guide: { language, page, anchor } }) => {
  window.open(`/guide/${language}/${page}.html${anchor === null ? "" : `#${anchor}`}`, "guide");
  return null;
});
fake.send = (notice) => void emit("notice", notice);
if (wish.has("failing")) {
  const fail = () => {
    throw wireError("store.busy", "The store is in use by another process.", { retryable: true });
  };
  fake.on("list_events", fail);
  fake.on("list_exports", fail);
  fake.on("list_imports", fail);
}
if (wish.has("denied")) {
  fake.on("export_susp_events", () => {
    throw wireError("NoPermission", "This operation is not permitted.", {
      Action: "yundun-sas:ExportSuspEvents",
    });
  });
}

mockIPC(
  async (name, args) => {
    const answer = await fake.handle(name, args);
    if (name === "export_susp_events" || name === "run_export_again")
      runExport(fake, (answer as { Id: number }).Id, wish.has("hold"));
    if (["fill_demo", "pick_import", "pick_import_folder"].includes(name)) {
      runImport(fake, answer as number, wish.has("hold"));
    }
    if (name === "start_sync") {
      runSync(fake, answer as number, { hold: wish.has("hold"), lost: wish.has("lost") });
    }
    return answer;
  },
  { shouldMockEvents: true },
);
Object.assign(window, { fake });
await import("../src/main");
