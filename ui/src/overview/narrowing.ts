// From a mark of a chart to the events behind it.
import { withExclusion, withParameter } from "../events/request";
import { place } from "../state/place.svelte";
import { query } from "../state/query.svelte";
import type { ExportSuspEventsParameter, ParameterMap } from "../wire/types";
import type { Narrowing } from "./charts";

/** The request that selects what a mark counts, among what the request selects already. */
export function narrowed(request: ParameterMap, { set = {}, without = [] }: Narrowing): ParameterMap {
  let next = request;
  for (const [name, value] of Object.entries(set)) {
    next = withParameter(next, name as ExportSuspEventsParameter, value);
  }
  for (const term of without) next = withExclusion(next, term, true);
  return next;
}

/** Goes to the events of a mark. */
export function showEvents(narrowing: Narrowing): void {
  query.replace(narrowed(query.accepted, narrowing));
  place.go("events");
}
