// Which events are selected: single ones by their keys, so that no scrolling or paging loses them, or all that the
// request on the screen selects. It belongs to the rows on the screen and goes with them.
import type { RowRange } from "../events/lines";
import { countUpTo } from "../events/sorted";
import type { EventKey, ParameterMap } from "../wire/types";
import { say } from "../words/words.svelte";
import { eventList } from "./event_list.svelte";
import { toasts } from "./toasts.svelte";

/** The most events that are selected one by one: as many as the filter `event` takes. */
export const MOST_SINGLE = 10_000;

/** What a selection is to the backend: events by their keys, or a request and how many it selects. */
export interface SelectedEvents {
  events: EventKey[];
  request: ParameterMap | null;
  count: number | null;
}

interface Chosen {
  key: EventKey;
  row: number;
}
type AllChosen = ReadonlyMap<string, Chosen>;

/** An event as the filter `event` names it. */
export function eventName({ id, account }: EventKey): string {
  return `${account ?? ""}/${id}`;
}

class EventSelectionState {
  all = $state(false);
  /** Why the selection is not what the person may expect; said until the next step. */
  word = $state("");

  #keys = $state.raw<AllChosen>(new Map());
  #rows = $derived(Float64Array.from([...this.#keys.values()], ({ row }) => row).sort());
  /** Where a range begins, and what was selected beside it. */
  #anchor: RowRange | null = null;
  #beside: AllChosen = new Map();
  #turn = 0;

  get count(): number {
    return this.all ? (eventList.count?.count ?? eventList.total) : this.#keys.size;
  }

  has(key: EventKey | undefined): boolean {
    return this.all || (key !== undefined && this.#keys.has(eventName(key)));
  }

  /** How many of some rows are selected. */
  countIn({ first, last }: RowRange): number {
    if (this.all) return last - first + 1;
    return countUpTo(this.#rows, last) - countUpTo(this.#rows, first - 1);
  }

  /** A range will begin here. */
  begin(rows: RowRange): void {
    this.#anchor = rows;
    this.#beside = this.#keys;
  }

  toggle(row: number): void {
    if (this.all) return this.#say(say("selection.allOnly"));
    const key = eventList.rowAt(row)?.key;
    if (key === undefined) return;
    const next = new Map(this.#keys);
    if (!next.delete(eventName(key))) next.set(eventName(key), { key, row });
    if (this.#take(next)) this.begin({ first: row, last: row });
  }

  /** Selects all of some rows, or none of them when all are selected. */
  async toggleAll(rows: RowRange): Promise<void> {
    if (this.all) return this.#say(say("selection.allOnly"));
    const whole = this.countIn(rows) === rows.last - rows.first + 1;
    const others = [...this.#keys].filter(([, { row }]) => row < rows.first || row > rows.last);
    const taken = whole ? [] : await this.#read(rows);
    if (taken !== null && this.#take(new Map([...others, ...taken]))) this.begin(rows);
  }

  /** Selects from where the range began, or else `from`, to some rows, in place of what the range held before. */
  async extend(rows: RowRange, otherwise: RowRange): Promise<void> {
    if (this.all) return this.#say(say("selection.allOnly"));
    if (this.#anchor === null) this.begin(otherwise);
    const from = this.#anchor ?? otherwise;
    const taken = await this.#read({
      first: Math.min(from.first, rows.first),
      last: Math.max(from.last, rows.last),
    });
    if (taken !== null) this.#take(new Map([...this.#beside, ...taken]));
  }

  selectAll(): void {
    this.clear();
    if (eventList.total === 0) return;
    this.all = true;
    toasts.spoken = say("selection.all", { n: this.count });
  }

  clear(): void {
    this.#turn += 1;
    this.all = false;
    this.#keys = new Map();
    this.#beside = this.#keys;
    this.word = "";
  }

  /** Other rows have come. */
  drop(): void {
    const lost = this.count > 0;
    this.clear();
    this.#anchor = null;
    if (lost) this.#say(say("selection.dropped"));
  }

  /** The selection as a request, in the language of the request on the screen. */
  request(): ParameterMap {
    const shown = eventList.shownAsk?.request ?? {};
    if (this.all) return shown;
    const named: ParameterMap = { event: [...this.#keys.keys()].join(",") };
    if (shown.Lang !== undefined) named.Lang = shown.Lang;
    return named;
  }

  selected(): SelectedEvents {
    return this.all
      ? { events: [], request: this.request(), count: this.count }
      : { events: [...this.#keys.values()].map(({ key }) => key), request: null, count: null };
  }

  /** Null when they cannot be had, which is said, or are not wanted any more. */
  async #read({ first, last }: RowRange): Promise<[string, Chosen][] | null> {
    if (last - first >= MOST_SINGLE) {
      this.#say(say("selection.tooMany", { n: MOST_SINGLE }));
      return null;
    }
    const turn = ++this.#turn;
    const keys = await eventList.keysOf(first, last);
    if (turn !== this.#turn) return null;
    if (keys === null) this.#say(say("selection.notRead"));
    return keys?.map((key, index): [string, Chosen] => [eventName(key), { key, row: first + index }]) ?? null;
  }

  #take(keys: AllChosen): boolean {
    if (keys.size > MOST_SINGLE) {
      this.#say(say("selection.tooMany", { n: MOST_SINGLE }));
      return false;
    }
    this.#turn += 1;
    this.#keys = keys;
    this.word = "";
    toasts.spoken = say("selection.count", { n: keys.size });
    return true;
  }

  #say(word: string): void {
    this.word = word;
    toasts.spoken = word;
  }
}

export const eventSelection = new EventSelectionState();
