// What the window draws: blocks, and parts of very long ones. A block of a
// whole book without a break must not put the whole book into the DOM, so it
// is cut where a line may end, and its parts stand under each other unspaced.
import type { Span } from "../../../anchor";
import { firstWhere, type Canonical } from "./canonical";
import type { Block, Cell, TextMark } from "./types";

export interface Piece extends Span {
  readonly block: number;
  /** Whether it opens and closes its block (space above and below, number of a list). */
  readonly first: boolean;
  readonly last: boolean;
  /** The rows of a table that this piece shows. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Code points after which a block is cut, and rows after which a table is. */
export const LONGEST_PIECE = 4000;
const MOST_CELLS = 240;

export function piecesOf(text: Canonical): Piece[] {
  return text.blocks.flatMap((block, at) =>
    block.kind === "table" ? tablePieces(block, at) : blockPieces(text, block, at),
  );
}

/** The piece that holds a point (the later one at a seam). */
export function pieceAt(pieces: readonly Piece[], point: number): number {
  const after = firstWhere(pieces.length, (slot) => (pieces[slot]?.start ?? 0) > point);
  const at = Math.max(0, after - 1);
  const piece = pieces[at];
  // Between two blocks there is no place to stand: the block after is meant.
  return piece && point > piece.end && at + 1 < pieces.length ? at + 1 : at;
}

/** The marks that each piece shows, in the order of the text. Pieces without marks share one empty list. */
export function marksByPiece(
  pieces: readonly Piece[],
  marks: readonly TextMark[],
): readonly (readonly TextMark[])[] {
  const none: readonly TextMark[] = [];
  const shown: (TextMark[] | undefined)[] = [];
  for (const mark of [...marks].sort(byPlace)) {
    if (mark.end <= mark.start) continue;
    for (let at = pieceAt(pieces, mark.start); at < pieces.length; at++) {
      const piece = pieces[at];
      if (!piece || piece.start >= mark.end) break;
      if (piece.end > mark.start) (shown[at] ??= []).push(mark);
    }
  }
  return pieces.map((_, at) => shown[at] ?? none);
}

/** By start; where two start together the longer comes first, so that it lies outside. */
export function byPlace(a: TextMark, b: TextMark): number {
  return a.start - b.start || b.end - a.end || (a.passage < b.passage ? -1 : 1);
}

function blockPieces(text: Canonical, block: Block, at: number): Piece[] {
  const cuts = [block.start];
  let from = block.start;
  while (block.end - from > LONGEST_PIECE) {
    from = seamAfter(text, from, block.end);
    cuts.push(from);
  }
  return cuts.map((start, slot) => {
    const end = cuts[slot + 1] ?? block.end;
    return { block: at, start, end, first: slot === 0, last: slot === cuts.length - 1, rows: [] };
  });
}

/** A place to cut: after the last line feed, else sentence, else space of the stretch. */
function seamAfter(text: Canonical, from: number, end: number): number {
  const to = Math.min(end, from + LONGEST_PIECE);
  const words = text.index.slice(from, to);
  for (const seam of [/^[\s\S]*\n/, /^[\s\S]*[.!?。！？]["”»)\]]*\s+/, /^[\s\S]*\s/]) {
    const found = seam.exec(words)?.[0];
    if (!found) continue;
    const length = [...found].length;
    if (length > LONGEST_PIECE / 4) return from + length;
  }
  return Math.max(from + 1, text.settle(to));
}

function tablePieces(block: Block, at: number): Piece[] {
  const rows: Cell[][] = [];
  for (const cell of block.cells ?? []) (rows[cell.row] ??= []).push(cell);
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length === 0)
    return [{ block: at, start: block.start, end: block.end, first: true, last: true, rows: [] }];
  const step = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, filled[0]?.length ?? 1)));
  const groups: Cell[][][] = [];
  for (let from = 0; from < filled.length; from += step) groups.push(filled.slice(from, from + step));
  return groups.map((group, slot) => ({
    block: at,
    start: slot === 0 ? block.start : (group[0]?.[0]?.start ?? block.start),
    end: slot === groups.length - 1 ? block.end : (group.at(-1)?.at(-1)?.end ?? block.end),
    first: slot === 0,
    last: slot === groups.length - 1,
    rows: group,
  }));
}
