// What the program says of a draft that has come, as the review shows it.
import type { NewSentenceRow } from "../../../api/generated/NewSentenceRow";
import type { ReviewPlace } from "../../../api/generated/ReviewPlace";
import type { ReviewRow as Told } from "../../../api/generated/ReviewRow";
import type { WorkState } from "../../../api/generated/WorkState";
import { quoteOfPlace } from "./words";
import type { Candidate, FateRow, SentenceRow } from "./types";

/** Places that share but a word or two with the old ones are in the way, per mille; the best is always offered. */
const WORTH_A_LOOK = 250;

/** What was released, and is no more as it was seen. */
const RELEASED: readonly WorkState[] = ["signed_off", "published", "corrected"];

/** The words of a place against the old ones; where they are the same, the program says nothing. */
function candidateOf(place: ReviewPlace): Candidate {
  const { start, end, score, exact, words } = place;
  return { start, end, score, pieces: words.length > 0 ? words : [{ op: "same", text: exact }] };
}

export function fateRowOf(told: Told): FateRow {
  const { anchor, claim, omission, old, new: now, candidates } = told;
  return {
    key: anchor.id,
    kind: omission === null ? "passage" : "omission",
    number: claim?.number ?? null,
    heading: claim?.heading ?? (omission === null ? old.exact : quoteOfPlace(omission)),
    fate: anchor.state,
    why: anchor.why ?? null,
    old: { start: old.start, end: old.end, exact: old.exact, revision: old.revision, number: old.number },
    now: now === null ? null : candidateOf(now),
    candidates: candidates.filter(({ score }, at) => at === 0 || score >= WORTH_A_LOOK).map(candidateOf),
    stale:
      claim !== null &&
      RELEASED.includes(claim.work_state) &&
      anchor.state !== "unchanged" &&
      anchor.state !== "moved",
    decided: told.decided_by,
  };
}

export function sentenceRowOf({ start, end, exact, hints, weight }: NewSentenceRow): SentenceRow {
  return { key: `sentence ${start}`, kind: "sentence", start, end, words: exact, hints, weight };
}
