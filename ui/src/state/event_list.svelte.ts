// The rows and the count of one request. Rows come in pages and a bounded number of them is kept; while a new listing
// is on its way the old one stays on the screen, and answers that were overtaken are dropped. A grouped list is its groups
// first, then rows of the same state of the store, as far as they are in view.
import { asWireError, call } from "../backend";
import { GroupLines } from "../events/group_lines";
import type { RowRange } from "../events/lines";
import { isGiven } from "../events/request";
import type { EventCount, EventKey, EventRow, ParameterMap, WireError } from "../wire/types";
import { Listing, PAGE_ROWS, type Ask } from "./listing";

const AT_ONCE = 3;
/** How often groups and rows of one state of the store are waited for while it changes. */
const MOST_TURNS = 3;

/** Whether a change of a review can take a row out of the list, or move it. */
function isAboutReviews({ request, sort }: Ask): boolean {
  const names = ["reviewed", "verdict", "tag"] as const;
  const sorted = sort !== null && (sort.column === "reviewed" || sort.column === "verdict");
  return sorted || names.some((name) => isGiven(request[name]));
}

function isSameList(shown: Listing | null, ask: Ask): boolean {
  return shown !== null && shown.ask.request === ask.request && shown.ask.sort === ask.sort;
}

class EventListState {
  /** Changes whenever rows did. */
  version = $state(0);
  /** The question whose rows are on the screen. */
  shownAsk = $state.raw<Ask | null>(null);
  /** Rises whenever other rows, or the same ones in another order, took the place: row numbers mean something else then. */
  listNumber = $state(0);
  /** The lines of the list on the screen when it is grouped: which groups there are, and which of them are open. */
  groups = $state.raw<GroupLines | null>(null);
  count = $state.raw<EventCount | null>(null);
  counting = $state(false);
  countFailure = $state.raw<WireError | null>(null);
  failure = $state.raw<WireError | null>(null);
  loading = $state(false);
  stale = $state(false);

  #shown: Listing | null = null;
  #next: Listing | null = null;
  /** The pages of the rows in view. */
  #wanted: number[] = [0];
  #countTurn = 0;
  #counted: ParameterMap | null = null;
  #recount = false;

  /** How many rows there are, as far as is known. */
  get total(): number {
    void this.version;
    const shown = this.#shown;
    if (this.groups !== null) return this.groups.rows;
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
    this.#next = new Listing(ask, isSameList(this.#shown, ask));
    if (sameRequest) this.#next.counted = current.counted;
    this.failure = null;
    this.loading = true;
    if (!again && !sameRows) this.#wanted = [0];
    this.#pump();
    if (!sameRequest || again) void this.recount(ask.request);
  }

  /** Reads the same listing again, without moving the view. */
  reload(): void {
    const current = this.#next ?? this.#shown;
    if (current !== null) this.show({ ...current.ask }, true);
  }

  /** The rows that the view needs; pages without any of them are not asked for any more. */
  want(ranges: readonly RowRange[]): void {
    const pages = new Set<number>();
    for (const { first, last } of ranges) {
      const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
      for (let page = from; page <= Math.floor(last / PAGE_ROWS); page += 1) pages.add(page);
    }
    this.#wanted = [...pages];
    this.#pump();
  }

  /** Opens or closes one group of the list on the screen, or all of them. */
  openGroup(group: number | "all", open: boolean): void {
    const groups = this.groups;
    this.groups = (group === "all" ? groups?.withAllOpen(open) : groups?.withOpen(group, open)) ?? null;
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
    const inView = this.#wanted;
    for (const page of [...listing.pages.keys()]) {
      if (!inView.includes(page)) listing.pages.delete(page);
    }
    for (const page of inView) {
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
    if (listing.grouped && listing.groups === null) {
      if (!listing.groupsUnderway) void this.#fetchGroups(listing);
      return;
    }
    for (const page of this.#pagesFor(listing)) {
      if (listing.underway.size >= AT_ONCE) break;
      if (!listing.pages.has(page) && !listing.underway.has(page)) void this.#fetch(listing, page);
    }
    if (listing === this.#shown) this.loading = listing.underway.size > 0;
  }

  #pagesFor(listing: Listing): readonly number[] {
    // The view may be that of closed groups, which needs no row.
    return listing === this.#next && !listing.grouped && this.#wanted.length === 0 ? [0] : this.#wanted;
  }

  async #fetchGroups(listing: Listing): Promise<void> {
    const { request, sort } = listing.ask;
    if (sort === null) return;
    listing.groupsUnderway = true;
    try {
      const { groups, revision } = await call("group_events", { grouping: { request, sort } });
      if (!this.#current(listing)) return;
      const lines = GroupLines.of(groups);
      listing.groups = lines;
      listing.revision = revision;
      // Rows of open groups come with their groups, so that none is seen empty.
      const awaited = listing.sameRows && this.#wanted.some((page) => page * PAGE_ROWS < lines.rows);
      if (!awaited) this.#swap(listing, revision);
      this.version += 1;
    } catch (reason) {
      if (this.#current(listing)) this.failure = asWireError(reason);
    } finally {
      listing.groupsUnderway = false;
      if (this.#current(listing)) {
        this.loading = listing === this.#next && this.failure === null;
        this.#pump();
      }
    }
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
      if (listing === this.#next && listing.grouped && answer.revision !== listing.revision) {
        if (listing.turn < MOST_TURNS) return this.#askAgain(listing);
      }
      if (listing === this.#shown && listing.grouped && answer.revision !== listing.revision) {
        // These rows are of other groups than those on the screen.
        return this.reload();
      }
      listing.keep(page, answer.rows, this.#wanted);
      const newer = answer.revision > listing.revision && (listing.grouped || listing === this.#shown);
      if (listing === this.#next) this.#swap(listing, listing.grouped ? listing.revision : answer.revision);
      if (newer) this.stale = true;
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

  /** The store changed between groups and rows: both of the state that it has now. */
  #askAgain(listing: Listing): void {
    this.#next = new Listing(listing.ask, listing.sameRows, listing.turn + 1);
    this.#next.counted = listing.counted;
    this.#pump();
  }

  #current(listing: Listing): boolean {
    return listing === (this.#next ?? this.#shown);
  }

  #swap(listing: Listing, revision: number): void {
    listing.revision = revision;
    const { ask } = listing;
    const before = this.#shown;
    const sameRows = isSameList(before, ask);
    if (!sameRows || before?.revision !== revision) this.listNumber += 1;
    // All groups of another list are closed.
    if (!sameRows && listing.groups !== null) this.#wanted = [];
    const open = sameRows ? this.groups : null;
    this.groups = open === null ? listing.groups : (listing.groups?.openAs(open) ?? null);
    this.#shown = listing;
    this.#next = null;
    this.stale = false;
    this.shownAsk = ask;
  }
}

export const eventList = new EventListState();
export { EventListState };
