// Where one is in the list: on an event, known by its row, or on the heading of a group. An event that one is on has a
// line, so its group is open.
import { eventList } from "../state/event_list.svelte";
import type { FoldStep } from "./fold_keys";
import { PlainLines, type Line, type Lines } from "./lines";

export class ListCursor {
  row = $state<number | null>(null);
  group = $state<number | null>(null);

  #total: () => number;

  lines = $derived.by<Lines>(() => eventList.groups ?? new PlainLines(this.#total()));
  line = $derived.by<number | null>(() => {
    if (this.group !== null) return eventList.groups?.headingOf(this.group) ?? null;
    return this.row === null ? null : this.lines.lineOf(this.row);
  });

  /** `total`: how many rows the list has. */
  constructor(total: () => number) {
    this.#total = total;
  }

  get away(): boolean {
    return this.row === null && this.group === null;
  }

  leave(): void {
    this.row = null;
    this.group = null;
  }

  /** Onto an event, whose group opens; null where it is in no row that is known. */
  toRow(row: number | null): void {
    const group = row === null ? null : (eventList.groups?.groupOf(row) ?? null);
    if (group !== null) eventList.openGroup(group, true);
    this.row = row;
    this.group = null;
  }

  toLine(line: number): Line | undefined {
    const found = this.lines.at(line);
    if (found === undefined) return undefined;
    this.row = found.kind === "event" ? found.row : null;
    this.group = found.kind === "heading" ? found.group : null;
    return found;
  }

  fold(step: FoldStep): void {
    if (step.kind === "all") {
      const above = this.row === null ? null : (eventList.groups?.groupOf(this.row) ?? null);
      eventList.openGroup("all", step.open);
      if (!step.open && above !== null) this.#toHeading(above);
      return;
    }
    this.#toHeading(step.group);
    if (step.kind === "one") eventList.openGroup(step.group, step.open);
  }

  #toHeading(group: number): void {
    this.row = null;
    this.group = group;
  }
}
