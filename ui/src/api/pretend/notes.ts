/** The notes that a draft of the pretended desk brought along, and what becomes of them. */
import type { Citation } from "../generated/Citation";
import type { Command } from "../generated/Command";
import type { Note } from "../generated/Note";
import type { NoteClaim } from "../generated/NoteClaim";
import type { NoteCounts } from "../generated/NoteCounts";
import type { NoteListAnswer } from "../generated/NoteListAnswer";
import type { NoteRow } from "../generated/NoteRow";
import type { Span } from "../generated/Span";
import type { Uptake } from "../generated/Uptake";
import { isPassage, placesIn } from "./places";
import { newClaim, newCsl, newEvidence, newSource } from "./records";
import { heading } from "./standing";
import { fault, type Pending, type Tables, type Text } from "./tables";

type Do<N extends Command["do"]> = Extract<Command, { do: N }>;
type Texts = ReadonlyMap<string, Text>;
type Names = "claim_note" | "source_note" | "dismiss_note" | "reopen_note";
type Runs = { [N in Names]: (pending: Pending, command: Do<N>, texts: Map<string, Text>) => void };

const isCandidate = ({ kind, answers }: Note): boolean =>
  answers === undefined && (kind === "comment" || kind === "footnote" || kind === "endnote");

function sentenceBefore(text: string, at: number): Span {
  const words = [...text].slice(0, at).join("");
  const from = /[^.!?\n]+[.!?]*\s*$/u.exec(words)?.[0].trimStart() ?? "";
  return { start: at - [...from].length, end: at };
}

const wordsOf = (text: string, { start, end }: Span): string => [...text].slice(start, end).join("");

function quoteOf(text: string, { span }: Note): string {
  if (span === undefined) return "";
  return wordsOf(text, span.start < span.end ? span : sentenceBefore(text, span.start)).trim();
}

