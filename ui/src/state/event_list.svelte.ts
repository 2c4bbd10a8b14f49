// The rows and the count of one request. Rows come in pages and a bounded number of them is kept; while a new listing
// is on its way the old one stays on the screen, and answers that were overtaken are dropped.
import { asWireError, call } from "../backend";
import { isGiven } from "../events/request";
import type { EventCount, EventKey, EventRow, ParameterMap, Sort, WireError } from "../wire/types";

export const PAGE_ROWS = 200;
export const PAGES_KEPT = 40;
const AT_ONCE = 3;

export interface Ask {
  request: ParameterMap;
  columns: string[];
  sort: Sort | null;
}

/** Whether a change of a review can take a row out of the list, or move it. */
function isAboutReviews({ request, sort }: Ask): boolean {
  const names = ["reviewed", "verdict", "tag"] as const;
  const sorted = sort !== null && (sort.column === "reviewed" || sort.column === "verdict");
  return sorted || names.some((name) => isGiven(request[name]));
}

/** One answer to one question: its pages belong together. */
class Listing {
  readonly pages = new Map<number, EventRow[]>();
  readonly underway = new Set<number>();
  known = 0;
  ended: number | null = null;
  counted: number | null = null;
  revision = 0;

  constructor(readonly ask: Ask) {}

  keep(page: number, rows: EventRow[]): void {
    this.pages.delete(page);
    this.pages.set(page, rows);
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= PAGES_KEPT) break;
      this.pages.delete(oldest);
    }
    const end = page * PAGE_ROWS + rows.length;
    if (rows.length > 0) this.known = Math.max(this.known, end);
    if (rows.length < PAGE_ROWS && (rows.length > 0 || page === 0)) this.ended = end;
  }
}

class EventListState {
  /** Changes whenever rows did. */
  version = $state(0);
  /** The question whose rows are on the screen. */
  shownAsk = $state.raw<Ask | null>(null);
  /** Rises whenever other rows, or the same ones in another order, took the place: row numbers mean something else then. */
  listNumber = $state(0);
  count = $state.raw<EventCount | null>(null);
  counting = $state(false);
  countFailure = $state.raw<WireError | null>(null);
  failure = $state.raw<WireError | null>(null);
  loading = $state(false);
  stale = $state(false);

  #shown: Listing | null = null;
  #next: Listing | null = null;
  #first = 0;
  #last = PAGE_ROWS - 1;
  #countTurn = 0;
  #counted: ParameterMap | null = null;
  #recount = false;

  /** How many rows there are, as far as is known. */
  get total(): number {
    void this.version;
    const shown = this.#shown;
    return shown === null ? 0 : (shown.counted ?? shown.ended ?? shown.known);
  }

  rowAt(row: number): EventRow | undefined {
    void this.version;
    return this.#shown?.pages.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS];
  }

