// The event that is open, by its row and its key. Moving on before an answer came drops that answer.
import { asWireError, call } from "../backend";
import type { EventDetail, EventKey, WireError } from "../wire/types";

class DetailState {
  key = $state.raw<EventKey | null>(null);
  value = $state.raw<EventDetail | null>(null);
  failure = $state.raw<WireError | null>(null);
  loading = $state(false);
  /** The events that were left for one beside them, to go back to. */
  trail = $state.raw<EventKey[]>([]);

  #turn = 0;
  #stays = false;

  async open(key: EventKey): Promise<void> {
    if (this.key?.id === key.id && this.key.account === key.account && this.failure === null) return;
    this.key = key;
    this.trail = [];
    await this.reread();
  }

  /** Opens an event that stands beside the open one. */
  async follow(key: EventKey): Promise<void> {
    const left = this.key;
    await this.#leave(left === null ? this.trail : [...this.trail, left], key);
  }

  /** Goes back to the event that was left last, and tells which it is. */
  back(): EventKey | null {
    const last = this.trail.at(-1) ?? null;
    if (last !== null) void this.#leave(this.trail.slice(0, -1), last);
    return last;
  }

  async #leave(trail: EventKey[], key: EventKey): Promise<void> {
    const opening = this.open(key);
    this.trail = trail;
    await opening;
  }

  /** The filter is about to change from inside the open event: it stays open when other rows come. */
  stay(): void {
    this.#stays = true;
  }

  /** Whether the open event outlives the rows that it was opened from. Asked once for each change. */
  stays(): boolean {
    const stays = this.#stays;
    this.#stays = false;
    return stays;
  }

  async reread(): Promise<void> {
    if (this.key === null) return;
    const turn = ++this.#turn;
    this.loading = true;
    this.failure = null;
    try {
      const value = await call("get_event", { key: this.key });
      if (turn !== this.#turn) return;
      this.value = value;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.value = null;
      this.failure = asWireError(reason);
    }
    this.loading = false;
  }

  close(): void {
    this.#turn += 1;
    this.key = null;
    this.trail = [];
    this.#stays = false;
    this.value = null;
    this.failure = null;
    this.loading = false;
  }
}

export const detail = new DetailState();
