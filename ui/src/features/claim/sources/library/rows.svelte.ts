/** The sources of the library, page after page: the first is on screen while the others come. */
import { untrack } from "svelte";
import type { Fault } from "../../../../api/generated/Fault";
import type { SourceList } from "../../../../api/generated/SourceList";
import type { SourceRow } from "../../../../api/generated/SourceRow";
import { faultOf } from "../../../../state/faults";
import { ask } from "../../../../state/live.svelte";
import { moment } from "../../../../state/moment.svelte";

const PAGE = 1_000;

export class SourceRows {
  rows: readonly SourceRow[] = $state.raw([]);
  total = $state(0);
  fault: Fault | null = $state.raw(null);
  /** Whether there was any answer yet. */
  ready = $state(false);
  #asked = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor(wanted: () => Omit<SourceList, "offset" | "limit">) {
    const question = $derived(JSON.stringify(wanted()));
    $effect(() => {
      void moment.key;
      const input = JSON.parse(question) as Omit<SourceList, "offset" | "limit">;
      untrack(() => (this.#loading = this.#load(input)));
    });
    $effect(() => () => {
      this.#asked++;
    });
  }

  /** All rows of what is asked now, once they are here. */
  async whole(): Promise<readonly SourceRow[]> {
    for (let asked = -1; asked !== this.#asked;) {
      asked = this.#asked;
      await this.#loading;
    }
    if (this.fault !== null) throw this.fault;
    return this.rows;
  }

  async #load(input: Omit<SourceList, "offset" | "limit">): Promise<void> {
    const mine = ++this.#asked;
    let rows: SourceRow[] = [];
    try {
      for (;;) {
        const page = await ask("source_list", { ...input, offset: rows.length, limit: PAGE });
        if (mine !== this.#asked) return;
        rows = [...rows, ...page.rows];
        // What was there before stays until as much is here again: nothing jumps under the reader.
        if (rows.length >= this.rows.length || rows.length >= page.total) this.rows = rows;
        [this.total, this.fault, this.ready] = [page.total, null, true];
        if (page.rows.length === 0 || rows.length >= page.total) break;
      }
      this.rows = rows;
    } catch (error) {
      if (mine === this.#asked) [this.fault, this.ready] = [faultOf(error), true];
    }
  }
}
