/**
 * The ledger at a glance, whatever moment is on screen: its days, and the marks of the open case.
 * Days are those of the whole desk, since the moment is one of the whole desk.
 */
import type { CaseId } from "../../api/generated/CaseId";
import type { HistoryRow } from "../../api/generated/HistoryRow";
import type { TimelineDay } from "../../api/generated/TimelineDay";
import type { TimelineMark } from "../../api/generated/TimelineMark";
import type { Fault } from "../../api/generated/Fault";
import { formatDay, formatMinute, formatNumber, m } from "../../i18n";
import { liveNow, type Live } from "../../state/live.svelte";
import { moment } from "../../state/moment.svelte";
import { operationDone } from "../../state/operations";
import { travel } from "../../state/travel.svelte";
import { dayOf } from "./strip";

export class Glance {
  #desk: Live<"timeline">;
  #case: Live<"timeline">;
  #entry: Live<"history">;

  /** To be made while a component is set up. */
  constructor(open: () => CaseId | null) {
    this.#desk = liveNow("timeline", () => ({}));
    this.#case = liveNow("timeline", () => {
      const id = open();
      return id === null ? null : { case: id };
    });
    // Of the moment on screen, not of the handle: that one may pass a thousand entries at a stroke.
    this.#entry = liveNow("history", () => {
      const at = moment.at ?? moment.head;
      return at > 0 ? { before: at + 1, limit: 1 } : null;
    });
  }

  get days(): readonly TimelineDay[] {
    return this.#desk.value?.days ?? [];
  }
  get marks(): readonly TimelineMark[] {
    return this.#case.value?.marks ?? [];
  }
  get head(): number {
    return this.#desk.value?.head ?? 0;
  }
  get fault(): Fault | null {
    return this.#desk.fault;
  }

  /** The entry at the handle; null while it is on its way. */
  get entry(): HistoryRow | null {
    const row = this.#entry.value?.rows[0] ?? null;
    return row?.seq === travel.handle ? row : null;
  }

  /** Where the handle stands, in one sentence. */
  get words(): string {
    const { entry } = this;
    const number = formatNumber(travel.handle);
    if (entry === null) {
      const day = dayOf(this.days, travel.handle)?.day;
      return m.time_value_day({ number, day: day === undefined ? "" : formatDay(day, true) });
    }
    const what = { number, when: formatMinute(entry.at), what: operationDone(entry) };
    return travel.handle >= this.head ? m.time_value_now(what) : m.time_value(what);
  }
}
