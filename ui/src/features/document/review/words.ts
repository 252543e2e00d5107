// The words and signs of fates. A fate has a sign of its own, so that no colour is needed to tell it.
import { m } from "../../../i18n";
import type { Tone } from "../../../parts/types";
import type { Fate, FateRow, ReviewRow } from "./types";

export const SIGNS: Readonly<Record<Fate | "new", string>> = {
  ask: "?",
  reworded: "≈",
  moved: "→",
  gone: "✕",
  unchanged: "=",
  new: "+",
};

export const TONES: Readonly<Record<Fate | "new", Tone>> = {
  ask: "reb",
  reworded: "ctx",
  moved: "accent",
  gone: "plain",
  unchanged: "plain",
  new: "sup",
};

const NAMES: Readonly<Record<Fate, () => string>> = {
  ask: m.draft_fate_ask,
  reworded: m.draft_fate_reworded,
  moved: m.draft_fate_moved,
  gone: m.draft_fate_gone,
  unchanged: m.draft_fate_unchanged,
};

export const fateName = (fate: Fate): string => NAMES[fate]();

const WHY: Readonly<Record<string, () => string>> = {
  two_alike: m.draft_why_two_alike,
  number_changed: m.draft_why_number,
  date_changed: m.draft_why_date,
  name_changed: m.draft_why_name,
  negation_changed: m.draft_why_negation,
  quotation_changed: m.draft_why_quotation,
  low_score: m.draft_why_low,
  original_deleted_look_alike: m.draft_why_deleted,
  split: m.draft_why_split,
  merged: m.draft_why_merged,
  came_back: m.draft_why_back,
  was_said_gone: m.draft_why_said_gone,
  text_erased: m.draft_why_erased,
};

/** Why the program does not choose, in a sentence. */
export const whyOf = (row: FateRow): string =>
  row.why === null ? "" : (WHY[row.why] ?? m.draft_why_other)();

const HINTS: Readonly<Record<string, () => string>> = {
  number: m.draft_hint_number,
  date: m.draft_hint_date,
  name: m.draft_hint_name,
  quotation: m.draft_hint_quotation,
  attribution: m.draft_hint_attribution,
  comparison: m.draft_hint_comparison,
  cause: m.draft_hint_cause,
};

/** What makes a new sentence worth a check: "a number, a date". */
export const hintsOf = (hints: readonly string[]): string =>
  hints
    .flatMap((hint) => HINTS[hint]?.() ?? [])
    .slice(0, 3)
    .join(", ");

/** How a score is written: of a hundred, as people say it. */
export const percent = (score: number): string => m.draft_score({ score: Math.round(score / 10) });

/** What was left out, told by its ground and reason. */
export const quoteOfPlace = ({ exact }: { exact: string }): string => `“${exact}”`;

export function subjectOf(row: ReviewRow): string {
  if (row.kind === "sentence") return m.draft_subject_sentence();
  if (row.kind === "omission") return m.draft_subject_omission();
  return m.draft_subject_claim({ number: row.number ?? 0 });
}
