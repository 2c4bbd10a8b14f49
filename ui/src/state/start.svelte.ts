// Brings the window to life: hears notices first, then reads, so that nothing between the two is missed.
import { asWireError, onNotice } from "../backend";
import { showNewSerious } from "../events/sync_filter";
import type { Notice, WireError } from "../wire/types";
import { coalesce } from "./coalesce";
import { accounts } from "./accounts.svelte";
import { catalog } from "./catalog.svelte";
import { facets, histogram, overview } from "./counted.svelte";
import { columnPresets } from "./column_presets.svelte";
import { crash } from "./crash.svelte";
import { detail } from "./detail.svelte";
import { eventList } from "./event_list.svelte";
import { exportProfiles } from "./export_profiles.svelte";
import { exportsState } from "./exports.svelte";
import { importsState } from "./imports.svelte";
import { place } from "./place.svelte";
import { query } from "./query.svelte";
import { savedViews } from "./saved_views.svelte";
import { reviews } from "./reviews.svelte";
import { settings } from "./settings.svelte";
import { syncs } from "./syncs.svelte";
import { upkeep } from "./upkeep.svelte";
import { windowState } from "./window_state.svelte";

class StartState {
  ready = $state(false);
  failure = $state.raw<WireError | null>(null);
  /** Whether rows may move now: set by the grid, which knows where the person looks. */
  mayMove: () => boolean = () => true;

  #stop: (() => void) | null = null;
  #revision = 0;
  /** An import changes the store every second; what depends on it is read again one reading at a time. */
  #readAround = coalesce(async () => {
    await Promise.all([
      catalog.loadChoices(),
      settings.rereadInfo(),
      detail.reread(),
      facets.reread(),
      histogram.reread(),
      overview.reread(),
    ]);
  });

  async begin(): Promise<void> {
    this.failure = null;
    try {
      this.#stop ??= await onNotice((notice) => this.hear(notice));
      await Promise.all([settings.load(), catalog.load(), windowState.restore(), upkeep.load()]);
      this.ready = true;
      await Promise.all([
        query.describe(),
        catalog.loadChoices(),
        exportsState.load(),
        exportProfiles.load(),
        columnPresets.load(),
        savedViews.load(),
        importsState.load(),
        accounts.load(),
        syncs.load(),
        crash.look(),
      ]);
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  end(): void {
    this.#stop?.();
    this.#stop = null;
  }

  hear(notice: Notice): void {
    switch (notice.type) {
      case "eventsChanged":
        void reviews.settled.then(() => this.#eventsChanged(notice.revision));
        break;
      case "exportChanged":
        void exportsState.changed(notice.id);
        break;
      case "exportProgress":
        exportsState.progress(notice.record);
        break;
      case "importChanged":
        void importsState.changed(notice.id);
        break;
      case "importProgress":
        importsState.progress(notice.run);
        break;
      case "accountsChanged":
        void accounts.load();
        // Events name accounts by numbers, whose names stand there.
        void catalog.loadChoices();
        break;
      case "syncChanged":
        void syncs.changed(notice.id);
        break;
      case "syncProgress":
        syncs.progress(notice.run);
        break;
      case "showNewSerious":
        showNewSerious();
        break;
      case "settingsChanged":
        void settings.reread();
        void exportProfiles.load();
        void columnPresets.load();
        void savedViews.load();
        break;
      case "dropHover":
        place.dropHover = notice.over;
        break;
      case "copyProgress":
        upkeep.progress = { done: notice.done, total: notice.total };
        break;
      case "overflow":
        this.#everything();
        break;
    }
  }

  #eventsChanged(revision: number): void {
    if (revision <= this.#revision) return;
    this.#revision = revision;
    eventList.storeChanged(this.mayMove(), revision);
    void this.#readAround();
  }

  #everything(): void {
    void settings.reread();
    void exportsState.load();
    void exportProfiles.load();
    void columnPresets.load();
    void savedViews.load();
    void importsState.load();
    void accounts.load();
    void syncs.load();
    void this.#readAround();
    eventList.storeChanged(this.mayMove());
  }
}

export const start = new StartState();
