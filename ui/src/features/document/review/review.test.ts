// @vitest-environment node
/** The review of a draft: what is listed first, what is noted and taken back, and that the counts balance. */
import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";
import { PointIndex } from "../../../anchor";
import { excerptOf, type Shown } from "./excerpt";
import { readNoted, Reviewing } from "./reviewing.svelte";
import type { Counts, Fate, FateRow, ReviewRow } from "./types";

const old = { start: 0, end: 5, exact: "words", revision: "r1", number: 1 };

function row(key: string, fate: Fate, more: Partial<FateRow> = {}): FateRow {
  const at = Number(key.slice(1));
  return {
    key,
    kind: "passage",
    number: at,
    heading: key,
    fate,
    why: null,
    old: { ...old, start: at },
    now: null,
    candidates: [
      { start: 1, end: 6, score: 860, pieces: [{ op: "added", text: "other" }] },
      { start: 9, end: 14, score: 710, pieces: [{ op: "same", text: "words" }] },
    ],
    stale: false,
    decided: "",
    ...more,
  };
}

const sentence = (key: string, weight: number): ReviewRow => ({
  key,
  kind: "sentence",
  start: weight,
  end: weight + 3,
  words: key,
  hints: [],
  weight,
});

const ROWS: readonly ReviewRow[] = [
  sentence("light", 10),
  row("p5", "unchanged"),
  row("p4", "gone"),
  row("p3", "moved"),
  row("p2", "reworded"),
  row("p1", "reworded", { stale: true }),
  row("p9", "ask"),
  row("p8", "ask"),
  sentence("heavy", 200),
];
const TOLD: Counts & { new: number } = {
  unchanged: 1,
  moved: 1,
  reworded: 2,
  ask: 2,
  gone: 1,
  total: 7,
  new: 2,
};

function sitting(left?: string): { reviewing: Reviewing; kept: (string | null)[]; fail: { next: boolean } } {
  const kept: (string | null)[] = [];
  const fail = { next: false };
  const keep = (text: string | null): Promise<void> => {
    if (fail.next) return Promise.reject(new Error("the disk is full"));
    kept.push(text);
    return Promise.resolve();
  };
  const reviewing = new Reviewing(
    () => ROWS,
    () => TOLD,
    { left, keep },
  );
  return { reviewing, kept, fail };
}

const keys = (reviewing: Reviewing): string[] => reviewing.list.map((one) => one.key);
const balance = ({ counts }: Reviewing): boolean =>
  counts.unchanged + counts.moved + counts.reworded + counts.ask + counts.gone === counts.total;

