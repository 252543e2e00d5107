/**
 * A meeting: the open points as they stood when it began, one after another, and what was decided
 * about each. What is decided is on the disk at once; this only remembers what to show at the end.
 */
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { ClaimId } from "../../api/generated/ClaimId";
import { ask } from "../../state/live.svelte";
import { today } from "../../state/today";

/** More than a meeting can talk about. */
const MOST = 1_000;

export interface Decided {
  claim: ClaimId;
  number: number;
  heading: string;
  /** In words, as "Verdict: Supported". */
  what: string;
  reason: string;
  /** Whose dissent it is; null for a decision. */
  dissent: string | null;
}

export class Meeting {
  /** The claims to talk about; null until they are known. */
  claims: ClaimId[] | null = $state.raw(null);
  at = $state(0);
  decided: Decided[] = $state.raw([]);
  /** Whether it is over, and what was decided is shown. */
  over = $state(false);

  readonly claim: ClaimId | null = $derived(this.claims?.[this.at] ?? null);
  readonly count: number = $derived(this.claims?.length ?? 0);

  async begin(filter: BoardFilter): Promise<void> {
    const { ids } = await ask("board", {
      filter: { ...filter, sort: "priority", backwards: false },
      unsettled: true,
      today: today(),
      ids: true,
      limit: MOST,
    });
    this.claims = ids;
    this.at = 0;
  }

  /** Goes on or back; past the last comes the end. */
  step(by: number): void {
    const to = this.at + by;
    if (this.over) this.over = by > 0;
    else if (to >= this.count) this.over = true;
    else this.at = Math.max(0, to);
  }

  add(one: Decided): void {
    this.decided = [...this.decided, one];
  }

  of(claim: ClaimId): Decided[] {
    return this.decided.filter((one) => one.claim === claim);
  }
}
