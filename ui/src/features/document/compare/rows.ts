// Two drafts compared, paragraph by paragraph: what one sees of it, and the way from change to change.
import type { TextRow } from "../../../api/generated/TextRow";
import type { Segment } from "../../../parts/types";

/** What is drawn: a row, or so many rows in which nothing changed. */
export type Line =
  | { readonly kind: "row"; readonly at: number; readonly row: TextRow }
  | { readonly kind: "same"; readonly at: number; readonly count: number };

export const isChange = (row: TextRow): boolean => row.kind !== "same";

/** The lines to draw; of unchanged paragraphs only one stays at each side of a change. */
export function linesOf(rows: readonly TextRow[], onlyChanges: boolean): readonly Line[] {
  const lines: Line[] = [];
  const near = (at: number): boolean =>
    [at - 1, at, at + 1].some((each) => {
      const row = rows[each];
      return row !== undefined && isChange(row);
    });
  for (const [at, row] of rows.entries()) {
    if (!onlyChanges || near(at)) {
      lines.push({ kind: "row", at, row });
      continue;
    }
    const last = lines.at(-1);
    if (last?.kind === "same") lines[lines.length - 1] = { ...last, count: last.count + 1 };
    else lines.push({ kind: "same", at, count: 1 });
  }
  return lines;
}

/** The places of the rows in which something changed. */
export function changesOf(rows: readonly TextRow[]): readonly number[] {
  return rows.flatMap((row, at) => (isChange(row) ? [at] : []));
}

/** The change after (or before) a row; the same one where there is no other. */
export function changeFrom(changes: readonly number[], at: number | null, by: 1 | -1): number | null {
  if (at === null) return (by > 0 ? changes[0] : changes.at(-1)) ?? null;
  const found = by > 0 ? changes.find((one) => one > at) : changes.findLast((one) => one < at);
  return found ?? (changes.includes(at) ? at : null);
}

/** For each moved paragraph the row where it stands in the other draft. */
export function twinsOf(rows: readonly TextRow[]): ReadonlyMap<number, number> {
  const keyOf = (row: TextRow): string => `${row.old?.start} ${row.new?.start}`;
  const wordsOf = (row: TextRow): string => (row.new ?? row.old)?.text ?? "";
  const arrived = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    if (row.kind !== "moved_to") continue;
    arrived.set(keyOf(row), at);
    arrived.set(wordsOf(row), at);
  }
  const twins = new Map<number, number>();
  for (const [at, row] of rows.entries()) {
    if (row.kind !== "moved_from") continue;
    const twin = arrived.get(keyOf(row)) ?? arrived.get(wordsOf(row));
    if (twin === undefined) continue;
    twins.set(at, twin);
    twins.set(twin, at);
  }
  return twins;
}

/** The words of one side of a comparison. */
export const sideOf = (pieces: readonly Segment[], side: "old" | "new"): readonly Segment[] =>
  pieces.filter((piece) => piece.op !== (side === "old" ? "added" : "removed"));

/** What is drawn of a row on one side, or of both in one. */
export function segmentsOf(row: TextRow, side: "old" | "new" | "both"): readonly Segment[] {
  // Of a moved paragraph each row shows the side on which it stands.
  const old = row.kind === "moved_to" ? null : row.old;
  const now = row.kind === "moved_from" ? null : row.new;
  if (side === "old" && old === null) return [];
  if (side === "new" && now === null) return [];
  if (row.words.length > 0 && row.kind !== "moved_from")
    return side === "both" || row.kind === "moved_to" ? row.words : sideOf(row.words, side);
  const text = (side === "old" ? old : side === "new" ? now : (now ?? old))?.text ?? "";
  if (row.kind === "added") return [{ op: "added", text }];
  if (row.kind === "removed") return [{ op: "removed", text }];
  return [{ op: "same", text }];
}
