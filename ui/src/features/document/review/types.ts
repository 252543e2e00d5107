// What the coming of a draft is told by: the fate of every place that stood in the draft before, and
// the sentences that are new. Numbers that name a place count code points, the end excluded.
import type { Span } from "../../../anchor";
import type { AnchorState } from "../../../api/generated/AnchorState";
import type { Segment } from "../../../parts/types";
import type { Block } from "../text/types";

/** What became of a place. */
export type Fate = AnchorState;

/** A place in the new draft that may be where the words are now. */
export interface Candidate extends Span {
  /** Of a thousand. */
  readonly score: number;
  /** The words there, against those that were tagged. */
  readonly pieces: readonly Segment[];
}

/** One place of a claim, or one that was left out, and what became of it. */
export interface FateRow {
  readonly key: string;
  readonly kind: "passage" | "omission";
  /** The claim's number and heading; for what was left out, none and its reason. */
  readonly number: number | null;
  readonly heading: string;
  readonly fate: Fate;
  readonly why: string | null;
  /** Where it stood in the draft before, and its words there. */
  readonly old: Span & { readonly exact: string; readonly revision: string; readonly number: number };
  /** Where it is now; null while that is not known. */
  readonly now: Candidate | null;
  readonly candidates: readonly Candidate[];
  /** The sign-off of its claim is stale because of this. */
  readonly stale: boolean;
  /** Who decided this, by name; empty if nobody did. */
  readonly decided: string;
}

/** A sentence that the draft before did not have. */
export interface SentenceRow extends Span {
  readonly key: string;
  readonly kind: "sentence";
  readonly words: string;
  readonly hints: readonly string[];
  readonly weight: number;
}

export type ReviewRow = FateRow | SentenceRow;

export type Counts = Readonly<Record<Fate, number>> & { readonly total: number };

/** One of the two drafts side by side. */
export interface DraftText {
  readonly revision: string;
  readonly number: number;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What somebody decided here, and that is not in the ledger yet. */
export type Noted =
  | { readonly key: string; readonly as: "place"; readonly start: number; readonly end: number }
  | { readonly key: string; readonly as: "gone" }
  | { readonly key: string; readonly as: "confirm" }
  | { readonly key: string; readonly as: "tag"; readonly start: number; readonly end: number }
  | {
      readonly key: string;
      readonly as: "leave";
      readonly start: number;
      readonly end: number;
      readonly ground: string;
      readonly reason: string;
    };
