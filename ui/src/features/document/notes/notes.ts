// What a draft brought along, as the text and the part beside it show it. Pure.
import type { NoteCounts } from "../../../api/generated/NoteCounts";
import type { NoteKind } from "../../../api/generated/NoteKind";
import type { NoteRow } from "../../../api/generated/NoteRow";
import { m } from "../../../i18n";
import type { NoteFilter } from "../../../state/noting.svelte";
import type { TextNote } from "../text/types";

const KINDS: Readonly<Record<NoteKind, () => string>> = {
  comment: m.notes_comment,
  footnote: m.notes_footnote,
  endnote: m.notes_endnote,
  tracked_insertion: m.notes_inserted,
  tracked_deletion: m.notes_deleted,
};

export const isChange = ({ kind }: NoteRow): boolean =>
  kind === "tracked_insertion" || kind === "tracked_deletion";

/** "Footnote 3". */
export function titleOf({ kind, label }: NoteRow): string {
  const name = KINDS[kind]();
  return label === "" || kind === "comment" ? name : m.notes_numbered({ name, label });
}

/** When it was written: the day and minute, if the document says it so; else its words. */
export function writtenOf(written: string): string {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/u.exec(written);
  return found === null ? written : `${found[1] ?? ""} ${found[2] ?? ""}`;
}

export type Outcome = "open" | "claim" | "source" | "dismissed" | "change";

export function outcomeOf(row: NoteRow): Outcome {
  if (isChange(row)) return "change";
  if (row.uptake === null) return "open";
  const { became } = row.uptake;
  if (became === "dismissed") return "dismissed";
  return "claim" in became ? "claim" : "source";
}

export function isShown(row: NoteRow, filter: NoteFilter): boolean {
  const outcome = outcomeOf(row);
  switch (filter) {
    case "all":
      return true;
    case "open":
      return outcome === "open";
    case "claims":
      return outcome === "claim";
    case "sources":
      return outcome === "source";
    case "dismissed":
      return outcome === "dismissed";
    case "changes":
      return outcome === "change";
  }
}

/** What can be listed; what there is none of need not be offered. */
export function filtersOf(counts: NoteCounts): { value: NoteFilter; label: string; count: number }[] {
  const { total, open, claims, sources, dismissed, changes } = counts;
  const all: [NoteFilter, string, number][] = [
    ["open", m.notes_open(), open],
    ["claims", m.notes_claims(), claims],
    ["sources", m.notes_sources(), sources],
    ["dismissed", m.notes_dismissed(), dismissed],
    ["changes", m.notes_changes(), changes],
    ["all", m.notes_all(), total + changes],
  ];
  return all
    .filter(([value, , count]) => count > 0 || value === "open" || value === "all")
    .map(([value, label, count]) => ({ value, label, count }));
}

/** The next note of a list that waits for a decision, from one on; the one before it if none follows. */
export function nextOpen(rows: readonly NoteRow[], from: number | null): NoteRow | null {
  const at = rows.findIndex(({ note }) => note === from);
  const open = (row: NoteRow): boolean => row.note !== from && outcomeOf(row) === "open";
  return rows.slice(at + 1).find(open) ?? rows.slice(0, Math.max(0, at)).findLast(open) ?? null;
}

/** The marks that stand in the text, where notes hang. */
export function marksOfNotes(rows: readonly NoteRow[], chosen: number | null): TextNote[] {
  return rows.flatMap((row): TextNote[] => {
    if (row.span === null) return [];
    const outcome = outcomeOf(row);
    const isMark = row.kind === "footnote" || row.kind === "endnote";
    return [
      {
        note: row.note,
        start: row.span.start,
        end: row.span.end,
        kind: isChange(row) ? "change" : isMark ? "mark" : "comment",
        // In brackets, so that it is not taken for the number of a claim.
        sign: isMark ? `[${row.label || "*"}]` : "",
        isOpen: outcome === "open",
        chosen: row.note === chosen,
        label: m.notes_mark({ title: titleOf(row), text: shortened(row.text) }),
      },
    ];
  });
}

const MOST = 140;

export function shortened(text: string): string {
  const words = text.replaceAll(/\s+/gu, " ").trim();
  return words.length > MOST
    ? `${[...words]
        .slice(0, MOST - 1)
        .join("")
        .trimEnd()}…`
    : words;
}
