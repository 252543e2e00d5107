// @vitest-environment node
// What is drawn where: units, pieces, heights, lanes, elements, the bar.
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../anchor/random";
import { placeBar } from "./bar";
import { Canonical } from "./canonical";
import { compose, long, sampleOf } from "./demo/sample";
import { Heights } from "./heights";
import { lanesOf, MOST_LANES } from "./lanes";
import { joinBoxes, joinLines } from "./lines";
import { nodesOf, type Node } from "./nodes";
import { LONGEST_PIECE, marksByPiece, pieceAt, piecesOf } from "./pieces";
import type { Mark, TextMark, TextNote, Tone } from "./types";

const mark = (passage: string, start: number, end: number, tone: Tone = "open"): TextMark => ({
  passage,
  claim: passage,
  number: Number(passage.slice(1)) || 1,
  start,
  end,
  tone,
  label: passage,
});

describe("Canonical", () => {
  const { text, blocks } = compose(
    [
      { kind: "paragraph", words: "🙂 one" },
      { kind: "table", words: [["a", "", "c"]] },
      { kind: "paragraph", words: "two" },
    ],
    [],
  );
  const canonical = new Canonical(text, blocks);

  it("makes a unit of each block and each cell", () => {
    expect(canonical.units.map(({ start, end }) => canonical.index.slice(start, end))).toEqual([
      "🙂 one",
      "a",
      "",
      "c",
      "two",
    ]);
    expect(canonical.units.map((unit) => unit.block)).toEqual([0, 1, 1, 1, 2]);
  });

  it("finds the unit at a point, also an empty one and between two", () => {
    expect(canonical.unitAt(0).start).toBe(0);
    expect(canonical.unitAt(5).start).toBe(0);
    expect(canonical.unitAt(6).start).toBe(7);
    expect(canonical.unitAt(9)).toMatchObject({ start: 9, end: 9 });
    expect(canonical.unitAt(999).start).toBe(13);
  });

  it("steps from unit to unit without passing over the empty one", () => {
    const empty = canonical.unitAt(9);
    expect(canonical.unitBefore(empty)).toMatchObject({ start: 7, end: 8 });
    expect(canonical.unitAfter(empty)).toMatchObject({ start: 10, end: 11 });
  });
});

describe("pieces", () => {
  it("cut a wall of text where a sentence ends, and lose nothing", () => {
    const { text, blocks } = sampleOf("wall");
    const canonical = new Canonical(text, blocks);
    const pieces = piecesOf(canonical);
    expect(pieces.length).toBeGreaterThan(30);
    expect(pieces.map((piece) => canonical.index.slice(piece.start, piece.end)).join("")).toBe(text);
    expect(pieces.every((piece) => piece.end - piece.start <= LONGEST_PIECE)).toBe(true);
    expect(
      pieces.slice(0, -1).every((piece) => /\.\s$/.test(canonical.index.slice(piece.start, piece.end))),
    ).toBe(true);
    expect(
      pieces.map((piece) => [piece.first, piece.last]).filter(([first, last]) => first || last),
    ).toHaveLength(2);
  });

  it("cut where no space is, but no letter", () => {
    const words = "👨‍👩‍👧‍👦".repeat(2000);
    const canonical = new Canonical(words, [
      { kind: "paragraph", level: 0, start: 0, end: [...words].length },
    ]);
    const pieces = piecesOf(canonical);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.every((piece) => piece.start % 7 === 0)).toBe(true);
  });

  it("cut a long table between rows", () => {
    const rows = Array.from({ length: 500 }, (_, at) => [`row ${at}`, "x", "y"]);
    const { text, blocks } = compose([{ kind: "table", words: rows }], []);
    const pieces = piecesOf(new Canonical(text, blocks));
    expect(pieces.length).toBe(7);
    expect(pieces.flatMap((piece) => piece.rows)).toHaveLength(500);
  });

  it("know their marks, also those that reach over several", () => {
    const { text, blocks } = sampleOf("desk");
    const pieces = piecesOf(new Canonical(text, blocks));
    const second = pieces[1];
    const fourth = pieces[3];
    if (!second || !fourth) throw new Error("The sample is too short.");
    const over = mark("p1", second.start + 4, fourth.start + 3);
    const shown = marksByPiece(pieces, [over, mark("p2", 5, 5)]);
    expect(shown.map((marks) => marks.length)).toEqual([0, 1, 1, 1, 0]);
    expect(pieceAt(pieces, second.start)).toBe(1);
    expect(pieceAt(pieces, second.end)).toBe(1);
    expect(pieceAt(pieces, second.end + 1)).toBe(2);
  });
});

