/** Reports as the window needs them: which formats there are, how one will look, and saving it. */
import {
  bridge,
  type Audience,
  type FormatInfo,
  type Preview,
  type Redaction,
  type ReportOptions,
  type ReportRequest,
  type SavedFile,
} from "../api/bridge";
import type { Fault } from "../api/generated/Fault";
import { faultOf } from "./faults";
import { moment } from "./moment.svelte";

export type {
  Audience,
  CitationStyle,
  FormatInfo,
  Preview,
  Redaction,
  ReportOptions,
  ReportRequest,
  SavedFile,
} from "../api/bridge";

/** What is chosen of a report apart from what it is about: what a preset keeps. */
export interface ReportChoices {
  audience: Audience;
  format: string;
  redaction: Redaction;
  options: ReportOptions;
  desk: string;
}

/** What a report is about. */
export type ReportScope = "case" | "document" | "claims";

export interface Preset {
  name: string;
  choices: ReportChoices;
}

/** Presets are a habit of this computer, no part of a desk's history. */
const PRESETS = "report/presets";
const LAST = "report/last";

export function standardChoices(): ReportChoices {
  return {
    audience: "checking_file",
    format: "pdf",
    redaction: "sources",
    options: { address: "", language: "en", paper: "a4", style: "plain" },
    desk: "",
  };
}

/** The presets that were kept, and the choices of the last report. What cannot be read is no preset. */
export async function keptChoices(): Promise<{ presets: Preset[]; last: ReportChoices }> {
  const [presets, last] = await Promise.all([bridge().setting(PRESETS), bridge().setting(LAST)]);
  return {
    presets: read<Preset[]>(presets) ?? [],
    last: { ...standardChoices(), ...read<ReportChoices>(last) },
  };
}

export async function keepPresets(presets: readonly Preset[]): Promise<void> {
  await bridge().keepSetting(PRESETS, JSON.stringify(presets));
}

export async function keepLast(choices: ReportChoices): Promise<void> {
  await bridge().keepSetting(LAST, JSON.stringify(choices));
}

function read<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

export function formats(): Promise<FormatInfo[]> {
  return bridge().formats();
}

/** A report that is being made and written. */
export interface Saving {
  /** The file; null when it was broken off. */
  done: Promise<SavedFile | null>;
  breakOff: () => void;
}

/** Asks where, and writes the report as of an entry; null is now. */
export function saveReport(request: ReportRequest, at: number | null): Saving {
  const job = crypto.randomUUID();
  return {
    done: bridge().saveReport(job, request, at),
    breakOff: () => void bridge().cancelImport(job),
  };
}

/** The preview of a request that may change at any time: late answers to older requests are dropped. */
export class LivePreview {
  value: Preview | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  loading = $state(false);
  #asked = 0;

  constructor(request: () => ReportRequest | null, at: () => number | null) {
    const wanted = $derived(JSON.stringify(request()));
    $effect(() => {
      // Now is another moment after each entry.
      if (at() === null) void moment.head;
      const asked = JSON.parse(wanted) as ReportRequest | null;
      void this.#ask(asked, at(), ++this.#asked);
    });
    $effect(() => () => {
      this.#asked++;
    });
  }

  async #ask(request: ReportRequest | null, at: number | null, mine: number): Promise<void> {
    if (request === null) {
      [this.value, this.fault, this.loading] = [null, null, false];
      return;
    }
    this.loading = true;
    try {
      const preview = await bridge().previewReport(request, at);
      if (mine === this.#asked) [this.value, this.fault, this.loading] = [preview, null, false];
    } catch (error) {
      if (mine === this.#asked) [this.value, this.fault, this.loading] = [null, faultOf(error), false];
    }
  }
}
