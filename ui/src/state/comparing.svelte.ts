/** Which two moments are compared, and how the screen that does so is opened. */
import { tell } from "./act.svelte";
import { askNow } from "./live.svelte";
import { moment } from "./moment.svelte";
import { place } from "./place.svelte";
import { screens } from "./screens.svelte";
import type { Where } from "./seeking.svelte";

class Comparing {
  /** Just after an entry; 0 is before everything. */
  from = $state(0);
  /** Just after an entry; null is now. */
  to: number | null = $state(null);
  where: Where = $state("case");

  open(from: number, to: number | null, where: Where = "case"): void {
    this.from = from;
    this.to = to;
    this.where = where;
    // The time control is on the board, too, and in the library.
    screens.toDesk();
    place.panel = "compare";
  }

  /**
   * Opens it with what one most likely wants: the moment on screen against now; else what was done
   * since the last day of work began, or, on the first day, since the last draft came.
   */
  async start(): Promise<void> {
    if (moment.at !== null) {
      this.open(moment.at, null);
      return;
    }
    try {
      const { days } = await askNow("timeline", {});
      const before = (days.at(-1)?.first ?? 1) - 1;
      this.open(before > 0 ? before : await this.#lastDraft(), null);
    } catch (error) {
      tell(error);
    }
  }

  async #lastDraft(): Promise<number> {
    if (place.case === null) return 0;
    const { marks } = await askNow("timeline", { case: place.case });
    return marks.findLast((mark) => mark.what === "draft")?.seq ?? 0;
  }
}

export const comparing = new Comparing();
