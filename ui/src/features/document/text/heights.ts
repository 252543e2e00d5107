// Heights of all pieces, measured or guessed, with sums in logarithmic time
// (a Fenwick tree), so that a text of many thousand pieces scrolls freely.

export class Heights {
  readonly #height: Float64Array;
  readonly #tree: Float64Array;
  readonly #measured: Uint8Array;

  constructor(guesses: readonly number[]) {
    this.#height = Float64Array.from(guesses);
    this.#measured = new Uint8Array(guesses.length);
    this.#tree = new Float64Array(guesses.length + 1);
    guesses.forEach((guess, at) => this.#add(at, guess));
  }

  get count(): number {
    return this.#height.length;
  }

  get total(): number {
    return this.above(this.count);
  }

  of(at: number): number {
    return this.#height[at] ?? 0;
  }

  isMeasured(at: number): boolean {
    return this.#measured[at] === 1;
  }

  /** The height of everything above a piece. */
  above(at: number): number {
    let sum = 0;
    for (let slot = Math.min(at, this.count); slot > 0; slot -= slot & -slot) sum += this.#tree[slot] ?? 0;
    return sum;
  }

  /** Takes a measured height and returns by how much it differs from what was held. */
  measure(at: number, height: number): number {
    const change = height - this.of(at);
    this.#measured[at] = 1;
    // Under half a pixel is rounding; taking it would scroll the text by itself.
    if (Math.abs(change) < 0.5) return 0;
    this.#height[at] = height;
    this.#add(at, change);
    return change;
  }

  /** The piece at a distance from the top. */
  at(y: number): number {
    let slot = 0;
    let left = y;
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.count))); step >= 1; step /= 2) {
      const next = slot + step;
      const sum = this.#tree[next];
      if (next <= this.count && sum !== undefined && sum <= left) {
        slot = next;
        left -= sum;
      }
    }
    return Math.max(0, Math.min(slot, this.count - 1));
  }

  #add(at: number, change: number): void {
    for (let slot = at + 1; slot <= this.count; slot += slot & -slot) {
      this.#tree[slot] = (this.#tree[slot] ?? 0) + change;
    }
  }
}
