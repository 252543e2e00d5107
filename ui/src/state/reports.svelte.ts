/** Reports as the window needs them: which formats there are, how one will look, and saving it. */
import { bridge, type FormatInfo, type Preview, type ReportRequest, type SavedFile } from "../api/bridge";
import type { Fault } from "../api/generated/Fault";
import { faultOf } from "./faults";
import { moment } from "./moment.svelte";

export type { Audience, FormatInfo, Preview, ReportRequest, SavedFile } from "../api/bridge";

export function formats(): Promise<FormatInfo[]> {
  return bridge().formats();
}

/** Asks where, and writes the report of the moment on screen; null when broken off. */
export function saveReport(request: ReportRequest): Promise<SavedFile | null> {
  return bridge().saveReport(request, moment.at);
}

/** The preview of a request that may change at any time: late answers to older requests are dropped. */
export class LivePreview {
  value: Preview | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  loading = $state(false);
  #asked = 0;

  constructor(request: () => ReportRequest | null) {
    const wanted = $derived(JSON.stringify(request()));
    $effect(() => {
      void moment.key;
      const asked = JSON.parse(wanted) as ReportRequest | null;
      void this.#ask(asked, ++this.#asked);
    });
    $effect(() => () => {
      this.#asked++;
    });
  }

  async #ask(request: ReportRequest | null, mine: number): Promise<void> {
    if (request === null) return;
    this.loading = true;
    try {
      const preview = await bridge().previewReport(request, moment.at);
      if (mine === this.#asked) [this.value, this.fault, this.loading] = [preview, null, false];
    } catch (error) {
      if (mine === this.#asked) [this.value, this.fault, this.loading] = [null, faultOf(error), false];
    }
  }
}
