// The part of a text that one needs to see to decide about some places of it: the blocks that hold
// them with a block before and after, and of endless blocks only what stands around.
import type { PointIndex, Span } from "../../../anchor";
import type { Segment } from "../../../parts/types";
import type { Block, BlockKind } from "../text/types";

/** A place to be shown in its surroundings. */
export interface Shown extends Span {
  readonly key: string;
  readonly look: "old" | "first" | "other" | "new";
  /** Written behind its words, as "1 · 86 %". */
  readonly label?: string;
  /** Its words against those it is compared with; then these are drawn in place of its own. */
  readonly pieces?: readonly Segment[];
}

export type Bit =
  | { readonly kind: "words"; readonly text: string }
  | {
      readonly kind: "place";
      readonly place: Shown;
      readonly text: string;
      /** Whether the place begins and ends with this bit. */
      readonly first: boolean;
      readonly last: boolean;
    };

export interface Paragraph {
  readonly block: number;
  readonly kind: BlockKind;
  readonly rtl: boolean;
  /** Whether something of the text was left out before it. */
  readonly gap: boolean;
  readonly bits: readonly Bit[];
}

/** How much of a block is shown before and after what one looks at. */
const AROUND = 700;

export function excerptOf(
  index: PointIndex,
  blocks: readonly Block[],
  places: readonly Shown[],
): readonly Paragraph[] {
  const wanted = new Set<number>();
  for (const place of places) {
    for (const at of blocksOf(blocks, place)) for (const near of [at - 1, at, at + 1]) wanted.add(near);
  }
  const shown = [...wanted].filter((at) => at >= 0 && at < blocks.length).sort((a, b) => a - b);
  return shown.flatMap((at, slot): Paragraph[] => {
    const block = blocks[at];
    if (block === undefined) return [];
    const before = shown[slot - 1];
    const gap = before === undefined ? at > 0 : before !== at - 1;
    const bits = bitsOf(index, windowOf(block, places), places);
    return [{ block: at, kind: block.kind, rtl: block.rtl === true, gap, bits }];
  });
}

/** The blocks that a span touches. */
export function blocksOf(blocks: readonly Block[], { start, end }: Span): number[] {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const found: number[] = [];
  for (let at = low; at < blocks.length && (blocks[at]?.start ?? Infinity) < Math.max(end, start + 1); at++) {
    found.push(at);
  }
  return found;
}

function windowOf(block: Block, places: readonly Shown[]): Span & { cutBefore: boolean; cutAfter: boolean } {
  const here = places.filter((place) => place.start < block.end && place.end > block.start);
  const from = here.length === 0 ? block.start : Math.min(...here.map((place) => place.start)) - AROUND;
  const to = here.length === 0 ? block.start + AROUND : Math.max(...here.map((place) => place.end)) + AROUND;
  const start = Math.max(block.start, from);
  const end = Math.min(block.end, to);
  return { start, end, cutBefore: start > block.start, cutAfter: end < block.end };
}

function bitsOf(
  index: PointIndex,
  { start, end, cutBefore, cutAfter }: ReturnType<typeof windowOf>,
  places: readonly Shown[],
): Bit[] {
  const here = places.filter((place) => place.start < end && place.end > start);
  const edges = new Set([start, end]);
  for (const place of here) {
    if (place.start > start) edges.add(place.start);
    if (place.end < end) edges.add(place.end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const bits: Bit[] = cutBefore ? [{ kind: "words", text: "… " }] : [];
  for (const [slot, from] of cuts.entries()) {
    const to = cuts[slot + 1];
    if (to === undefined) break;
    // Where places overlap, the one that is looked at is drawn; it stands first in the list.
    const place = here.find((one) => one.start <= from && one.end >= to);
    const text = index.slice(from, to);
    if (place === undefined) bits.push({ kind: "words", text });
    else
      bits.push({
        kind: "place",
        place,
        text,
        first: from === Math.max(start, place.start),
        last: to === Math.min(end, place.end),
      });
  }
  if (cutAfter) bits.push({ kind: "words", text: " …" });
  return bits;
}
