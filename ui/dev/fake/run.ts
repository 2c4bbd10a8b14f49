// Lets an export or an import of the stand-in backend run, with the notices that the real one sends.
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
