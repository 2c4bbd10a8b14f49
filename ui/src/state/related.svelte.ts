// The events that have something in common with the open one. An answer that came after the person moved on is dropped.
import { asWireError, call } from "../backend";
import type { EventKey, EventRelation, RelatedEvents, WireError } from "../wire/types";

export class RelatedState {
  value = $state.raw<RelatedEvents | null>(null);
  failure = $state.raw<WireError | null>(null);

  #turn = 0;

  async load(key: EventKey, relation: EventRelation): Promise<void> {
    const turn = ++this.#turn;
    this.failure = null;
    try {
      const value = await call("related_events", { ask: { key, relation } });
      if (turn === this.#turn) this.value = value;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.value = null;
      this.failure = asWireError(reason);
    }
  }
}
