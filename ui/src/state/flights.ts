/**
 * The questions about the moment on screen that are still on their way. Whoever moves the moment
 * quickly waits here, so that one moment is answered before the next is asked about.
 */
class Flights {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** Counts a question for as long as it has no answer. */
  async follow<T>(answer: Promise<T>): Promise<T> {
    this.#count++;
    try {
      return await answer;
    } finally {
      this.#count--;
      if (this.#count === 0) this.#settle();
    }
  }

  /** Resolves once nothing is on its way, and no answer has led to another question. */
  idle(): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push(done);
      if (this.#count === 0) this.#settle();
    });
  }

  #settle(): void {
    // An answer may open something that asks in its turn: it has until the next turn to do so.
    setTimeout(() => {
      if (this.#count > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const done of waiting) done();
    });
  }
}

export const flights = new Flights();
