/** Erasing a document's words by law: what it would take is asked first, and shown. */
import { bridge } from "../api/bridge";
import type { DocumentId } from "../api/generated/DocumentId";
import type { ErasingAnswer } from "../api/generated/ErasingAnswer";
import { formatNumber, m } from "../i18n";
import { tell } from "./act.svelte";
import { askNow } from "./live.svelte";
import { toasts } from "./toasts.svelte";

class Erasing {
  /** While the dialog is on screen. */
  what: { document: DocumentId; answer: ErasingAnswer } | null = $state.raw(null);

  async ask(document: DocumentId): Promise<void> {
    try {
      this.what = { document, answer: await askNow("erasing", { document }) };
    } catch (error) {
      tell(error);
    }
  }

  /** Whether it was done; why not is told. */
  async erase(document: DocumentId, why: string): Promise<boolean> {
    try {
      const count = await bridge().eraseDocument(document, why);
      toasts.show({ text: m.erase_done({ count, shown: formatNumber(count) }) });
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  }
}

export const erasing = new Erasing();
