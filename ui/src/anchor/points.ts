// Code points ↔ UTF-16 units of one text. Records, files and exports count in
// Unicode code points, the DOM and JavaScript strings in UTF-16 units; this
// folder alone converts, and every number in units says `Utf16` in its name.

/** Units between two checkpoints: a conversion scans at most this many. */
const STRIDE = 512;

const ANY_SURROGATE = /[\ud800-\udfff]/;

/** An immutable text that can be addressed in code points. */
export class PointIndex {
  readonly text: string;
  /** Code points in the whole text. */
  readonly length: number;
  /** Code points that begin before unit `k * STRIDE`; null when units and points are the same. */
  readonly #begun: Uint32Array | null;

  constructor(text: string) {
    this.text = text;
    if (!ANY_SURROGATE.test(text)) {
      this.#begun = null;
      this.length = text.length;
      return;
    }
    const begun = new Uint32Array(Math.floor(text.length / STRIDE) + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; unit++) {
      if (unit % STRIDE === 0) begun[unit / STRIDE] = points;
      if (!isSecondHalfUtf16(text, unit)) points++;
    }
    if (text.length % STRIDE === 0) begun[text.length / STRIDE] = points;
    this.#begun = begun;
    this.length = points;
  }

  /** Where a code point begins, in UTF-16 units; points outside the text are moved to its ends. */
  toUtf16(point: number): number {
    const wanted = Math.min(Math.max(0, Math.floor(point)), this.length);
    if (this.#begun === null) return wanted;
    const slot = lastAtMost(this.#begun, wanted);
    let points = this.#begun[slot] ?? 0;
    let unit = slot * STRIDE;
    if (isSecondHalfUtf16(this.text, unit)) unit++;
    while (points < wanted) {
      unit += isSecondHalfUtf16(this.text, unit + 1) ? 2 : 1;
      points++;
    }
    return unit;
  }

  /** The code point that a UTF-16 unit belongs to; the second half of a pair belongs to its first. */
  fromUtf16(unitUtf16: number): number {
    const clamped = Math.min(Math.max(0, Math.floor(unitUtf16)), this.text.length);
    if (this.#begun === null) return clamped;
    const wanted = isSecondHalfUtf16(this.text, clamped) ? clamped - 1 : clamped;
    const slot = Math.floor(wanted / STRIDE);
    let points = this.#begun[slot] ?? 0;
    for (let unit = slot * STRIDE; unit < wanted; unit++) {
      if (!isSecondHalfUtf16(this.text, unit)) points++;
    }
    return points;
  }

  /** The words from one code point to another, the end excluded. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }
}

/** Whether a unit is the second half of a surrogate pair. A lone half stands for itself. */
export function isSecondHalfUtf16(text: string, unit: number): boolean {
  if (unit <= 0 || unit >= text.length) return false;
  const here = text.charCodeAt(unit);
  if (here < 0xdc00 || here > 0xdfff) return false;
  const before = text.charCodeAt(unit - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** The last slot of a rising table that holds at most `wanted`. */
function lastAtMost(table: Uint32Array, wanted: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
