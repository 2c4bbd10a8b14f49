// What an export would come to: asked for anew whenever the request or the options change.
import { asWireError, call } from "../backend";
import type { ExportEstimate, StartExport, WireError } from "../wire/types";

export class Estimate {
  value = $state.raw<ExportEstimate | null>(null);
  failure = $state.raw<WireError | null>(null);

  #turn = 0;

  async ask(wanted: StartExport): Promise<void> {
    const turn = ++this.#turn;
    this.failure = null;
    try {
      const value = await call("estimate_export", { export: wanted });
      if (turn === this.#turn) this.value = value;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.value = null;
      this.failure = asWireError(reason);
    }
  }

  /** Whether the file would be larger than its disk has room for. */
  get tooLarge(): boolean {
    const free = this.value?.free ?? null;
    return this.value !== null && free !== null && this.value.bytes > free;
  }
}
