// Every sentence that the text view says.
import type { TextAction } from "./types";

export const words = {
  text: "Document text",
  help: "Arrow keys move the caret, with Shift they select; Control moves by word and paragraph, brackets by sentence. T tags the selection, or the sentence at the caret, as a claim; A adds it to a claim, E quotes it as evidence, N notes it as not checkable. Tab, full stop and comma go to claims and links, Enter opens them. Escape, then Tab, leaves the text.",
  helpReadOnly:
    "Arrow keys move the caret, with Shift they select; Control moves by word and paragraph, brackets by sentence. Tab, full stop and comma go to claims and links, Enter opens them. Escape, then Tab, leaves the text.",
  marks: "Claims in view",
  actions: "Actions for the selected words",
  tag: "Tag claim",
  add: "Add to claim",
  addTo: (number: number): string => `Add to #${number}`,
  quote: "Quote as evidence",
  not_checkable: "Not checkable",
  several: "Several claims here",
  openLink: "Open link",
} as const;

export function labelOf(action: TextAction, addTo: number | null): string {
  return action === "add" && addTo !== null ? words.addTo(addTo) : words[action];
}
