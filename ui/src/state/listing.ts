// One answer to one question for events: its pages, and its groups where it has any, belong together. A bounded number of
// pages is kept.
import type { GroupLines } from "../events/group_lines";
import type { EventRow, ParameterMap, Sort } from "../wire/types";

export const PAGE_ROWS = 200;
export const PAGES_KEPT = 40;

export interface Ask {
  request: ParameterMap;
  columns: string[];
  sort: Sort | null;
}

export class Listing {
  readonly pages = new Map<number, EventRow[]>();
  readonly underway = new Set<number>();
  /** Of a grouped order, once its groups are known; all of them closed. */
  groups: GroupLines | null = null;
  groupsUnderway = false;
  known = 0;
  ended: number | null = null;
  counted: number | null = null;
  revision = 0;

  /** `sameRows`: the same question as that on the screen, asked again; `turn`: how often the store changed meanwhile. */
  constructor(
    readonly ask: Ask,
    readonly sameRows: boolean,
    readonly turn = 0,
  ) {}

  get grouped(): boolean {
    return this.ask.sort?.grouped === true;
  }

  /** Keeps a page, and as many others as may be kept; never gives up one that is in view. */
  keep(page: number, rows: EventRow[], inView: readonly number[]): void {
    this.pages.delete(page);
    this.pages.set(page, rows);
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= PAGES_KEPT) break;
      if (!inView.includes(oldest)) this.pages.delete(oldest);
    }
    const end = page * PAGE_ROWS + rows.length;
    if (rows.length > 0) this.known = Math.max(this.known, end);
    if (rows.length < PAGE_ROWS && (rows.length > 0 || page === 0)) this.ended = end;
  }
}
