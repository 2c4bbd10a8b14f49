// What a click on a heading does: names from A to Z, anything else from the largest; then the other way round; then the
// default order again.
import type { ColumnSpec, Sort } from "../wire/types";

export function nextSort(sort: Sort | null, column: Pick<ColumnSpec, "name" | "kind">): Sort | null {
  const largestFirst = column.kind !== "text";
  if (sort === null || sort.column !== column.name) {
    // The default order is by the last time already; the first click on it turns it round.
    const turned = sort === null && column.name === "lastTime";
    return { column: column.name, descending: largestFirst && !turned };
  }
  return sort.descending === largestFirst ? { column: column.name, descending: !largestFirst } : null;
}
