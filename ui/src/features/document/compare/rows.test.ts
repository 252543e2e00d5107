// @vitest-environment node
/** Two drafts compared: what is folded, how one goes from change to change, and what each side shows. */
import { expect, test } from "vitest";
import type { TextRow } from "../../../api/generated/TextRow";
import type { TextRowKind } from "../../../api/generated/TextRowKind";
import { changeFrom, changesOf, linesOf, segmentsOf, twinsOf } from "./rows";

const side = (text: string, start = 0): NonNullable<TextRow["old"]> => ({
  block: "paragraph",
  start,
  end: start + text.length,
  text,
  claims: [],
});
function row(kind: TextRowKind, text = kind as string, start = 0): TextRow {
  const old = kind === "added" ? null : side(text, start);
  const now = kind === "removed" ? null : side(text, start + 100);
  return { kind, old, new: now, words: [] };
}

const ROWS: TextRow[] = [
  ...Array.from({ length: 4 }, () => row("same")),
  row("changed"),
  row("same"),
  row("moved_from", "it moved", 7),
  ...Array.from({ length: 3 }, () => row("same")),
  row("moved_to", "it moved", 7),
];

test("unchanged paragraphs are folded but for one at each side of a change", () => {
  expect(
    linesOf(ROWS, true).map((line) => (line.kind === "same" ? `⋯${line.count}` : line.row.kind)),
  ).toEqual(["⋯3", "same", "changed", "same", "moved_from", "same", "⋯1", "same", "moved_to"]);
  expect(linesOf(ROWS, false)).toHaveLength(ROWS.length);
});

test("one goes from change to change and stays at the ends", () => {
  const changes = changesOf(ROWS);
  expect(changes).toEqual([4, 6, 10]);
  expect(changeFrom(changes, null, 1)).toBe(4);
  expect(changeFrom(changes, null, -1)).toBe(10);
  expect(changeFrom(changes, 4, 1)).toBe(6);
  expect(changeFrom(changes, 10, 1)).toBe(10);
  expect(changeFrom(changes, 4, -1)).toBe(4);
  expect(changeFrom([], null, 1)).toBeNull();
});

test("what moved leads to where it went, and back", () => {
  expect([...twinsOf(ROWS)]).toEqual([
    [6, 10],
    [10, 6],
  ]);
});

test("each side shows its own words, and what moved only where it stands", () => {
  const words = [
    { op: "same" as const, text: "killed " },
    { op: "removed" as const, text: "87" },
    { op: "added" as const, text: "90" },
  ];
  const changed = { ...row("changed"), words };
  const text = (of: TextRow, which: "old" | "new" | "both"): string =>
    segmentsOf(of, which)
      .map((one) => one.text)
      .join("|");
  expect(text(changed, "old")).toBe("killed |87");
  expect(text(changed, "new")).toBe("killed |90");
  expect(text(changed, "both")).toBe("killed |87|90");
  expect(text(row("moved_to"), "old")).toBe("");
  expect(text(row("moved_from"), "new")).toBe("");
  expect(segmentsOf(row("added"), "new")).toEqual([{ op: "added", text: "added" }]);
  expect(segmentsOf(row("removed"), "old")).toEqual([{ op: "removed", text: "removed" }]);
  expect(segmentsOf(row("removed"), "new")).toEqual([]);
});
