// The lines that the browser has laid out: which place is nearest to a point on
// the screen, where the caret stands, which boxes cover a span. Asks the layout,
// never `caretRangeFromPoint`: that answers only inside the viewport, differs
// between engines at soft line ends, and does not see the margins of the text.
import { lettersOf, type PointIndex, type Run, type Span } from "../../../anchor";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Line extends Box {
  readonly run: Run;
}

/** A place in the text found from a place on the screen. */
export interface Hit {
  readonly point: number;
  readonly upstream: boolean;
  /** The letter under the pointer, if it is on one. */
  readonly letter: Span | null;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const HAS_DIRECTION = /[\p{L}\p{N}]/u;

/** The lines of a run, from the top; a run without words has one empty line. */
export function linesOf(run: Run): Line[] {
  const boxes = joinLines(run.rects(run));
  if (boxes.length === 0) boxes.push(boxOf(run.element.getBoundingClientRect()));
  return boxes.map((box) => ({ ...box, run }));
}

/** The line nearest to a height, then to a place across. */
export function nearestLine(lines: readonly Line[], x: number, y: number): Line | undefined {
  return least(lines, (line) => apart(line.top, line.bottom, y) * 10_000 + apart(line.left, line.right, x));
}

/** The line under (or over) another, across table cells and blocks. */
export function lineBeyond(lines: readonly Line[], from: Box, x: number, way: -1 | 1): Line | undefined {
  const here = centre(from);
  const gap = (from.bottom - from.top) * 0.6;
  const beyond = lines.filter((line) => (centre(line) - here) * way > gap);
  const first = least(beyond, (line) => Math.abs(centre(line) - here));
  if (!first) return undefined;
  const beside = beyond.filter((line) => Math.abs(centre(line) - centre(first)) < gap);
  return least(beside, (line) => apart(line.left, line.right, x));
}

/** The code points on a line. */
export function spanOfLine(line: Line): Span {
  const { run } = line;
  const start = firstPoint(run, line.top);
  const end = firstPoint(run, line.bottom, start);
  return { start, end: Math.max(start, end) };
}

/** The place on a line that is nearest to a distance across. */
export function hitOnLine(index: PointIndex, line: Line, x: number, rtl: boolean): Hit {
  const span = spanOfLine(line);
  const soft = span.end < line.run.end;
  let best: Hit = { point: span.start, upstream: false, letter: null };
  let distance = Infinity;
  let under: Span | null = null;
  const letters = lettersOf(index, span);
  for (const [slot, letter] of letters.entries()) {
    const box = line.run.rects(letter)[0];
    if (!box) continue;
    const words = index.slice(letter.start, letter.end);
    const back = isRightToLeft(words, rtl);
    if (x >= box.left && x < box.right) under = letter;
    // The space that a line breaks at hangs in the margin: nothing stands behind it.
    const hanging = slot === letters.length - 1 && /^\s$/.test(words) && (soft || words === "\n");
    const edges: [number, number][] = [[back ? box.right : box.left, letter.start]];
    if (!hanging) edges.push([back ? box.left : box.right, letter.end]);
    for (const [edge, point] of edges) {
      if (Math.abs(edge - x) >= distance) continue;
      distance = Math.abs(edge - x);
      best = { point, upstream: soft && point === span.end, letter: null };
    }
  }
  return { ...best, letter: under };
}

/** The first or last place of a line. */
export function edgeOfLine(index: PointIndex, line: Line, way: -1 | 1): Hit {
  const span = spanOfLine(line);
  if (way < 0) return { point: span.start, upstream: false, letter: null };
  const soft = span.end < line.run.end;
  const last = lettersOf(index, span).at(-1);
  if (soft && last && /^\s+$/.test(index.slice(last.start, last.end))) {
    return { point: last.start, upstream: false, letter: null };
  }
  return { point: span.end, upstream: soft, letter: null };
}

/** Where the caret is drawn: a box without width. */
export function caretBox(index: PointIndex, run: Run, point: number, upstream: boolean, rtl: boolean): Box {
  const before = lettersOf(index, { start: Math.max(run.start, point - 32), end: point }).at(-1);
  const after = lettersOf(index, { start: point, end: Math.min(run.end, point + 32) })[0];
  const leading = after && run.rects(after)[0];
  if (leading && !(upstream && before)) {
    const back = isRightToLeft(index.slice(after.start, after.end), rtl);
    return thin(leading, back ? leading.right : leading.left);
  }
  const trailing = before && run.rects(before).at(-1);
  if (trailing) {
    const back = isRightToLeft(index.slice(before.start, before.end), rtl);
    return thin(trailing, back ? trailing.left : trailing.right);
  }
  const whole = run.element.getBoundingClientRect();
  return thin(whole, rtl ? whole.right : whole.left);
}

/** Boxes joined where they stand beside each other on one line, so that nothing is drawn twice. */
export function joinBoxes(boxes: readonly Box[], slack = 1.5): Box[] {
  const joined: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.top - b.top || a.left - b.left)) {
    if (box.right - box.left <= 0) continue;
    const at = joined.findIndex((other) => sameLine(other, box) && touch(other, box, slack));
    const other = joined[at];
    if (other) joined[at] = union(other, box);
    else joined.push(box);
  }
  // Joining two boxes can make a third one touch.
  return joined.length < boxes.length && joined.length > 1 ? joinBoxes(joined, slack) : joined;
}

/** Boxes gathered into lines, whatever the gaps in them. */
export function joinLines(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    if (last && sameLine(last, box)) lines[lines.length - 1] = union(last, box);
    else lines.push(boxOf(box));
  }
  return lines;
}

export function boxOf({ left, top, right, bottom }: Box): Box {
  return { left, top, right, bottom };
}

export function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** The first code point at or after `from` whose letter lies below a height. */
function firstPoint(run: Run, y: number, from = run.start): number {
  let low = from;
  let high = run.end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heightOf(run, middle) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

function heightOf(run: Run, point: number): number {
  // A line feed may have no box: it stands on the line of the letter before it.
  for (let at = point; at >= Math.max(run.start, point - 8); at--) {
    const box = run.rects({ start: at, end: at + 1 })[0];
    if (box && box.height > 0) return centre(box);
  }
  return -Infinity;
}

function isRightToLeft(letter: string, rtl: boolean): boolean {
  if (RIGHT_TO_LEFT.test(letter)) return true;
  return HAS_DIRECTION.test(letter) ? false : rtl;
}

function sameLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return shared > Math.min(a.bottom - a.top, b.bottom - b.top) / 2;
}

function touch(a: Box, b: Box, slack: number): boolean {
  return a.left <= b.right + slack && b.left <= a.right + slack;
}

function thin(box: Box, x: number): Box {
  return { left: x, right: x, top: box.top, bottom: box.bottom };
}

function centre(box: Box): number {
  return (box.top + box.bottom) / 2;
}

function apart(low: number, high: number, at: number): number {
  return at < low ? low - at : at > high ? at - high : 0;
}

function least<T>(all: readonly T[], cost: (each: T) => number): T | undefined {
  let best: T | undefined;
  let lowest = Infinity;
  for (const each of all) {
    const price = cost(each);
    if (price < lowest) {
      lowest = price;
      best = each;
    }
  }
  return best;
}
