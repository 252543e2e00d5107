// @vitest-environment node
// Keys and where they lead.
import { describe, expect, it } from "vitest";
import { oddText, randomFrom } from "../../../anchor/random";
import { Canonical } from "./canonical";
import { compose, sampleOf } from "./demo/sample";
import { intentOf, type KeyPress } from "./keys";
import { around, covering, markFrom, step, type Step } from "./motion";
import { caretAt, moveTo, overlap, spanOf, stretch } from "./selection";

const { text, blocks } = compose(
  [
    { kind: "paragraph", words: "One e\u0301🙂. Two words! " },
    { kind: "table", words: [["a", "", "c"]] },
    { kind: "paragraph", rtl: true, words: "أدلة مشكوك. ثانية" },
  ],
  [],
);
const canonical = new Canonical(text, blocks);
const walk = (by: Step, way: -1 | 1, from: number, extend = false): number[] => {
  const seen: number[] = [];
  for (let at = from; ;) {
    const next = step(canonical, at, by, way, extend);
    if (next === at) return seen;
    seen.push(next);
    at = next;
  }
};
const starts = blocks.map((block) => block.start);
const last = canonical.edges.end;

describe("steps", () => {
  it("go by letters, over the edges of blocks and cells, and back", () => {
    const on = [0, ...walk("letter", 1, 0)];
    const back = [last, ...walk("letter", -1, last)];
    expect(on).toEqual(back.reverse());
    expect(on).not.toContain(5);
    expect(on.at(-1)).toBe(last);
  });

  it("go by words to their ends, and back to their starts", () => {
    expect(walk("word", 1, 0).slice(0, 4)).toEqual([3, 6, 12, 18]);
    expect(walk("word", -1, 18)).toEqual([13, 9, 4, 0]);
  });

  it("go by sentences to their beginnings, and extend to their ends", () => {
    expect(walk("sentence", 1, 0).slice(0, 2)).toEqual([9, starts[1]]);
    expect(step(canonical, 0, "sentence", 1, true)).toBe(8);
    expect(step(canonical, 8, "sentence", 1, true)).toBe(19);
    expect(walk("sentence", -1, 19)).toEqual([9, 0]);
  });

  it("go by paragraphs, cells included", () => {
    const [, table, arabic] = starts as [number, number, number];
    expect(walk("paragraph", 1, 0)).toEqual([table, table + 2, table + 3, arabic, last]);
    expect(walk("paragraph", -1, arabic + 3)).toEqual([arabic, table + 3, table + 2, table, 0]);
  });

  it("end, and never leave the letters, whatever the text (seeded)", () => {
    for (let seed = 0; seed < 25; seed++) {
      const words = oddText(randomFrom(seed), 60);
      const odd = new Canonical(words, [{ kind: "paragraph", level: 0, start: 0, end: [...words].length }]);
      for (const by of ["letter", "word", "sentence", "paragraph", "text"] as const) {
        for (const way of [1, -1] as const) {
          let at = way > 0 ? 0 : odd.length;
          for (let turn = 0; turn <= odd.length + 1; turn++) {
            const next = step(odd, at, by, way);
            if (next === at) break;
            expect((next - at) * way).toBeGreaterThan(0);
            expect(odd.settle(next)).toBe(next);
            at = next;
          }
          expect(step(odd, at, by, way)).toBe(at);
        }
      }
    }
  });

  it("know the whole word, sentence and paragraph", () => {
    const said = (by: "word" | "sentence" | "paragraph", at: number): string => {
      const span = around(canonical, at, by);
      return canonical.index.slice(span.start, span.end);
    };
    expect(said("word", 14)).toBe("words");
    expect(said("sentence", 14)).toBe("Two words!");
    expect(said("paragraph", (starts[2] ?? 0) + 3)).toBe("أدلة مشكوك. ثانية");
  });
});

