/**
 * A meeting: the open points as they stood when it began, one after another, and what was decided
 * about each. What is decided is on the disk at once; this only remembers what to show at the end,
 * as far as it still stands.
 */
import { untrack } from "svelte";
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { ClaimId } from "../../api/generated/ClaimId";
import type { CommentId } from "../../api/generated/CommentId";
import { tell } from "../../state/act.svelte";
import { faultOf } from "../../state/faults";
import { ask, askNow } from "../../state/live.svelte";
import { moment } from "../../state/moment.svelte";
import { today } from "../../state/today";

/** More than a meeting can talk about. */
const MOST = 1_000;

export interface Decided {
  claim: ClaimId;
  number: number;
  heading: string;
  /** The comment in which it is said. */
  comment: CommentId;
  /** In words, as "Verdict: Supported". */
  what: string;
  reason: string;
  /** Whose dissent it is; null for a decision. */
  dissent: string | null;
}

/** The comments on a claim; none if it was removed. */
async function commentsOf(claim: ClaimId): Promise<CommentId[]> {
  try {
    return (await askNow("claim_page", { claim })).comments.map(({ id }) => id);
  } catch (error) {
    if (faultOf(error).kind === "not_found") return [];
    throw error;
  }
}

export class Meeting {
  /** The claims to talk about; null until they are known. */
  claims: ClaimId[] | null = $state.raw(null);
  at = $state(0);
  #recorded: Decided[] = $state.raw([]);
  /** Comments of this meeting that are not there any more: whatever they said was taken back. */
  #gone: readonly CommentId[] = $state.raw([]);
  #looked = 0;
  /** What was decided and still stands. */
  readonly decided: Decided[] = $derived(
    this.#recorded.filter(({ comment }) => !this.#gone.includes(comment)),
  );
  /** Whether it is over, and what was decided is shown. */
  over = $state(false);

  readonly claim: ClaimId | null = $derived(this.claims?.[this.at] ?? null);
  readonly count: number = $derived(this.claims?.length ?? 0);

  /** To be made while a component is set up. */
  constructor() {
    // Undo, Redo, a colleague: whoever takes a decision back or brings it again makes an entry.
    $effect(() => {
      void moment.head;
      untrack(() => void this.#look());
    });
  }

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
    this.#recorded = [...this.#recorded, one];
  }

  of(claim: ClaimId): Decided[] {
    return this.decided.filter((one) => one.claim === claim);
  }

  /** Finds out which decisions still stand. */
  async #look(): Promise<void> {
    const mine = ++this.#looked;
    const recorded = this.#recorded;
    const claims = recorded.map(({ claim }) => claim).filter((one, at, all) => all.indexOf(one) === at);
    try {
      const standing = (await Promise.all(claims.map(commentsOf))).flat();
      if (mine !== this.#looked) return;
      this.#gone = recorded.map(({ comment }) => comment).filter((id) => !standing.includes(id));
    } catch (error) {
      tell(error);
    }
  }
}
