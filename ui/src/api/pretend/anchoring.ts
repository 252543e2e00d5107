/**
 * What becomes of places of one text in the next, as far as tests and pictures need it: whole words
 * are found again, a sentence that is much alike is the same one reworded, and a number that differs
 * asks. The program itself compares texts far better.
 */
import type { AnchorCandidate } from "../generated/AnchorCandidate";
import type { AnchorState } from "../generated/AnchorState";
import type { AnchorWhy } from "../generated/AnchorWhy";
import type { Text } from "./tables";

export interface Stretch {
  start: number;
  end: number;
}

export interface PretendedFate {
  state: AnchorState;
  why?: AnchorWhy;
  score: number;
  margin: number;
  span: Stretch | null;
  candidates: AnchorCandidate[];
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const ALIKE = 0.45;

export const lettersOf = ({ text }: Text): string[] => [...text];

/** The sentences of a text, without the space around them. */
export function sentencesOf({ text, layout }: Text): Stretch[] {
  const letters = [...text];
  return layout.blocks.flatMap((block) => {
    const words = letters.slice(block.start, block.end).join("");
    let at = block.start;
    return [...sentences.segment(words)].flatMap(({ segment }) => {
      const length = [...segment].length;
      const head = length - [...segment.trimStart()].length;
      const start = at + head;
      at += length;
      const end = start + [...segment.trim()].length;
      return end > start ? [{ start, end }] : [];
    });
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How much of the words of one text is in another, and the other way round. */
export function alike(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const left = [...b];
  let both = 0;
  for (const word of a) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    both++;
  }
  return (2 * both) / (a.length + b.length);
}

/** All places where words stand as they are. */
function found(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    places.push([...text.slice(0, at)].length);
  return places;
}

const numbersOf = (text: string): string =>
  wordsOf(text)
    .filter((word) => /\d|^(tens|hundreds|thousands|one|two|three|four|five|six|seven)$/u.test(word))
    .sort()
    .join(" ");

/** The fate of one place of the old text in the new one. */
export function fateOf(was: Text, became: Text, { start, end }: Stretch): PretendedFate {
  const old = lettersOf(was);
  const exact = old.slice(start, end).join("");
  const size = end - start;
  const around = (letters: string[], at: number): string =>
    letters.slice(Math.max(0, at - 24), at).join("") + letters.slice(at + size, at + size + 24).join("");
  const letters = lettersOf(became);
  const places = found(became.text, exact);
  const [first] = places;
  if (first !== undefined && places.length === 1) {
    const same = alike(around(old, start), around(letters, first)) > 0.6;
    return attached(same ? "unchanged" : "moved", { start: first, end: first + size });
  }
  if (places.length > 1) {
    const here = places.find((at) => around(letters, at) === around(old, start));
    if (here !== undefined) return attached("unchanged", { start: here, end: here + size });
    const candidates = places.slice(0, 5).map((at) => ({ start: at, end: at + size, exact, score: 1000 }));
    return { state: "ask", why: "two_alike", score: 1000, margin: 0, span: null, candidates };
  }
  return similar(exact, became, letters);
}

function attached(state: AnchorState, span: Stretch): PretendedFate {
  return { state, score: 1000, margin: 1000, span, candidates: [] };
}

function similar(exact: string, became: Text, letters: string[]): PretendedFate {
  const candidates = sentencesOf(became)
    .map((span) => within(exact, span, letters))
    .filter((one) => one.score >= ALIKE * 1000)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
  const [best, second] = candidates;
  if (best === undefined) return { state: "gone", score: 0, margin: 0, span: null, candidates: [] };
  const margin = best.score - (second?.score ?? 0);
  const about = { score: best.score, margin, candidates };
  if (numbersOf(best.exact) !== numbersOf(exact))
    return { ...about, state: "ask", why: "number_changed", span: null };
  if (margin < 120) return { ...about, state: "ask", why: "two_alike", span: null };
  if (best.score < 620) return { ...about, state: "ask", why: "low_score", span: null };
  return { ...about, state: "reworded", span: { start: best.start, end: best.end } };
}

/** The part of a sentence that is most like some words: from the first common word to the last. */
function within(
  exact: string,
  { start, end }: Stretch,
  letters: string[],
): AnchorCandidate & { score: number } {
  const sentence = letters.slice(start, end).join("");
  const wanted = new Set(wordsOf(exact).filter((word) => word.length > 3));
  const hits = [...sentence.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) => wanted.has(word.toLowerCase()));
  const [first, last] = [hits[0], hits.at(-1)];
  if (first === undefined || last === undefined) return { start, end, exact: sentence, score: 0 };
  const points = (unit: number): number => [...sentence.slice(0, unit)].length;
  const from = start + points(first.index);
  const to = start + points(last.index + last[0].length);
  const words = letters.slice(from, to).join("");
  return { start: from, end: to, exact: words, score: Math.round(alike(exact, words) * 1000) };
}

/** What makes a sentence worth a check. */
export function hintsOf(sentence: string): string[] {
  const hints: [string, RegExp][] = [
    ["number", /\d|\b(two|three|four|five|six|seven|hundreds|thousands)\b/iu],
    ["date", /\b(January|February|March|April|May|June|July|August|October|November|December|\d{4})\b/u],
    ["attribution", /\b(said|says|according|called|blamed)\b/iu],
    ["quotation", /[“"«]/u],
    ["name", /\s[A-Z][a-z]+/u],
  ];
  return hints.flatMap(([hint, says]) => (says.test(sentence) ? [hint] : []));
}

/** The sentences of the new text that the old one does not have, the ones worth most a check first. */
export function newSentences(was: Text, became: Text): (Stretch & { hints: string[]; weight: number })[] {
  const old = sentencesOf(was).map(({ start, end }) => lettersOf(was).slice(start, end).join(""));
  const letters = lettersOf(became);
  return sentencesOf(became).flatMap((span) => {
    const words = letters.slice(span.start, span.end).join("");
    if (old.some((one) => one === words || alike(one, words) > 0.7)) return [];
    const hints = hintsOf(words);
    return [{ ...span, hints, weight: hints.length * 100 + Math.min(99, words.length) }];
  });
}
