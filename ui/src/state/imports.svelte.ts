/**
 * Bringing texts in: files that were dropped or chosen, and pasted text. One import runs at a time;
 * it asks first into which case the texts go, then reads them, then says what became of each.
 */
import {
  bridge,
  type FileToken,
  type ImportInto,
  type ImportOutcome,
  type ImportProgress,
  type PastedText,
  type SameDraft,
} from "../api/bridge";
import type { DocumentId } from "../api/generated/DocumentId";
import { m } from "../i18n";
import { tell } from "./act.svelte";
import { drafting } from "./drafting.svelte";
import { letterhead } from "./letterhead.svelte";
import { askNow } from "./live.svelte";
import { library } from "./library.svelte";
import { place } from "./place.svelte";
import { screens } from "./screens.svelte";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

export type {
  FileToken,
  ImportInto,
  ImportOutcome,
  ImportProgress,
  PastedText,
  SameDraft,
} from "../api/bridge";

/** How far an import is. */
export type Stage =
  /** Texts are here: into which case? `draftOf`: as the next draft of this document, it was said. */
  | { at: "choose"; files: FileToken[]; draftOf: DocumentId | null }
  | { at: "paste"; text: PastedText; draftOf: DocumentId | null }
  | { at: "reading"; job: string; files: FileToken[]; progress: ImportProgress | null }
  | { at: "done"; outcomes: ImportOutcome[]; left: number };

const NOTHING: PastedText = { title: "", text: "", html: null };

class Imports {
  stage: Stage | null = $state.raw(null);
  /** Files that hang over the window just now. */
  over = $state(0);

  /** Listens to the window's drops and to progress. Returns how to stop. */
  async follow(): Promise<() => void> {
    const stopDrop = await bridge().onDrop((event) => {
      this.over = event.stage === "over" ? event.files : 0;
      if (event.stage === "drop") this.offer(event.files);
    });
    const stopProgress = await bridge().onImport((progress) => {
      const { stage } = this;
      if (stage?.at === "reading" && stage.job === progress.job) this.stage = { ...stage, progress };
    });
    return () => {
      stopDrop();
      stopProgress();
    };
  }

  /** Files are here. Asks where they go. */
  offer(files: FileToken[], draftOf: DocumentId | null = null): void {
    if (draftOf === null && (letterhead.takes(files) || library.takes(files))) return;
    if (files.length === 0 || !this.#mayBegin()) return;
    this.stage = { at: "choose", files, draftOf };
  }

  async choose(): Promise<void> {
    if (!this.#mayBegin()) return;
    try {
      this.offer(await bridge().chooseFiles());
    } catch (error) {
      tell(error);
    }
  }

  /** Asks for a file that is the next draft of a document. */
  async chooseDraft(document: DocumentId): Promise<void> {
    if (!this.#mayBegin()) return;
    try {
      this.offer(await bridge().chooseFiles(), document);
    } catch (error) {
      tell(error);
    }
  }

  paste(text: PastedText = NOTHING): void {
    if (this.#mayBegin()) this.stage = { at: "paste", text, draftOf: null };
  }

  /** A text from the clipboard is the next draft of a document. */
  pasteDraft(document: DocumentId, text: PastedText = NOTHING): void {
    if (this.#mayBegin()) this.stage = { at: "paste", text, draftOf: document };
  }

  async readFiles(files: FileToken[], into: ImportInto): Promise<void> {
    const job = crypto.randomUUID();
    this.stage = { at: "reading", job, files, progress: null };
    try {
      const tokens = files.map((file) => file.token);
      this.#finish(await bridge().importFiles(job, into, tokens), files.length, into);
    } catch (error) {
      this.stage = null;
      tell(error);
    }
  }

  /** Resolves to whether the text came in; if not, the dialog stays with what was pasted. */
  async readText(text: PastedText, into: ImportInto): Promise<boolean> {
    try {
      const outcome = await bridge().importText(into, text);
      if (outcome.fault !== null) {
        tell(outcome.fault);
        return false;
      }
      this.#finish([outcome], 1, into);
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  }

  /** Stops after the file that is being read. What came in stays. */
  async cancel(): Promise<void> {
    if (this.stage?.at !== "reading") return;
    try {
      await bridge().cancelImport(this.stage.job);
    } catch (error) {
      tell(error);
    }
  }

  /** Opens the draft that came from the same bytes before. */
  openSame({ case: at, document, revision }: SameDraft): void {
    this.stage = null;
    screens.toDesk();
    place.openCase(at, document);
    place.openDocument(document, revision);
  }

  close(): void {
    this.stage = null;
  }

  /** A draft that came wants to be looked at at once. */
  async #review(document: DocumentId): Promise<void> {
    try {
      const { rows } = await askNow("revision_list", { document });
      const [newest] = rows;
      if (newest !== undefined) drafting.review(newest.revision.id);
    } catch (error) {
      tell(error);
    }
  }

  #mayBegin(): boolean {
    if (this.stage?.at === "reading") return false;
    if (session.canWrite) return true;
    toasts.show({ text: session.whyNot, tone: "reb", timeout: 8_000 });
    return false;
  }

  /** Opens what came in. A dialog comes only where there is something to say. */
  #finish(outcomes: ImportOutcome[], wanted: number, { draftOf }: ImportInto): void {
    const first = outcomes.find((outcome) => outcome.document !== null);
    if (first !== undefined) {
      screens.toDesk();
      place.openCase(first.case, first.document);
    }
    if (first !== undefined && draftOf) void this.#review(draftOf);
    const left = Math.max(0, wanted - outcomes.length);
    const quiet = left === 0 && outcomes.every((one) => one.fault === null && one.warnings.length === 0);
    this.stage = quiet ? null : { at: "done", outcomes, left };
    const count = outcomes.filter((outcome) => outcome.fault === null).length;
    if (quiet && count > 0 && !draftOf) toasts.show({ text: m.intake_done({ count }) });
  }
}

export const imports = new Imports();
