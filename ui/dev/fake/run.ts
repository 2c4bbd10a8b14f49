// Lets an export, an import or a sync of the stand-in backend run, with the notices that the real one sends.
import type { SyncRun } from "../../src/wire/types";
import type { FakeBackend } from "./backend";

const TICK = 120;

export function runExport(fake: FakeBackend, id: number, hold: boolean): void {
  const step = (progress: number) => {
    const record = fake.exports.find((one) => one.id === id);
    if (record === undefined || record.status === "cancelled") return;
    const matched = record.matched ?? 0;
    const rows = Math.round((matched * progress) / 100);
    if (progress < 100) {
      const moved = {
        ...record,
        status: "exporting" as const,
        progress,
        rows,
        remaining: (100 - progress) * 30,
      };
      fake.putExport(moved);
      fake.send({ type: "exportProgress", record: moved });
      if (!hold || progress < 43) setTimeout(() => step(Math.min(100, progress + 7)), TICK);
    } else {
      fake.putExport({
        ...record,
        status: "success",
        progress,
        rows,
        bytes: rows * 402,
        remaining: null,
        fileExists: true,
      });
      fake.send({ type: "exportChanged", id });
    }
  };
  setTimeout(() => step(1), TICK);
}

export function runImport(fake: FakeBackend, id: number, hold: boolean): void {
  const total = 21_000_000;
  const step = (part: number) => {
    const run = fake.imports.find((one) => one.id === id);
    if (run === undefined) return;
    const moved = {
      ...run,
      bytes: total * part,
      bytesTotal: total,
      inserted: Math.round(10_000 * part),
      elapsed: 4_000 * part,
      remaining: 4_000 * (1 - part),
    };
    if (part < 1) {
      fake.putImport(moved);
      fake.send({ type: "importProgress", run: moved });
      if (!hold || part < 0.4) setTimeout(() => step(Math.min(1, part + 0.1)), TICK);
    } else {
      fake.putImport({ ...moved, status: "finished", remaining: null });
      fake.events = Math.max(fake.events, 10_000);
      fake.revision += 1;
      fake.send({ type: "importChanged", id });
      fake.send({ type: "eventsChanged", revision: fake.revision });
    }
  };
  setTimeout(() => step(0.1), TICK);
}

/** `hold` leaves it in the middle; `lost` takes the network away there. */
export function runSync(
  fake: FakeBackend,
  id: number,
  { hold, lost }: { hold: boolean; lost: boolean },
): void {
  const total = 211_302;
  const step = (part: number) => {
    const run = fake.syncs.find((one) => one.id === id);
    if (run === undefined || run.status === "cancelled") return;
    const listed = Math.round(total * part);
    const moved: SyncRun = {
      ...run,
      stage: part < 0.05 ? "inventory" : "events",
      window: { from: "2026-11-01 00:00:00", to: "2026-11-08 12:30:00" },
      wait: { reason: "limit", until: null },
      pages: Math.ceil(listed / 100),
      listed,
      expected: total,
      rate: 448,
      remaining: 471_000 * (1 - part),
      calls: Math.ceil(listed / 90),
      retries: 3,
      inserted: Math.min(12, listed),
      elapsed: 471_000 * part,
    };
    if (part < 1 && lost && part > 0.4) {
      const paused: SyncRun = {
        ...moved,
        status: "waiting",
        wait: { reason: "network", until: "12:03:05" },
      };
      fake.putSync(paused);
      fake.send({ type: "syncProgress", run: paused });
    } else if (part < 1) {
      fake.putSync(moved);
      fake.send({ type: "syncProgress", run: moved });
      if (!hold || part < 0.4) setTimeout(() => step(Math.min(1, part + 0.06)), TICK);
    } else {
      const ended = endedSync(moved);
      fake.putSync(ended);
      const account = fake.accounts.find((one) => one.id === run.account);
      if (account !== undefined) fake.putAccount({ ...account, lastRun: ended, syncedAt: ended.finishedAt });
      fake.revision += 1;
      fake.send({ type: "syncChanged", id });
      fake.send({ type: "eventsChanged", revision: fake.revision });
    }
  };
  setTimeout(() => step(0.01), TICK);
}

function endedSync(run: SyncRun): SyncRun {
  return {
    ...run,
    status: "finished",
    stage: null,
    window: null,
    wait: null,
    remaining: null,
    inserted: 12,
    insertedSerious: 2,
    changed: 4,
    finished: "2026-11-22 10:20:06",
    finishedAt: Date.now(),
  };
}
