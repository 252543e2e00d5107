/** What there is to review of a draft, fetched page by page: what wants a look first, the unchanged on demand. */
import { SvelteMap } from "svelte/reactivity";
import type { AnchorState } from "../../../api/generated/AnchorState";
import type { DraftReview } from "../../../api/generated/DraftReview";
import type { DraftReviewAnswer } from "../../../api/generated/DraftReviewAnswer";
import type { NewSentences } from "../../../api/generated/NewSentences";
import type { Fault } from "../../../api/generated/Fault";
import type { Fates } from "../../../api/generated/Fates";
import { faultOf } from "../../../state/faults";
import { ask } from "../../../state/live.svelte";
import { fateRowOf, sentenceRowOf } from "./rows";
import type { Counts, DraftText, FateRow, ReviewRow, SentenceRow } from "./types";

const PAGE = 500;
/** In the order in which one wants them. */
const WANTED: readonly AnchorState[] = ["ask", "reworded", "moved", "gone"];

export class Loaded {
  answer: DraftReviewAnswer | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  readonly #texts = new SvelteMap<string, DraftText>();
  #fates: readonly FateRow[] = $state.raw([]);
  #unchanged: readonly FateRow[] = $state.raw([]);
  #sentences: readonly SentenceRow[] = $state.raw([]);
  #new = $state(0);
  #asked = 0;
  // Asked for once each; nothing is drawn because of it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #wanted = new Set<string>();
  #wantsUnchanged = false;
  readonly revision: string;

  readonly rows: readonly ReviewRow[] = $derived([...this.#fates, ...this.#unchanged, ...this.#sentences]);
  readonly counts: Counts & { new: number } = $derived.by(() => ({
    ...added(this.answer?.passages, this.answer?.omissions),
    new: this.#new,
  }));

  constructor(revision: string) {
    this.revision = revision;
  }

  /** Asks anew: the desk has moved. */
  async load(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const [first, fresh] = await Promise.all([
        ask("draft_review", this.#question(WANTED, 0)),
        ask("new_sentences", this.#freshQuestion(0)),
      ]);
      if (mine !== this.#asked) return;
      this.#fates = first.rows.map(fateRowOf);
      this.#sentences = first.before === null ? [] : fresh.rows.map(sentenceRowOf);
      this.#new = first.before === null ? 0 : fresh.unread;
      this.answer = first;
      this.fault = null;
      this.want(this.revision);
      if (first.before !== null) this.want(first.before.id);
      this.#fates = await this.#rest(mine, WANTED, this.#fates, first.total);
      if (first.before !== null) await this.#restOfFresh(mine, fresh.unread);
      if (this.#wantsUnchanged) await this.wantUnchanged();
    } catch (error) {
      if (mine === this.#asked) this.fault = faultOf(error);
    }
  }

  /** The unchanged places, too: somebody wants to see them. */
  async wantUnchanged(): Promise<void> {
    this.#wantsUnchanged = true;
    const mine = this.#asked;
    try {
      this.#unchanged = await this.#rest(mine, ["unchanged"], [], this.answer?.passages.total ?? 0);
    } catch (error) {
      this.fault = faultOf(error);
    }
  }

  /** The text of a draft, once it is here; asked for when it is first wanted. */
  textOf(revision: string): DraftText | null {
    return this.#texts.get(revision) ?? null;
  }

  want(revision: string): void {
    if (this.#wanted.has(revision)) return;
    this.#wanted.add(revision);
    ask("document_text", { revision }).then(
      ({ revision: draft, text, layout }) => {
        this.#texts.set(revision, { revision, number: draft.number, text, blocks: layout.blocks });
      },
      (error: unknown) => {
        this.#wanted.delete(revision);
        this.fault = faultOf(error);
      },
    );
  }

  #freshQuestion(offset: number): NewSentences {
    return { revision: this.revision, unread: true, in_order: false, offset, limit: PAGE };
  }

  async #restOfFresh(mine: number, most: number): Promise<void> {
    while (this.#sentences.length < most && mine === this.#asked) {
      const { rows } = await ask("new_sentences", this.#freshQuestion(this.#sentences.length));
      if (rows.length === 0 || mine !== this.#asked) break;
      this.#sentences = [...this.#sentences, ...rows.map(sentenceRowOf)];
    }
  }

  #question(states: readonly AnchorState[], offset: number): DraftReview {
    return { revision: this.revision, states: [...states], undecided: false, offset, limit: PAGE };
  }

  async #rest(
    mine: number,
    states: readonly AnchorState[],
    begun: readonly FateRow[],
    most: number,
  ): Promise<readonly FateRow[]> {
    let rows = begun;
    while (rows.length < most && mine === this.#asked) {
      const page = await ask("draft_review", this.#question(states, rows.length));
      if (page.rows.length === 0) break;
      rows = [...rows, ...page.rows.map(fateRowOf)];
    }
    return rows;
  }
}

function added(one: Fates | undefined, other: Fates | undefined): Counts {
  const sum = (of: keyof Fates): number => (one?.[of] ?? 0) + (other?.[of] ?? 0);
  return {
    unchanged: sum("unchanged"),
    moved: sum("moved"),
    reworded: sum("reworded"),
    ask: sum("ask"),
    gone: sum("gone"),
    total: sum("total"),
  };
}
