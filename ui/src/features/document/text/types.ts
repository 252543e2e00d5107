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

export type TextAction = "tag" | "add" | "quote" | "not_checkable";

/** The words that an action is about. */
export type TextRange = Quote;

/** Where a reader was; `scroll` is the (fractional) code point at the top of the view. */
export interface Position extends Span {
  scroll: number;
}
