// What stands on the lines of the list. A row is a place in the list that the backend has; a line is a place on the
// screen. Without groups they are the same; with groups there are lines for headings, and rows without a line.

/** Rows side by side, both ends included; none when `last < first`. */
export interface RowRange {
  first: number;
  last: number;
}

export type Line = { kind: "event"; row: number; group: number | null } | { kind: "heading"; group: number };

export interface Lines {
  readonly count: number;
  at(line: number): Line | undefined;
  /** Null while the row has no line. */
  lineOf(row: number): number | null;
  /** The rows that have lines between two lines, both ends included. */
  rowsBetween(first: number, last: number): RowRange[];
  /** What the mark of a line selects: a row, or all rows of a group. */
  rowsMarkedBy(line: number): RowRange;
  /** What a line adds to a range that ends on it: the heading of an open group adds nothing, its events do. */
  rowsEndingAt(line: number): RowRange;
}

export class PlainLines implements Lines {
  constructor(readonly count: number) {}

  at(line: number): Line | undefined {
    return line >= 0 && line < this.count ? { kind: "event", row: line, group: null } : undefined;
  }

  lineOf(row: number): number {
    return row;
  }

  rowsBetween(first: number, last: number): RowRange[] {
    return last < first ? [] : [{ first, last }];
  }

  rowsMarkedBy(line: number): RowRange {
    return { first: line, last: line };
  }

  rowsEndingAt(line: number): RowRange {
    return this.rowsMarkedBy(line);
  }
}
