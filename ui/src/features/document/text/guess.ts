// How high a piece will be, before it was ever drawn. A good guess keeps the
// scroll bar and the mini map nearly right for text that nobody has seen yet.
import type { Canonical } from "./canonical";
import type { Piece } from "./pieces";

/** Letters on a line of the measure, and the height of such a line, at the ordinary size. */
const LETTERS = 70;
const LINE = 29;
const GAP = 15;
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;

export function guessHeight(text: Canonical, piece: Piece): number {
  const block = text.blocks[piece.block];
  if (!block) return LINE;
  const length = piece.end - piece.start;
  // One letter tells the script well enough: texts rarely change it inside a block.
  const probe = text.index.slice(piece.start, Math.min(piece.end, piece.start + 1));
  const lines = (perLine: number): number =>
    Math.max(1, Math.ceil(length / (WIDE.test(probe) ? perLine / 1.9 : perLine)));
  switch (block.kind) {
    case "title":
      return lines(38) * 35 + 24;
    case "heading":
      return lines(52) * 29 + 26;
    case "caption":
    case "footnote":
      return lines(90) * 21 + 10;
    case "table":
      return piece.rows.reduce(
        (sum, row) => sum + rowHeight(row.length, Math.max(...row.map((c) => c.end - c.start))),
        GAP,
      );
    case "code":
      return (text.index.slice(piece.start, piece.end).split("\n").length || 1) * 21 + 36;
    default:
      return lines(LETTERS) * LINE + (piece.last ? GAP : 0);
  }
}

function rowHeight(cells: number, longest: number): number {
  return Math.max(1, Math.ceil((longest * Math.max(1, cells)) / 80)) * 21 + 11;
}
