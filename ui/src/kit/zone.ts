// Names of time zones, as people read them.
import { tongue } from "../words/words.svelte";

/** The cloud's own zone: GMT+8, without summer time. */
export const CLOUD_ZONE = "Asia/Shanghai";
export const UTC = "UTC";

/** The zone of this machine. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || UTC;
}

/** Short words for a heading. A zone with summer time has no one offset, so it keeps its name. */
export function zoneWords(zone: string): string {
  if (zone === CLOUD_ZONE) return "GMT+8";
  return zone.replace(/^Etc\//, "").replaceAll("_", " ");
}

/** How far a zone is from UTC at a moment. */
export function offsetWords(zone: string, at: number): string {
  try {
    const parts = new Intl.DateTimeFormat(tongue.locale, { timeZone: zone, timeZoneName: "shortOffset" });
    return parts.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  } catch {
    return "";
  }
}
