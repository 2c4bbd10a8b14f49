// What a click on a heading does: largest first, smallest first, then the default order again.
import type { ColumnSpec, Sort } from "../wire/types";

export function nextSort(sort: Sort | null, column: Pick<ColumnSpec, "name">): Sort | null {
  if (sort === null || sort.column !== column.name) {
    // The default order is by the last time already; the first click on it turns it round.
    const descending = sort !== null || column.name !== "lastTime";
    return { column: column.name, descending };
  }
  return sort.descending ? { column: column.name, descending: false } : null;
}
