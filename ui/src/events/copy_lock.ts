// Values of an event are copied as they are on the screen, which no mask lies over: where a policy demands masking, they are
// not copied at all. Whole events are, since the backend masks them.
import { policy } from "../state/policy.svelte";
import { say } from "../words/words.svelte";

/** Why no value of an event can be copied; null where it can. */
export function copyLock(): string | null {
  const by = policy.by("masking");
  return by === null ? null : say("managed.copy", { path: by.path });
}
