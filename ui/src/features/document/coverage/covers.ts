// What the program says about coverage, as the text draws it: marked words, and those that nobody marked.
import type { PointIndex, Span } from "../../../anchor";
import type { CoverageAnswer } from "../../../api/generated/CoverageAnswer";
import type { OmissionRow } from "../../../api/generated/OmissionRow";
import type { Cover, CoverCount, LeftOut } from "./types";
import { STATES } from "./types";
import { groundName } from "./grounds";

const WORD = /[\p{L}\p{N}]/u;

/** The stretches to draw. Unmarked are the words of a sentence between its marks, without the signs around. */
export function coversOf(
  { spans, rows }: Pick<CoverageAnswer, "spans" | "rows">,
  index: PointIndex,
  leftOut: readonly LeftOut[],
  label: (ground: string) => string,
): readonly Cover[] {
  const covers: Cover[] = [];
  let at = 0;
  for (const sentence of rows) {
    while ((spans[at]?.end ?? Infinity) <= sentence.start) at++;
    let from = sentence.start;
    for (let slot = at; (spans[slot]?.start ?? Infinity) < sentence.end; slot++) {
      const span = spans[slot];
      if (span === undefined) break;
      push(covers, trimmed(index, { start: from, end: span.start }));
      from = Math.max(from, span.end);
    }
    push(covers, trimmed(index, { start: from, end: sentence.end }));
  }
  const marked = spans.map(({ start, end, state }): Cover => {
    const why = state === "left_out" ? leftOut.find((one) => one.start < end && one.end > start) : undefined;
    return { start, end, state, ...(why && { label: label(reasonOf(why)) }) };
  });
  return [...covers, ...marked].sort((a, b) => a.start - b.start);
}

/** The ground, and what more there is to say. */
export const reasonOf = ({ ground, reason }: LeftOut): string =>
  reason === "" ? groundName(ground) : `${groundName(ground)}: ${reason}`;

export function countsOf({
  words,
  sentences,
}: Pick<CoverageAnswer, "words" | "sentences">): readonly CoverCount[] {
  return STATES.map((state) => ({ state, words: words[state], sentences: sentences[state] }));
}

export function leftOutOf(rows: readonly OmissionRow[]): readonly LeftOut[] {
  return rows.map(({ omission, start, end, exact }) => ({
    id: omission.id,
    start,
    end,
    exact,
    ground: omission.ground,
    reason: omission.reason,
  }));
}

function push(covers: Cover[], span: Span | null): void {
  if (span !== null) covers.push({ ...span, state: "unmarked" });
}

/** A span from its first letter to its last; null where it has none. */
function trimmed(index: PointIndex, { start, end }: Span): Span | null {
  if (end <= start) return null;
  const letters = [...index.slice(start, end)];
  const first = letters.findIndex((letter) => WORD.test(letter));
  if (first < 0) return null;
  return { start: start + first, end: start + letters.findLastIndex((letter) => WORD.test(letter)) + 1 };
}
