// A canonical text with its blocks, addressed by *units*: the spans between
// which a caret can stand (a block, or each cell of a table).
import { PointIndex, snapDown, snapUp, type Span } from "../../../anchor";
import type { Block } from "./types";

/** A stretch of text without a break in it, and the block that it belongs to. */
export interface Unit extends Span {
  readonly block: number;
}

export class Canonical {
  readonly index: PointIndex;
  readonly blocks: readonly Block[];
  readonly units: readonly Unit[];

  constructor(text: string, blocks: readonly Block[]) {
    this.index = new PointIndex(text);
    this.blocks = blocks;
    this.units = blocks.flatMap((block, at) => {
      const cells = block.cells ?? [];
      const spans: readonly Span[] = block.kind === "table" && cells.length > 0 ? cells : [block];
      return spans.map(({ start, end }) => ({ start, end, block: at }));
    });
  }

  get length(): number {
    return this.index.length;
  }

  /** The unit that holds a point; a point between two units belongs to the later one. */
  unitAt(point: number): Unit {
    const at = firstWhere(this.units.length, (slot) => (this.units[slot]?.end ?? 0) >= point);
    return this.units[Math.min(at, this.units.length - 1)] ?? { start: 0, end: this.length, block: 0 };
  }

  unitAfter(unit: Unit): Unit | undefined {
    return this.units[this.#slotOf(unit) + 1];
  }

  unitBefore(unit: Unit): Unit | undefined {
    return this.units[this.#slotOf(unit) - 1];
  }

  /** The first and last place where a caret can stand. */
  get edges(): Span {
    return { start: this.units[0]?.start ?? 0, end: this.units.at(-1)?.end ?? 0 };
  }

  /** A point that a caret can stand on: inside a unit, between two letters. */
  settle(point: number): number {
    const unit = this.unitAt(point);
    return snapDown(this.index, unit, point);
  }

  /** A span widened so that it cuts no letter. */
  settleSpan(span: Span): Span {
    const last = this.unitAt(span.end);
    return {
      start: this.settle(span.start),
      end: span.end < last.start ? span.end : snapUp(this.index, last, span.end),
    };
  }

  isRtl(point: number): boolean {
    return this.blocks[this.unitAt(point).block]?.rtl === true;
  }

  #slotOf(unit: Unit): number {
    // Units can be empty (a blank cell), so the start alone is not enough.
    let at = firstWhere(this.units.length, (slot) => (this.units[slot]?.start ?? 0) >= unit.start);
    while (at < this.units.length - 1 && this.units[at] !== unit) at++;
    return at;
  }
}

/** The first of `count` slots for which a rising test holds; `count` if none does. */
export function firstWhere(count: number, test: (slot: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
