/**
 * What lies over the whole desk: the board, a meeting, the source library, or a screen of drafts. One at a
 * time; a copy of a source may lie over it.
 */
import type { DocumentId } from "../api/generated/DocumentId";
import type { RevisionId } from "../api/generated/RevisionId";
import { copying } from "./copying.svelte";

export type Screen = "board" | "meeting" | "sources";

export type DraftScreen =
  | { what: "review"; revision: RevisionId }
  | { what: "compare"; document: DocumentId; from: RevisionId; to: RevisionId };

class Screens {
  shown: Screen | null = $state(null);
  /** The review of a draft, or two drafts compared. */
  drafts: DraftScreen | null = $state.raw(null);
  /** Whether the desk itself is out of sight: its keys must not act unseen. */
  readonly covered: boolean = $derived(this.shown !== null || this.drafts !== null || copying.open !== null);

  open(screen: Screen): void {
    this.toDesk();
    this.shown = screen;
  }

  openDrafts(screen: DraftScreen): void {
    this.toDesk();
    this.drafts = screen;
  }

  close(): void {
    this.shown = null;
  }

  toggle(screen: Screen): void {
    if (this.shown === screen) this.close();
    else this.open(screen);
  }

  /** Brings the desk in sight, for what is to be done or seen there. */
  toDesk(): void {
    copying.close();
    this.drafts = null;
    this.shown = null;
  }
}

export const screens = new Screens();
