// How an account, its key and its syncs are put into words.
import { say } from "../words/words.svelte";
import type { CloudAccount, KeyPlace, SyncRange, SyncRun } from "../wire/types";

export const SCHEDULES = [0, 5, 15, 60];

export function keyWords(key: KeyPlace): string {
  return key.kind === "profile"
    ? say("account.key.profile", { name: key.name })
    : say(`account.key.${key.kind}`);
}

export function siteWords(site: string): string {
  return site === "mainland" || site === "international" ? say(`account.site.${site}`) : site;
}

/** Blank for the account alone, which needs no words. */
export function memberWords(members: string): string {
  if (members === "own") return "";
  return members === "all" ? say("account.members.all") : say("account.members.one", { id: members });
}

export function scheduleWords(minutes: number): string {
  return minutes === 0 ? say("account.schedule.off") : say("account.schedule.every", { n: minutes });
}

/** What stands under an account's name. */
export function accountFacts(account: CloudAccount): string[] {
  const number = account.cloudAccount === null ? "" : say("account.number", { id: account.cloudAccount });
  return [siteWords(account.site), keyWords(account.key), number, memberWords(account.members)].filter(
    Boolean,
  );
}

export function rangeWords(range: SyncRange): string {
  return say("sync.range", {
    from: range.from ?? say("sync.rangeFirst"),
    to: range.to ?? say("sync.rangeNow"),
  });
}

/** What a running sync is reading. */
export function stageWords(run: SyncRun): string {
  if (run.stage === "events" && run.window !== null) {
    return say("sync.stage.window", { range: rangeWords(run.window) });
  }
  return say(`sync.stage.${run.stage ?? "inventory"}`);
}

export function waitWords({ wait }: SyncRun): string {
  if (wait === null) return "";
  const { reason, until } = wait;
  if (until === null || reason === "server" || reason === "limit") return say(`sync.wait.${reason}`);
  return say(`sync.waitUntil.${reason}`, { time: until });
}

/** Percent listed, or null when the whole is not known. */
export function percentListed(run: SyncRun): number | null {
  if (run.stage !== "events" || run.expected === null || run.expected === 0) return null;
  return Math.min(100, (run.listed / run.expected) * 100);
}
