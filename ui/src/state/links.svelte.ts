/** Addresses are opened in the user's browser, and only after they saw where it goes. */
import { bridge } from "../api/bridge";
import { tell } from "./act.svelte";

class Links {
  /** The address that waits for a yes, with the host that it leads to. */
  asked: { href: string; host: string } | null = $state.raw(null);

  async open(href: string): Promise<void> {
    try {
      this.asked = { href, host: await bridge().checkLink(href) };
    } catch (error) {
      tell(error);
    }
  }

  async answer(yes: boolean): Promise<void> {
    const { asked } = this;
    this.asked = null;
    if (!yes || asked === null) return;
    try {
      await bridge().openLink(asked.href);
    } catch (error) {
      tell(error);
    }
  }
}

export const links = new Links();