function citationOf(text: string): Citation {
  const url = /https?:\/\/[^\s<>"”]+/u.exec(text)?.[0].replace(/[.,;)]+$/u, "") ?? "";
  const symbol = /\b[A-Z]+\/(?:[A-Z]+\/)?\d+\/\d+\b/u.exec(text)?.[0] ?? "";
  const title = /“([^”]{4,})”/u.exec(text)?.[1] ?? text.replace(url, "").trim();
  return { title, url, doi: "", symbol, year: /\b(?:19|20)\d\d\b/u.exec(text)?.[0] ?? "" };
}

/** What was decided on a note: here, or in another draft on one of the same author and words. */
function decidedOn(tables: Tables, revision: string, note: Note, at: number): Uptake | null {
  const document = tables.revision.get(revision)?.document;
  const all = [...tables.uptake.values()].filter((one) => one.document === document);
  const same = (one: Uptake): boolean =>
    one.revision !== revision && one.text === note.text && one.author === (note.author ?? "");
  return all.find((one) => one.revision === revision && one.note === at) ?? all.find(same) ?? null;
}

function claimLine(tables: Tables, id: string): NoteClaim | null {
  const claim = tables.claim.get(id);
  return claim === undefined ? null : { claim: id, number: claim.number, heading: heading(claim) };
}

function holderOf(tables: Tables, revision: string, text: string, { span }: Note): string | null {
  if (span === undefined) return null;
  const holds = ({ start, end }: Span): boolean => {
    if (span.start < span.end) return start <= span.start && span.end <= end;
    return (
      start < span.start &&
      (span.start <= end || !/\p{L}|\p{N}/u.test(wordsOf(text, { start: end, end: span.start })))
    );
  };
  const found = placesIn(tables, revision).find((one) => isPassage(one.mark) && holds(one));
  return found !== undefined && isPassage(found.mark) ? found.mark.claim : null;
}

export function noteList(
  { tables, texts }: { tables: Tables; texts: Texts },
  revision: string,
): NoteListAnswer {
  const counts: NoteCounts = { total: 0, open: 0, claims: 0, sources: 0, dismissed: 0, changes: 0 };
  const { text, layout } = texts.get(revision) ?? { text: "", layout: { blocks: [] } };
  const notes = layout.notes ?? [];
  const rows = notes.flatMap((note, at): NoteRow[] => {
    const isChange = note.kind === "tracked_insertion" || note.kind === "tracked_deletion";
    if (!isChange && !isCandidate(note)) return [];
    const uptake = isChange ? null : decidedOn(tables, revision, note, at);
    if (isChange) counts.changes++;
    else count(counts, uptake);
    return [rowOf(tables, { revision, text, notes }, note, at, uptake)];
  });
  rows.sort((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1) || a.note - b.note);
  return { counts, rows };
}

function count(counts: NoteCounts, uptake: Uptake | null): void {
  counts.total++;
  if (uptake === null) counts.open++;
  else if (uptake.became === "dismissed") counts.dismissed++;
  else if ("claim" in uptake.became) counts.claims++;
  else counts.sources++;
}

function rowOf(
  tables: Tables,
  { revision, text, notes }: { revision: string; text: string; notes: readonly Note[] },
  note: Note,
  at: number,
  uptake: Uptake | null,
): NoteRow {
  const isChange = note.kind.startsWith("tracked");
  const holder = isChange ? null : holderOf(tables, revision, text, note);
  const became = uptake?.became;
  const source =
    typeof became === "object" && "source" in became ? tables.source.get(became.source) : undefined;
  const inDraft =
    uptake !== null && uptake.revision !== revision ? tables.revision.get(uptake.revision) : undefined;
  const citation = isChange ? null : citationOf(note.text);
  const isSource = note.kind !== "comment" || citation?.url !== "";
  return {
    note: at,
    kind: note.kind,
    span: note.span ?? null,
    quote: quoteOf(text, note),
    text: note.text,
    author: note.author ?? "",
    written: note.written ?? "",
    label: note.label ?? "",
    replies: notes
      .filter(({ answers }) => answers === at)
      .map((one) => ({ author: one.author ?? "", written: one.written ?? "", text: one.text })),
    likely: isChange ? "nothing" : isSource ? "source" : "claim",
    citation,
    holder: holder === null ? null : claimLine(tables, holder),
    uptake,
    decided_by: uptake === null ? "" : (tables.editor.get(uptake.decided_by)?.name ?? ""),
    decided_in: inDraft?.number ?? null,
    claim: typeof became === "object" && "claim" in became ? claimLine(tables, became.claim) : null,
    source: source === undefined ? null : { source: source.id, label: source.csl.title || source.symbol },
  };
}

/** The note that a command is about, if nothing is decided on it. */
function opened(
  pending: Pending,
  { revision: id, note: at }: { revision: string; note: number },
  texts: Texts,
) {
  const revision = pending.get("revision", id);
  const { text, layout } = texts.get(id) ?? { text: "", layout: { blocks: [] } };
  const note = layout.notes?.[at];
  if (note === undefined || !isCandidate(note)) throw fault("not_found", `There is no note ${at}.`);
  if (decidedOn(pending.tables, id, note, at) !== null) {
    throw fault(
      "refused",
      "It is decided already what becomes of this note.",
      "Open the note again to decide otherwise.",
    );
  }
  const put = (became: Uptake["became"]): void =>
    pending.put("uptake", {
      id: pending.newId(),
      case: revision.case,
      document: revision.document,
      revision: id,
      note: at,
      kind: note.kind,
      author: note.author ?? "",
      text: note.text,
      quote: quoteOf(text, note),
      became,
      decided_at: pending.at,
      decided_by: pending.editor,
    });
  return { revision, text, note, put, holder: holderOf(pending.tables, id, text, note) };
}

function claimOn(pending: Pending, { revision, text, note }: ReturnType<typeof opened>): string {
  const { span } = note;
  const place = span === undefined ? null : span.start < span.end ? span : sentenceBefore(text, span.start);
  const id = pending.newId();
  const words = place === null ? note.text : wordsOf(text, place).trim();
  const numbers = [...pending.tables.claim.values()].filter((one) => one.case === revision.case);
  const number = Math.max(0, ...numbers.map((claim) => claim.number)) + 1;
  const at = { id, case: revision.case, number, statement: words };
  pending.put("claim", newClaim({ ...at, tagged_at: pending.at, tagged_by: pending.editor }));
  if (place === null) return id;
  pending.put("passage", {
    id: pending.newId(),
    case: revision.case,
    claim: id,
    document: revision.document,
    revision: revision.id,
    ...place,
    exact: wordsOf(text, place),
    prefix: wordsOf(text, { start: Math.max(0, place.start - 64), end: place.start }),
    suffix: wordsOf(text, { start: place.end, end: place.end + 64 }),
  });
  return id;
}

export const NOTE_RUNS: Runs = {
  claim_note: (pending, command, texts) => {
    const at = opened(pending, command, texts);
    const claim = at.holder ?? claimOn(pending, at);
    pending.put("comment", {
      id: pending.newId(),
      case: at.revision.case,
      claim,
      kind: at.note.text.endsWith("?") ? "question" : "remark",
      by: pending.editor,
      at: pending.at,
      text: at.note.author === undefined ? at.note.text : `${at.note.author}: ${at.note.text}`,
      mentions: [],
      answers: null,
      verdict: "",
      settled_by: null,
      settled: "",
    });
    at.put({ claim });
  },
  source_note: (pending, command, texts) => {
    const at = opened(pending, command, texts);
    const { title, url, symbol } = citationOf(at.note.text);
    const known = [...pending.tables.source.values()].find(
      (one) => (symbol !== "" && one.symbol === symbol) || (url !== "" && one.csl.URL === url),
    );
    const id = known?.id ?? pending.newId();
    if (known === undefined) {
      const csl = { ...newCsl(title), URL: url };
      pending.put("source", { ...newSource(id, pending.at), csl, symbol, note: at.note.text });
    }
    const linked = [...pending.tables.evidence.values()].filter((one) => one.claim === at.holder);
    if (at.holder !== null && linked.every((one) => one.source !== id)) {
      const link = { id: pending.newId(), case: at.revision.case, claim: at.holder, source: id };
      pending.put("evidence", {
        ...newEvidence({ ...link, position: linked.length + 1 }),
        stance: "context",
      });
    }
    at.put({ source: id });
  },
  dismiss_note: (pending, command, texts) => opened(pending, command, texts).put("dismissed"),
  reopen_note: (pending, { uptake }) => pending.drop("uptake", uptake),
};