describe("Heights", () => {
  it("agree with plain sums through any measuring (seeded)", () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = randomFrom(seed);
      const plain = Array.from(
        { length: 1 + Math.floor(random() * 200) },
        () => 10 + Math.floor(random() * 90),
      );
      const heights = new Heights(plain);
      for (let turn = 0; turn < 100; turn++) {
        const at = Math.floor(random() * plain.length);
        const height = 1 + Math.floor(random() * 300);
        expect(heights.measure(at, height)).toBe(height - (plain[at] ?? 0));
        plain[at] = height;
        const probe = Math.floor(random() * (plain.length + 1));
        const above = plain.slice(0, probe).reduce((sum, each) => sum + each, 0);
        expect(heights.above(probe)).toBe(above);
        if (probe < plain.length) {
          expect(heights.at(above)).toBe(probe);
          expect(heights.at(above + (plain[probe] ?? 0) - 1)).toBe(probe);
        }
      }
      expect(heights.total).toBe(plain.reduce((sum, each) => sum + each, 0));
    }
  });

  it("take no notice of fractions of a pixel", () => {
    const heights = new Heights([100, 100]);
    expect(heights.measure(0, 100.3)).toBe(0);
    expect(heights.isMeasured(0)).toBe(true);
    expect(heights.above(1)).toBe(100);
  });

  it("answer for an empty text", () => {
    const heights = new Heights([]);
    expect([heights.total, heights.at(50), heights.above(3)]).toEqual([0, 0, 0]);
  });
});

describe("lanes", () => {
  it("put what lies inside above what lies around it", () => {
    const lanes = lanesOf([mark("p1", 0, 100), mark("p2", 10, 50), mark("p3", 20, 30), mark("p4", 200, 210)]);
    expect([...lanes].sort()).toEqual([
      ["p1", 2],
      ["p2", 1],
      ["p3", 0],
      ["p4", 0],
    ]);
  });

  it("never put two that overlap in one lane, while lanes last (seeded)", () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = randomFrom(seed + 50);
      const marks = Array.from({ length: 12 }, (_, at) => {
        const start = Math.floor(random() * 200);
        return mark(`p${at}`, start, start + 1 + Math.floor(random() * 25));
      });
      const lanes = lanesOf(marks);
      expect(lanes.size).toBe(marks.length);
      for (const a of marks) {
        for (const b of marks) {
          const together = a !== b && a.start < b.end && b.start < a.end;
          const lane = lanes.get(a.passage) ?? -1;
          expect(lane >= 0 && lane < MOST_LANES).toBe(true);
          if (together && lane < MOST_LANES - 1) expect(lane).not.toBe(lanes.get(b.passage));
        }
      }
    }
  });
});

