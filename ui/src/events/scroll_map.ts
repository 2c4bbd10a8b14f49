// Maps a scroll bar to row numbers. Below `LONGEST` pixels the bar is the list; beyond it the bar is a scaled picture
// of the list, because browsers end an element's height long before the last row: WebKitGTK at 33 554 428 px, Firefox at
// half of that, and Chromium at as many pixels of the screen, of which a sharp one has four to each of ours.

export const LONGEST = 8_000_000;

/** Rows drawn beyond the visible ones on each side. */
const SPARE = 3;

export class ScrollMap {
  constructor(
    readonly rows: number,
    readonly rowHeight: number,
    readonly view: number,
    readonly longest: number = LONGEST,
  ) {}

  /** Height of all rows, in pixels that need not exist. */
  get full(): number {
    return this.rows * this.rowHeight;
  }

  /** Height of the element that the scroll bar belongs to. */
  get length(): number {
    return Math.min(this.full, this.longest);
  }

  get scaled(): boolean {
    return this.full > this.longest;
  }

  /** The largest distance between the first row's edge and the view's edge. */
  get lastTop(): number {
    return Math.max(0, this.full - this.view);
  }

  get lastScroll(): number {
    return Math.max(0, this.length - this.view);
  }

  clamp(top: number): number {
    return Math.min(Math.max(0, top), this.lastTop);
  }

  /** Where the list stands when the bar stands at `scroll`. */
  topAt(scroll: number): number {
    if (!this.scaled) return this.clamp(scroll);
    // The bar cannot always reach its last fraction of a pixel: its last whole pixel is the end.
    if (scroll >= this.lastScroll - 1) return this.lastTop;
    return this.clamp((scroll / this.lastScroll) * this.lastTop);
  }

  /** Where the bar stands when the list stands at `top`. */
  scrollFor(top: number): number {
    if (!this.scaled) return this.clamp(top);
    return this.lastTop === 0 ? 0 : (this.clamp(top) / this.lastTop) * this.lastScroll;
  }

  /** The rows to draw, `last` included; `last < first` when there are none. */
  visible(top: number): { first: number; last: number } {
    const first = Math.max(0, Math.floor(top / this.rowHeight) - SPARE);
    const last = Math.min(this.rows - 1, Math.ceil((top + this.view) / this.rowHeight) + SPARE - 1);
    return { first, last };
  }

  /** The smallest move that shows `row` whole. */
  topShowing(row: number, top: number): number {
    const start = row * this.rowHeight;
    if (start < top) return this.clamp(start);
    if (start + this.rowHeight > top + this.view) return this.clamp(start + this.rowHeight - this.view);
    return this.clamp(top);
  }

  /** Whole rows in the view, at least one: what Page Up and Page Down move by. */
  get page(): number {
    return Math.max(1, Math.floor(this.view / this.rowHeight));
  }
}
