// Settings and facts about the program. A change shows at once, is saved, and only then are texts of the backend
// read again, because the backend writes them in the saved language and zone.
import { asWireError, call } from "../backend";
import { tongue } from "../words/words.svelte";
import type { AppInfo, Settings, WireError } from "../wire/types";

const DEFAULTS: Settings = {
  language: "system",
  theme: "system",
  zone: "Asia/Shanghai",
  compact: true,
  columns: [],
  columnWidths: {},
  pinnedColumns: 1,
  detailWidth: null,
  export: {
    format: null,
    dialect: null,
    columns: null,
    language: null,
    zone: null,
    masking: null,
    legend: false,
    packing: null,
    partitionBy: null,
  },
  exportProfile: "",
  notify: true,
  offline: false,
  proxy: "",
  reviewer: "",
  caFile: "",
  logLevel: "info",
};

class SettingsState {
  value = $state.raw<Settings>(DEFAULTS);
  info = $state.raw<AppInfo | null>(null);
  failure = $state.raw<WireError | null>(null);
  saving = $state(false);
  /** Changes when texts that the backend wrote have to be read again. */
  spoken = $state("");

  #wanted: Settings | null = null;
  #saves: Promise<void> = Promise.resolve();

  async load(): Promise<void> {
    this.info = await call("get_app_info", {});
    this.#accept(await call("get_settings", {}));
  }

  /** Another window or process may have saved; our own unsaved changes win. */
  async reread(): Promise<void> {
    if (this.saving) return;
    try {
      const read = await call("get_settings", {});
      if (!this.saving) this.#accept(read);
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  async rereadInfo(): Promise<void> {
    try {
      this.info = await call("get_app_info", {});
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  /** Shows the change now and saves it; several changes in a row become one save after the running one. */
  change(part: Partial<Settings>): Promise<void> {
    this.value = { ...this.value, ...part };
    this.#follow();
    this.#wanted = this.value;
    if (!this.saving) this.#saves = this.#save();
    return this.#saves;
  }

  /** Ends when nothing is being saved any longer, or could not be. */
  saved(): Promise<void> {
    return this.#saves;
  }

  async #save(): Promise<void> {
    this.saving = true;
    this.failure = null;
    try {
      while (this.#wanted !== null) {
        const next: Settings = this.#wanted;
        this.#wanted = null;
        const saved = await call("save_settings", { settings: next });
        if (this.#wanted === null) this.#accept(saved);
      }
    } catch (reason) {
      this.failure = asWireError(reason);
    } finally {
      this.saving = false;
    }
  }

  chooseExportsFolder(): Promise<void> {
    return this.#putExports(call("choose_exports_folder", {}));
  }

  resetExportsFolder(): Promise<void> {
    return this.#putExports(call("reset_exports_folder", {}));
  }

  /** The backend asks the system's picker and saves what was chosen. */
  async pickCaFile(): Promise<void> {
    this.failure = null;
    try {
      const saved = await call("pick_ca_file", {});
      if (saved !== null) this.#accept(saved);
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  async #putExports(asked: Promise<AppInfo | null>): Promise<void> {
    this.failure = null;
    try {
      this.info = (await asked) ?? this.info;
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  #accept(settings: Settings): void {
    this.value = { ...DEFAULTS, ...settings };
    this.#follow();
    this.spoken = `${tongue.language} ${this.value.zone}`;
  }

  #follow(): void {
    const choice = this.value.language;
    tongue.language = choice === "system" ? (this.info?.systemLanguage ?? tongue.language) : choice;
  }
}

export const settings = new SettingsState();
