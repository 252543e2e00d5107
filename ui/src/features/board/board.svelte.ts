/**
 * The board as one works on it: what is asked for, which claim one is at, which are chosen. It is
 * kept while the window is open, so that one comes back from a claim to the same place.
 */
import { SvelteSet } from "svelte/reactivity";
import type { BoardAnswer } from "../../api/generated/BoardAnswer";
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { BoardRow } from "../../api/generated/BoardRow";
import type { CaseId } from "../../api/generated/CaseId";
import type { ClaimId } from "../../api/generated/ClaimId";
import { ask } from "../../state/live.svelte";
import { Paged } from "../../state/paged.svelte";
import { session } from "../../state/session.svelte";
import { today } from "../../state/today";
import { about, ALL } from "./filter";

/** The most claims of one step: what is done together is one entry, and is undone as one. */
export const MOST = 2_000;

/** The most ids of one answer. */
const IDS = 10_000;

const deskHere = (): string | null => session.session?.desk?.path ?? null;

class Kept {
  filter: BoardFilter = $state.raw(ALL);
  /** The claim one is at. */
  claim: ClaimId | null = $state(null);
  /** Whether its dossier is open beside the board. */
  beside = $state(false);
  readonly chosen = new SvelteSet<ClaimId>();
  /** The desk on which the board was open. */
  #desk: string | null = null;
  /** Goes up with each choice: an answer that comes after a newer one chooses nothing. */
  #choices = 0;
  #looks = 0;

  /** Whether the board was open on this desk before: its first case is then not chosen anew. */
  get used(): boolean {
    return this.#desk !== null && this.#desk === deskHere();
  }

  /** Begins with a case and a claim; what was asked and chosen on another desk is nothing here. */
  begin(at: CaseId | null, claim: ClaimId | null): void {
    this.#desk = deskHere();
    this.ask(about(ALL, at));
    this.claim = claim;
    this.beside = false;
  }

  /** Other claims are on the board: what was chosen before may not be among them. */
  ask(filter: BoardFilter): void {
    this.filter = filter;
    this.clear();
  }

  clear(): void {
    this.#choices++;
    this.chosen.clear();
  }

  toggle(id: ClaimId): void {
    this.#choices++;
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  /** Chooses so many claims from one place of the board on, and nothing else. */
  async choose(offset: number, count: number): Promise<void> {
    const mine = ++this.#choices;
    const ids = await idsFrom(this.filter, offset, Math.min(count, MOST));
    if (mine !== this.#choices) return;
    this.chosen.clear();
    for (const id of ids) this.chosen.add(id);
  }

  /**
   * Leaves chosen what the board still lists: a change may have taken claims out of its filter, and nothing
   * is done to what is not shown.
   */
  async keepListed(): Promise<void> {
    const mine = ++this.#looks;
    const { filter } = this;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not drawn
    const missing = new Set(this.chosen);
    for (let offset = 0, more = true; more && missing.size > 0; offset += IDS) {
      const ids = await idsFrom(filter, offset, IDS);
      if (mine !== this.#looks || filter !== this.filter) return;
      for (const id of ids) missing.delete(id);
      more = ids.length === IDS;
    }
    for (const id of missing) this.chosen.delete(id);
  }

  /** The claims on which something is done: those that are chosen, or the one that one is at, if it is listed. */
  at(pages: BoardPages): ClaimId[] {
    if (this.chosen.size > 0) return [...this.chosen];
    return this.claim === null || pages.indexOf(this.claim) < 0 ? [] : [this.claim];
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
async function idsFrom(filter: BoardFilter, offset: number, limit: number): Promise<ClaimId[]> {
  const { ids } = await ask("board", { filter, today: today(), ids: true, offset, limit });
  return ids;
}
