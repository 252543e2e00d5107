/**
 * Asking why. Verdicts, removals and restoring want a reason: whoever acts awaits it here, and the
 * window shows one dialog for all of them.
 *
 *   const why = await reasons.ask({ title: m.claim_remove(), confirm: m.remove(), danger: true });
 *   if (why !== null) await act({ do: "remove_claim", claim }, why);
 */
export interface ReasonWish {
  title: string;
  text?: string;
  /** The verb on the button. */
  confirm: string;
  danger?: boolean;
  /** Reasons that are often given: one click takes one. */
  common?: readonly string[];
  /** Whether one may go on without a reason. */
  optional?: boolean;
}

class Reasons {
  wish: ReasonWish | null = $state.raw(null);
  #answer: ((reason: string | null) => void) | null = null;

  /** Resolves to the reason, or to null when broken off. */
  ask(wish: ReasonWish): Promise<string | null> {
    this.answer(null);
    this.wish = wish;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(reason: string | null): void {
    const answer = this.#answer;
    this.#answer = null;
    this.wish = null;
    answer?.(reason);
  }
}

export const reasons = new Reasons();
