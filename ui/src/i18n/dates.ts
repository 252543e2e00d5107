/**
 * Numbers, moments and partial dates (`2017`, `2017-06`, `2017-06-29`) as a language
 * writes them. A partial date is never filled up: what is not known is not shown.
 */
import { getLocale } from "./generated/runtime.js";

/** A whole or broken number with the language's own separators. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(getLocale(), options).format(value);
}

/** Bytes in the unit that a person would choose. */
export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return formatNumber(bytes / 1000 ** step, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
}

/** A date of which perhaps only the year or the month is known. */
export function formatPartialDate(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  if (year === undefined || Number.isNaN(year)) return date;
  // Noon in UTC, read in UTC: no time zone can push the day to its neighbour.
  const moment = new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1, 12));
  moment.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  return new Intl.DateTimeFormat(getLocale(), {
    year: "numeric",
    month: month === undefined ? undefined : "long",
    day: day === undefined ? undefined : "numeric",
    timeZone: "UTC",
  }).format(moment);
}

/** A moment in the desk's own time zone: the hour today, the day otherwise. */
export function formatMoment(at: string | number | Date, now: Date = new Date()): string {
  const moment = new Date(at);
  const today = moment.toDateString() === now.toDateString();
  const thisYear = moment.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(
    getLocale(),
    today
      ? { hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "short", ...(thisYear ? {} : { year: "numeric" }) },
  ).format(moment);
}

/** Day and time, where several moments of one day stand in a list. */
export function formatDayAndTime(at: string | number | Date): string {
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(at),
  );
}

/** A moment in full, with its time zone: for tooltips and histories. */
export function formatMomentInFull(at: string | number | Date): string {
  return new Intl.DateTimeFormat(getLocale(), {
    dateStyle: "long",
    timeStyle: "long",
  }).format(new Date(at));
}

/** A moment to the minute, always with its day: for comparing moments of which none is today. */
export function formatMinute(at: string | number | Date): string {
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(at),
  );
}

/** A whole day, as `2017-06-29`, in few letters; the year where it tells days apart. */
export function formatDay(day: string, withYear: boolean): string {
  return new Intl.DateTimeFormat(getLocale(), {
    day: "numeric",
    month: "short",
    ...(withYear && { year: "numeric" }),
    timeZone: "UTC",
  }).format(new Date(`${day}T12:00:00Z`));
}

/** Names joined as the language joins them: "a, b and c". */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(names);
}
