// The lines of a list in groups: a heading for each group, and below it the events of those that are open. The sums of
// rows are made once; opening a group makes those of the lines anew, and places are found among both by halving. Nothing
// is as long as the list.
import type { EventGroup } from "../wire/types";
import type { Line, Lines, RowRange } from "./lines";
import { countUpTo } from "./sorted";

export class GroupLines implements Lines {
  readonly count: number;
  /** How many rows there are in all groups. */
  readonly rows: number;

  /** The first row of each group, and behind the last one the number of rows. */
  #starts: Float64Array;
  /** The line of each heading. */
  #headings: Float64Array;
  #open: Uint8Array;

  private constructor(
    readonly groups: readonly EventGroup[],
    starts: Float64Array,
    open: Uint8Array,
  ) {
    this.#starts = starts;
    this.#open = open;
    this.#headings = new Float64Array(groups.length);
    let line = 0;
    for (let group = 0; group < groups.length; group += 1) {
      this.#headings[group] = line;
      line += 1 + (open[group] === 1 ? this.#eventsOf(group) : 0);
    }
    this.count = line;
    this.rows = starts[groups.length] ?? 0;
  }

  /** All groups closed. */
  static of(groups: readonly EventGroup[]): GroupLines {
    const starts = new Float64Array(groups.length + 1);
    groups.forEach(({ events }, group) => (starts[group + 1] = (starts[group] ?? 0) + events));
    return new GroupLines(groups, starts, new Uint8Array(groups.length));
  }

  isOpen(group: number): boolean {
    return this.#open[group] === 1;
  }

  withOpen(group: number, open: boolean): GroupLines {
    if (this.isOpen(group) === open || group < 0 || group >= this.groups.length) return this;
    const next = this.#open.slice();
    next[group] = open ? 1 : 0;
    return new GroupLines(this.groups, this.#starts, next);
  }

  withAllOpen(open: boolean): GroupLines {
    return new GroupLines(this.groups, this.#starts, new Uint8Array(this.groups.length).fill(open ? 1 : 0));
  }

  /** Those open that were open before, known by their names; of groups with one name the first is the first again. */
  openAs(before: GroupLines): GroupLines {
    const opened = new Set<string>();
    before.#eachName((name, group) => before.isOpen(group) && opened.add(name));
    if (opened.size === 0) return this;
    const open = new Uint8Array(this.groups.length);
    this.#eachName((name, group) => (open[group] = opened.has(name) ? 1 : 0));
    return new GroupLines(this.groups, this.#starts, open);
  }

  at(line: number): Line | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const group = this.#groupAt(line);
    const heading = this.headingOf(group);
    if (line === heading) return { kind: "heading", group };
    return { kind: "event", row: this.startOf(group) + line - heading - 1, group };
  }

  lineOf(row: number): number | null {
    const group = this.groupOf(row);
    if (group === null || !this.isOpen(group)) return null;
    return this.headingOf(group) + 1 + row - this.startOf(group);
  }

  /** The group that holds a row. */
  groupOf(row: number): number | null {
    if (row < 0 || row >= this.rows) return null;
    return countUpTo(this.#starts, row, this.groups.length) - 1;
  }

  /** The line of a group's heading. */
  headingOf(group: number): number {
    return this.#headings[group] ?? 0;
  }

  startOf(group: number): number {
    return this.#starts[group] ?? 0;
  }

  rowsOf(group: number): RowRange {
    return { first: this.startOf(group), last: this.startOf(group) + this.#eventsOf(group) - 1 };
  }

  rowsBetween(first: number, last: number): RowRange[] {
    const ranges: RowRange[] = [];
    const end = Math.min(last, this.count - 1);
    if (end < Math.max(0, first)) return ranges;
    for (let group = this.#groupAt(Math.max(0, first)); group < this.groups.length; group += 1) {
      const heading = this.headingOf(group);
      if (heading > end) break;
      if (!this.isOpen(group)) continue;
      const rows = this.rowsOf(group);
      const shown = {
        first: rows.first + Math.max(0, first - heading - 1),
        last: Math.min(rows.last, rows.first + end - heading - 1),
      };
      if (shown.last >= shown.first) ranges.push(shown);
    }
    return ranges;
  }

  rowsMarkedBy(line: number): RowRange {
    const found = this.at(line);
    if (found === undefined) return { first: 0, last: -1 };
    return found.kind === "event" ? { first: found.row, last: found.row } : this.rowsOf(found.group);
  }

  rowsEndingAt(line: number): RowRange {
    const found = this.at(line);
    if (found?.kind !== "heading" || !this.isOpen(found.group)) return this.rowsMarkedBy(line);
    const start = this.startOf(found.group);
    return { first: start, last: start - 1 };
  }

  #eventsOf(group: number): number {
    return this.groups[group]?.events ?? 0;
  }

  #groupAt(line: number): number {
    return countUpTo(this.#headings, line) - 1;
  }

  #eachName(visit: (name: string, group: number) => void): void {
    const seen = new Map<string, number>();
    this.groups.forEach(({ name }, group) => {
      const turn = (seen.get(name) ?? 0) + 1;
      seen.set(name, turn);
      visit(`${turn} ${name}`, group);
    });
  }
}
