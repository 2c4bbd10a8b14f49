// What a click on a heading does: names from A to Z, anything else from the largest; then the other way round; then the
// default order again. It ends a grouping.
import type { ColumnSpec, Sort } from "../wire/types";

export function nextSort(sort: Sort | null, column: Pick<ColumnSpec, "name" | "kind">): Sort | null {
  const largestFirst = column.kind !== "text";
  if (sort === null || sort.grouped || sort.column !== column.name) {
    // The default order is by the last time already; the first click on it turns it round.
    const turned = sort === null && column.name === "lastTime";
    return { column: column.name, descending: largestFirst && !turned, grouped: false };
  }
  return sort.descending === largestFirst
    ? { column: column.name, descending: !largestFirst, grouped: false }
    : null;
}

/** Groups by a column, in the direction of the grouping before; without a column the default order. */
export function groupedBy(sort: Sort | null, column: string | null): Sort | null {
  if (column === null) return null;
  return { column, descending: sort?.grouped === true ? sort.descending : true, grouped: true };
}
