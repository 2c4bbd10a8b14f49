// Which row a key leads to.

interface View {
  /** The first row that is whole on the screen: where the keys begin when no row is active. */
  first: number;
  page: number;
  rows: number;
}

export function moved(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  active: number | null,
  view: View,
): number | null {
  if (event.altKey) return null;
  const bounded = (row: number) => Math.max(0, Math.min(view.rows - 1, row));
  if (active === null && (event.key === "ArrowDown" || event.key === "ArrowUp")) return bounded(view.first);
  const from = active ?? view.first;
  switch (event.key) {
    case "ArrowDown":
      return bounded(from + 1);
    case "ArrowUp":
      return bounded(from - 1);
    case "PageDown":
      return bounded(from + view.page);
    case "PageUp":
      return bounded(from - view.page);
    case "Home":
      return 0;
    case "End":
      return bounded(view.rows - 1);
    default:
      return null;
  }
}
