/**
 * Search as you type: waits a moment after each letter, drops answers to older
 * questions, and says whether it is looking, has failed or is done.
 */

export type Find<T> = (text: string, signal: AbortSignal) => T[] | Promise<T[]>;

export class Finder<T> {
  results: T[] = $state.raw([]);
  state: "idle" | "busy" | "failed" | "done" = $state("idle");
  /** The text that `results` answer. */
  asked = $state("");

  #find: () => Find<T>;
  #delay: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  constructor(find: () => Find<T>, delay = 120) {
    this.#find = find;
    this.#delay = delay;
  }

  /** Asks once no further letter has come for a moment; at once when told. */
  ask(text: string, atOnce = false): void {
    this.stop();
    this.state = "busy";
    this.#timer = setTimeout(() => void this.#run(text), atOnce ? 0 : this.#delay);
  }

  /** Forgets everything that is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(text: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    try {
      const results = await this.#find()(text, running.signal);
      if (running.signal.aborted) return;
      this.results = results;
      this.asked = text;
      this.state = "done";
    } catch {
      // Whoever searches reports why; here it is enough that there is no answer.
      if (running.signal.aborted) return;
      this.results = [];
      this.asked = text;
      this.state = "failed";
    }
  }
}
