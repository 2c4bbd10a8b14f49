// Own presets of columns: columns in an order, under a name.
import { asWireError, call } from "../backend";
import type { ColumnPreset, WireError } from "../wire/types";
import { settings } from "./settings.svelte";

class ColumnPresetsState {
  list = $state.raw<ColumnPreset[]>([]);
  failure = $state.raw<WireError | null>(null);

  /** The one that names of columns stand for. */
  of(columns: readonly string[] | null): ColumnPreset | undefined {
    return columns?.length === 1 ? this.list.find((preset) => preset.name === columns[0]) : undefined;
  }

  async load(): Promise<void> {
    try {
      this.list = await call("list_column_presets", {});
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  save(name: string, columns: string[]): Promise<ColumnPreset | null> {
    return this.#act(() => call("save_column_preset", { preset: { name, columns } }));
  }

  rename(name: string, to: string): Promise<ColumnPreset | null> {
    return this.#act(() => call("rename_column_preset", { name, to }));
  }

  async remove(preset: ColumnPreset): Promise<void> {
    await this.#act(async () => {
      await call("remove_column_preset", { name: preset.name });
      return preset;
    });
  }

  /** Backend and window read their settings anew: what named the preset names something else now. */
  async #act(act: () => Promise<ColumnPreset>): Promise<ColumnPreset | null> {
    this.failure = null;
    try {
      await settings.saved();
      const preset = await act();
      await Promise.all([this.load(), settings.reread()]);
      return preset;
    } catch (reason) {
      this.failure = asWireError(reason);
      return null;
    }
  }
}

export const columnPresets = new ColumnPresetsState();
