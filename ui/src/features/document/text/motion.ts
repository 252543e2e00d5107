// Where the caret goes by the logic of the text: letters, words, sentences,
// paragraphs, marks. Moves that need lines on the screen are in lines.ts.
import {
  afterLetter,
  afterWord,
  beforeLetter,
  beforeWord,
  sentenceAt,
  wordAt,
  type Span,
} from "../../../anchor";
import type { Canonical } from "./canonical";
import { firstWhere } from "./canonical";
import type { TextMark } from "./types";

export type Step = "letter" | "word" | "sentence" | "paragraph" | "text";
export type Direction = -1 | 1;

/** Where a step leads. Extending forward stops at ends, moving forward at the next beginning. */
export function step(text: Canonical, from: number, by: Step, way: Direction, extend = false): number {
  switch (by) {
    case "letter":
      return way > 0 ? letterOn(text, from) : letterBack(text, from);
    case "word":
      return way > 0 ? wordOn(text, from) : wordBack(text, from);
    case "sentence":
      return way > 0 ? sentenceOn(text, from, extend) : sentenceBack(text, from);
    case "paragraph":
      return way > 0 ? paragraphOn(text, from, extend) : paragraphBack(text, from);
    case "text":
      return way > 0 ? text.edges.end : text.edges.start;
  }
}

/** The whole letter, word, sentence or paragraph at a point. */
export function around(text: Canonical, point: number, by: Exclude<Step, "text" | "letter">): Span {
  const unit = text.unitAt(point);
  if (by === "word") return wordAt(text.index, unit, point);
  if (by === "sentence") return sentenceAt(text.index, unit, point);
  return { start: unit.start, end: unit.end };
}

/** The passages that cover a point, the innermost first; the end of a passage still counts. */
export function covering(marks: readonly TextMark[], point: number): TextMark[] {
  return marks
    .filter((mark) => mark.start <= point && point < mark.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** The next or last mark (sorted by place) from a point, without going round. */
export function markFrom<T extends Span>(sorted: readonly T[], point: number, way: Direction): T | undefined {
  const after = firstWhere(sorted.length, (slot) => (sorted[slot]?.start ?? 0) > point);
  if (way > 0) return sorted[after];
  const before = firstWhere(sorted.length, (slot) => (sorted[slot]?.start ?? 0) >= point);
  return sorted[before - 1];
}

function letterOn(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  if (from < unit.end) return afterLetter(text.index, unit, Math.max(from, unit.start));
  return text.unitAfter(unit)?.start ?? from;
}

function letterBack(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  if (from > unit.start) return beforeLetter(text.index, unit, from);
  return text.unitBefore(unit)?.end ?? unit.start;
}

function wordOn(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  if (from < unit.end) return afterWord(text.index, unit, Math.max(from, unit.start));
  const next = text.unitAfter(unit);
  return next ? afterWord(text.index, next, next.start) : from;
}

function wordBack(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  if (from > unit.start) return beforeWord(text.index, unit, from);
  const before = text.unitBefore(unit);
  return before ? beforeWord(text.index, before, before.end) : unit.start;
}

function sentenceOn(text: Canonical, from: number, extend: boolean): number {
  const unit = text.unitAt(from);
  const here = sentenceAt(text.index, unit, from);
  if (extend && from < here.end) return here.end;
  const next = nextSentence(text, from);
  return next ? (extend ? next.end : next.start) : Math.max(from, here.end);
}

/** The first sentence that begins after a point, in this unit or in one of the next. */
function nextSentence(text: Canonical, from: number): Span | undefined {
  let unit = text.unitAt(from);
  for (let at = from; at < unit.end;) {
    const found = sentenceAt(text.index, unit, at);
    if (found.start > from) return found;
    // The space after a sentence belongs to it, so step over it letter by letter.
    at = Math.max(at + 1, found.end);
    while (at < unit.end && sentenceAt(text.index, unit, at).end <= at) at++;
  }
  for (let next = text.unitAfter(unit); next; next = text.unitAfter(unit)) {
    if (next.end > next.start) return sentenceAt(text.index, next, next.start);
    unit = next;
  }
  return undefined;
}

function sentenceBack(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  const here = sentenceAt(text.index, unit, from);
  if (here.start < from) return here.start;
  if (from > unit.start) return sentenceAt(text.index, unit, from - 1).start;
  const before = text.unitBefore(unit);
  return before ? sentenceAt(text.index, before, before.end).start : unit.start;
}

function paragraphOn(text: Canonical, from: number, extend: boolean): number {
  const unit = text.unitAt(from);
  if (extend && from < unit.end) return unit.end;
  const next = text.unitAfter(unit);
  if (!next) return unit.end;
  return extend ? next.end : next.start;
}

function paragraphBack(text: Canonical, from: number): number {
  const unit = text.unitAt(from);
  if (from > unit.start) return unit.start;
  return text.unitBefore(unit)?.start ?? unit.start;
}
