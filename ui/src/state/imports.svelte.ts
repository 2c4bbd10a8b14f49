// Import runs, newest first, kept fresh by notices.
import { asWireError, call } from "../backend";
import type { ImportRun, WireError } from "../wire/types";
import { toasts } from "./toasts.svelte";

class ImportsState {
  runs = $state.raw<ImportRun[]>([]);
  loaded = $state(false);
  failure = $state.raw<WireError | null>(null);
  starting = $state(false);

  running = $derived(this.runs.filter((run) => run.status === "running").length);

  #turn = 0;

  byId(id: number): ImportRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const runs = await call("list_imports", {});
      if (turn !== this.#turn) return;
      this.runs = runs;
      this.failure = null;
    } catch (reason) {
      if (turn === this.#turn) this.failure = asWireError(reason);
    }
    this.loaded = true;
  }

  progress(run: ImportRun): void {
    const known = this.byId(run.id);
    if (known !== undefined && known.status !== "running") return;
    if (known === undefined) toasts.watchImport(run.id);
    this.#put(run);
  }

  async changed(id: number): Promise<void> {
    const before = this.byId(id);
    try {
      const run = await call("get_import", { id });
      this.#put(run);
      // A dropped file may be read before its first notice arrives here; it shall not go in without a word.
      if (run.status === "running" || before === undefined) toasts.watchImport(id);
      if (run.status !== "running" && before?.status !== run.status) toasts.importEnded(run);
    } catch {
      await this.load();
    }
  }

  pickFiles = () => this.#begin(() => call("pick_import", {}));
  pickFolder = () => this.#begin(() => call("pick_import_folder", {}));
  fillDemo = (events: number) => this.#begin(() => call("fill_demo", { events }));

  async cancel(id: number): Promise<void> {
    try {
      await call("cancel_import", { id });
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }

  async revealRejects(id: number): Promise<void> {
    try {
      await call("reveal_rejects", { id });
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }

  /** Starts a run; a closed picker answers null and changes nothing. */
  async #begin(start: () => Promise<number | null>): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    try {
      const id = await start();
      if (id !== null) {
        toasts.watchImport(id);
        await this.changed(id);
      }
    } catch (reason) {
      toasts.fail(asWireError(reason), "import.failed");
    } finally {
      this.starting = false;
    }
  }

  #put(run: ImportRun): void {
    const others = this.runs.filter((other) => other.id !== run.id);
    this.runs = [...others, run].sort((a, b) => b.id - a.id);
  }
}

export const importsState = new ImportsState();
