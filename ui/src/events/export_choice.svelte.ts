// What one click exports: the filter on the screen, the remembered format and dialect, the chosen columns.
import { catalog } from "../state/catalog.svelte";
import { eventList } from "../state/event_list.svelte";
import { exportsState } from "../state/exports.svelte";
import { query } from "../state/query.svelte";
import { settings } from "../state/settings.svelte";
import type { ExportOptions } from "../wire/types";

/** The formats that can be chosen, and the dialects of the one that has some. */
export const formats = ["csv", "xlsx"] as const;
export const dialects = ["excel", "data"] as const;

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
  const { format, dialect } = settings.value;
  return { format, dialect: format === "csv" ? dialect : null, columns, masking: null, legend: false };
}

export function exportNow(): void {
  if (mayExport()) void exportsState.start(query.accepted, exportOptions(exportChoice.columns));
}
