/** Going to something wherever on the desk it is: its case and document are opened for it. */
import type { CaseId } from "../api/generated/CaseId";
import type { ClaimId } from "../api/generated/ClaimId";
import type { DocumentId } from "../api/generated/DocumentId";
import type { Pin } from "../api/generated/Pin";
import type { SourceId } from "../api/generated/SourceId";
import { m } from "../i18n";
import { tell } from "./act.svelte";
import { copying, type ClaimPlace } from "./copying.svelte";
import { ask } from "./live.svelte";
import { mapping, type MapFace } from "./mapping.svelte";
import { place } from "./place.svelte";
import { screens } from "./screens.svelte";
import { toasts } from "./toasts.svelte";
import { wishes } from "./wishes.svelte";

/** Opens a claim beside its text; where it stands in the open document, that stays open. */
export async function goToClaim(id: ClaimId): Promise<void> {
  try {
    const { claim, places } = await ask("claim_page", { claim: id });
    const here = places.some(({ passage }) => passage.document === place.document);
    if (claim.case !== place.case || !here) {
      const [newest] = places.filter((one) => one.is_latest);
      place.openCase(claim.case, newest?.passage.document ?? null);
    }
    // A filter that hides it would leave the list without its claim.
    place.show = "all";
    place.text = "";
    place.claim = id;
  } catch (error) {
    tell(error);
  }
}

/**
 * Opens the text in which words are pinned for a claim, at these words: a copy of a source, or a draft of a
 * document. The claim need not be the one beside the text: the board has a dossier of its own.
 */
export async function goToPin({ place: at, start, end }: Pin, from: ClaimPlace): Promise<void> {
  if ("snapshot" in at) {
    copying.show(at.snapshot, { start, end }, from);
    return;
  }
  try {
    const { document } = await ask("document_text", { revision: at.revision });
    const { rows } = await ask("revision_list", { document: document.id });
    screens.close();
    if (document.case !== place.case) place.openCase(document.case, document.id);
    place.openAt(document.id, { revision: at.revision, start, end }, rows[0]?.revision.id ?? null);
    place.claim = from.claim;
  } catch (error) {
    tell(error);
  }
}

/** Opens the pictures of a claim in the middle of the desk, with its dossier beside them. */
export async function goToMap(
  claim: ClaimId,
  face: MapFace = "map",
  circle: number | null = null,
): Promise<void> {
  if (claim !== place.claim) await goToClaim(claim);
  if (claim === place.claim) mapping.open(face, circle);
}

/** Opens a source over a claim that rests on it. */
export async function goToSource(id: SourceId): Promise<void> {
  try {
    const { uses } = await ask("source_page", { source: id });
    const [use] = uses;
    if (use === undefined) {
      toasts.show({ text: m.search_source_unused() });
      return;
    }
    if (!uses.some((one) => one.claim === place.claim)) await goToClaim(use.claim);
    wishes.ask("open_source", id);
  } catch (error) {
    tell(error);
  }
}

export function goToDocument(at: CaseId | null, id: DocumentId): void {
  place.openCase(at ?? place.case, id);
}
