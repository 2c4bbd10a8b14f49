// What a key means in the list: which line it leads to, or what it does.

/** A step of selecting. A range goes from where it began, or else from `from`, to `line`. */
export type SelectStep =
  | { kind: "toggle"; line: number }
  | { kind: "begin"; line: number }
  | { kind: "extend"; from: number; line: number }
  | { kind: "all" }
  | { kind: "none" };

export type GridCommand = "toggle" | "all" | "copy" | "goto" | "leave" | "open" | "left" | "right";

const PLAIN: Record<string, GridCommand> = {
  x: "toggle",
  Enter: "open",
  Escape: "leave",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const WITH_CONTROL: Record<string, GridCommand> = { a: "all", c: "copy", g: "goto" };

export function commandOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): GridCommand | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.shiftKey ? null : (WITH_CONTROL[event.key.toLowerCase()] ?? null);
  }
  return PLAIN[event.key] ?? null;
}

interface View {
  /** The first line that is whole on the screen: where the keys begin when no line is active. */
  first: number;
  page: number;
  lines: number;
}

export function moved(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  active: number | null,
  view: View,
): number | null {
  if (event.altKey) return null;
  const plain = !event.ctrlKey && !event.metaKey;
  const key = (plain && { j: "ArrowDown", k: "ArrowUp" }[event.key]) || event.key;
  const bounded = (line: number) => Math.max(0, Math.min(view.lines - 1, line));
  if (active === null && (key === "ArrowDown" || key === "ArrowUp")) return bounded(view.first);
  const from = active ?? view.first;
  switch (key) {
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
      return bounded(view.lines - 1);
    default:
      return null;
  }
}
