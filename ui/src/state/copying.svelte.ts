/** Copies of sources: which one is open over the window and where in it, and files that are being kept as copies. */
import {
  bridge,
  type CapturedPage,
  type CopyOutcome,
  type CopyProgress,
  type CopyView,
  type FileToken,
  type SavedFile,
} from "../api/bridge";
import type { Capture } from "../api/generated/Capture";
import type { CaseId } from "../api/generated/CaseId";
import type { ClaimId } from "../api/generated/ClaimId";
import type { SnapshotId } from "../api/generated/SnapshotId";
import type { SourceId } from "../api/generated/SourceId";
import { m } from "../i18n";
import { tell } from "./act.svelte";
import { sentences } from "./faults";
import { moment } from "./moment.svelte";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

export type { CapturedPage, CopyView } from "../api/bridge";

/** A place in the text of a copy, in code points. */
export interface CopyPlace {
  start: number;
  end: number;
}

/** A claim and its case. */
export interface ClaimPlace {
  case: CaseId;
  claim: ClaimId;
}

class Copying {
  /** The copy that lies over the window; `words` are brought into view in it, `from` is the claim it was opened from. */
  open: { snapshot: SnapshotId; words: CopyPlace | null; from: ClaimPlace | null } | null = $state.raw(null);
  /** Files that are being kept just now. */
  job: { id: string; source: SourceId; progress: CopyProgress | null } | null = $state.raw(null);

  show(snapshot: SnapshotId, words: CopyPlace | null = null, from: ClaimPlace | null = null): void {
    this.open = { snapshot, words, from };
  }

  close(): void {
    this.open = null;
  }

  async choose(source: SourceId, how: Capture): Promise<void> {
    if (!this.#mayBegin()) return;
    try {
      await this.attach(source, await bridge().chooseSources(true), how);
    } catch (error) {
      tell(error);
    }
  }

  /** Takes a page over the network, because somebody asked for it just now. */
  async capture(source: SourceId, address: string): Promise<CapturedPage | null> {
    if (!this.#mayBegin()) return null;
    const id = crypto.randomUUID();
    this.job = { id, source, progress: null };
    const stop = await this.#follow();
    try {
      return await bridge().capturePage(id, source, address);
    } catch (error) {
      tell(error);
      return null;
    } finally {
      stop();
      this.job = null;
    }
  }

  #follow(): Promise<() => void> {
    return bridge().onCopy((progress) => {
      if (this.job?.id === progress.job) this.job = { ...this.job, progress };
    });
  }

  /** Keeps files as copies of a source; resolves to what became of them. */
  async attach(source: SourceId, files: readonly FileToken[], how: Capture): Promise<CopyOutcome[]> {
    if (files.length === 0 || !this.#mayBegin()) return [];
    const id = crypto.randomUUID();
    this.job = { id, source, progress: null };
    const stop = await this.#follow();
    try {
      const tokens = files.map((file) => file.token);
      const outcomes = await bridge().attachCopies(id, source, tokens, how);
      this.#say(outcomes);
      return outcomes;
    } catch (error) {
      tell(error);
      return [];
    } finally {
      stop();
      this.job = null;
    }
  }

  async cancel(): Promise<void> {
    if (this.job === null) return;
    try {
      await bridge().cancelImport(this.job.id);
    } catch (error) {
      tell(error);
    }
  }

  view(snapshot: SnapshotId): Promise<CopyView> {
    return bridge().showCopy(snapshot, moment.at);
  }

  async page(snapshot: SnapshotId, index: number): Promise<string | null> {
    const [url] = await bridge().copyPages(snapshot, index, 1, moment.at);
    return url ?? null;
  }

  save(snapshot: SnapshotId): Promise<SavedFile | null> {
    return bridge().saveCopy(snapshot, moment.at);
  }

  #say(outcomes: readonly CopyOutcome[]): void {
    const kept = outcomes.filter((one) => one.snapshot !== null).length;
    for (const { name, fault } of outcomes) {
      if (fault !== null && fault.kind !== "cancelled")
        toasts.show({ text: `${name}: ${sentences(fault)}`, tone: "reb", timeout: 10_000 });
    }
    if (kept > 0) toasts.show({ text: m.copy_kept({ count: kept }) });
  }

  #mayBegin(): boolean {
    if (this.job !== null) return false;
    if (session.canWrite) return true;
    toasts.show({ text: session.whyNot, tone: "reb", timeout: 8_000 });
    return false;
  }
}

export const copying = new Copying();
