// What the last start left behind when it broke down.
import { asWireError, call } from "../backend";
import { toasts } from "./toasts.svelte";
import type { CrashReport } from "../wire/types";

class CrashState {
  report = $state.raw<CrashReport | null>(null);

  /** That a report cannot be read keeps nobody from working. */
  async look(): Promise<void> {
    try {
      this.report = await call("get_crash_report", {});
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }

  /** Seen, or not wanted: it is not shown again. */
  async dismiss(): Promise<void> {
    const report = this.report;
    this.report = null;
    if (report === null) return;
    try {
      await call("dismiss_crash_report", { name: report.name });
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }
}

export const crash = new CrashState();
