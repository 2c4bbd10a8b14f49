// The record of actions, read page by page: it may hold a hundred thousand entries.
import { asWireError, call } from "../backend";
import type { AuditEntry, ListAudit, WireError } from "../wire/types";

const PAGE = 100;

class AuditState {
  entries = $state.raw<AuditEntry[]>([]);
  total = $state(0);
  loaded = $state(false);
  reading = $state(false);
  failure = $state.raw<WireError | null>(null);
  search = $state("");

  #turn = 0;

  /** The entries that the search finds, from the newest on. */
  async load(): Promise<void> {
    await this.#read(null);
  }

  /** Those behind the last one that is shown. */
  async more(): Promise<void> {
    const last = this.entries.at(-1);
    if (last !== undefined && !this.reading) await this.#read(last.id);
  }

  find(search: string): void {
    this.search = search;
    void this.load();
  }

  query(before: number | null = null, limit: number | null = null): ListAudit {
    return { search: this.search, since: null, until: null, before, limit };
  }

  async #read(before: number | null): Promise<void> {
    const turn = ++this.#turn;
    this.reading = true;
    try {
      const page = await call("list_audit", { audit: this.query(before, PAGE) });
      if (turn !== this.#turn) return;
      this.entries = before === null ? page.entries : [...this.entries, ...page.entries];
      this.total = page.total;
      this.failure = null;
    } catch (reason) {
      if (turn === this.#turn) this.failure = asWireError(reason);
    }
    if (turn !== this.#turn) return;
    this.reading = false;
    this.loaded = true;
  }
}

export const audit = new AuditState();
