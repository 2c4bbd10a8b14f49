// Where the person is, and what is laid over it.

import type { Place } from "../wire/types";

export type { Place };
/** In the order of the rail. The backend keeps which one it was, so it knows them all. */
export const PLACES = ["events", "overview", "exports", "sources", "settings"] as const satisfies Place[];

class PlaceState {
  current = $state<Place>("events");
  keysOpen = $state(false);
  dropHover = $state(false);
  filtersOpen = $state(true);
  /** The histogram stands above the list. */
  timeOpen = $state(true);
  /** The dialog that connects an account is open, in Sources. */
  connecting = $state(false);
  queryOpen = $state(false);
  /** Rises when the open tab of the query shall take the focus. */
  queryFocus = $state(0);
  /** Rises when the first filter field shall take the focus. */
  filterFocus = $state(0);
  /** Rises when the search shall take the focus. */
  searchFocus = $state(0);

  go(place: Place): void {
    this.current = place;
  }

  connectAccount(): void {
    this.current = "sources";
    this.connecting = true;
  }

  focusSearch(): void {
    this.current = "events";
    this.searchFocus += 1;
  }

  /** By its key: opens the query and goes there, or closes it. */
  toggleQuery(): void {
    if (this.queryOpen) this.closeQuery();
    else {
      this.queryOpen = true;
      this.queryFocus += 1;
    }
  }

  closeQuery(): void {
    this.queryOpen = false;
    this.queryFocus = 0;
    document.getElementById("query-button")?.focus();
  }

  focusFilter(): void {
    this.current = "events";
    this.filtersOpen = true;
    this.filterFocus += 1;
  }
}

export const place = new PlaceState();
