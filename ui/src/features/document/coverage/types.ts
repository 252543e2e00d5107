// What was done about each word of a draft, and what is still to be read.
import type { Span } from "../../../anchor";
import type { CoverState } from "../text/types";

export type { Cover, CoverState } from "../text/types";

/** How much of the text is in one state. */
export interface CoverCount {
  readonly state: CoverState;
  readonly words: number;
  readonly sentences: number;
}

/** A sentence and what was done about it; a sentence with an unmarked word is unmarked. */
export interface CoverSentence extends Span {
  readonly state: CoverState;
}

/** Words that were left out on purpose. */
export interface LeftOut extends Span {
  readonly id: string;
  readonly exact: string;
  readonly ground: string;
  readonly reason: string;
}

/** The order in which the states are told, drawn and counted. */
export const STATES: readonly CoverState[] = ["checked", "tagged", "left_out", "unmarked"];

/** The next sentence that nobody marked, after a place of the text or before it; round at the ends. */
export function nextUnmarked(
  sentences: readonly CoverSentence[],
  at: number,
  by: 1 | -1,
): CoverSentence | null {
  const open = sentences.filter((one) => one.state === "unmarked");
  if (by > 0) return open.find((one) => one.start > at) ?? open[0] ?? null;
  return open.findLast((one) => one.start < at) ?? open.at(-1) ?? null;
}
