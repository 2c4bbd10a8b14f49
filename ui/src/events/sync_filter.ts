// Leads from what a sync found to the events it found.
import { place } from "../state/place.svelte";
import { query } from "../state/query.svelte";
import { syncs } from "../state/syncs.svelte";
import { SYNC } from "./request";

export const MARKS = ["new", "changed", "gone"] as const;
export type Mark = (typeof MARKS)[number];

/** The events with this mark and no other condition. */
export function showMarked(mark: Mark): void {
  query.replace({ [SYNC]: mark });
  place.go("events");
}

export function showNewSerious(): void {
  syncs.news = null;
  query.replace({ [SYNC]: "new", Levels: "serious" });
  place.go("events");
}
