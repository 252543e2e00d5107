/** What a line of the claim list says about how a claim stands. */
import type { ClaimRow } from "../../api/generated/ClaimRow";
import type { WorkState } from "../../api/generated/WorkState";
import { m } from "../../i18n";
import { toneParts, workStates } from "../../state/words";
import type { Tone as PartTone } from "../../parts/types";

export interface Standing {
  glyph: string;
  word: string;
  tone: PartTone;
}

const LEFT_OUT: readonly WorkState[] = ["not_to_be_checked", "superseded", "withdrawn"];

/** The verdict, or why there is none. */
export function standingOf({ verdict, work_state: state }: ClaimRow): Standing {
  if (verdict !== null) return { glyph: verdict.glyph, word: verdict.name, tone: toneParts[verdict.tone] };
  if (LEFT_OUT.includes(state)) return { glyph: "–", word: workStates[state](), tone: "plain" };
  return { glyph: "○", word: m.claims_open(), tone: "open" };
}

/** The work state, where it says more than that the claim is there. */
export function workOf(row: ClaimRow): string {
  const said = row.work_state === "tagged" || (row.verdict === null && LEFT_OUT.includes(row.work_state));
  if (row.stale) return m.claims_work_stale({ state: workStates[row.work_state](), who: row.signed_by });
  return said ? "" : workStates[row.work_state]();
}

/** "2 sources", or for and against where they part. */
export function evidenceOf({ supports, contradicts, context }: ClaimRow): string {
  if (supports > 0 && contradicts > 0) return m.claims_for_against({ supports, contradicts });
  const count = supports + contradicts + context;
  return count === 0 ? m.claims_no_source() : m.claims_sources({ count });
}

/** The rebuttals and whether all are answered; null where there are none. */
export function rebuttalsOf({
  rebuttals: count,
  unanswered,
}: ClaimRow): { text: string; title: string } | null {
  if (count === 0) return null;
  const open = unanswered > 0;
  return {
    text: `${m.claims_rebuttals({ count })} ${open ? "?" : "✓"}`,
    title: open ? m.claims_rebuttals_open({ count: unanswered }) : m.claims_rebuttals_settled(),
  };
}
