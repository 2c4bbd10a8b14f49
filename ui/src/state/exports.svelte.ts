// Export records, newest first, kept fresh by notices.
import { asWireError, call } from "../backend";
import type {
  ExportRecord,
  ExportSuspEventsAnswer,
  ParameterMap,
  StartExport,
  WireError,
} from "../wire/types";
import { tongue } from "../words/words.svelte";
import { proofs } from "./proofs.svelte";
import { toasts } from "./toasts.svelte";

class ExportsState {
  records = $state.raw<ExportRecord[]>([]);
  loaded = $state(false);
  failure = $state.raw<WireError | null>(null);
  starting = $state(false);

  running = $derived(this.records.filter(isRunning).length);

  #turn = 0;

  byId(id: number): ExportRecord | undefined {
    return this.records.find((record) => record.id === id);
  }

  /** Whether a record waits until another export has ended; the cloud's own files do not. */
  waits(record: ExportRecord): boolean {
    const own = (other: ExportRecord) => other.status === "exporting" && other.format !== "cloud";
    return record.status === "pending" && record.format !== "cloud" && this.records.some(own);
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const records = await call("list_exports", {});
      if (turn !== this.#turn) return;
      this.records = records;
      this.failure = null;
    } catch (reason) {
      if (turn === this.#turn) this.failure = asWireError(reason);
    }
    this.loaded = true;
  }

  /** A running export moved on. */
  progress(record: ExportRecord): void {
    const known = this.byId(record.id);
    // A late progress notice must not bring an ended export back to life.
    if (known !== undefined && !isRunning(known)) return;
    this.#put(record);
  }

  /** A record was added, changed or removed: read it again, and the whole list when it is gone. */
  async changed(id: number): Promise<void> {
    const before = this.byId(id);
    try {
      const record = await call("get_export", { id });
      this.#put(record);
      // A short one has ended before anything of it was heard here.
      if (!isRunning(record) && (before === undefined || isRunning(before))) toasts.exportEnded(record);
    } catch {
      // Removed: the list says so.
      this.records = this.records.filter((record) => record.id !== id);
      toasts.forgetExport(id);
      await this.load();
    }
  }

  start(wanted: StartExport): Promise<void> {
    return this.#begin(() => call("export_susp_events", { export: wanted }));
  }

  /** The cloud makes the file, by the same request. */
  askCloud(account: number, request: ParameterMap): Promise<void> {
    return this.#begin(() =>
      call("ask_cloud_export", { start: { account, request: inOurLanguage(request) } }),
    );
  }

  /** The same request and options, on the data of now. */
  runAgain(id: number): Promise<void> {
    return this.#begin(() => call("run_export_again", { id }));
  }

  async #begin(start: () => Promise<ExportSuspEventsAnswer>): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    try {
      const answer = await start();
      toasts.watchExport(answer.Id);
      await this.changed(answer.Id);
    } catch (reason) {
      toasts.fail(asWireError(reason), "export.failed");
    } finally {
      this.starting = false;
    }
  }

  open = (id: number) => this.#act("open_export", id);
  reveal = (id: number) => this.#act("reveal_export", id);
  cancel = (id: number) => this.#act("cancel_export", id);

  /** Those before the first that stays are gone. */
  async remove(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      if (!(await this.#act("remove_export", id))) return;
      this.records = this.records.filter((record) => record.id !== id);
      toasts.forgetExport(id);
      proofs.forget(id);
    }
  }

  async #act(
    command: "open_export" | "reveal_export" | "cancel_export" | "remove_export",
    id: number,
  ): Promise<boolean> {
    try {
      await call(command, { id });
      return true;
    } catch (reason) {
      toasts.fail(asWireError(reason));
      void this.load();
      return false;
    }
  }

  #put(record: ExportRecord): void {
    const others = this.records.filter((other) => other.id !== record.id);
    this.records = [...others, record].sort((a, b) => b.id - a.id);
  }
}

/** The cloud's file speaks the window's language unless the request names one. */
const inOurLanguage = (request: ParameterMap): ParameterMap => ({ Lang: tongue.language, ...request });

/** Whether the cloud counted other events than the store. */
export function differs(record: ExportRecord): boolean {
  return record.syncFrom !== undefined;
}

export function isRunning(record: ExportRecord): boolean {
  return record.status === "pending" || record.status === "exporting";
}

export const exportsState = new ExportsState();
