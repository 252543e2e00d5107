/** F6 goes round the columns, so that no one needs to tab through a whole text to leave it. */
import { wishes } from "../state/wishes.svelte";

/** The columns that are open, in the order of the window. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main section.pane")].filter(
    (pane) => !pane.inert && pane.childElementCount > 0,
  );
}

/** The first thing in a column that a person would go to. */
const GOALS =
  "[role=listbox], [role=document], [data-dossier], [data-pane-focus] [role=feed], button, input, [tabindex='0']";

export function cyclePanes(by: number): void {
  const all = panes();
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all.at((here < 0 && by < 0 ? 0 : here + by) % all.length);
  if (next === undefined) return;
  if (next.querySelector("[role=document]") !== null) wishes.ask("focus_text");
  else next.querySelector<HTMLElement>(GOALS)?.focus();
}
