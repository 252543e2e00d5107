/**
 * What the pieces of one dossier share: the page they show, which form is open, and the ways in
 * which they act. One form is open at a time, so that a key never speaks to two.
 */
import { getContext, setContext, tick } from "svelte";
import type { ClaimId } from "../../api/generated/ClaimId";
import type { ClaimPageAnswer } from "../../api/generated/ClaimPageAnswer";
import type { ClaimPatch } from "../../api/generated/ClaimPatch";
import type { CommentId } from "../../api/generated/CommentId";
import type { ContactId } from "../../api/generated/ContactId";
import type { DeskAnswer } from "../../api/generated/DeskAnswer";
import type { DocumentId } from "../../api/generated/DocumentId";
import type { EvidenceId } from "../../api/generated/EvidenceId";
import type { PassageId } from "../../api/generated/PassageId";
import type { RebuttalId } from "../../api/generated/RebuttalId";
import type { RevisionId } from "../../api/generated/RevisionId";
import type { Source } from "../../api/generated/Source";
import type { SourceId } from "../../api/generated/SourceId";
import type { Target } from "../../api/generated/Target";
import { m } from "../../i18n";
import { act } from "../../state/act.svelte";
import { toasts } from "../../state/toasts.svelte";

/** A place in a document to jump to. */
export type DossierPlace = {
  document: DocumentId;
  revision: RevisionId;
  passage: PassageId;
  /** Code points of the revision's text. */
  start: number;
  end: number;
};

export type OpenForm =
  | { kind: "evidence"; edit?: EvidenceId; words?: string }
  | { kind: "rebuttal"; target: Target; edit?: RebuttalId }
  | { kind: "weigh"; rebuttal: RebuttalId }
  | { kind: "verdict" }
  | { kind: "sign" }
  | { kind: "contact"; edit?: ContactId }
  | { kind: "answer"; contact: ContactId }
  | { kind: "comment"; edit?: CommentId; answers?: CommentId }
  | { kind: "settle"; comment: CommentId };

/** Names a form: its unsaved draft is kept under this. */
export function formKey(claim: ClaimId, form: OpenForm): string {
  const what = (): string => {
    switch (form.kind) {
      case "evidence":
        return form.edit === undefined ? "evidence" : `evidence/${form.edit}`;
      case "rebuttal":
        return form.edit === undefined ? `rebuttal/${targetId(form.target)}` : `rebuttal/${form.edit}/edit`;
      case "weigh":
        return `weigh/${form.rebuttal}`;
      case "verdict":
        return "verdict";
      case "sign":
        return "sign";
      case "contact":
        return form.edit === undefined ? "contact" : `contact/${form.edit}/edit`;
      case "answer":
        return `contact/${form.contact}/answer`;
      case "comment":
        if (form.edit !== undefined) return `comment/${form.edit}/edit`;
        return form.answers === undefined ? "comment" : `comment/${form.answers}/answer`;
      case "settle":
        return `comment/${form.comment}/settle`;
    }
  };
  return `claim/${claim}/form/${what()}`;
}

export function targetId(target: Target): string {
  if ("claim" in target) return target.claim;
  return "evidence" in target ? target.evidence : target.rebuttal;
}

/** The card on which a form is about, as a selector; null for the claim itself. */
function cardOf(form: OpenForm): string | null {
  if (form.kind === "verdict" || form.kind === "sign") return null;
  if (form.kind === "contact") return form.edit === undefined ? null : `[data-contact="${form.edit}"]`;
  if (form.kind === "answer") return `[data-contact="${form.contact}"]`;
  if (form.kind === "settle") return `[data-comment="${form.comment}"]`;
  if (form.kind === "comment") {
    const of = form.edit ?? form.answers;
    return of === undefined ? null : `[data-comment="${of}"]`;
  }
  if (form.kind === "weigh") return `[data-rebuttal="${form.rebuttal}"]`;
  if (form.kind === "evidence") return form.edit === undefined ? null : `[data-evidence="${form.edit}"]`;
  if (form.edit !== undefined) return `[data-rebuttal="${form.edit}"]`;
  if ("claim" in form.target) return null;
  return "evidence" in form.target
    ? `[data-evidence="${form.target.evidence}"]`
    : `[data-rebuttal="${form.target.rebuttal}"]`;
}

type Given = {
  page: () => ClaimPageAnswer;
  desk: () => DeskAnswer | null;
  canAct: () => boolean;
  openPlace: (place: DossierPlace) => void;
  openClaim: (claim: ClaimId) => void;
};

export class DossierState {
  form: OpenForm | null = $state.raw(null);
  /** The source whose page is open over the dossier. */
  source: SourceId | null = $state(null);
  /** Goes up with each form: two in a row are two, even of one kind. */
  turn = $state(0);
  #given: Given;
  #from: Element | null = null;
  /** Where the focus goes if what opened the form is gone, as the line of a menu is. */
  #card: string | null = null;

  constructor(given: Given) {
    this.#given = given;
  }

  get page(): ClaimPageAnswer {
    return this.#given.page();
  }

  get claim(): ClaimId {
    return this.page.claim.id;
  }

  get desk(): DeskAnswer | null {
    return this.#given.desk();
  }

  get canAct(): boolean {
    return this.#given.canAct();
  }

  openPlace(place: DossierPlace): void {
    this.#given.openPlace(place);
  }

  openClaim(claim: ClaimId): void {
    this.#given.openClaim(claim);
  }

  /** Opens a form in place of any other; what stood in that one stays as its draft. */
  openForm(form: OpenForm): void {
    if (!this.canAct) return;
    const inForm = document.activeElement?.closest("[data-dossier-form]") ?? null;
    if (this.form === null || inForm === null) this.#from = document.activeElement;
    this.#card = cardOf(form);
    this.form = form;
    this.turn += 1;
  }

  /** Closes the form and gives the focus back to whatever opened it. `kept`: its text stays as a draft. */
  async closeForm(kept = false): Promise<void> {
    this.form = null;
    if (kept) toasts.show({ text: m.claim_draft_kept() });
    await tick();
    this.giveBack();
  }

  /** The focus goes back to where it came from; if that is gone, to its card; else to the dossier. */
  giveBack(): void {
    const from = this.#from;
    const card = this.#card;
    this.#from = null;
    this.#card = null;
    const usable = from instanceof HTMLElement && from.isConnected && from !== document.body;
    const dots = card === null ? null : document.querySelector<HTMLElement>(`${card} .dots`);
    const home = document.querySelector<HTMLElement>("[data-dossier]");
    (usable ? from : (dots ?? home))?.focus();
  }

  /** Sets fields of the claim. Resolves to whether they are on the disk. */
  async edit(set: ClaimPatch): Promise<boolean> {
    const receipt = await act({ do: "edit_claim", claim: this.claim, set });
    return receipt !== null;
  }

  /** A source that the page names, with its bibliographic record. */
  sourceOf(id: SourceId): Source | undefined {
    const { evidence, other_sources } = this.page;
    return (
      evidence.find((row) => row.source.id === id)?.source ?? other_sources.find((source) => source.id === id)
    );
  }
}

const KEY = Symbol("dossier");

export function provideDossier(state: DossierState): DossierState {
  return setContext(KEY, state);
}

export function useDossier(): DossierState {
  return getContext<DossierState>(KEY);
}
