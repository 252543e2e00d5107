/**
 * What about drafts is on screen over the desk: the review of one that has come, two of them compared,
 * or, in the text itself, how much of it was read.
 */
import type { DocumentId } from "../api/generated/DocumentId";
import type { RevisionId } from "../api/generated/RevisionId";

export type DraftScreen =
  | { what: "review"; revision: RevisionId }
  | { what: "compare"; document: DocumentId; from: RevisionId; to: RevisionId };

class Drafting {
  screen: DraftScreen | null = $state.raw(null);
  /** Whether the text shows what was done about each of its words. */
  coverage = $state(false);

  review(revision: RevisionId): void {
    this.screen = { what: "review", revision };
  }

  compare(document: DocumentId, from: RevisionId, to: RevisionId): void {
    this.screen = { what: "compare", document, from, to };
  }

  close(): void {
    this.screen = null;
  }
}

export const drafting = new Drafting();
