// The keys that work anywhere.
import { exportNow } from "../events/export_choice.svelte";
import { place, type Place } from "../state/place.svelte";
import { savedViews } from "../state/saved_views.svelte";
import { windowState } from "../state/window_state.svelte";
import { openGuideHere } from "../state/guide";
import { reviews } from "../state/reviews.svelte";

const GO: Record<string, Place> = { e: "events", o: "overview", x: "exports", s: "sources", ",": "settings" };
/** How long `g` waits for its second key. */
const PATIENCE = 1500;

let began: number | null = null;

/** Whether this key is the second one of `g` and another, and nothing else. */
export function inChord(event: KeyboardEvent): boolean {
  return began !== null && event.timeStamp - began < PATIENCE;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** To the list of this place, past everything that stands before it. */
function focusList(): void {
  const grid = "main :is([role=grid], [role=treegrid])";
  const list = `${grid}[tabindex='0'], ${grid} [role=row][tabindex='0']`;
  document.querySelector<HTMLElement>(list)?.focus();
}

/** To the buttons of the newest notice: the first is what people want of it most often. */
function focusNotice(): void {
  const newest = [...document.querySelectorAll("[data-notice]")].pop();
  newest?.querySelector<HTMLElement>("button")?.focus();
}

/** The keys of reviewing, about the event that is active in the list. */
function review(key: "r" | "v" | "t" | "n" | "u"): void {
  if (key === "u") void reviews.undo(null);
  else if (key === "r") void reviews.markAndGoOn();
  else reviews.focus(({ v: "verdict", t: "tag", n: "note" } as const)[key]);
}

export function onWindowKey(event: KeyboardEvent): void {
  // Also while typing, and over a dialog.
  if (event.key === "F1" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    void openGuideHere();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && windowState.zoomBy(event.key)) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]") !== null) return;
  if (began !== null) {
    const fresh = event.timeStamp - began < PATIENCE;
    began = null;
    const target = GO[event.key];
    if (fresh && target !== undefined) {
      event.preventDefault();
      place.go(target);
      return;
    }
  }
  switch (event.key) {
    case "g":
      began = event.timeStamp;
      return;
    case "?":
      place.keysOpen = true;
      break;
    case "/":
      place.focusSearch();
      break;
    case "f":
      place.focusFilter();
      break;
    case "l":
      focusList();
      break;
    case "m":
      focusNotice();
      break;
    case "r":
    case "v":
    case "t":
    case "n":
    case "u":
      if (place.current !== "events") return;
      review(event.key);
      break;
    case "e":
      if (place.current !== "events") return;
      exportNow();
      break;
    case "q":
      if (place.current !== "events") return;
      place.toggleQuery();
      break;
    default:
      if (place.current !== "events" || !/^[1-9]$/.test(event.key)) return;
      if (!savedViews.applyKey(Number(event.key))) return;
  }
  event.preventDefault();
}
