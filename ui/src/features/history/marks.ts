/** What the marks of the timeline are called. */
import type { MarkWhat } from "../../api/generated/MarkWhat";
import type { TimelineMark } from "../../api/generated/TimelineMark";
import { formatMinute, formatNumber, m } from "../../i18n";

const NAMES: Readonly<Record<MarkWhat, () => string>> = {
  draft: m.time_draft,
  sign_off: m.time_sign_off,
  verdict: m.time_verdict,
  restore: m.time_restore,
  export: m.time_export,
};

export const markName = (what: MarkWhat): string => NAMES[what]();

export function markTitle({ what, label, seq, at }: TimelineMark): string {
  return m.time_mark_full({
    what: markName(what),
    label,
    number: formatNumber(seq),
    when: formatMinute(at),
  });
}

/** The most that a tip lists one by one. */
const MOST = 6;

/** All marks of one place, each in a line. */
export function marksTitle(marks: readonly TimelineMark[]): string {
  const lines = marks.slice(-MOST).map(markTitle);
  const left = marks.length - lines.length;
  return [...(left > 0 ? [m.history_rest({ count: left })] : []), ...lines].join("\n");
}
