/** The passages of a draft as the text view draws them. */
import type { PassageRow } from "../api/generated/PassageRow";
import type { WorkState } from "../api/generated/WorkState";
import type { TextMark, Tone } from "../features/document/text/types";
import { m } from "../i18n";

const LEFT_OUT: readonly WorkState[] = ["not_to_be_checked", "superseded", "withdrawn"];

function toneOf(row: PassageRow): Tone {
  // Left out on purpose looks different from not yet done.
  return row.verdict === "" && LEFT_OUT.includes(row.work_state) ? "not_checked" : row.tone;
}

function standing(row: PassageRow): string {
  if (row.verdict !== "") return row.disputed ? m.mark_disputed({ verdict: row.verdict }) : row.verdict;
  return LEFT_OUT.includes(row.work_state) ? m.claim_state_not_to_be_checked() : m.claims_open();
}

export function marksOf(rows: readonly PassageRow[]): TextMark[] {
  return rows.map((row) => ({
    passage: row.passage,
    claim: row.claim,
    number: row.number,
    start: row.start,
    end: row.end,
    tone: toneOf(row),
    label: m.mark_label({ number: row.number, standing: standing(row), heading: row.heading }),
  }));
}
