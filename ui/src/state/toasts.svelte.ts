// The notices at the bottom of the window. Exports and imports are held by id, so that a notice always shows the
// record as it stands.
import { say, type WordKey } from "../words/words.svelte";
import type { Told } from "./reviews.svelte";
import type { ExportRecord, ImportRun, WireError } from "../wire/types";

export type Toast =
  | { kind: "export"; serial: number; id: number; ended: boolean }
  | { kind: "import"; serial: number; id: number; ended: boolean }
  | { kind: "review"; serial: number; step: number; told: Told; ended: true }
  | { kind: "failure"; serial: number; error: WireError; title: WordKey };

const SHOWN = 3;

class ToastsState {
  items = $state.raw<Toast[]>([]);
  /** For screen readers: what has just ended. */
  spoken = $state("");

  #serial = 0;

  watchExport(id: number): void {
    if (this.items.some((toast) => toast.kind === "export" && toast.id === id)) return;
    this.#add({ kind: "export", id, serial: this.#next(), ended: false });
  }

  watchImport(id: number): void {
    if (this.items.some((toast) => toast.kind === "import" && toast.id === id)) return;
    this.#add({ kind: "import", id, serial: this.#next(), ended: false });
  }

  fail(error: WireError, title: WordKey = "fail.title"): void {
    this.#add({ kind: "failure", error, title, serial: this.#next() });
    this.spoken = `${say(title)}. ${error.Message}`;
  }

  /** The last step of reviewing: only that one is offered to be undone. */
  reviewed(step: number, told: Told): void {
    this.forgetReviews();
    this.#add({ kind: "review", step, told, serial: this.#next(), ended: true });
    this.spoken = say(told.key, told.values);
  }

  forgetReviews(): void {
    this.items = this.items.filter((toast) => toast.kind !== "review");
  }

  exportEnded(record: ExportRecord): void {
    if (record.status !== "failed") this.#ended("export", record.id);
    if (record.status === "success") this.spoken = say("say.exportDone", { name: record.fileName });
    if (record.status === "failed") this.spoken = say("say.exportFailed", { code: record.error?.Code ?? "" });
    if (record.status === "cancelled") this.spoken = say("say.exportCancelled");
  }

  importEnded(run: ImportRun): void {
    if (run.status !== "failed") this.#ended("import", run.id);
    const { inserted, updated, rejected } = run;
    if (run.status === "finished") this.spoken = say("say.importDone", { inserted, updated, rejected });
    if (run.status === "failed") this.spoken = say("say.importFailed", { code: run.error?.Code ?? "" });
    if (run.status === "cancelled") this.spoken = say("say.importCancelled");
  }

  forgetExport(id: number): void {
    this.items = this.items.filter((toast) => toast.kind !== "export" || toast.id !== id);
  }

  dismiss(serial: number): void {
    this.items = this.items.filter((toast) => toast.serial !== serial);
  }

  #next(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** What ended well makes room for the next notice; what failed stays until somebody has read it. */
  #ended(kind: "export" | "import", id: number): void {
    this.items = this.items.map((toast) =>
      toast.kind === kind && toast.id === id ? { ...toast, ended: true } : toast,
    );
  }

  #add(toast: Toast): void {
    const others = this.items.filter((other) => other.kind === "failure" || !other.ended);
    this.items = [...others, toast].slice(-SHOWN);
  }
}

export const toasts = new ToastsState();
