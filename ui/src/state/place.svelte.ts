// Where the person is, and what is laid over it.

export const PLACES = ["events", "exports", "sources", "settings"] as const;
export type Place = (typeof PLACES)[number];

class PlaceState {
  current = $state<Place>("events");
  keysOpen = $state(false);
  dropHover = $state(false);
  filtersOpen = $state(true);
  /** The dialog that connects an account is open, in Sources. */
  connecting = $state(false);
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

  focusFilter(): void {
    this.current = "events";
    this.filtersOpen = true;
    this.filterFocus += 1;
  }
}

export const place = new PlaceState();