  /** The keys of some rows, both ends included; null when they are not those of the list on the screen any more. */
  async keysOf(first: number, last: number): Promise<EventKey[] | null> {
    const listing = this.#shown;
    if (listing === null) return null;
    const { request, sort } = listing.ask;
    const keys: EventKey[] = [];
    while (first + keys.length <= last) {
      const offset = first + keys.length;
      const held = this.rowAt(offset);
      if (held !== undefined) {
        keys.push(held.key);
        continue;
      }
      const limit = Math.min(1000, last - offset + 1);
      try {
        const query = { request, columns: [], sort, offset, limit };
        const { rows, revision } = await call("list_events", { query });
        if (listing !== this.#shown || revision !== listing.revision || rows.length === 0) return null;
        keys.push(...rows.map((row) => row.key));
      } catch {
        return null;
      }
    }
    return keys;
  }

  /** The row of an event, when it is among those that are held. */
  rowOf(key: EventKey): number | null {
    for (const [page, rows] of this.#shown?.pages ?? []) {
      const place = rows.findIndex((row) => row.key.id === key.id && row.key.account === key.account);
      if (place >= 0) return page * PAGE_ROWS + place;
    }
    return null;
  }

  show(ask: Ask, again = false): void {
    const current = this.#next ?? this.#shown;
    const sameRequest = current?.ask.request === ask.request;
    const sameRows = sameRequest && current.ask.sort === ask.sort;
    this.#next = new Listing(ask);
    if (sameRequest) this.#next.counted = current.counted;
    this.failure = null;
    this.loading = true;
    if (!again && !sameRows) {
      this.#first = 0;
      this.#last = PAGE_ROWS - 1;
    }
    this.#pump();
    if (!sameRequest || again) void this.recount(ask.request);
  }

  /** Reads the same listing again, without moving the view. */
  reload(): void {
    const current = this.#next ?? this.#shown;
    if (current !== null) this.show({ ...current.ask }, true);
  }

  /** The rows that the view needs; pages outside of it are not asked for any more. */
  want(first: number, last: number): void {
    this.#first = Math.max(0, first);
    this.#last = Math.max(this.#first, last);
    this.#pump();
  }

  /** The store changed. The count follows at once; rows follow when that moves nothing under the person's eyes. */
  storeChanged(mayMove: boolean, revision = Infinity): void {
    if (!this.loading && this.#shown !== null && revision <= this.#shown.revision) {
      void this.recount(this.#shown.ask.request);
      return;
    }
    if (mayMove) this.reload();
    else {
      this.stale = this.#shown !== null;
      const current = this.#next ?? this.#shown;
      if (current !== null) void this.recount(current.ask.request);
    }
  }

  /**
   * A change of one's own, which is on the screen already: the rows say so at once. Where they cannot have moved they are
   * read again in place; otherwise they stay where they are, and are out of date.
   */
  ownChange(revision: number, events: EventKey[], reviewed: boolean | null): void {
    const listing = this.#shown;
    if (listing === null) return;
    const isMeant = (row: EventRow) =>
      events.some(({ id, account }) => row.key.id === id && row.key.account === account);
    if (reviewed !== null) {
      for (const [page, rows] of listing.pages) {
        listing.pages.set(
          page,
          rows.map((row) => (isMeant(row) ? { ...row, reviewed } : row)),
        );
      }
      this.version += 1;
    }
    void this.recount(listing.ask.request);
    if (this.#next !== null || listing.revision + 1 !== revision || isAboutReviews(listing.ask)) {
      this.stale = true;
      return;
    }
    listing.revision = revision;
    this.stale = false;
    void this.#rereadInPlace(listing);
  }

  /** The pages in view; others are forgotten, to be read when they come into view. */
  async #rereadInPlace(listing: Listing): Promise<void> {
    const [from, to] = [Math.floor(this.#first / PAGE_ROWS), Math.floor(this.#last / PAGE_ROWS)];
    for (const page of [...listing.pages.keys()]) {
      if (page < from || page > to) listing.pages.delete(page);
    }
    for (let page = from; page <= to; page += 1) {
      if (this.#current(listing) && listing.pages.has(page)) await this.#fetch(listing, page);
    }
  }

  async recount(request: ParameterMap): Promise<void> {
    if (this.counting && this.#counted === request) {
      this.#recount = true;
      return;
    }
    const turn = ++this.#countTurn;
    this.counting = true;
    if (this.#counted !== request) this.count = null;
    this.#counted = request;
    this.countFailure = null;
    try {
      const count = await call("count_events", { query: { request } });
      if (turn !== this.#countTurn) return;
      this.count = count;
      for (const listing of [this.#shown, this.#next]) {
        if (listing?.ask.request === request) listing.counted = count.count;
      }
    } catch (reason) {
      if (turn !== this.#countTurn) return;
      this.countFailure = asWireError(reason);
    }
    this.counting = false;
    this.version += 1;
    if (this.#recount) {
      this.#recount = false;
      void this.recount(request);
    }
  }

  #pump(): void {
    const listing = this.#next ?? this.#shown;
    if (listing === null || this.failure !== null) return;
    const from = Math.floor(this.#first / PAGE_ROWS);
    const to = Math.floor(this.#last / PAGE_ROWS);
    for (let page = from; page <= to && listing.underway.size < AT_ONCE; page += 1) {
      if (!listing.pages.has(page) && !listing.underway.has(page)) void this.#fetch(listing, page);
    }
    if (listing === this.#shown) this.loading = listing.underway.size > 0;
  }

  async #fetch(listing: Listing, page: number): Promise<void> {
    listing.underway.add(page);
    try {
      const { request, columns, sort } = listing.ask;
      const offset = page * PAGE_ROWS;
      const answer = await call("list_events", {
        query: { request, columns, sort, offset, limit: PAGE_ROWS },
      });
      if (!this.#current(listing)) return;
      listing.keep(page, answer.rows);
      if (listing === this.#shown && answer.revision > listing.revision) this.stale = true;
      if (listing === this.#next) this.#swap(listing, answer.revision);
      this.version += 1;
    } catch (reason) {
      if (this.#current(listing)) this.failure = asWireError(reason);
    } finally {
      listing.underway.delete(page);
      if (this.#current(listing)) {
        this.loading = false;
        this.#pump();
      }
    }
  }

  #current(listing: Listing): boolean {
    return listing === (this.#next ?? this.#shown);
  }

  #swap(listing: Listing, revision: number): void {
    listing.revision = revision;
    const { ask } = listing;
    const before = this.#shown;
    const sameRows = before?.ask.request === ask.request && before.ask.sort === ask.sort;
    if (!sameRows || before.revision !== revision) this.listNumber += 1;
    this.#shown = listing;
    this.#next = null;
    this.stale = false;
    this.shownAsk = ask;
  }
}

export const eventList = new EventListState();
export { EventListState };
