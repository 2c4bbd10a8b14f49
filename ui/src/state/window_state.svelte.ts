// What the window looks like, kept while it changes and brought back at the next start. It is a convenience: a state that
// cannot be read or kept is never a failure that anybody sees.
import { call } from "../backend";
import type { WindowState } from "../wire/types";
import { say } from "../words/words.svelte";
import { PLACES, place } from "./place.svelte";
import { query } from "./query.svelte";
import { toasts } from "./toasts.svelte";

/** Time between the last change and its being kept. */
const PAUSE = 300;
/** A window narrower than this begins without the filters beside the list. */
const NARROW = 1000;
/** The steps of the zoom, in per cent. */
const ZOOMS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];
const OWN_SIZE = 100;

class WindowStateState {
  zoom = $state(OWN_SIZE);

  #began = false;
  #filtersBefore: boolean | null = null;
  #kept = "";
  #wanted: WindowState | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  #now = $derived<WindowState>({
    place: place.current,
    // Nobody closed what the width of the window closed.
    filtersOpen: place.filtersOpen || window.innerWidth >= NARROW ? place.filtersOpen : this.#filtersBefore,
    timeOpen: place.timeOpen,
    queryOpen: place.queryOpen,
    request: query.accepted,
    sort: query.sort,
    zoom: this.zoom,
  });

  /** Once, before anything is shown. */
  async restore(): Promise<void> {
    if (this.#began) return;
    this.#began = true;
    const wide = window.innerWidth >= NARROW;
    place.filtersOpen = wide;
    try {
      const state = await call("get_window_state", {});
      this.#filtersBefore = state.filtersOpen;
      this.zoom = state.zoom;
      place.current = PLACES.find((name) => name === state.place) ?? place.current;
      place.filtersOpen = wide && (state.filtersOpen ?? true);
      place.timeOpen = state.timeOpen;
      place.queryOpen = state.queryOpen;
      query.restore(state.request, state.sort);
    } catch {
      // As at the first start.
    }
    this.#kept = JSON.stringify(this.#now);
  }

  /** Read in an effect: whatever changes is kept a moment later. */
  follow(): void {
    const now = this.#now;
    if (JSON.stringify(now) === this.#kept && this.#wanted === null) return;
    this.#wanted = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Keeps what is waiting to be kept. */
  flush(): void {
    clearTimeout(this.#timer);
    const state = this.#wanted;
    this.#wanted = null;
    if (state === null || JSON.stringify(state) === this.#kept) return;
    this.#kept = JSON.stringify(state);
    // The next change tries again.
    call("save_window_state", { state }).catch(() => (this.#kept = ""));
  }

  /** Whether a key, pressed with Ctrl or Command, is one of the zoom. */
  zoomBy(key: string): boolean {
    const next =
      key === "+" || key === "="
        ? (ZOOMS.find((zoom) => zoom > this.zoom) ?? this.zoom)
        : key === "-" || key === "_"
          ? (ZOOMS.findLast((zoom) => zoom < this.zoom) ?? this.zoom)
          : key === "0"
            ? OWN_SIZE
            : null;
    if (next === null) return false;
    this.zoom = next;
    toasts.spoken = say("zoom.now", { n: next });
    // The backend draws it as it keeps it.
    this.#wanted = this.#now;
    this.flush();
    return true;
  }
}

export const windowState = new WindowStateState();
