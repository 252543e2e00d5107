/**
 * What about drafts is on screen over the desk: the review of one that has come, two of them compared,
 * or, in the text itself, how much of it was read.
 */
import type { DocumentId } from "../api/generated/DocumentId";
import type { RevisionId } from "../api/generated/RevisionId";
import { screens } from "./screens.svelte";

class Drafting {
  /** Whether the text shows what was done about each of its words. */
  coverage = $state(false);

  review(revision: RevisionId): void {
    screens.openDrafts({ what: "review", revision });
  }

  compare(document: DocumentId, from: RevisionId, to: RevisionId): void {
    screens.openDrafts({ what: "compare", document, from, to });
  }

  close(): void {
    screens.drafts = null;
  }
}

export const drafting = new Drafting();
