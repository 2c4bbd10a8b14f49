// What one click exports: the filter on the screen, the remembered dialect, the chosen columns.
import { catalog } from "../state/catalog.svelte";
import { eventList } from "../state/event_list.svelte";
import { exportsState } from "../state/exports.svelte";
import { query } from "../state/query.svelte";
import { settings } from "../state/settings.svelte";
import type { ExportOptions } from "../wire/types";

export type ColumnChoice = "default" | "grid" | "all";

class ExportChoice {
  columns = $state<ColumnChoice>("default");
}

export const exportChoice = new ExportChoice();

/** Whether the screen shows what would be written: no problem, nothing still on its way. */
export function mayExport(): boolean {
  return query.settled && !exportsState.starting && eventList.count !== null && eventList.count.total > 0;
}

export function exportOptions(choice: ColumnChoice): ExportOptions {
  const columns =
    choice === "grid"
      ? catalog.gridColumns(settings.value.columns).map((column) => column.name)
      : choice === "all"
        ? catalog.value.columns.map((column) => column.name)
        : null;
  return { format: "csv", dialect: settings.value.dialect, columns, masking: null, legend: false };
}

export function exportNow(): void {
  if (mayExport()) void exportsState.start(query.accepted, exportOptions(exportChoice.columns));
}