describe("nodes", () => {
  const none: readonly Mark[] = [];
  const outline = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (node.kind === "words") return `${node.start}-${node.end}`;
        if (node.kind === "number") return `#${node.mark.number}`;
        if (node.kind === "note") return `*${node.note.note}`;
        if (node.kind === "noted") return `noted(${outline(node.inside)})`;
        const name =
          node.kind === "claim"
            ? node.mark.passage
            : node.kind === "link"
              ? "link"
              : node.kind === "cover"
                ? node.cover.state
                : node.style;
        return `${name}(${outline(node.inside)})`;
      })
      .join(" ");
  const drawn = (marks: readonly TextMark[], styles = none): string =>
    outline(nodesOf({ start: 0, end: 20 }, styles, marks, new Map()));

  it("draw plain words as they are", () => {
    expect(drawn([])).toBe("0-20");
    expect(outline(nodesOf({ start: 4, end: 4 }, none, [], new Map()))).toBe("");
  });

  it("nest claims and put each number inside its own, the inner one first", () => {
    expect(drawn([mark("p1", 2, 10), mark("p2", 4, 10)])).toBe("0-2 p1(2-4 p2(4-10 #2) #1) 10-20");
  });

  it("cut the later of two that cross", () => {
    expect(drawn([mark("p1", 2, 10), mark("p2", 6, 14)])).toBe("0-2 p1(2-6 p2(6-10 #1)) p2(10-14 #2) 14-20");
  });

  it("keep a claim whole over styles and links inside it", () => {
    const styles: Mark[] = [
      { style: "emphasis", start: 4, end: 6 },
      { style: "link", start: 5, end: 8, href: "https://example.org/" },
    ];
    expect(drawn([mark("p1", 2, 10)], styles)).toBe(
      "0-2 p1(2-4 emphasis(4-5) link(emphasis(5-6) 6-8) 8-10 #1) 10-20",
    );
  });

  it("put the mark of a note behind its words and behind the number that ends there", () => {
    const note = (at: number, start: number, end: number, chosen = false): TextNote => ({
      note: at,
      start,
      end,
      kind: "comment",
      sign: "",
      isOpen: true,
      chosen,
      label: "",
    });
    const noted = (notes: readonly TextNote[]): string =>
      outline(nodesOf({ start: 0, end: 20 }, none, [mark("p1", 2, 10)], new Map(), [], notes));
    expect(noted([note(1, 4, 6), note(2, 10, 10), note(3, 12, 20)])).toBe(
      "0-2 p1(2-6 *1 6-10 #1) *2 10-20 *3",
    );
    expect(noted([note(1, 4, 14, true)])).toBe("0-2 p1(2-4 noted(4-10) #1) noted(10-14) *1 14-20");
  });

  it("leave the number to the run where the passage ends", () => {
    expect(drawn([mark("p1", 12, 40)])).toBe("0-12 p1(12-20)");
    expect(drawn([mark("p1", 0, 20)])).toBe("p1(0-20 #1)");
  });

  it("draw every word once, in order, whatever overlaps (seeded)", () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = randomFrom(seed + 90);
      const spans = Array.from({ length: 8 }, () => {
        const start = Math.floor(random() * 60) - 10;
        return { start, end: start + 1 + Math.floor(random() * 30) };
      });
      const marks = spans.slice(0, 5).map(({ start, end }, at) => mark(`p${at + 1}`, start, end));
      const styles = spans.slice(5).map((span): Mark => ({ ...span, style: "strong" }));
      marks.sort((a, b) => a.start - b.start || b.end - a.end);
      const leaves = wordsIn(nodesOf({ start: 0, end: 40 }, styles, marks, new Map()));
      expect(leaves[0]?.[0]).toBe(0);
      expect(leaves.at(-1)?.[1]).toBe(40);
      leaves.slice(1).forEach(([start], at) => expect(start).toBe(leaves[at]?.[1]));
    }
  });

  function wordsIn(nodes: readonly Node[]): (readonly [number, number])[] {
    return nodes.flatMap((node) => {
      if (node.kind === "words") return [[node.start, node.end] as const];
      return node.kind === "number" || node.kind === "note" ? [] : wordsIn(node.inside);
    });
  }
});

describe("boxes", () => {
  const box = (left: number, right: number, top = 0, bottom = 20) => ({ left, right, top, bottom });

  it("join what touches on a line and leave gaps and other lines alone", () => {
    expect(joinBoxes([box(0, 10), box(10, 20), box(40, 50), box(0, 10, 29, 49)])).toEqual([
      box(0, 20),
      box(40, 50),
      box(0, 10, 29, 49),
    ]);
  });

  it("gather raised letters into the line they stand on", () => {
    expect(joinLines([box(0, 10), box(10, 14, -3, 9), box(14, 30), box(0, 8, 29, 49)])).toEqual([
      box(0, 30, -3, 20),
      box(0, 8, 29, 49),
    ]);
  });
});

describe("the bar", () => {
  const view = { width: 700, height: 600 };
  const bar = { width: 400, height: 34 };
  const line = (left: number, top: number) => ({ left, right: left, top, bottom: top + 20 });

  it("stands under the selected words, inside the view", () => {
    const last = line(650, 100);
    expect(placeBar({ first: line(10, 80), last, focus: last, view, bar })).toEqual({
      left: 292,
      top: 130,
      docked: false,
    });
  });

  it("goes above them where there is no room below", () => {
    expect(
      placeBar({ first: line(10, 540), last: line(300, 570), focus: line(300, 570), view, bar }),
    ).toEqual({
      left: 100,
      top: 496,
      docked: false,
    });
  });

  it("stands at the foot of the view when the words fill it or are not there", () => {
    for (const [first, last] of [
      [line(0, -50), line(0, 590)],
      [null, null],
      [line(0, 700), line(0, 720)],
    ] as const) {
      expect(placeBar({ first, last, focus: null, view, bar })).toEqual({
        left: 150,
        top: 558,
        docked: true,
      });
    }
  });
});

describe("a long text", () => {
  it("is ready to be drawn without delay", () => {
    const { text, blocks, marks } = long(200_000, 5_000);
    const began = performance.now();
    const canonical = new Canonical(text, blocks);
    const pieces = piecesOf(canonical);
    marksByPiece(pieces, marks);
    lanesOf(marks);
    const took = performance.now() - began;
    expect(canonical.length).toBeGreaterThan(1_000_000);
    // Far above what it takes anywhere; a square of the size would be minutes.
    expect(took).toBeLessThan(3_000);
  });
});
