// Where letters, words and sentences begin and end, in code points. All
// questions are asked inside a span (a block or a table cell), because no
// letter, word or sentence reaches over its edge.
import { isSecondHalfUtf16, type PointIndex } from "./points";

/** A part of a text in code points, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// One fixed language keeps the breaks the same on every desk; the rules for
// words without spaces (Thai, Chinese, Japanese) do not depend on it.
const LANGUAGE = "en";
const letters = new Intl.Segmenter(LANGUAGE, { granularity: "grapheme" });
const words = new Intl.Segmenter(LANGUAGE, { granularity: "word" });
const sentences = new Intl.Segmenter(LANGUAGE, { granularity: "sentence" });

/** How far a search for a safe place to start segmenting goes back. */
const LOOK_BACK = 512;
/** A letter longer than this is an attack, not a letter. */
const LONGEST_LETTER = 256;

/** The letter (grapheme cluster) that covers a code point. */
export function letterAt(index: PointIndex, within: Span, point: number): Span {
  const low = index.toUtf16(within.start);
  const high = index.toUtf16(within.end);
  const unit = index.toUtf16(point);
  if (unit >= high) return { start: within.end, end: within.end };
  const from = safeStartUtf16(index.text, low, Math.max(low, unit));
  let to = Math.min(high, unit + LONGEST_LETTER);
  if (isSecondHalfUtf16(index.text, to)) to++;
  const found = letters.segment(index.text.slice(from, to)).containing(Math.max(0, unit - from));
  const start = from + (found?.index ?? 0);
  return { start: index.fromUtf16(start), end: index.fromUtf16(start + (found?.segment.length ?? 0)) };
}

/** The nearest place at or before a code point that cuts no letter. */
export function snapDown(index: PointIndex, within: Span, point: number): number {
  if (point <= within.start) return within.start;
  if (point >= within.end) return within.end;
  return letterAt(index, within, point).start;
}

/** The nearest place at or after a code point that cuts no letter. */
export function snapUp(index: PointIndex, within: Span, point: number): number {
  if (point <= within.start) return within.start;
  if (point >= within.end) return within.end;
  const letter = letterAt(index, within, point);
  return letter.start === point ? point : letter.end;
}

/** The place one letter after a point. */
export function afterLetter(index: PointIndex, within: Span, point: number): number {
  return point >= within.end ? within.end : letterAt(index, within, point).end;
}

/** The place one letter before a point. */
export function beforeLetter(index: PointIndex, within: Span, point: number): number {
  return point <= within.start ? within.start : letterAt(index, within, point - 1).start;
}

/** Every letter of a span, in order. */
export function lettersOf(index: PointIndex, span: Span): Span[] {
  const found: Span[] = [];
  let start = span.start;
  for (const { segment } of letters.segment(index.slice(span.start, span.end))) {
    const end = start + countPoints(segment);
    found.push({ start, end });
    start = end;
  }
  return found;
}

/** The word that covers a point, or the gap (spaces, a mark) if no word does. */
export function wordAt(index: PointIndex, within: Span, point: number): Span {
  return containing(words, index, within, point);
}

/** The end of the next word: where a step forward by words lands. */
export function afterWord(index: PointIndex, within: Span, point: number): number {
  const text = index.slice(within.start, within.end);
  const base = index.toUtf16(within.start);
  const segments = words.segment(text);
  let at = index.toUtf16(point) - base;
  while (at < text.length) {
    const found = segments.containing(at);
    if (!found) break;
    at = found.index + found.segment.length;
    if (found.isWordLike) break;
  }
  return index.fromUtf16(base + Math.min(at, text.length));
}

/** The start of the word before: where a step back by words lands. */
export function beforeWord(index: PointIndex, within: Span, point: number): number {
  const text = index.slice(within.start, within.end);
  const base = index.toUtf16(within.start);
  const segments = words.segment(text);
  let at = index.toUtf16(point) - base;
  while (at > 0) {
    const found = segments.containing(at - 1);
    if (!found) break;
    at = found.index;
    if (found.isWordLike) break;
  }
  return index.fromUtf16(base + Math.max(0, at));
}

/** The sentence that covers a point, without the space around it. */
export function sentenceAt(index: PointIndex, within: Span, point: number): Span {
  const raw = containing(sentences, index, within, Math.min(point, within.end));
  const start = raw.start + markAhead(index, within, raw.start);
  if (point < start && raw.start > within.start) return sentenceAt(index, within, raw.start - 1);
  return trim(index, {
    start: point < start ? raw.start : start,
    end: raw.end + markAhead(index, within, raw.end),
  });
}

/** The mark of a note, `[1]` or `¹`: it belongs to the sentence that has just ended. */
const MARK = /^(?:\[[\d,–\- ]{1,12}\]|[¹²³⁰⁴-⁹])+(?:\s+|$)/u;
const REST_OF_MARK = /^[\d,–\- ]{1,12}\](?:\s+|$)/u;
const ENDED = /[.!?…。！？؟۔।]["”’»)]*\s*$/u;

/** Code points of such a mark where a sentence ends; the rules of Unicode may end it inside the bracket. */
function markAhead(index: PointIndex, within: Span, at: number): number {
  if (at <= within.start || at >= within.end) return 0;
  const before = index.slice(Math.max(within.start, at - 8), at);
  const after = index.slice(at, Math.min(within.end, at + 32));
  const opened = before.endsWith("[");
  if (!ENDED.test(opened ? before.slice(0, -1) : before)) return 0;
  return countPoints((opened ? REST_OF_MARK : MARK).exec(after)?.[0] ?? "");
}

/** A span without the white space at its ends; an empty span stays where it was. */
export function trim(index: PointIndex, span: Span): Span {
  const text = index.slice(span.start, span.end);
  const tail = countPoints(text.slice(text.trimEnd().length));
  const head = countPoints(text.slice(0, text.length - text.trimStart().length));
  if (head >= span.end - span.start) return { start: span.start, end: span.start };
  return { start: span.start + head, end: span.end - tail };
}

function containing(by: Intl.Segmenter, index: PointIndex, within: Span, point: number): Span {
  if (within.end <= within.start) return { start: within.start, end: within.start };
  const base = index.toUtf16(within.start);
  // The place after the last letter belongs to the last word and sentence.
  const asked = Math.min(Math.max(point, within.start), within.end - 1);
  const found = by.segment(index.slice(within.start, within.end)).containing(index.toUtf16(asked) - base);
  if (!found) return { start: within.start, end: within.end };
  const start = base + found.index;
  return { start: index.fromUtf16(start), end: index.fromUtf16(start + found.segment.length) };
}

/** A place before `unit` from which segmenting is sure to be in step: between two plain ASCII letters. */
function safeStartUtf16(text: string, low: number, unit: number): number {
  const floor = Math.max(low, unit - LOOK_BACK);
  for (let at = unit; at > floor; at--) {
    if (isPlain(text.charCodeAt(at)) && isPlain(text.charCodeAt(at - 1))) return at;
  }
  return isSecondHalfUtf16(text, floor) ? floor - 1 : floor;
}

function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit < 0x7f;
}

function countPoints(text: string): number {
  let points = 0;
  for (let unit = 0; unit < text.length; unit++) if (!isSecondHalfUtf16(text, unit)) points++;
  return points;
}
