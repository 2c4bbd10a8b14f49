// What the window says, in the person's language. Reading `say` in a component follows a change of language at once.
import type { Language } from "../wire/types";
import { en, type WordKey } from "./en";
import { zh } from "./zh";

export type { WordKey };
type Values = Record<string, string | number>;

const CATALOGUES: Record<Language, Record<WordKey, string>> = { en, zh };

declare global {
  interface Window {
    /** The system's language as the program tells it, which is there before the first call is answered. */
    systemLanguage?: Language;
  }
}

class Tongue {
  language = $state<Language>(
    window.systemLanguage ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"),
  );

  /** The person's own locale when it is of this language, so that their number habits are kept. */
  locale = $derived(
    navigator.languages.find((tag) => tag.toLowerCase().startsWith(this.language)) ??
      (this.language === "zh" ? "zh-CN" : "en-US"),
  );
}

export const tongue = new Tongue();

/** One text, with its values put in. Numbers are written in the person's locale. */
export function say(key: WordKey, values: Values = {}): string {
  return CATALOGUES[tongue.language][key].replace(/\{([^}]+)\}/g, (_, inner: string) => {
    const [name = "", one, many] = inner.split("|");
    const value = values[name];
    if (many !== undefined) return value === 1 ? (one ?? "") : many;
    return typeof value === "number" ? number(value) : (value ?? "");
  });
}

/** The text of the current language out of a pair that the backend sends. */
export function pick(zhText: string, enText: string): string {
  return tongue.language === "zh" ? zhText : enText;
}

export function number(value: number): string {
  return new Intl.NumberFormat(tongue.locale).format(value);
}

/** A part of a whole in per cent. What is little, or nearly all, is never written as nothing or everything. */
export function share(part: number, whole: number): string {
  const percent = new Intl.NumberFormat(tongue.locale, { style: "percent", maximumFractionDigits: 1 });
  const value = whole === 0 ? 0 : part / whole;
  if (part > 0 && value < 0.001) return `<${percent.format(0.001)}`;
  if (part < whole && value > 0.999) return `>${percent.format(0.999)}`;
  return percent.format(value);
}

export function bytes(value: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(tongue.locale, {
    style: "unit",
    unit: units[unit],
    unitDisplay: "short",
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
  }).format(size);
}

/** A span of time in its two largest units. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (milliseconds > 0 && milliseconds < 950) return span(Math.round(milliseconds), "millisecond");
  if (seconds < 60) return span(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${span(minutes, "minute")} ${span(seconds % 60, "second")}`;
  return `${span(Math.floor(minutes / 60), "hour")} ${span(minutes % 60, "minute")}`;
}

/** A point in time as it lies from now: "3 minutes ago", "in 12 minutes". */
export function fromNow(time: number, now: number): string {
  const seconds = Math.round((time - now) / 1000);
  const words = new Intl.RelativeTimeFormat(tongue.locale, { numeric: "auto" });
  const write = (size: number, unit: "second" | "minute" | "hour" | "day" | "month" | "year") =>
    words.format(Math.round(seconds / size), unit).replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
  const distance = Math.abs(seconds);
  if (distance < 45) return seconds > 0 ? write(1, "second") : words.format(0, "second");
  if (distance < 45 * 60) return write(60, "minute");
  if (distance < 22 * 3600) return write(3600, "hour");
  if (distance < 26 * 86_400) return write(86_400, "day");
  if (distance < 320 * 86_400) return write(30.44 * 86_400, "month");
  return write(365.25 * 86_400, "year");
}

/** A number and its unit with a blank between them, which not every web view's Chinese has. */
function span(value: number, unit: string): string {
  const parts = new Intl.NumberFormat(tongue.locale, { style: "unit", unit, unitDisplay: "short" });
  return parts.format(value).replace(/^([\d.,]+)(?=\p{L})/u, "$1 ");
}
