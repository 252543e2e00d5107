// What goes in and out of the text view. Every number that names a place in
// the text counts code points of the canonical text, the end excluded.
import type { Quote, Span } from "../../../anchor";

// Block and its parts are the twins of crates/core/src/model/text.rs.
export type BlockKind =
  "title" | "heading" | "paragraph" | "list_item" | "quote" | "table" | "caption" | "footnote" | "code";

export type MarkStyle = "emphasis" | "strong" | "code" | "strike" | "superscript" | "subscript" | "link";

export interface Mark extends Span {
  style: MarkStyle;
  href?: string;
}

export interface Cell extends Span {
  row: number;
  column: number;
  header?: boolean;
}

export interface Block extends Span {
  kind: BlockKind;
  level?: number;
  ordinal?: number;
  rtl?: boolean;
  marks?: Mark[];
  cells?: Cell[];
}

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
