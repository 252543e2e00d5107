/** Finding words in the text of a copy: in any case, over line ends, in code points. */
import { PointIndex, type Span } from "../../anchor";

/** So many places are enough to step through. */
const MOST = 2_000;

export function finds(text: string, words: string, index: PointIndex = new PointIndex(text)): Span[] {
  const wanted = words
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const pattern = wanted.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join("\\s+");
  const found: Span[] = [];
  for (const match of text.matchAll(new RegExp(pattern, "giu"))) {
    const { index: at } = match;
    found.push({ start: index.fromUtf16(at), end: index.fromUtf16(at + match[0].length) });
    if (found.length === MOST) break;
  }
  return found;
}
