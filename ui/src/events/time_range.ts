// Time ranges as the API writes them: `YYYY-MM-DD HH:mm:ss` in the cloud's own zone, GMT+8 without summer time.

const CLOUD_OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

export type Preset = "day" | "week" | "month" | "today" | "thisMonth";
export const PRESETS: readonly Preset[] = ["day", "week", "month", "today", "thisMonth"];

export interface Range {
  start: string;
  end: string;
}

/** A point in time as the cloud's clock shows it. */
export function cloudTime(milliseconds: number): string {
  return new Date(milliseconds + CLOUD_OFFSET).toISOString().slice(0, 19).replace("T", " ");
}

/** The range a preset means at this moment. A range up to now has no end, so that what arrives next is in it. */
export function presetRange(preset: Preset, now: number): Range {
  const midnight = Math.floor((now + CLOUD_OFFSET) / DAY) * DAY - CLOUD_OFFSET;
  switch (preset) {
    case "day":
      return { start: cloudTime(now - DAY), end: "" };
    case "week":
      return { start: cloudTime(now - 7 * DAY), end: "" };
    case "month":
      return { start: cloudTime(now - 30 * DAY), end: "" };
    case "today":
      return { start: cloudTime(midnight), end: "" };
    case "thisMonth":
      return { start: `${cloudTime(now).slice(0, 7)}-01 00:00:00`, end: "" };
  }
}
