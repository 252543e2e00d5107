/** F6 goes round the columns, so that no one needs to tab through a whole text to leave it. */
import { wishes } from "../state/wishes.svelte";

/** The columns that are open, in the order of the window. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main section.pane")].filter(
    (pane) => pane.closest("[inert]") === null && pane.childElementCount > 0,
  );
}

/** Where a person would go first in a column, the best first. */
const GOALS = [
  "[role=listbox]",
  "[role=feed]",
  "[data-dossier]",
  "button:not(:disabled)",
  "input",
  "[tabindex]",
];

export function cyclePanes(by: number): void {
  const all = panes();
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all.at((here < 0 && by < 0 ? 0 : here + by) % all.length);
  if (next === undefined) return;
  if (next.querySelector("[role=document]") !== null) {
    wishes.ask("focus_text");
    return;
  }
  for (const goal of GOALS) {
    const found = next.querySelector<HTMLElement>(goal);
    if (found !== null) {
      found.focus();
      return;
    }
  }
}
