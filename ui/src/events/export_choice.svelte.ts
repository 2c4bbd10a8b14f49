// What one click exports: the filter on the screen, written as it was last chosen.
import { catalog } from "../state/catalog.svelte";
import { columnPresets } from "../state/column_presets.svelte";
import { eventList } from "../state/event_list.svelte";
import { exportProfiles } from "../state/export_profiles.svelte";
import { exportsState } from "../state/exports.svelte";
import { policy } from "../state/policy.svelte";
import { query } from "../state/query.svelte";
import { settings } from "../state/settings.svelte";
import type { ExportOptions, FormatSpec, ParameterMap, PresetSpec, StartExport } from "../wire/types";
import { tongue } from "../words/words.svelte";

/** Stands for the grid's columns, whichever they are when the file is written. */
export const GRID = "grid";
/** Columns chosen one by one. */
export const OWN = "own";
/** The columns of an own preset. */
export const PRESET = "preset";

/** Ways of masking, as the backend names them. */
export const MASKINGS = ["none", "document", "pseudonyms"] as const;
export type Masking = (typeof MASKINGS)[number];

/** Whether there is a format to write in: one that no policy forbids. */
function hasFormat(): boolean {
  const format = chosenFormat();
  return format !== undefined && policy.forbidden(format.name) === undefined;
}

/** Whether a file can be written of what the screen shows. */
export function mayExport(): boolean {
  return hasFormat() && mayAsk();
}

/** Whether the screen shows what would be asked for: no problem, nothing still on its way. */
export function mayAsk(): boolean {
  return query.settled && !exportsState.starting && eventList.count !== null && eventList.count.total > 0;
}

/** The chosen format; in place of one that is not allowed or that the program no longer has, the first that is. */
export function chosenFormat(): FormatSpec | undefined {
  const allowed = catalog.value.formats.filter((format) => policy.forbidden(format.name) === undefined);
  const formats = allowed.length === 0 ? catalog.value.formats : allowed;
  return formats.find((format) => format.name === settings.value.export.format) ?? formats[0];
}

/** How the file will be masked: what is chosen, in a format that can be. */
export function chosenMasking(): Masking {
  const asked = policy.managed.masking?.value ?? settings.value.export.masking;
  const wanted = MASKINGS.find((masking) => masking === asked);
  return chosenFormat()?.canMask === true ? (wanted ?? "none") : "none";
}

/** Whether the file will be a folder with one file a day, in a format that can be. */
export function chosenPartition(): "none" | "day" {
  return chosenFormat()?.canPartition === true && settings.value.export.partitionBy === "day"
    ? "day"
    : "none";
}

/** Whether the file will be packed: what is chosen, where there is one file. */
export function chosenPacking(): "none" | "zip" {
  return chosenPartition() === "none" && settings.value.export.packing === "zip" ? "zip" : "none";
}

export function presetOf(columns: readonly string[] | null): PresetSpec | undefined {
  const presets = catalog.value.presets;
  if (columns === null) return presets[0];
  return columns.length === 1 ? presets.find((preset) => preset.name === columns[0]) : undefined;
}

/** Which of the choices of columns is on: a preset's name, the grid, an own preset, or an own choice. */
export function columnChoice(): string {
  const { columns } = settings.value.export;
  if (columns?.length === 1 && columns[0] === GRID) return GRID;
  return presetOf(columns)?.name ?? (columnPresets.of(columns) === undefined ? OWN : PRESET);
}

/** The columns that the file will have, in order. */
export function chosenColumns(): string[] {
  const { columns } = settings.value.export;
  if (columnChoice() === GRID) {
    return catalog.gridColumns(settings.value.columns).map((column) => column.name);
  }
  return presetOf(columns)?.columns ?? columnPresets.of(columns)?.columns ?? columns ?? [];
}

/** The options as they are sent: nothing in them depends on this window any longer. */
export function exportOptions(): ExportOptions {
  const wanted = settings.value.export;
  const format = chosenFormat();
  const masking = chosenMasking();
  return {
    ...wanted,
    format: format?.name ?? null,
    dialect: format?.hasDialects === false ? null : wanted.dialect,
    columns: format?.hasColumns === false || wanted.columns === null ? null : chosenColumns(),
    language: wanted.language ?? tongue.language,
    masking: masking === "none" ? null : masking,
    legend: masking !== "none" && wanted.legend,
    packing: chosenPacking() === "zip" ? "zip" : null,
    partitionBy: chosenPartition() === "day" ? "day" : null,
  };
}

/** The options as a profile keeps them: with the names of presets, whose columns may change. */
export function profileOptions(): ExportOptions {
  const options = exportOptions();
  const named = columnChoice() === GRID ? options.columns : settings.value.export.columns;
  return { ...options, columns: options.columns === null ? null : named };
}

/** What an export is asked for with: of the screen, unless another request is told. */
export function startExport(request: ParameterMap = query.accepted): StartExport {
  const profile = exportProfiles.current?.name ?? null;
  return { request, options: exportOptions(), profile };
}

/** Remembers a choice for every later click. What was changed follows no profile any longer. */
export function choose(part: Partial<ExportOptions>): void {
  void settings.change({ export: { ...settings.value.export, ...part }, exportProfile: "" });
}

export function exportNow(request: ParameterMap = query.accepted): void {
  if (mayExport()) void exportsState.start(startExport(request));
}