describe("marks", () => {
  const { marks } = sampleOf("crowded");
  const sorted = [...marks].sort((a, b) => a.start - b.start);

  it("are gone through in the order of the text, to the end", () => {
    const seen: number[] = [];
    for (let at = 0; ;) {
      const next = markFrom(sorted, at, 1);
      if (!next) break;
      seen.push(next.start);
      at = next.start;
    }
    expect(seen).toEqual([...new Set(sorted.map((mark) => mark.start))]);
    expect(markFrom(sorted, 0, -1)).toBeUndefined();
    expect(markFrom(sorted, seen[1] ?? 0, -1)?.start).toBe(seen[0]);
  });

  it("cover a point from the innermost to the outermost", () => {
    const inner = marks.find((mark) => mark.claim === "c3");
    expect(covering(marks, inner?.start ?? 0).map((mark) => mark.claim)).toEqual(["c3", "c2", "c1"]);
    expect(covering(marks, (inner?.end ?? 0) + 1).map((mark) => mark.claim)).toEqual(["c2", "c1"]);
  });
});

describe("selections", () => {
  it("keep their anchor when extended", () => {
    const selection = moveTo(moveTo(caretAt(10), 4, true), 20, true);
    expect(selection).toMatchObject({ anchor: 10, focus: 20 });
    expect(moveTo(selection, 3, false)).toMatchObject({ anchor: 3, focus: 3 });
    expect(spanOf(moveTo(caretAt(10), 4, true))).toEqual({ start: 4, end: 10 });
  });

  it("stretch over whole words on both sides", () => {
    expect(stretch({ start: 5, end: 9 }, { start: 12, end: 15 })).toMatchObject({ anchor: 5, focus: 15 });
    expect(stretch({ start: 5, end: 9 }, { start: 1, end: 3 })).toMatchObject({ anchor: 9, focus: 1 });
  });

  it("overlap or do not", () => {
    expect(overlap({ start: 0, end: 5 }, { start: 3, end: 9 })).toEqual({ start: 3, end: 5 });
    expect(overlap({ start: 0, end: 3 }, { start: 3, end: 9 })).toBeNull();
  });
});

describe("keys", () => {
  const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
    key,
    code: "",
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    altGraph: false,
    ...held,
  });

  it("mean what the help says", () => {
    const shift = { shiftKey: true };
    const ctrl = { ctrlKey: true };
    expect(intentOf(press("t"))).toEqual({ do: "act", action: "tag" });
    expect(intentOf(press("X", { code: "KeyX" }))).toEqual({ do: "act", action: "leave_out" });
    expect(intentOf(press("ArrowLeft", shift))).toEqual({
      do: "sideways",
      by: "letter",
      way: -1,
      extend: true,
    });
    expect(intentOf(press("ArrowRight", ctrl))).toMatchObject({ do: "sideways", by: "word" });
    expect(intentOf(press("ArrowRight", { altKey: true }))).toMatchObject({ do: "sideways", by: "word" });
    expect(intentOf(press("ArrowUp", ctrl))).toEqual({ do: "step", by: "paragraph", way: -1, extend: false });
    expect(intentOf(press("(", shift))).toEqual({ do: "step", by: "paragraph", way: -1, extend: false });
    expect(intentOf(press("}", shift))).toEqual({ do: "step", by: "sentence", way: 1, extend: true });
    expect(intentOf(press("End", { ...ctrl, ...shift }))).toEqual({
      do: "step",
      by: "text",
      way: 1,
      extend: true,
    });
    expect(intentOf(press("Tab", shift))).toEqual({ do: "tab", way: -1 });
    expect(intentOf(press("Enter", ctrl))).toEqual({ do: "open_link" });
  });

  it("work on keyboards without Latin letters, and with AltGr for brackets", () => {
    expect(intentOf(press("е", { code: "KeyT" }))).toEqual({ do: "act", action: "tag" });
    expect(intentOf(press("ش", { code: "KeyA", ctrlKey: true }))).toEqual({ do: "select_all" });
    const altGr = { ctrlKey: true, altKey: true, altGraph: true };
    expect(intentOf(press("[", altGr))).toEqual({ do: "step", by: "sentence", way: -1, extend: false });
    expect(intentOf(press("q", { code: "KeyT" }))).toBeNull();
  });

  it("leave the window's own keys alone", () => {
    for (const key of ["k", "z", "s", "f"]) expect(intentOf(press(key, { ctrlKey: true }))).toBeNull();
    for (const key of ["j", "k", "v", "F6", "/", "?"]) expect(intentOf(press(key))).toBeNull();
    expect(intentOf(press("T", { shiftKey: true }))).toBeNull();
    expect(intentOf(press("t", { altKey: true }))).toBeNull();
  });
});
