/** What the sample's first text brings along, for tests and pictures of notes: made up for this program. */
import type { Note } from "../generated/Note";

/** A note that hangs on the first place with some words; a footnote behind them. */
type On = Omit<Note, "span"> & { on: string };

const NOTES: readonly On[] = [
  {
    kind: "comment",
    on: "",
    author: "Author A",
    written: "2017-07-06T09:12:00Z",
    text: "All dates must be checked.",
  },
  {
    kind: "comment",
    on: "met in Paris on 6 July 2017",
    author: "Author A",
    written: "2017-07-06T09:14:00Z",
    text: "Is there a second source for the day?",
  },
  { kind: "comment", on: "", author: "Author B", written: "", text: "Both ministries give it.", answers: 1 },
  { kind: "footnote", on: "in Paris on 6 July 2017.", label: "1", text: "Ibid." },
  {
    kind: "comment",
    on: "the dialogue had begun in Moscow on 20 June",
    author: "محرر الشؤون الدولية في القسم العربي",
    written: "2017-07-06T10:02:00Z",
    text: "يجب التحقق من تاريخ بدء الحوار في موسكو قبل النشر، ومن ذكر ذلك لأول مرة.",
  },
  {
    kind: "footnote",
    on: "under which Syria may not keep chemical weapons.",
    label: "2",
    text: "Security Council, “Resolution 2118”, S/RES/2118/2013, 27 September 2013, https://undocs.org/S/RES/2118(2013).",
  },
  {
    kind: "tracked_deletion",
    on: "adopted unanimously",
    author: "Author B",
    written: "2017-07-05",
    text: "almost",
  },
  {
    kind: "tracked_insertion",
    on: "unanimously",
    author: "Author B",
    written: "2017-07-05",
    text: "unanimously",
  },
  {
    kind: "endnote",
    on: "sarin or a sarin-like substance.",
    label: "i",
    text: "Доклад миссии по установлению фактов, S/1510/2017, 29 июня 2017 года, с. 3.",
  },
  {
    kind: "comment",
    on: "31 of them children",
    author: "Author A",
    written: "",
    text: "https://example.org/toll gives another count.",
  },
];

/** The notes with their places in a text. */
export function notesIn(text: string): Note[] {
  return NOTES.map(({ on, ...note }): Note => {
    const at = text.indexOf(on);
    if (on === "" || at < 0) return note;
    const start = [...text.slice(0, at)].length;
    const end = start + [...on].length;
    const isMark = note.kind === "footnote" || note.kind === "endnote";
    return { ...note, span: { start: isMark ? end : start, end } };
  });
}
