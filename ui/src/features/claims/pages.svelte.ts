/**
 * The claims of a list, a page at a time: only the pages near the view are ever asked for, so that
 * 100,000 claims scroll as smoothly as ten. When the desk moves, what is on screen stays until the
 * new answer is there.
 */
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { ClaimId } from "../../api/generated/ClaimId";
import type { ClaimList } from "../../api/generated/ClaimList";
import type { ClaimRow } from "../../api/generated/ClaimRow";
import type { Fault } from "../../api/generated/Fault";
import type { Tally } from "../../api/generated/Tally";
import { faultOf } from "../../state/faults";
import { ask } from "../../state/live.svelte";
import { moment } from "../../state/moment.svelte";

export const PAGE = 200;
/** How far a claim is looked for when nobody knows where it stands. */
const MOST_LOOKED_THROUGH = 20_000;

export type Wanted = Omit<ClaimList, "offset" | "limit">;

interface Page {
  rows: ClaimRow[];
  /** The question and moment that these rows answer. */
  version: number;
}

export class ClaimPages {
  total = $state(0);
  tally: Tally | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  /** Whether there was any answer yet. */
  ready = $state(false);
  /** Goes up with each question that is answered: the list then begins at its top. */
  questions = $state(0);
  #pages = new SvelteMap<number, Page>();
  #version = $state(0);
  /** A new question has no answer yet: the rows of the old one stay until there is. */
  #fresh = $state(true);
  #wanted: () => Wanted | null;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- what is on its way is not drawn
  #asking = new Map<number, number>();

  constructor(wanted: () => Wanted | null) {
    this.#wanted = wanted;
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

  /** The row at a place in the list, or undefined while it is not here. */
  row(index: number): ClaimRow | undefined {
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

  /** Where a claim stands among the rows that are here; -1 if it is not. */
  indexOf(claim: ClaimId | null): number {
    if (claim === null) return -1;
    for (const [page, { rows }] of this.#pages) {
      const at = rows.findIndex((row) => row.id === claim);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Looks for a claim page by page, from the beginning; -1 if it is not in the list. */
  async find(claim: ClaimId): Promise<number> {
    const version = this.#version;
    for (let page = 0; page * PAGE < Math.min(this.total, MOST_LOOKED_THROUGH); page++) {
      if (!this.#pages.has(page)) await this.#load(page);
      if (version !== this.#version) return -1;
      const at = this.indexOf(claim);
      if (at >= 0) return at;
    }
    return -1;
  }

  /** The row at a place, fetched if need be. */
  async fetch(index: number): Promise<ClaimRow | undefined> {
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
      const answer = await ask("claim_list", { ...wanted, offset: page * PAGE, limit: PAGE });
      // A newer question has been asked meanwhile: this answer would be a lie.
      if (version !== this.#version) return;
      if (this.#fresh) {
        this.#pages.clear();
        this.#fresh = false;
        this.questions++;
      }
      this.#pages.set(page, { rows: answer.rows, version });
      this.total = answer.total;
      this.tally = answer.tally;
      this.fault = null;
      this.ready = true;
    } catch (error) {
      if (version === this.#version) this.fault = faultOf(error);
    }
  }
}
