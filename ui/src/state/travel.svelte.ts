/**
 * Moving through the ledger by hand. The handle of the time control moves at once; the window
 * follows as fast as it is answered, asking about one moment at a time, and ends where the handle is.
 */
import { tick } from "svelte";
import { flights } from "./flights";
import { moment } from "./moment.svelte";

class Travel {
  /** Whether the time control is shown although now is on screen. */
  open = $state(false);
  /** Where the handle is while the window is not there yet. */
  #wanted: number | null = $state(null);
  #following = false;

  readonly shown: boolean = $derived(this.open || moment.isPast);
  /** The entry at which the handle stands; the newest is now. */
  readonly handle: number = $derived(this.#wanted ?? moment.at ?? moment.head);

  /** Moves the handle to an entry, or as near as the ledger goes. */
  to(seq: number): void {
    this.#wanted = Math.max(Math.min(seq, moment.head), Math.min(1, moment.head));
    if (!this.#following) void this.#follow();
  }

  /** Back to now, whatever is on its way. */
  now(): void {
    this.#wanted = null;
    moment.goTo(null);
  }

  async #follow(): Promise<void> {
    this.#following = true;
    while (this.#wanted !== null) {
      const next = this.#wanted;
      const at = next >= moment.head ? null : next;
      moment.goTo(at);
      await tick();
      await flights.idle();
      // Somebody else moved the moment: that is where one wants to be.
      if (this.#wanted === next || moment.at !== at) this.#wanted = null;
    }
    this.#following = false;
  }
}

export const travel = new Travel();
