// What policies set, as the window asks for it. The backend holds to it in any case; here it is shown and not offered.
import { untrack } from "svelte";
import type { ForbiddenFormat, ManagedSettings, SetBy } from "../wire/types";
import { settings } from "./settings.svelte";

const NOTHING: ManagedSettings = {
  forbiddenFormats: [],
  masking: null,
  exportsFolder: null,
  proxy: null,
  caFile: null,
  offline: null,
  update: null,
};

/** A setting that one file decides. */
export type ManagedName = Exclude<keyof ManagedSettings, "forbiddenFormats">;

class PolicyState {
  get managed(): ManagedSettings {
    return settings.info?.policy.managed ?? NOTHING;
  }

  /** Who sets it; null where the person does. */
  by(name: ManagedName): SetBy | null {
    return this.managed[name]?.by ?? null;
  }

  /** Why a format is not offered; `cloud` is the file that the cloud makes. */
  forbidden(format: string): ForbiddenFormat | undefined {
    return this.managed.forbiddenFormats.find((one) => one.name === format);
  }

  /** Reads again what an administrator may have changed meanwhile. Whoever asks for it depends on nothing of it. */
  reread(): void {
    untrack(() => {
      void settings.rereadInfo();
      void settings.reread();
    });
  }
}

export const policy = new PolicyState();
