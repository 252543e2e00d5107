/**
 * The entries that are sought, newest first, a page after another as one scrolls. They are asked
 * about now even while the past is on screen: one must see the way back. New entries come in on top
 * without moving what one reads. Words are sought a stretch of the ledger at a time.
 */
import { untrack } from "svelte";
import type { Fault } from "../../api/generated/Fault";
import type { History } from "../../api/generated/History";
import type { HistoryRow } from "../../api/generated/HistoryRow";
import { faultOf } from "../../state/faults";
import { askNow } from "../../state/live.svelte";
import { moment } from "../../state/moment.svelte";

const PAGE = 50;

export type Filter = Omit<History, "limit">;

export class Entries {
  rows: HistoryRow[] = $state.raw([]);
  more = $state(false);
  /** How far back words were sought; null is to the beginning. */
  lookedTo: number | null = $state(null);
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

  /** Seeks the words further back than one answer did. */
  async lookFurther(): Promise<void> {
    const before = this.lookedTo;
    if (before === null || this.more || this.loading) return;
    await this.#ask({ before, limit: PAGE }, (found) => [...this.rows, ...found]);
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
      const { rows, more, looked_to } = await askNow("history", { ...this.#filter(), ...page });
      if (mine !== this.#asked) return;
      this.rows = join(rows);
      this.more = more;
      this.lookedTo = looked_to;
      this.fault = null;
    } catch (error) {
      if (mine !== this.#asked) return;
      this.fault = faultOf(error);
    }
    this.loading = false;
    this.ready = true;
  }
}
