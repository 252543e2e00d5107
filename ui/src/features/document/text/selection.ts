// The selection as the view keeps it: two points of the canonical text. It is
// ours and not the browser's, because most of the text is not in the DOM.
import type { Span } from "../../../anchor";

export interface Selection {
  /** Where it was begun. */
  readonly anchor: number;
  /** Where the caret is. */
  readonly focus: number;
  /** At a line's soft end: the caret belongs to the end of the line above. */
  readonly upstream: boolean;
}

export function caretAt(point: number, upstream = false): Selection {
  return { anchor: point, focus: point, upstream };
}

export function spanOf({ anchor, focus }: Selection): Span {
  return { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
}

export function isCaret({ anchor, focus }: Selection): boolean {
  return anchor === focus;
}

/** Moves the caret; `extend` leaves the other end where it was. */
export function moveTo(selection: Selection, point: number, extend: boolean, upstream = false): Selection {
  return { anchor: extend ? selection.anchor : point, focus: point, upstream };
}

/** From one whole word (sentence, paragraph) to another, with the caret on the side of the later one. */
export function stretch(from: Span, to: Span): Selection {
  return to.start < from.start
    ? { anchor: from.end, focus: to.start, upstream: false }
    : { anchor: from.start, focus: Math.max(from.end, to.end), upstream: true };
}

/** The part of a span inside another, or null. */
export function overlap(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}
