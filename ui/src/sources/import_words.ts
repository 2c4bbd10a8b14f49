// How an import is named and how far it is.
import { say } from "../words/words.svelte";
import type { ImportRun } from "../wire/types";

/** The last part of a path, whichever way its separators lean. */
function lastPart(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).pop() ?? path;
}

export function sourceName(run: ImportRun): string {
  const [first, ...others] = run.sources;
  if (first === undefined) return say("sources.nothing");
  const name = lastPart(first);
  return others.length === 0 ? name : say("sources.andMore", { name, n: others.length });
}

/** Percent read, or null when the whole is not known. */
export function percentOf(run: ImportRun): number | null {
  if (run.bytesTotal === null || run.bytesTotal === 0) return null;
  return Math.min(100, (run.bytes / run.bytesTotal) * 100);
}
