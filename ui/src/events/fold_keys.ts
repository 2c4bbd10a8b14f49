// What a key means for the groups of the list, before it means anything else.
import type { GroupLines } from "./group_lines";

/** Opening or closing one group or all of them, or going to a group's heading. */
export type FoldStep =
  | { kind: "one"; group: number; open: boolean }
  | { kind: "all"; open: boolean }
  | { kind: "heading"; group: number };

interface Standing {
  line: number | null;
  /** The list is scrolled sideways: from an event, Left scrolls it back first. */
  sideways: boolean;
}

export function foldOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  groups: GroupLines,
  { line, sideways }: Standing,
): FoldStep | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "+" || event.key === "-") return { kind: "all", open: event.key === "+" };
  const found = line === null ? undefined : groups.at(line);
  if (found === undefined || found.group === null) return null;
  const { group } = found;
  if (found.kind === "event") {
    return event.key === "ArrowLeft" && !sideways ? { kind: "heading", group } : null;
  }
  const isOpen = groups.isOpen(group);
  if (event.key === "Enter" || event.key === " ") return { kind: "one", group, open: !isOpen };
  if (event.key === "ArrowRight" && !isOpen) return { kind: "one", group, open: true };
  if (event.key === "ArrowLeft" && isOpen) return { kind: "one", group, open: false };
  return null;
}
