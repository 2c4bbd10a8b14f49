// The guide: opened at the page that belongs to where the person is.
import { asWireError, call } from "../backend";
import type { GuidePage, Place } from "../wire/types";
import { tongue } from "../words/words.svelte";
import { place } from "./place.svelte";
import { settings } from "./settings.svelte";
import { start } from "./start.svelte";
import { toasts } from "./toasts.svelte";

/** What is about something in particular says so: `data-guide="filters#Levels"`, a page and a place on it. */
const ATTRIBUTE = "data-guide";

const BY_PLACE: Record<Place, GuidePage> = {
  events: "reviewing",
  overview: "reviewing",
  exports: "weekly-export",
  sources: "first-sync",
  settings: "policy",
};

/** Opens the guide. A code of an error, or the name of a filter, is a place on its page. */
export async function openGuide(page: GuidePage, anchor: string | null = null): Promise<void> {
  const { language } = tongue;
  const { theme } = settings.value;
  try {
    await call("open_guide", { guide: { language, theme, page, anchor } });
  } catch (reason) {
    toasts.fail(asWireError(reason), "guide.failed");
  }
}

/** Opens the guide at what has the focus, else at what lies over the place, else at the place. */
export function openGuideHere(): Promise<void> {
  const told =
    document.activeElement?.closest(`[${ATTRIBUTE}]`) ?? document.querySelector(`dialog[open][${ATTRIBUTE}]`);
  const [page, anchor] = told?.getAttribute(ATTRIBUTE)?.split("#") ?? [];
  if (page !== undefined) return openGuide(page as GuidePage, anchor ?? null);
  if (start.failure !== null) return openGuideFor(start.failure.Code);
  return openGuide(BY_PLACE[place.current]);
}

/** What to do about an error. */
export function openGuideFor(code: string): Promise<void> {
  return openGuide("troubleshooting", code);
}
