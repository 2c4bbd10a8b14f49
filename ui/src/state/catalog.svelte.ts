// The tables of parameters, words and columns, and what the store offers by name.
import { asWireError, call } from "../backend";
import type { Catalog, ColumnSpec, ParameterSpec, StoreChoices, WireError } from "../wire/types";

const NOTHING: Catalog = {
  parameters: [],
  columns: [],
  formats: [],
  presets: [],
  levels: [],
  statuses: [],
  zones: [],
};

/** The list's first columns; whatever of them the catalog has. */
const GRID_DEFAULT = ["level", "lastTime", "eventSubType", "instanceName", "status", "alarmEventType", "ip"];

class CatalogState {
  value = $state.raw<Catalog>(NOTHING);
  choices = $state.raw<StoreChoices>({ accounts: [], groups: [], clusters: [], assetTypes: [] });
  choicesFailure = $state.raw<WireError | null>(null);

  columnsByName = $derived(new Map(this.value.columns.map((column) => [column.name, column])));
  parametersByName = $derived(new Map(this.value.parameters.map((spec) => [spec.name, spec])));

  #turn = 0;

  async load(): Promise<void> {
    this.value = await call("get_catalog", {});
  }

  async loadChoices(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const choices = await call("get_store_choices", {});
      if (turn !== this.#turn) return;
      this.choices = choices;
      this.choicesFailure = null;
    } catch (reason) {
      if (turn === this.#turn) this.choicesFailure = asWireError(reason);
    }
  }

  parameter(name: string): ParameterSpec | undefined {
    return this.parametersByName.get(name);
  }

  get defaultExportColumns(): ColumnSpec[] {
    return this.value.columns.filter((column) => column.exportedByDefault);
  }

  /** The columns to show for a saved choice: unknown names are left out, an empty choice means the default. */
  gridColumns(chosen: readonly string[]): ColumnSpec[] {
    const known = (names: readonly string[]) => names.flatMap((name) => this.columnsByName.get(name) ?? []);
    const columns = known(chosen);
    if (columns.length > 0) return columns;
    const standard = known(GRID_DEFAULT);
    return standard.length > 0 ? standard : this.defaultExportColumns;
  }
}

export const catalog = new CatalogState();
