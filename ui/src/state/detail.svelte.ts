// The event that is open, by its row and its key. Moving on before an answer came drops that answer.
import { asWireError, call } from "../backend";
import type { EventDetail, EventKey, WireError } from "../wire/types";

class DetailState {
  key = $state.raw<EventKey | null>(null);
  value = $state.raw<EventDetail | null>(null);
  failure = $state.raw<WireError | null>(null);
  loading = $state(false);

  #turn = 0;

  async open(key: EventKey): Promise<void> {
    if (this.key?.id === key.id && this.key.account === key.account && this.failure === null) return;
    this.key = key;
    await this.reread();
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
    this.value = null;
    this.failure = null;
    this.loading = false;
  }
}

export const detail = new DetailState();
