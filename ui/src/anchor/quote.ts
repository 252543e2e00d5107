// A span with its words and enough of its surroundings to be found again.
import { snapDown, snapUp, type Span } from "./breaks";
import type { PointIndex } from "./points";

/** What a W3C quote and position selector need, in code points. */
export interface Quote extends Span {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Code points of context at first, and the most that is ever taken. */
const CONTEXT = 32;
const MOST_CONTEXT = 256;

/** The words of a span, with as much context as makes them unique (up to a limit). */
export function quoteOf(index: PointIndex, span: Span): Quote {
  const exact = index.slice(span.start, span.end);
  for (let context = CONTEXT; ; context *= 2) {
    const { prefix, suffix } = surroundings(index, span, context);
    if (context >= MOST_CONTEXT || isUnique(index.text, prefix + exact + suffix)) {
      return { start: span.start, end: span.end, exact, prefix, suffix };
    }
  }
}

function surroundings(index: PointIndex, span: Span, context: number): { prefix: string; suffix: string } {
  const whole = { start: 0, end: index.length };
  // Rounded towards the quote, so that no letter is cut at the far end.
  const from = Math.min(span.start, snapUp(index, whole, Math.max(0, span.start - context)));
  const to = Math.max(span.end, snapDown(index, whole, Math.min(index.length, span.end + context)));
  return { prefix: index.slice(from, span.start), suffix: index.slice(span.end, to) };
}

function isUnique(text: string, words: string): boolean {
  const first = text.indexOf(words);
  return first < 0 || text.indexOf(words, first + 1) < 0;
}
