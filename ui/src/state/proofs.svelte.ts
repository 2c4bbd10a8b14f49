// What checking exported files came to, by export; forgotten with the window.
import { SvelteMap } from "svelte/reactivity";
import { asWireError, call } from "../backend";
import type { Verification, WireError } from "../wire/types";
import { say } from "../words/words.svelte";
import { toasts } from "./toasts.svelte";

export type Proof =
  { kind: "reading" } | { kind: "read"; verification: Verification } | { kind: "failed"; error: WireError };

class ProofsState {
  readonly byId = new SvelteMap<number, Proof>();

  /** Reads the file anew; a second wish while it is read is the first one. */
  async verify(id: number): Promise<void> {
    if (this.byId.get(id)?.kind === "reading") return;
    this.byId.set(id, { kind: "reading" });
    try {
      const verification = await call("verify_export", { id });
      this.byId.set(id, { kind: "read", verification });
      const differences = verification.Differences.length;
      toasts.spoken = verification.Sound
        ? say("proof.soundSpoken", { name: verification.FileName })
        : say("proof.unsoundSpoken", { name: verification.FileName, n: differences });
    } catch (reason) {
      const error = asWireError(reason);
      this.byId.set(id, { kind: "failed", error });
      toasts.spoken = error.Message;
    }
  }

  forget(id: number): void {
    this.byId.delete(id);
  }
}

export const proofs = new ProofsState();
