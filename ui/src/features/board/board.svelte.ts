/**
 * The board as one works on it: what is asked for, which claim one is at, which are chosen. It is
 * kept while the window is open, so that one comes back from a claim to the same place.
 */
import { SvelteSet } from "svelte/reactivity";
import type { BoardAnswer } from "../../api/generated/BoardAnswer";
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { BoardRow } from "../../api/generated/BoardRow";
import type { ClaimId } from "../../api/generated/ClaimId";
import { ask } from "../../state/live.svelte";
import { Paged } from "../../state/paged.svelte";
import { today } from "../../state/today";
import { ALL } from "./filter";

/** The most claims of one step: what is done together is one entry, and is undone as one. */
export const MOST = 2_000;

class Kept {
  filter: BoardFilter = $state.raw(ALL);
  /** The claim one is at. */
  claim: ClaimId | null = $state(null);
  /** Whether its dossier is open beside the board. */
  beside = $state(false);
  /** Whether the board was open before: its first case is then not chosen anew. */
  used = false;
  readonly chosen = new SvelteSet<ClaimId>();

  /** Other claims are on the board: what was chosen before may not be among them. */
  ask(filter: BoardFilter): void {
    this.filter = filter;
    this.chosen.clear();
  }

  toggle(id: ClaimId): void {
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  /** The claims on which something is done: those that are chosen, or the one that one is at. */
  get at(): ClaimId[] {
    if (this.chosen.size > 0) return [...this.chosen];
    return this.claim === null ? [] : [this.claim];
  }
}

export const board = new Kept();

/** An answer with the question that it answers: heads and rows must be of one. */
export type Asked = BoardAnswer & { asked: BoardFilter };

export class BoardPages extends Paged<BoardFilter, BoardRow, Asked> {
  constructor(filter: () => BoardFilter) {
    super(
      filter,
      async (asked, offset, limit) => ({
        ...(await ask("board", { filter: asked, today: today(), offset, limit })),
        asked,
      }),
      (row) => row.claim.id,
    );
  }
}

/** The ids of claims on the board, from one place on. */
export async function idsFrom(filter: BoardFilter, offset: number, limit: number): Promise<ClaimId[]> {
  const { ids } = await ask("board", { filter, today: today(), ids: true, offset, limit });
  return ids;
}
