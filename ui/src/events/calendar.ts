// Days of a month for the calendar. Dates are plain `YYYY-MM-DD` texts: no zone can move them.

export interface Month {
  year: number;
  /** From 0. */
  month: number;
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/;

const two = (value: number) => String(value).padStart(2, "0");

export function dayText(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month, day));
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** The day and the time of a written time; null when it is not one. */
export function parts(text: string): { day: string; time: string | null; month: Month } | null {
  const found = WRITTEN.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, time] = found;
  const whole = `${year}-${month}-${day}`;
  if (dayText(Number(year), Number(month) - 1, Number(day)) !== whole) return null;
  return { day: whole, time: time ?? null, month: { year: Number(year), month: Number(month) - 1 } };
}

export function moveMonth(from: Month, by: number): Month {
  const date = new Date(Date.UTC(from.year, from.month + by, 1));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

export function moveDay(day: string, by: number): string {
  const at = parts(day);
  if (at === null) return day;
  return dayText(at.month.year, at.month.month, Number(day.slice(8)) + by);
}

/** Six weeks that hold the month, Monday first. */
export function weeks({ year, month }: Month): string[][] {
  const lead = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => dayText(year, month, 1 - lead + week * 7 + weekday)),
  );
}
