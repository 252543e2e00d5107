/**
 * Reads a date of which perhaps only the year or the month is known, as people write
 * it: `2017`, `June 2017`, `29 Jun 2017`, `2017-06-29`, `29.6.2017`. It never guesses:
 * `5/6/2017` is two dates, so it is none until someone says which.
 */

export type Parsed =
  { ok: true; date: string | null } | { ok: false; fault: "unclear" | "ambiguous" | "impossible" };

const EMPTY: Parsed = { ok: true, date: null };
const UNCLEAR: Parsed = { ok: false, fault: "unclear" };
const AMBIGUOUS: Parsed = { ok: false, fault: "ambiguous" };
const IMPOSSIBLE: Parsed = { ok: false, fault: "impossible" };

/** Reads what was typed; month names are those of the given languages. */
export function parsePartialDate(text: string, locales: readonly string[] = ["en"]): Parsed {
  // NFKC turns full-width digits into plain ones; commas and ordinal endings carry nothing.
  const bare = text
    .normalize("NFKC")
    .trim()
    .replace(/(\d)(st|nd|rd|th)\b/gi, "$1")
    .replace(/,/g, " ")
    .replace(/\s+/g, " ");
  if (bare === "") return EMPTY;

  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(bare);
  if (iso) return checked(iso[1], iso[2], iso[3]);

  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ] ?(\d{4})$/.exec(bare.replace(/\. /g, "."));
  if (numbers) return dayFirstOrNot(numbers);

  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(bare);
  if (monthYear) return checked(monthYear[2], monthYear[1]);

  return withMonthName(bare, locales);
}

/** Day and month as numbers: told apart by size, or by dots, which are only written day first. */
function dayFirstOrNot(match: RegExpExecArray): Parsed {
  const [whole, first, second, year] = match;
  const dotted = whole.includes(".");
  if (dotted || Number(first) > 12 || first === second) return checked(year, second, first);
  if (Number(second) > 12) return checked(year, first, second);
  return AMBIGUOUS;
}

function withMonthName(bare: string, locales: readonly string[]): Parsed {
  const words = bare.replace(/\./g, " ").trim().split(/\s+/);
  if (words.length < 2 || words.length > 3) return UNCLEAR;
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const days = words.filter((word) => /^\d{1,2}$/.test(word));
  const names = words.filter((word) => !/\d/.test(word));
  if (years.length !== 1 || names.length !== 1 || days.length !== words.length - 2) return UNCLEAR;
  const month = monthNamed(names[0] ?? "", locales);
  return month === null ? UNCLEAR : checked(years[0], String(month), days[0]);
}

function monthNamed(name: string, locales: readonly string[]): number | null {
  const wanted = fold(name);
  if (wanted.length < 3) return null;
  const hits = new Set<number>();
  for (const locale of new Set([...locales, "en"])) {
    const long = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    for (let month = 1; month <= 12; month++) {
      const full = fold(long.format(new Date(Date.UTC(2001, month - 1, 15))));
      if (full === wanted) return month;
      if (full.startsWith(wanted) || (wanted === "sept" && month === 9)) hits.add(month);
    }
  }
  return hits.size === 1 ? ([...hits][0] ?? null) : null;
}

/** Without case and accents, so that "fevr" finds "février". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function checked(year: string | undefined, month?: string, day?: string): Parsed {
  if (year === undefined || Number(year) === 0) return IMPOSSIBLE;
  if (month === undefined) return { ok: true, date: year };
  const [y, mo, d] = [Number(year), Number(month), Number(day ?? 1)];
  const moment = new Date(Date.UTC(2000, 0, 1));
  moment.setUTCFullYear(y, mo - 1, d);
  if (moment.getUTCMonth() !== mo - 1 || moment.getUTCDate() !== d || mo < 1) return IMPOSSIBLE;
  const parts = [year, String(mo).padStart(2, "0")];
  if (day !== undefined) parts.push(String(d).padStart(2, "0"));
  return { ok: true, date: parts.join("-") };
}
