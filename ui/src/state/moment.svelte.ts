/**
 * The moment of the desk that is on screen: now, or just after some entry. Every query is
 * asked about it, so moving it moves the whole window.
 */
import { bridge } from "../api/bridge";

class Moment {
  /** The newest entry that this window has heard of. */
  head = $state(0);
  /** The entry as of which the desk is shown; null is now. */
  at: number | null = $state(null);
  readonly isPast: boolean = $derived(this.at !== null);
  /** Moves whenever an answer may have become another. The past never does: it is not asked again. */
  readonly key: string = $derived(this.at === null ? `now ${this.head}` : `at ${this.at}`);

  /** Takes note of an entry. Notes may come late and out of order: the desk never goes back. */
  moved(seq: number): void {
    if (seq > this.head) this.head = seq;
  }

  /** Shows the desk as of an entry, or as it is now. */
  goTo(at: number | null): void {
    this.at = at;
  }

  /** Another desk was opened: its entries are counted anew. */
  reset(): void {
    this.head = 0;
    this.at = null;
  }

  /** Follows the changes that anybody makes. Returns how to stop. */
  follow(): Promise<() => void> {
    return bridge().onMoved(({ seq }) => {
      this.moved(seq);
    });
  }
}

export const moment = new Moment();
