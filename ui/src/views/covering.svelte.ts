/** How much of the draft on screen was read, as long as that is shown; and the way to the next unmarked sentence. */
import { PointIndex } from "../anchor";
import type { RevisionId } from "../api/generated/RevisionId";
import { countsOf, coversOf, leftOutOf } from "../features/document/coverage/covers";
import { nextUnmarked, type Cover, type CoverCount, type LeftOut } from "../features/document/coverage/types";
import { m } from "../i18n";
import { tell } from "../state/act.svelte";
import { drafting } from "../state/drafting.svelte";
import { ask, live, type Live } from "../state/live.svelte";

interface Given {
  readonly revision: RevisionId;
  /** The text, once it is here. */
  readonly text: string | null;
}

export class Covering {
  readonly #live: Live<"coverage">;
  readonly #omissions: Live<"omission_list">;
  readonly #given: () => Given;
  readonly #index: PointIndex = $derived.by(() => new PointIndex(this.#given().text ?? ""));
  readonly leftOut: readonly LeftOut[] = $derived.by(() => leftOutOf(this.#omissions.value ?? []));
  readonly counts: readonly CoverCount[] | null = $derived.by(() =>
    this.#live.value === null ? null : countsOf(this.#live.value),
  );
  readonly covers: readonly Cover[] | undefined = $derived.by(() => {
    const { value } = this.#live;
    const { revision, text } = this.#given();
    if (!drafting.coverage || value?.revision.id !== revision || text === null) return undefined;
    return coversOf(value, this.#index, this.leftOut, (ground) => m.cover_why({ ground }));
  });

  /** To be made while a component is set up. */
  constructor(given: () => Given) {
    this.#given = given;
    const question = (): { revision: RevisionId } | null =>
      drafting.coverage ? { revision: given().revision } : null;
    this.#live = live("coverage", question);
    this.#omissions = live("omission_list", question);
  }

  /** What is left out at a place of the text. */
  at(point: number): LeftOut | null {
    return this.leftOut.find((one) => one.start <= point && point < one.end) ?? null;
  }

  /** The next sentence in which nothing is marked; shows the coverage if it is not shown. */
  async next(at: number, by: 1 | -1): Promise<{ start: number; end: number } | null> {
    drafting.coverage = true;
    try {
      // Asked anew: what was just marked must not be come to again.
      const { rows } = await ask("coverage", { revision: this.#given().revision });
      return nextUnmarked(rows, at, by);
    } catch (error) {
      tell(error);
      return null;
    }
  }
}
