// The last syncs, newest first, kept fresh by notices; and what the newest one brought that cannot wait.
import { asWireError, call } from "../backend";
import { say } from "../words/words.svelte";
import type { SyncExtent, SyncRun, WireError } from "../wire/types";
import { accounts } from "./accounts.svelte";
import { coalesce } from "./coalesce";
import { toasts } from "./toasts.svelte";

/** So many are shown. */
const SHOWN = 20;

class SyncsState {
  runs = $state.raw<SyncRun[]>([]);
  loaded = $state(false);
  failure = $state.raw<WireError | null>(null);
  /** The accounts whose sync was asked for and has not begun. */
  starting = $state.raw<number[]>([]);
  /** A run that brought serious events nobody has been shown yet. */
  news = $state.raw<SyncRun | null>(null);

  running = $derived(this.runs.filter(isUnderway).length);

  #turn = 0;
  #reads = new Map<number, () => Promise<void>>();

  byId(id: number): SyncRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  /** The run of an account that has not ended. */
  underwayOf(account: number): SyncRun | undefined {
    return this.runs.find((run) => run.account === account && isUnderway(run));
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const runs = await call("list_sync_runs", {});
      if (turn !== this.#turn) return;
      const ended = runs.filter((run) => !isUnderway(run) && this.#wasUnderway(run.id));
      this.runs = runs;
      this.failure = null;
      for (const run of ended) this.#ended(run);
    } catch (reason) {
      if (turn === this.#turn) this.failure = asWireError(reason);
    }
    this.loaded = true;
  }

  progress(run: SyncRun): void {
    // It ended while it was told of: what its end means is decided where ends are.
    if (!isUnderway(run)) {
      void this.changed(run.id);
      return;
    }
    const known = this.byId(run.id);
    // A late notice must not bring an ended run back to life.
    if (known === undefined || isUnderway(known)) this.#put(run);
  }

  /** A sync may move on many times a second; one reading of it at a time is enough. */
  changed(id: number): Promise<void> {
    const read = this.#reads.get(id) ?? coalesce(() => this.#read(id));
    this.#reads.set(id, read);
    return read();
  }

  async #read(id: number): Promise<void> {
    try {
      const run = await call("get_sync_run", { id });
      const news = this.byId(id) === undefined || this.#wasUnderway(id);
      this.#put(run);
      if (isUnderway(run)) return;
      this.#reads.delete(id);
      if (news) this.#ended(run);
    } catch {
      await this.load();
    }
  }

  async start(account: number, extent: SyncExtent = "due"): Promise<void> {
    if (this.starting.includes(account)) return;
    this.starting = [...this.starting, account];
    try {
      await this.changed(await call("start_sync", { id: account, extent }));
    } catch (reason) {
      toasts.fail(asWireError(reason), "sync.failed");
    } finally {
      this.starting = this.starting.filter((other) => other !== account);
    }
  }

  async cancel(id: number): Promise<void> {
    try {
      await call("cancel_sync", { id });
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }

  async revealRejects(id: number): Promise<void> {
    try {
      await call("reveal_sync_rejects", { id });
    } catch (reason) {
      toasts.fail(asWireError(reason));
    }
  }

  /** A schedule ends a sync every few minutes: only what a person has to act on is put before them, and once. */
  #ended(run: SyncRun): void {
    void accounts.load();
    const { accountName: name, inserted, changed, gone, error } = run;
    if (run.status === "finished") {
      toasts.spoken = say("say.syncDone", { name, inserted, changed, gone });
      if (run.insertedSerious > 0) this.news = run;
    }
    if (run.status === "failed" && error !== null) {
      const earlier = this.runs.find((other) => other.account === run.account && other.id < run.id);
      if (earlier?.error?.Code !== error.Code) toasts.fail(error, "sync.failed");
    }
  }

  #wasUnderway(id: number): boolean {
    const known = this.byId(id);
    return known !== undefined && isUnderway(known);
  }

  #put(run: SyncRun): void {
    const others = this.runs.filter((other) => other.id !== run.id);
    this.runs = [...others, run].sort((a, b) => b.id - a.id).slice(0, SHOWN);
  }
}

export function isUnderway(run: SyncRun): boolean {
  return run.status === "running" || run.status === "waiting";
}

export const syncs = new SyncsState();
