/** Snapshots of the pretended desk: copies with a text, and what is quoted of them. */
import type { Command } from "../generated/Command";
import type { CopyHit } from "../generated/CopyHit";
import type { CopySearch } from "../generated/CopySearch";
import type { QuoteRow } from "../generated/QuoteRow";
import type { SnapshotPageAnswer } from "../generated/SnapshotPageAnswer";
import type { SnapshotRow } from "../generated/SnapshotRow";
import { newCsl, newEvidence, newSource } from "./records";
import { heading } from "./standing";
import { fault, type Pending, type Tables, type Text } from "./tables";

type Do<N extends Command["do"]> = Extract<Command, { do: N }>;
type Names = "add_snapshot" | "edit_snapshot" | "note_custody" | "remove_snapshot" | "quote_evidence";
type Runs = { [N in Names]: (pending: Pending, command: Do<N>, texts: ReadonlyMap<string, Text>) => void };

/** The tables, and the entries that say what of them is erased. */
export interface Kept {
  tables: Tables;
  entries: readonly { seq: number; erases?: string }[];
}

/** The entry that erased kept bytes. */
export const erasedIn = (entries: Kept["entries"], blob: string): number | null =>
  entries.find((entry) => entry.erases === blob)?.seq ?? null;

export function quotesOf(tables: Tables, snapshot: string): QuoteRow[] {
  return [...tables.evidence.values()]
    .flatMap((evidence) =>
      evidence.excerpts.flatMap(({ pin }): QuoteRow[] => {
        const claim = tables.claim.get(evidence.claim);
        if (pin === undefined || claim === undefined) return [];
        if (!("snapshot" in pin.place) || pin.place.snapshot !== snapshot) return [];
        const { start, end } = pin;
        const { number } = claim;
        const of = { evidence: evidence.id, claim: claim.id, number, heading: heading(claim) };
        return [{ ...of, stance: evidence.stance, start, end }];
      }),
    )
    .sort((a, b) => a.start - b.start);
}

export const snapshotsOf = ({ tables, entries }: Kept, source: string): SnapshotRow[] =>
  [...tables.snapshot.values()]
    .filter((one) => one.source === source)
    .map((snapshot) => ({
      snapshot,
      sha256: erasedIn(entries, snapshot.bytes.blob) === null ? snapshot.bytes.blob : "",
      quotes: quotesOf(tables, snapshot.id).length,
    }));

/** The text of a copy is kept under its own id, as that of a draft is. */
export function snapshotPage(
  { tables, entries }: Kept,
  texts: ReadonlyMap<string, Text>,
  id: string,
): SnapshotPageAnswer {
  const snapshot = tables.snapshot.get(id);
  const source = snapshot && tables.source.get(snapshot.source);
  if (snapshot === undefined || source === undefined) throw fault("not_found", "There is no such snapshot.");
  const { text, layout } = texts.get(id) ?? { text: "", layout: { blocks: [] } };
  const erased = erasedIn(entries, snapshot.bytes.blob);
  const sha256 = erased === null ? snapshot.bytes.blob : "";
  return { snapshot, source, sha256, erased, text, layout, quotes: quotesOf(tables, id) };
}

/** The copies whose text holds these words, the newest first. */
export function copySearch(
  tables: Tables,
  texts: ReadonlyMap<string, Text>,
  { text: words, limit = 100 }: CopySearch,
): CopyHit[] {
  const sought = words.trim().toLowerCase();
  if (sought === "") return [];
  const hits = [...tables.snapshot.values()].reverse().flatMap((snapshot): CopyHit[] => {
    const text = texts.get(snapshot.id)?.text ?? "";
    const start = text.toLowerCase().indexOf(sought);
    const source = tables.source.get(snapshot.source);
    if (start < 0 || source === undefined) return [];
    const end = start + sought.length;
    return [
      {
        snapshot: snapshot.id,
        source: source.id,
        heading: source.csl.title,
        name: snapshot.bytes.name,
        count: text.toLowerCase().split(sought).length - 1,
        start,
        end,
        before: text.slice(Math.max(0, start - 60), start),
        exact: text.slice(start, end),
        after: text.slice(end, end + 60),
      },
    ];
  });
  return hits.slice(0, limit);
}

export const SNAPSHOT_RUNS: Runs = {
  add_snapshot: (pending, { id, source, bytes, media_type, name, how, with: set }) => {
    pending.get("source", source);
    const twin = [...pending.tables.snapshot.values()].some(
      (one) => one.source === source && one.bytes.blob === bytes,
    );
    if (twin) throw fault("refused", "This source has the same copy already: byte for byte.");
    pending.put("snapshot", {
      id: id ?? pending.newId(),
      source,
      bytes: { blob: bytes, size: 0, media_type, name },
      how,
      by: pending.editor,
      at: pending.at,
      original_url: "",
      archive_url: "",
      text: null,
      custody: [{ at: pending.at, by: pending.editor, what: "Brought in as a file" }],
      note: "",
      ...set,
    });
  },
  edit_snapshot: (pending, { snapshot, set }) =>
    pending.put("snapshot", { ...pending.get("snapshot", snapshot), ...set }),
  note_custody: (pending, { snapshot: id, what }) => {
    const snapshot = pending.get("snapshot", id);
    const step = { at: pending.at, by: pending.editor, what };
    pending.put("snapshot", { ...snapshot, custody: [...snapshot.custody, step] });
  },
  remove_snapshot: (pending, { snapshot }) => {
    if (quotesOf(pending.tables, snapshot).length > 0)
      throw fault("refused", "This snapshot is still used by evidence: remove or change that first.");
    pending.drop("snapshot", snapshot);
  },
  quote_evidence: (pending, command, texts) => {
    const { place, start, end } = command;
    const claim = pending.get("claim", command.claim);
    const key = "snapshot" in place ? place.snapshot : place.revision;
    const letters = [...(texts.get(key)?.text ?? "")];
    const pin = { place, start, end, prefix: "", suffix: "", page: null };
    const excerpt = { quote: letters.slice(start, end).join(""), locator: "", translation: "", pin };
    const own = command.evidence === undefined ? undefined : pending.get("evidence", command.evidence);
    if (own !== undefined) {
      const excerpts = [...own.excerpts, excerpt];
      return pending.put("evidence", { ...own, ...command.with, excerpts });
    }
    const source = sourceOf(pending, place);
    const position = [...pending.tables.evidence.values()].filter((one) => one.claim === claim.id).length;
    const at = { id: command.id ?? pending.newId(), case: claim.case, claim: claim.id, source, position };
    return pending.put("evidence", { ...newEvidence(at), ...command.with, excerpts: [excerpt] });
  },
};

/** The source of a copy; for a document the one that stands for it, made if there is none. */
function sourceOf(pending: Pending, place: Do<"quote_evidence">["place"]): string {
  if ("snapshot" in place) return pending.get("snapshot", place.snapshot).source;
  const { document } = pending.get("revision", place.revision);
  const known = [...pending.tables.source.values()].find((one) => one.document === document);
  if (known !== undefined) return known.id;
  const id = pending.newId();
  const { title } = pending.get("document", document);
  pending.put("source", { ...newSource(id, pending.at), csl: newCsl(title), document });
  return id;
}
