/** What is sought in the history. It outlives the panel: who comes back finds what they were at. */
import type { EditorId } from "../api/generated/EditorId";
import type { Kind } from "../api/generated/Kind";
import { place } from "./place.svelte";
import { screens } from "./screens.svelte";

/** How much of the ledger is looked through. */
export type Where = "case" | "claim" | "desk";

const NOTHING = {
  where: "case" as Where,
  words: "",
  editor: null as EditorId | null,
  operations: null as string | null,
  kind: null as Kind | null,
  since: null as string | null,
  until: null as string | null,
  upTo: null as number | null,
};

class Seeking {
  where: Where = $state(NOTHING.where);
  words = $state(NOTHING.words);
  editor: EditorId | null = $state(NOTHING.editor);
  /** An operation or a group of them, by name. */
  operations: string | null = $state(NOTHING.operations);
  kind: Kind | null = $state(NOTHING.kind);
  /** Days, months or years, as partial dates. */
  since: string | null = $state(NOTHING.since);
  until: string | null = $state(NOTHING.until);
  /** Only this entry and what came before it. */
  upTo: number | null = $state(NOTHING.upTo);

  /** How many filters beside the words hold. */
  readonly count: number = $derived(
    [this.editor, this.operations, this.kind, this.since, this.until].filter((one) => one !== null).length +
      (this.where === "case" ? 0 : 1),
  );

  clear(): void {
    Object.assign(this, NOTHING);
  }

  /** Opens the history at an entry, wherever on the desk that belongs. */
  showEntry(seq: number): void {
    this.clear();
    this.where = "desk";
    this.upTo = seq;
    screens.toDesk();
    place.panel = "history";
  }
}

export const seeking = new Seeking();
