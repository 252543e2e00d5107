/** Moments to choose from: now, the beginning, marks, days and entries, as the options of a list. */
import type { TimelineDay } from "../../api/generated/TimelineDay";
import type { TimelineMark } from "../../api/generated/TimelineMark";
import { formatMinute, formatNumber, formatPartialDate, language, m } from "../../i18n";
import { parsePartialDate } from "../../parts/partialDate";
import type { Option } from "../../parts/types";
import { markName } from "./marks";
import { entryAtDate } from "./strip";

/** What the value of an option says: an entry, or now. */
export const NOW = "now";
export const toValue = (seq: number | null): string => (seq === null ? NOW : String(seq));
export const fromValue = (value: string): number | null => {
  const [seq = ""] = value.split(" ");
  return seq === NOW ? null : Number(seq);
};

const MOST = 60;

interface Ledger {
  days: readonly TimelineDay[];
  marks: readonly TimelineMark[];
  head: number;
}

export const entryOption = (seq: number, at: string | null): Option => ({
  value: toValue(seq),
  label:
    seq === 0
      ? m.time_pick_zero()
      : at === null
        ? m.time_entry({ number: formatNumber(seq) })
        : `${m.time_entry({ number: formatNumber(seq) })} · ${formatMinute(at)}`,
});

export const nowOption = (): Option => ({ value: NOW, label: m.time_now() });

/** The moment just after a mark, and the one just before it where that is what one wants. */
function markOptions(mark: TimelineMark): Option[] {
  const label = m.time_mark({ what: markName(mark.what), label: mark.label });
  const detail = `${m.time_entry({ number: formatNumber(mark.seq) })} · ${formatMinute(mark.at)}`;
  const after = { value: `${mark.seq} after`, label, detail };
  if (mark.what === "draft") return [after];
  return [{ value: `${mark.seq - 1} before`, label: m.time_pick_before({ label }), detail }, after];
}

/** What a typed text may mean: an entry's number, a date, or words of a mark. */
export function momentsFor(text: string, { days, marks, head }: Ledger, zero: boolean): Option[] {
  const wanted = text.trim().toLowerCase();
  const found: Option[] = [];
  const number = Number(wanted.replace(/[^\d]/gu, ""));
  if (/^(entry\s*)?[\d., ]+$/u.test(wanted) && number >= 1 && number <= head)
    found.push(entryOption(number, null));
  const read = parsePartialDate(wanted, [language()]);
  if (read.ok && read.date !== null) {
    const seq = entryAtDate(days, read.date);
    found.push({
      value: `${seq} date`,
      label: m.time_pick_end_of({ date: formatPartialDate(read.date) }),
      detail: m.time_entry({ number: formatNumber(seq) }),
    });
  }
  const listed = [
    nowOption(),
    ...marks.toReversed().flatMap(markOptions),
    { value: "1 first", label: m.time_beginning(), detail: m.time_entry({ number: formatNumber(1) }) },
    ...(zero ? [{ value: "0", label: m.time_pick_zero() }] : []),
  ];
  const seen = new Set<string>();
  return [...found, ...listed.filter((one) => one.label.toLowerCase().includes(wanted))]
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .slice(0, MOST);
}
