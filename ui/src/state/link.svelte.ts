// The address out of an event's text that the person was asked about. Opening it is the backend's: it refuses whatever is
// none of the web.
import { asWireError, call } from "../backend";
import type { WireError } from "../wire/types";

class LinkState {
  /** As it stands in the text; null while nothing is asked. */
  asked = $state<string | null>(null);
  failure = $state.raw<WireError | null>(null);

  ask(address: string): void {
    this.asked = address;
    this.failure = null;
  }

  dismiss(): void {
    this.asked = null;
  }

  async open(): Promise<void> {
    const address = this.asked;
    if (address === null) return;
    this.failure = null;
    try {
      await call("open_link", { address });
      if (this.asked === address) this.asked = null;
    } catch (reason) {
      if (this.asked === address) this.failure = asWireError(reason);
    }
  }
}

export const link = new LinkState();
