/** What lies over the whole desk: the board, a meeting, the source library, or a screen of drafts. One at a time. */
import { copying } from "./copying.svelte";
import { drafting } from "./drafting.svelte";

export type Screen = "board" | "meeting" | "sources";

class Screens {
  shown: Screen | null = $state(null);
  /** Whether the desk itself is out of sight: its keys must not act unseen. */
  readonly covered: boolean = $derived(
    this.shown !== null || drafting.screen !== null || copying.open !== null,
  );

  open(screen: Screen): void {
    drafting.close();
    this.shown = screen;
  }

  close(): void {
    this.shown = null;
  }

  toggle(screen: Screen): void {
    if (this.shown === screen) this.close();
    else this.open(screen);
  }
}

export const screens = new Screens();
