/**
 * Where the user is: which case, document, claim and panel are on screen. Kept by the program, so
 * that opening the desk again shows the same place. Moving the place is no change of the desk.
 */
import { bridge } from "../api/bridge";
import type { CaseId } from "../api/generated/CaseId";
import type { ClaimId } from "../api/generated/ClaimId";
import type { DocumentId } from "../api/generated/DocumentId";
import type { RevisionId } from "../api/generated/RevisionId";
import type { Show } from "../api/generated/Show";
import { tell } from "./act.svelte";

/** What can lie beside or over the text. */
export type Panel = "history" | "compare" | "bin" | "notes" | "map" | "report" | "keys" | null;

export interface Sizes {
  start: number;
  end: number;
}

export interface Hidden {
  start: boolean;
  end: boolean;
}

/** A span of a draft, in code points. */
export interface Goal {
  revision: RevisionId;
  start: number;
  end: number;
}

interface Kept {
  case: CaseId | null;
  document: DocumentId | null;
  revision: RevisionId | null;
  claim: ClaimId | null;
  show: Show;
  text: string;
  sizes: Sizes;
  collapsed: Hidden;
}

const FIRST: Kept = {
  case: null,
  document: null,
  revision: null,
  claim: null,
  show: "all",
  text: "",
  sizes: { start: 268, end: 412 },
  collapsed: { start: false, end: false },
};

const WAIT_MS = 300;

class Place implements Kept {
  case: CaseId | null = $state(null);
  /** Null with a case: all of its claims are listed, and no text is shown. */
  document: DocumentId | null = $state(null);
  /** An older draft; null is the newest. */
  revision: RevisionId | null = $state(null);
  claim: ClaimId | null = $state(null);
  show: Show = $state("all");
  text = $state("");
  sizes: Sizes = $state.raw(FIRST.sizes);
  collapsed: Hidden = $state.raw(FIRST.collapsed);
  /** What lies in the middle has the whole window. Not kept, as little as what that is. */
  wide = $state(false);
  /** Not kept: a program that opens with a dialog in the way is a nuisance. */
  panel: Panel = $state(null);
  palette = $state(false);
  /** Words that are to be brought into view once their draft is on screen. */
  goal: Goal | null = $state.raw(null);
  /** A case was just opened without naming a text: its first one is to be shown. */
  arriving = $state(false);

  /** Which columns are out of sight just now. */
  get hidden(): Hidden {
    return this.wide ? { start: true, end: true } : this.collapsed;
  }

  /** Folds columns away or opens them; what was only hidden by width is not folded away by that. */
  set hidden({ start, end }: Hidden) {
    const { collapsed, wide } = this;
    this.wide = false;
    this.collapsed = wide ? { start: start && collapsed.start, end: end && collapsed.end } : { start, end };
  }

  #desk: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Brings back where the user was on this desk. */
  async load(desk: string): Promise<void> {
    this.#desk = null;
    const kept = await bridge().setting(`place/${desk}`);
    this.#take(read(kept));
    this.#desk = desk;
  }

  /** Keeps the place while it moves. To be called once, while the window is set up. */
  watch(): void {
    $effect(() => {
      const now = JSON.stringify(this.#kept());
      const desk = this.#desk;
      if (desk === null) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        void bridge().keepSetting(`place/${desk}`, now).catch(tell);
      }, WAIT_MS);
    });
  }

  openCase(id: CaseId | null, document: DocumentId | null = null): void {
    if (id !== this.case) {
      this.claim = null;
      this.show = "all";
      this.text = "";
    }
    this.case = id;
    this.openDocument(document);
    this.arriving = document === null;
  }

  openDocument(id: DocumentId | null, revision: RevisionId | null = null): void {
    this.document = id;
    this.revision = revision;
  }

  /** Opens a draft at some words of it; `latest` is its document's newest. */
  openAt(document: DocumentId, goal: Goal, latest: RevisionId | null): void {
    this.openDocument(document, goal.revision === latest ? null : goal.revision);
    this.goal = goal;
  }

  openClaim(id: ClaimId | null): void {
    this.claim = id;
  }

  #kept(): Kept {
    const { case: open, document, revision, claim, show, text, sizes, collapsed } = this;
    return { case: open, document, revision, claim, show, text, sizes, collapsed };
  }

  #take(kept: Kept): void {
    Object.assign(this, kept);
    this.panel = null;
    this.wide = false;
    this.palette = false;
  }
}

/** A setting may be of another version, or spoilt: then one simply starts at the beginning. */
function read(kept: string | null): Kept {
  if (kept === null) return FIRST;
  try {
    const found: unknown = JSON.parse(kept);
    return typeof found === "object" && found !== null ? { ...FIRST, ...found } : FIRST;
  } catch {
    return FIRST;
  }
}

export const place = new Place();
