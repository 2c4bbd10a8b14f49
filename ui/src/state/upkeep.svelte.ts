// The data folder: where it is, moving it, backups and restoring them.
import { asWireError, call } from "../backend";
import { toasts } from "./toasts.svelte";
import type {
  BackupAnswer,
  DataFolderInfo,
  DataMovePlan,
  DataMoved,
  RestoreAnswer,
  RestorePlan,
  WireError,
} from "../wire/types";

class UpkeepState {
  info = $state.raw<DataFolderInfo | null>(null);
  /** What a person is asked about. */
  move = $state.raw<DataMovePlan | null>(null);
  restore = $state.raw<RestorePlan | null>(null);
  /** What is being done. */
  working = $state<"move" | "backup" | "restore" | null>(null);
  progress = $state.raw<{ done: number; total: number } | null>(null);
  /** How it ended. */
  moved = $state.raw<DataMoved | null>(null);
  restored = $state.raw<RestoreAnswer | null>(null);
  backup = $state.raw<BackupAnswer | null>(null);
  failure = $state.raw<WireError | null>(null);

  /** Once, at the start; where the data are changes only with the page. */
  async load(): Promise<void> {
    this.info = await call("get_data_folder", {});
  }

  async chooseMove(): Promise<void> {
    await this.#try(async () => this.ask(await call("pick_data_move", {})));
  }

  /** Asks whether to move so. */
  ask(plan: DataMovePlan | null): void {
    this.failure = null;
    this.move = plan;
  }

  async moveNow(): Promise<void> {
    await this.#work("move", async () => (this.moved = await call("move_data_folder", {})));
  }

  async backUp(): Promise<void> {
    await this.#work("backup", async () => (this.backup = await call("back_up", {})));
  }

  async backUpTo(): Promise<void> {
    await this.#work("backup", async () => (this.backup = await call("pick_backup", {})));
  }

  async chooseRestore(): Promise<void> {
    await this.#try(async () => this.askRestore(await call("pick_restore", {})));
  }

  /** Asks whether to restore that. */
  askRestore(plan: RestorePlan | null): void {
    this.failure = null;
    this.restore = plan;
  }

  async restoreNow(): Promise<void> {
    await this.#work("restore", async () => (this.restored = await call("restore_backup", {})));
  }

  async showBackups(): Promise<void> {
    await this.#try(() => call("reveal_backups", {}));
  }

  async showLogs(): Promise<void> {
    await this.#try(() => call("reveal_logs", {}));
  }

  async stop(): Promise<void> {
    await this.#try(() => call("stop_copy", {}));
  }

  /** Closes the question, unless what it asked about is being done. */
  close(): void {
    if (this.working !== null) return;
    // Another store or another folder: everything on the screen is read anew.
    if (this.moved !== null || this.restored !== null) location.reload();
    this.move = null;
    this.restore = null;
    this.failure = null;
  }

  async #work(kind: "move" | "backup" | "restore", work: () => Promise<unknown>): Promise<void> {
    this.working = kind;
    this.progress = null;
    this.backup = null;
    this.failure = null;
    try {
      await work();
    } catch (reason) {
      this.failure = asWireError(reason);
    } finally {
      this.working = null;
    }
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }
}

export const upkeep = new UpkeepState();