describe("a sitting", () => {
  test("lists what is doubtful first, then stale sign-offs, and new sentences by their weight", () => {
    const { reviewing } = sitting();
    expect(keys(reviewing)).toEqual(["p8", "p9", "p1", "p2", "p3", "p4", "heavy", "light"]);
    reviewing.filter = "unchanged";
    expect(keys(reviewing)).toEqual(["p5"]);
    reviewing.filter = "new";
    expect(keys(reviewing)).toEqual(["heavy", "light"]);
  });

  test("keeps a decision before it counts, and the counts balance all the way", async () => {
    const { reviewing, kept, fail } = sitting();
    await reviewing.note({ key: "p8", as: "place", start: 9, end: 14 });
    expect(JSON.parse(kept[0] ?? "")).toEqual([{ key: "p8", as: "place", start: 9, end: 14 }]);
    expect(reviewing.counts).toMatchObject({ ask: 1, moved: 2, total: 7 });
    await reviewing.note({ key: "p9", as: "place", start: 1, end: 6 });
    expect(reviewing.counts).toMatchObject({ ask: 0, reworded: 3 });
    await reviewing.note({ key: "p3", as: "gone" });
    expect(reviewing.counts).toMatchObject({ moved: 1, gone: 2 });
    expect(balance(reviewing)).toBe(true);
    fail.next = true;
    await expect(reviewing.note({ key: "p2", as: "gone" })).rejects.toThrow("full");
    expect(reviewing.noted).toHaveLength(3);
    expect(reviewing.counts).toMatchObject({ gone: 2 });
  });

  test("loses none of the decisions that come faster than they are kept", async () => {
    const { reviewing } = sitting();
    const all = ["p8", "p9", "p3"].map((key) => reviewing.note({ key, as: "gone" }));
    await Promise.all([...all, reviewing.takeBack()]);
    expect(reviewing.noted.map((one) => one.key)).toEqual(["p8", "p9"]);
    await reviewing.settled();
    expect(balance(reviewing)).toBe(true);
  });

  test("takes decisions back one by one, and again, and goes to what they were about", async () => {
    const { reviewing, kept } = sitting();
    await reviewing.note({ key: "p8", as: "gone" });
    await reviewing.note({ key: "p9", as: "gone" });
    expect(await reviewing.takeBack()).toBe(true);
    expect(reviewing.selected).toBe("p9");
    expect(await reviewing.again()).toBe(true);
    expect(reviewing.noted.map((one) => one.key)).toEqual(["p8", "p9"]);
    await reviewing.takeBack();
    await reviewing.takeBack();
    expect(await reviewing.takeBack()).toBe(false);
    expect(kept.at(-1)).toBeNull();
    expect(balance(reviewing)).toBe(true);
  });

  test("goes on to what wants a decision, round the end, and says when there is none", async () => {
    const { reviewing } = sitting();
    reviewing.select(reviewing.list[2] ?? null);
    expect(reviewing.nextOpen()).toBe(true);
    expect(reviewing.row?.key).toBe("p8");
    await reviewing.note({ key: "p8", as: "gone" });
    expect(reviewing.nextOpen()).toBe(true);
    expect(reviewing.row?.key).toBe("p9");
    await reviewing.note({ key: "p9", as: "confirm" });
    flushSync();
    // What was confirmed without a place still asks: only a place or "gone" decides.
    expect(reviewing.isOpen(row("p9", "ask"))).toBe(true);
    await reviewing.note({ key: "p9", as: "gone" });
    expect(reviewing.nextOpen()).toBe(false);
    reviewing.step(-99);
    expect(reviewing.row?.key).toBe("p8");
    reviewing.step(99);
    expect(reviewing.row?.key).toBe("light");
  });

  test("notes nothing where a person decided the same before", async () => {
    const now = { start: 1, end: 6, score: 860, pieces: [] };
    const decided = row("p1", "reworded", { decided: "Editor A", now });
    const reviewing = new Reviewing(
      () => [decided],
      () => TOLD,
      { left: undefined, keep: () => Promise.resolve() },
    );
    await reviewing.note({ key: "p1", as: "confirm" });
    await reviewing.note({ key: "p1", as: "place", start: 1, end: 6 });
    expect(reviewing.noted).toEqual([]);
    await reviewing.note({ key: "p1", as: "place", start: 9, end: 14 });
    expect(reviewing.noted).toHaveLength(1);
  });

  test("brings back what was decided before the program died, and nothing that is spoilt", () => {
    const { reviewing } = sitting('[{"key":"p8","as":"gone"},{"key":1},{"key":"p9","as":"place"},7]');
    expect(reviewing.noted).toEqual([{ key: "p8", as: "gone" }]);
    expect(reviewing.counts).toMatchObject({ ask: 1, gone: 2 });
    expect(readNoted("{")).toEqual([]);
    expect(readNoted("{}")).toEqual([]);
    expect(readNoted(undefined)).toEqual([]);
  });
});

describe("an excerpt", () => {
  const text = ["One 🙂 first.", "Two words here.", "Three.", "Four.", `Five ${"x".repeat(2000)} end`].join(
    "\n\n",
  );
  const index = new PointIndex(text);
  let at = 0;
  const blocks = text.split("\n\n").map((words) => {
    const start = at;
    const end = start + [...words].length;
    at = end + 2;
    return { kind: "paragraph" as const, start, end, level: 0 };
  });
  const span = (words: string): { start: number; end: number } => {
    const start = [...text.slice(0, text.indexOf(words))].length;
    return { start, end: start + [...words].length };
  };
  const said = (places: Shown[]): string[] =>
    excerptOf(index, blocks, places).map(
      ({ gap, bits }) =>
        (gap ? "⋯" : "") + bits.map((bit) => (bit.kind === "words" ? bit.text : `[${bit.text}]`)).join(""),
    );

  test("shows a place with the block before and after, and marks what is left out", () => {
    expect(said([{ ...span("words"), key: "a", look: "old" }])).toEqual([
      "One 🙂 first.",
      "Two [words] here.",
      "Three.",
    ]);
    const two = said([
      { ...span("🙂"), key: "a", look: "first" },
      { ...span("Four"), key: "b", look: "other" },
    ]);
    expect(two.slice(0, 4)).toEqual(["One [🙂] first.", "Two words here.", "Three.", "[Four]."]);
  });

  test("cuts what is endless around the place, and only there", () => {
    const long = said([{ ...span("end"), key: "a", look: "old" }]);
    expect(long.at(-1)).toMatch(/^… x{690,}\s?\[end\]$/u);
    expect(long[0]).toBe("⋯Four.");
  });

  test("draws the place that is looked at where two overlap, each letter once", () => {
    const first = { ...span("Two words"), key: "a", look: "first" as const };
    const other = { ...span("words here"), key: "b", look: "other" as const };
    expect(said([first, other])[1]).toBe("[Two ][words][ here].");
    expect(said([{ start: 0, end: 0, key: "a", look: "old" }])[0]).toBe("One 🙂 first.");
  });
});
