// Steps of selecting that the list tells, which knows lines, as steps of the selection, which knows rows.
import { eventSelection } from "../state/event_selection.svelte";
import type { SelectStep } from "./grid_keys";
import type { Lines } from "./lines";

export function selectRows(step: SelectStep, lines: Lines): void {
  if (step.kind === "all") return eventSelection.selectAll();
  if (step.kind === "none") return eventSelection.clear();
  if (step.kind === "begin") return eventSelection.begin(lines.rowsEndingAt(step.line));
  if (step.kind === "extend") {
    void eventSelection.extend(lines.rowsEndingAt(step.line), lines.rowsEndingAt(step.from));
    return;
  }
  const found = lines.at(step.line);
  if (found?.kind === "event") eventSelection.toggle(found.row);
  else if (found !== undefined) void eventSelection.toggleAll(lines.rowsMarkedBy(step.line));
}
