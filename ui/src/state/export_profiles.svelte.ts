// Named choices of how exports are written.
import { asWireError, call } from "../backend";
import type { ExportOptions, ExportProfile, WireError } from "../wire/types";
import { settings } from "./settings.svelte";

class ExportProfilesState {
  list = $state.raw<ExportProfile[]>([]);
  failure = $state.raw<WireError | null>(null);

  /** The one that exports follow; one that is gone is none. */
  get current(): ExportProfile | null {
    return this.list.find((profile) => profile.name === settings.value.exportProfile) ?? null;
  }

  async load(): Promise<void> {
    try {
      this.list = await call("list_export_profiles", {});
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  /** Exports are written as a profile says from now on. */
  follow(profile: ExportProfile | null): void {
    void settings.change(
      profile === null
        ? { exportProfile: "" }
        : { exportProfile: profile.name, export: { ...settings.value.export, ...profile.options } },
    );
  }

  save(name: string, options: ExportOptions, keepFolder: boolean): Promise<boolean> {
    return this.#act(() => call("save_export_profile", { profile: { name, options, keepFolder } }));
  }

  rename(name: string, to: string): Promise<boolean> {
    return this.#act(() => call("rename_export_profile", { name, to }));
  }

  remove(name: string): Promise<boolean> {
    return this.#act(async () => {
      await call("remove_export_profile", { name });
      this.follow(null);
      return null;
    });
  }

  /** The backend asks the system's picker. */
  read(): Promise<boolean> {
    return this.#act(() => call("pick_export_profile", {}));
  }

  write(name: string): Promise<boolean> {
    return this.#act(async () => {
      await call("write_export_profile", { name });
      return null;
    });
  }

  async #act(act: () => Promise<ExportProfile | null>): Promise<boolean> {
    this.failure = null;
    try {
      const profile = await act();
      await this.load();
      if (profile !== null) this.follow(profile);
      return true;
    } catch (reason) {
      this.failure = asWireError(reason);
      return false;
    }
  }
}

export const exportProfiles = new ExportProfilesState();
