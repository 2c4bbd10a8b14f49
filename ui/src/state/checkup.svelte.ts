// The self-test: one check after another, so that each shows as soon as it was made.
import { asWireError, call } from "../backend";
import type { Check, CheckName, WireError } from "../wire/types";

class CheckupState {
  checks = $state.raw<Check[]>([]);
  /** The one being made. */
  now = $state.raw<CheckName | null>(null);
  failure = $state.raw<WireError | null>(null);
  /** How many there are; fewer were made where somebody stopped them. */
  total = $state(0);

  #wanted = false;

  async run(): Promise<void> {
    if (this.now !== null) return;
    this.#wanted = true;
    this.failure = null;
    this.checks = [];
    try {
      const names = await call("list_checks", {});
      this.total = names.length;
      for (const name of names) {
        if (!this.#wanted) break;
        this.now = name;
        const check = await call("run_check", { name: name.id });
        this.checks = [...this.checks, check];
      }
    } catch (reason) {
      this.failure = asWireError(reason);
    } finally {
      this.now = null;
    }
  }

  /** The one being made is still waited for. */
  stop(): void {
    this.#wanted = false;
  }

  report(): Promise<string> {
    return call("report_checks", { checks: this.checks });
  }
}

export const checkup = new CheckupState();
