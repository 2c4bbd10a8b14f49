// Leads from what a sync found to the events it found.
import { place } from "../state/place.svelte";
import { query } from "../state/query.svelte";
import { syncs } from "../state/syncs.svelte";
import type { ParameterMap } from "../wire/types";
import { SYNC } from "./request";

export type Mark = "new" | "changed" | "gone";

/** The events with this mark and no other condition. */
export function showMarked(mark: Mark): void {
  show({ [SYNC]: mark });
}

export function showNewSerious(): void {
  syncs.news = null;
  show({ [SYNC]: "new", Levels: "serious" });
}

/** What led here may be gone now: the focus goes to the content. */
function show(request: ParameterMap): void {
  query.replace(request);
  place.go("events");
  document.getElementById("content")?.focus();
}
