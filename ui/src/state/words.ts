/**
 * What the words of the work are called on screen, for every feature that shows them. One table for
 * each, so that a new word of the program does not compile before it has a name here.
 */
import type { Outcome } from "../api/generated/Outcome";
import type { Priority } from "../api/generated/Priority";
import type { Tone } from "../api/generated/Tone";
import type { WorkState } from "../api/generated/WorkState";
import { m } from "../i18n";
import type { Tone as PartTone } from "../parts/types";

export type Words<W extends string> = Readonly<Record<W, () => string>>;

export const priorities: Words<Priority> = {
  low: m.claim_priority_low,
  normal: m.claim_priority_normal,
  high: m.claim_priority_high,
  urgent: m.claim_priority_urgent,
};

export const workStates: Words<WorkState> = {
  tagged: m.claim_state_tagged,
  triaged: m.claim_state_triaged,
  assigned: m.claim_state_assigned,
  checking: m.claim_state_checking,
  awaiting_source: m.claim_state_awaiting_source,
  proposed: m.claim_state_proposed,
  second_check: m.claim_state_second_check,
  signed_off: m.claim_state_signed_off,
  published: m.claim_state_published,
  corrected: m.claim_state_corrected,
  returned: m.claim_state_returned,
  not_to_be_checked: m.claim_state_not_to_be_checked,
  superseded: m.claim_state_superseded,
  withdrawn: m.claim_state_withdrawn,
};

/** What became of a question to somebody. */
export const outcomes: Words<Outcome> = {
  awaited: m.contact_outcome_awaited,
  answered: m.contact_outcome_answered,
  declined: m.contact_outcome_declined,
  no_answer: m.contact_outcome_no_answer,
};

/** Verdicts of any scale, by what they come to. */
export const tones: Words<Tone> = {
  supported: m.board_tone_supported,
  refuted: m.board_tone_refuted,
  conflict: m.board_tone_conflict,
  context: m.board_tone_context,
  open: m.board_tone_open,
};

export const toneSigns: Readonly<Record<Tone, string>> = {
  supported: "✓",
  refuted: "✗",
  conflict: "⇄",
  context: "◐",
  open: "○",
};

/** The colour role of each, as the parts call it. */
export const toneParts: Readonly<Record<Tone, PartTone>> = {
  supported: "sup",
  refuted: "reb",
  conflict: "reb",
  context: "ctx",
  open: "open",
};

/** They come about by a step of their own (the program refuses to set them). */
const OWN_STEP: readonly WorkState[] = ["signed_off", "published", "corrected"];

/** They end or halt the work without a verdict, so the history wants to know why. */
export const ASKS_WHY: readonly WorkState[] = ["returned", "not_to_be_checked", "superseded", "withdrawn"];

/** The words of a table, in its order. */
export function wordsOf<W extends string>(words: Words<W>): W[] {
  return Object.keys(words).filter((key): key is W => key in words);
}

export const settableStates = (): WorkState[] =>
  wordsOf(workStates).filter((state) => !OWN_STEP.includes(state));
