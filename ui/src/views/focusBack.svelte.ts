/** The focus of a view over which something may lie: what goes from the screen takes the focus with it. */
import { tick } from "svelte";

/**
 * Gives the focus back to what had it before something was covered, unless somebody else has taken it by then;
 * where that is gone, too, to the list in sight. To be called while a component is set up.
 */
export function giveFocusBack(isCovered: () => boolean): void {
  let before: Element | null = null;
  // Ahead of what is drawn: a view that is made inert loses the focus at once.
  $effect.pre(() => {
    if (isCovered()) before = document.activeElement;
  });
  $effect(() => {
    if (isCovered() || before === null) return;
    const had = before;
    before = null;
    void tick().then(() => {
      if (isNowhere() && had instanceof HTMLElement) had.focus();
      if (isNowhere()) list()?.focus();
    });
  });
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** The first list that nothing covers; where there is none, whatever comes first. */
function list(): HTMLElement | undefined {
  for (const goal of ["[role=listbox]", "main input:not(:disabled)", "main button:not(:disabled)"]) {
    const all = [...document.querySelectorAll<HTMLElement>(goal)];
    const seen = all.find((one) => one.closest("[inert]") === null);
    if (seen !== undefined) return seen;
  }
  return undefined;
}
