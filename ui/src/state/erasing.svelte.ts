/** Erasing kept words by law, of a document or of a snapshot: what it would take is asked first, and shown. */
import { bridge } from "../api/bridge";
import type { Erasing as What } from "../api/generated/Erasing";
import type { ErasingAnswer } from "../api/generated/ErasingAnswer";
import { formatNumber, m } from "../i18n";
import { tell } from "./act.svelte";
import { askNow } from "./live.svelte";
import { toasts } from "./toasts.svelte";

class Erasing {
  /** While the dialog is on screen. */
  what: { of: What; answer: ErasingAnswer } | null = $state.raw(null);

  async ask(of: What): Promise<void> {
    try {
      this.what = { of, answer: await askNow("erasing", of) };
    } catch (error) {
      tell(error);
    }
  }

  /** Whether it was done; why not is told. */
  async erase(of: What, why: string): Promise<boolean> {
    try {
      const count = await bridge().erase(of, why);
      toasts.show({ text: m.erase_done({ count, shown: formatNumber(count) }) });
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  }
}

export const erasing = new Erasing();
