// DOM text nodes ↔ code points. A *run* is an element that carries `data-start`
// (code points) and whose text nodes, joined, are exactly the canonical text
// from there on. Whatever is drawn beside the words must not be a text node.
import type { PointIndex } from "./points";
import type { Span } from "./breaks";

/** One text node of a run and where it begins, in units from the run's start. */
interface LeafUtf16 {
  readonly node: Text;
  readonly fromUtf16: number;
}

/** A snapshot of a run's text nodes: take it, ask, and drop it before the DOM changes. */
export class Run {
  readonly element: HTMLElement;
  readonly start: number;
  readonly end: number;
  readonly #index: PointIndex;
  readonly #baseUtf16: number;
  readonly #leaves: readonly LeafUtf16[];

  constructor(element: HTMLElement, index: PointIndex) {
    this.element = element;
    this.start = Number(element.dataset["start"]);
    this.#index = index;
    this.#baseUtf16 = index.toUtf16(this.start);
    const leaves: LeafUtf16[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let units = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node as Text;
      if (text.length === 0) continue;
      leaves.push({ node: text, fromUtf16: units });
      units += text.length;
    }
    this.#leaves = leaves;
    this.end = index.fromUtf16(this.#baseUtf16 + units);
  }

  /** The client rectangles of a span, one per line and text node. */
  rects(span: Span): DOMRect[] {
    return this.#ranges(span).flatMap((range) => [...range.getClientRects()]);
  }

  /** A DOM range over a span, or null if the run holds none of it. */
  range(span: Span): Range | null {
    const parts = this.#ranges(span);
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last) return null;
    const whole = document.createRange();
    whole.setStart(first.startContainer, first.startOffset);
    whole.setEnd(last.endContainer, last.endOffset);
    return whole;
  }

  /** The DOM place of a code point, as the native Selection wants it. */
  place(point: number): { node: Node; offsetUtf16: number } {
    const unit = this.#unit(point);
    const leaf = this.#leafAt(unit);
    if (!leaf) return { node: this.element, offsetUtf16: 0 };
    return { node: leaf.node, offsetUtf16: Math.min(leaf.node.length, unit - leaf.fromUtf16) };
  }

  /** The code point at a place in one of this run's text nodes, or null. */
  pointOf(node: Node, offsetUtf16: number): number | null {
    const leaf = this.#leaves.find((each) => each.node === node);
    if (!leaf) return null;
    return this.#index.fromUtf16(this.#baseUtf16 + leaf.fromUtf16 + offsetUtf16);
  }

  #ranges(span: Span): Range[] {
    const from = this.#unit(span.start);
    const to = this.#unit(span.end);
    const ranges: Range[] = [];
    for (let at = this.#slotAt(from); at < this.#leaves.length; at++) {
      const leaf = this.#leaves[at];
      if (!leaf || leaf.fromUtf16 >= to) break;
      const start = Math.max(0, from - leaf.fromUtf16);
      const end = Math.min(leaf.node.length, to - leaf.fromUtf16);
      if (start >= end) continue;
      const range = document.createRange();
      range.setStart(leaf.node, start);
      range.setEnd(leaf.node, end);
      ranges.push(range);
    }
    return ranges;
  }

  #unit(point: number): number {
    const clamped = Math.min(Math.max(point, this.start), this.end);
    return this.#index.toUtf16(clamped) - this.#baseUtf16;
  }

  #leafAt(unit: number): LeafUtf16 | undefined {
    return this.#leaves[this.#slotAt(unit)];
  }

  /** The last leaf that begins at or before a unit. */
  #slotAt(unit: number): number {
    let low = 0;
    let high = Math.max(0, this.#leaves.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#leaves[middle]?.fromUtf16 ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
