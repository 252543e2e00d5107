/**
 * A list that is asked for a page at a time: only the pages near the view ever are, so that
 * 100,000 rows scroll as smoothly as ten. When the desk moves, what is on screen stays until the
 * new answer is there.
 */
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { Fault } from "../api/generated/Fault";
import { faultOf } from "./faults";
import { moment } from "./moment.svelte";

export const PAGE = 200;
/** How far a row is looked for when nobody knows where it stands. */
const MOST_LOOKED_THROUGH = 20_000;

interface Page<R> {
  rows: R[];
  /** The question and moment that these rows answer. */
  version: number;
}

export class Paged<W, R, A extends { total: number; rows: R[] }> {
  /** The newest answer that came, whichever page it is of; null before the first. */
  answer: A | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  /** Goes up with each question that is answered: the list then begins at its top. */
  questions = $state(0);
  #pages = new SvelteMap<number, Page<R>>();
  #version = $state(0);
  /** A new question has no answer yet: the rows of the old one stay until there is. */
  #fresh = $state(true);
  #wanted: () => W | null;
  #ask: (wanted: W, offset: number, limit: number) => Promise<A>;
  #idOf: (row: R) => string;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- what is on its way is not drawn
  #asking = new Map<number, number>();

  constructor(
    wanted: () => W | null,
    ask: (wanted: W, offset: number, limit: number) => Promise<A>,
    idOf: (row: R) => string,
  ) {
    this.#wanted = wanted;
    this.#ask = ask;
    this.#idOf = idOf;
    const question = $derived(JSON.stringify(wanted()));
    let last = "";
    $effect(() => {
      void moment.key;
      const isNew = question !== last;
      last = question;
      untrack(() => {
        this.#restart(isNew);
      });
    });
  }

  get total(): number {
    return this.answer?.total ?? 0;
  }

  /** Whether there was any answer yet. */
  get ready(): boolean {
    return this.answer !== null;
  }

  /** The row at a place in the list, or undefined while it is not here. */
  row(index: number): R | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** Makes sure that a row comes, or comes anew. Reactive: call it in an effect. */
  want(index: number): void {
    const version = this.#version;
    const page = Math.floor(index / PAGE);
    if (this.#fresh && page !== 0) return;
    untrack(() => {
      if (this.#pages.get(page)?.version !== version) void this.#load(page);
    });
  }

  /** Where a row stands among those that are here; -1 if it is not. */
  indexOf(id: string | null): number {
    if (id === null) return -1;
    for (const [page, { rows }] of this.#pages) {
      const at = rows.findIndex((row) => this.#idOf(row) === id);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Looks for a row page by page, from the beginning; -1 if it is not in the list. */
  async find(id: string): Promise<number> {
    const version = this.#version;
    for (let page = 0; page * PAGE < Math.min(this.total, MOST_LOOKED_THROUGH); page++) {
      if (!this.#pages.has(page)) await this.#load(page);
      if (version !== this.#version) return -1;
      const at = this.indexOf(id);
      if (at >= 0) return at;
    }
    return -1;
  }

  /** The row at a place, fetched if need be. */
  async fetch(index: number): Promise<R | undefined> {
    if (index < 0) return undefined;
    if (this.row(index) === undefined) await this.#load(Math.floor(index / PAGE));
    return this.row(index);
  }

  #restart(isNew: boolean): void {
    this.#version++;
    if (isNew) this.#fresh = true;
    void this.#load(0);
  }

  async #load(page: number): Promise<void> {
    const version = this.#version;
    const wanted = this.#wanted();
    if (wanted === null || this.#asking.get(page) === version) return;
    this.#asking.set(page, version);
    try {
      const answer = await this.#ask(wanted, page * PAGE, PAGE);
      // A newer question has been asked meanwhile: this answer would be a lie.
      if (version !== this.#version) return;
      if (this.#fresh) {
        this.#pages.clear();
        this.#fresh = false;
        this.questions++;
      }
      this.#pages.set(page, { rows: answer.rows, version });
      this.answer = answer;
      this.fault = null;
    } catch (error) {
      if (version === this.#version) this.fault = faultOf(error);
    }
  }
}
