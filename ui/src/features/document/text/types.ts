// What goes in and out of the text view. Every number that names a place in
// the text counts code points of the canonical text, the end excluded.
import type { Quote, Span } from "../../../anchor";

export type { Block } from "../../../api/generated/Block";
export type { BlockKind } from "../../../api/generated/BlockKind";
export type { Cell } from "../../../api/generated/Cell";
export type { Mark } from "../../../api/generated/Mark";
export type { MarkStyle } from "../../../api/generated/MarkStyle";

/** How a claim stands; each has a colour, a kind of line and a shape of its own. */
export type Tone = "supported" | "refuted" | "context" | "conflict" | "open" | "not_checked";

/** One passage of a claim, as the text view shows it. */
export interface TextMark extends Span {
  passage: string;
  claim: string;
  number: number;
  tone: Tone;
  /** For screen readers and the chooser, e.g. "Claim 3, Disputed". */
  label: string;
}

export type TextAction = "tag" | "add" | "quote" | "leave_out";

/** What was done about words: nothing yet, a claim, a claim that is checked, or left out on purpose. */
export type CoverState = "unmarked" | "tagged" | "checked" | "left_out";

/** A stretch of the text and what was done about it. Sorted, they do not overlap. */
export interface Cover extends Span {
  readonly state: CoverState;
  /** For what was left out, why. */
  readonly label?: string;
}

/** Where a note hangs that the draft brought along: drawn as a small mark behind its words. */
export interface TextNote extends Span {
  readonly note: number;
  readonly kind: "comment" | "mark" | "change";
  /** The number or sign of a footnote. */
  readonly sign: string;
  /** Whether it waits for a decision. */
  readonly isOpen: boolean;
  readonly chosen: boolean;
  /** For screen readers and as a tip. */
  readonly label: string;
}

/** The words that an action is about. */
export type TextRange = Quote;

/** Where a reader was; `scroll` is the (fractional) code point at the top of the view. */
export interface Position extends Span {
  scroll: number;
}
