/** A second draft of the sample's first text, in which every fate of a passage occurs. */
import type { Command } from "../generated/Command";
import type { Ledger } from "./ledger";
import { compose, type Part } from "./sample";

const SECOND: readonly Part[] = [
  ["title", "Paris talks: what was said, and what was left out"],
  [
    "paragraph",
    "A day after the talks the ministry in Paris said that Russia, too, acknowledges the use of sarin. The attack killed more than 80 people, 31 of them children; another count has 90 people, 31 of them children.",
  ],
  [
    "paragraph",
    "The French and Russian foreign ministers met in Paris on 6 July 2017. Both stated their opposition to chemical weapons; the dialogue had begun in Moscow on 20 June.",
  ],
  [
    "paragraph",
    "Paris hopes that Moscow will help to enforce the 2013 Security Council resolution under which Syria may not keep, make or use chemical weapons. It was adopted unanimously.",
  ],
  ["heading", "The report and the answers"],
  [
    "paragraph",
    "A week before, the OPCW’s fact-finding mission had concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance. It was to say whether chemicals were used, not by whom.",
  ],
  [
    "paragraph",
    "Moscow answered that the report rested on very doubtful data, collected in a neighbouring country and not on the spot. French services had already laid the attack to government forces, in an evaluation presented on 26 April.",
  ],
  [
    "paragraph",
    "The mission did not visit the town, for security reasons. The Joint Investigative Mechanism weighed eight scenarios.",
  ],
  ["footnote", "Sample text, written for Claimdesk from public records. Not for publication."],
];

/** Brings the second draft in, after a place of the first was left out. */
export function writeSecondDraft(ledger: Ledger, editor: string): void {
  const [first] = ledger.tables.revision.values();
  if (first === undefined) return;
  const text = ledger.texts.get(first.id)?.text ?? "";
  const words = "Sample text, written for Claimdesk from public records. Not for publication.";
  const start = [...text.slice(0, text.indexOf(words))].length;
  const at = { revision: first.id, start, end: start + [...words].length };
  ledger.execute(editor, { do: "leave_out", ...at, ground: "formality", reason: "" }, null);
  ledger.execute(editor, revisionOf(first.document, SECOND), null);
}

export function revisionOf(document: string, parts: readonly Part[]): Command {
  const { text, layout } = compose(parts);
  const provenance = { reader: "pretend", charset: "utf-8", warnings: [] };
  const about = { original: "", media_type: "text/html", name: "draft-2.html", words: 0, provenance };
  return {
    do: "add_revision",
    document,
    text: { ...about, text, layout: JSON.stringify(layout) },
  } as Command;
}
