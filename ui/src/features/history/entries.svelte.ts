/**
 * The entries of a case, newest first, a page after another as one scrolls. They are asked about
 * now even while the past is on screen: one must see the way back. New entries come in on top
 * without moving what one reads.
 */
import { untrack } from "svelte";
import type { Fault } from "../../api/generated/Fault";
import type { History } from "../../api/generated/History";
import type { HistoryRow } from "../../api/generated/HistoryRow";
import { faultOf } from "../../state/faults";
import { askNow } from "../../state/live.svelte";
import { moment } from "../../state/moment.svelte";

const PAGE = 50;

export type Filter = Pick<History, "case" | "editor" | "operation">;

export class Entries {
  rows: HistoryRow[] = $state.raw([]);
  more = $state(false);
  loading = $state(false);
  ready = $state(false);
  fault: Fault | null = $state.raw(null);
  #filter: () => Filter;
  #asked = 0;

  constructor(filter: () => Filter) {
    this.#filter = filter;
    const wanted = $derived(JSON.stringify(filter()));
    let last = "";
    $effect(() => {
      void moment.head;
      const isNew = wanted !== last;
      last = wanted;
      untrack(() => void this.#begin(isNew));
    });
  }

  /** Older entries, if there are any and none are on their way. */
  async goOn(): Promise<void> {
    const oldest = this.rows.at(-1)?.seq;
    if (!this.more || this.loading || oldest === undefined) return;
    await this.#ask({ before: oldest, limit: PAGE }, (found) => [...this.rows, ...found]);
  }

  async #begin(isNew: boolean): Promise<void> {
    // As many as are shown: what one scrolled to must not go away because somebody worked.
    const limit = isNew ? PAGE : Math.min(500, Math.max(PAGE, this.rows.length + 1));
    await this.#ask({ limit }, (found) => found);
  }

  async #ask(
    page: Pick<History, "before" | "limit">,
    join: (rows: HistoryRow[]) => HistoryRow[],
  ): Promise<void> {
    const mine = ++this.#asked;
    this.loading = true;
    try {
      const { rows, more } = await askNow("history", { ...this.#filter(), ...page });
      if (mine !== this.#asked) return;
      this.rows = join(rows);
      this.more = more;
      this.fault = null;
    } catch (error) {
      if (mine !== this.#asked) return;
      this.fault = faultOf(error);
    }
    this.loading = false;
    this.ready = true;
  }
}
