/**
 * The whole data layer of the window: a question whose answer stays true. It asks, asks again
 * when the moment or the input moves, drops answers that come too late, and keeps the old answer
 * on screen while the new one is on its way.
 */
import { untrack } from "svelte";
import { bridge, type Answer, type Input, type QueryName } from "../api/bridge";
import type { Fault } from "../api/generated/Fault";
import { faultOf } from "./faults";
import { flights } from "./flights";
import { moment } from "./moment.svelte";

export class Live<Q extends QueryName> {
  /** The newest answer; null before the first one, and after a fault. */
  value: Answer<Q> | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  loading = $state(false);
  #asked = 0;

  constructor(name: Q, input: () => Input<Q> | null, always = false) {
    // Compared as text: a new object that says the same is not a new question.
    const wanted = $derived(JSON.stringify(input()));
    $effect(() => {
      void (always ? moment.head : moment.key);
      const question = JSON.parse(wanted) as Input<Q> | null;
      untrack(() => void this.#ask(name, question, always ? null : moment.at));
    });
    $effect(() => () => {
      this.#asked++;
    });
  }

  async #ask(name: Q, input: Input<Q> | null, at: number | null): Promise<void> {
    const mine = ++this.#asked;
    if (input === null) {
      this.#settle(null, null);
      return;
    }
    this.loading = true;
    try {
      const answer = await flights.follow(bridge().ask(name, input, at));
      if (mine === this.#asked) this.#settle(answer, null);
    } catch (error) {
      if (mine === this.#asked) this.#settle(null, faultOf(error));
    }
  }

  #settle(value: Answer<Q> | null, fault: Fault | null): void {
    this.value = value;
    this.fault = fault;
    this.loading = false;
  }
}

/**
 * Asks `name` for as long as the component lives; `input` may give null for "nothing to ask".
 * To be called while a component is set up.
 */
export function live<Q extends QueryName>(name: Q, input: () => Input<Q> | null): Live<Q> {
  return new Live(name, input);
}

/** The same about now, whatever moment is on screen: for what speaks of the whole ledger. */
export function liveNow<Q extends QueryName>(name: Q, input: () => Input<Q> | null): Live<Q> {
  return new Live(name, input, true);
}

/** Asks once, about the moment on screen: for what is looked up on a key press, and not shown for long. */
export function ask<Q extends QueryName>(name: Q, input: Input<Q>): Promise<Answer<Q>> {
  return flights.follow(bridge().ask(name, input, moment.at));
}

/** Asks once about now, whatever moment is on screen: a history must show what came after, too. */
export function askNow<Q extends QueryName>(name: Q, input: Input<Q>): Promise<Answer<Q>> {
  return bridge().ask(name, input, null);
}
