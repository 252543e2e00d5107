// @vitest-environment node
import { describe, expect, it } from "vitest";
import { afterLetter, afterWord, beforeLetter, beforeWord, letterAt, lettersOf } from "./breaks";
import { sentenceAt, snapDown, snapUp, trim, wordAt, type Span } from "./breaks";
import { PointIndex } from "./points";
import { oddText, randomFrom } from "./random";

const whole = (index: PointIndex): Span => ({ start: 0, end: index.length });
const taken = (index: PointIndex, span: Span): string => index.slice(span.start, span.end);

/** The places between letters, as the platform finds them in one go. */
function edgesOf(text: string): Set<number> {
  const edges = new Set([0]);
  let at = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    at += [...segment].length;
    edges.add(at);
  }
  return edges;
}

describe("letters", () => {
  it("keeps together what is one letter to a reader", () => {
    for (const letter of ["👨‍👩‍👧‍👦", "🇫🇷", "👍🏽", "e\u0301", "n\u0303\u0323", "각", "नि"]) {
      const index = new PointIndex(`x${letter}y`);
      const size = [...letter].length;
      for (let point = 1; point < 1 + size; point++) {
        expect(letterAt(index, whole(index), point), letter).toEqual({ start: 1, end: 1 + size });
      }
      expect(afterLetter(index, whole(index), 1)).toBe(1 + size);
      expect(beforeLetter(index, whole(index), 1 + size)).toBe(1);
    }
  });

  it("stays inside its span", () => {
    const index = new PointIndex("ab\u0301cd");
    const span = { start: 2, end: 4 };
    expect(beforeLetter(index, span, 2)).toBe(2);
    expect(afterLetter(index, span, 4)).toBe(4);
    expect(snapDown(index, span, 0)).toBe(2);
    expect(snapUp(index, span, 99)).toBe(4);
  });

  it("pairs flags from the beginning of the row, not from where one happens to look", () => {
    const index = new PointIndex(`flags ${"🇫🇷".repeat(20)}`);
    for (let flag = 0; flag < 20; flag++) {
      expect(snapDown(index, whole(index), 6 + flag * 2 + 1)).toBe(6 + flag * 2);
      expect(snapUp(index, whole(index), 6 + flag * 2 + 1)).toBe(6 + flag * 2 + 2);
    }
  });

  it("agrees with segmenting the whole text, whatever it is (seeded)", () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = randomFrom(seed + 1000);
      const text = oddText(random, 1 + Math.floor(random() * 120));
      const index = new PointIndex(text);
      const edges = edgesOf(text);
      for (let point = 0; point <= index.length; point++) {
        const down = snapDown(index, whole(index), point);
        const up = snapUp(index, whole(index), point);
        expect(edges.has(down) && edges.has(up), JSON.stringify(text)).toBe(true);
        expect(down <= point && up >= point).toBe(true);
        if (edges.has(point)) expect([down, up]).toEqual([point, point]);
      }
      const letters = lettersOf(index, whole(index));
      expect(letters.map((letter) => taken(index, letter)).join("")).toBe(text);
      expect(letters.every((letter) => edges.has(letter.start) && edges.has(letter.end))).toBe(true);
    }
  });

  it("steps through a text and back over the same places (seeded)", () => {
    for (let seed = 0; seed < 20; seed++) {
      const text = oddText(randomFrom(seed + 2000), 80);
      const index = new PointIndex(text);
      const on = [0];
      while ((on.at(-1) ?? 0) < index.length) on.push(afterLetter(index, whole(index), on.at(-1) ?? 0));
      const back = [index.length];
      while ((back.at(-1) ?? 0) > 0) back.push(beforeLetter(index, whole(index), back.at(-1) ?? 0));
      expect(back.reverse()).toEqual(on);
    }
  });
});

describe("words", () => {
  it("finds the word at a point in many scripts", () => {
    const cases: [string, number, string][] = [
      ["The OPCW's report", 6, "OPCW's"],
      ["в Париже 6 июля", 4, "Париже"],
      ["أدلة مشكوك فيها", 6, "مشكوك"],
      ["法国外长会晤", 1, "法国"],
      ["a 🙂 b", 2, "🙂"],
    ];
    for (const [text, at, word] of cases) {
      const index = new PointIndex(text);
      expect(taken(index, wordAt(index, whole(index), at))).toBe(word);
    }
  });

  it("goes to ends and beginnings, over marks and spaces", () => {
    const index = new PointIndex("One, two — three.");
    expect(afterWord(index, whole(index), 0)).toBe(3);
    expect(afterWord(index, whole(index), 3)).toBe(8);
    expect(afterWord(index, whole(index), 8)).toBe(16);
    expect(afterWord(index, whole(index), 16)).toBe(17);
    expect(beforeWord(index, whole(index), 17)).toBe(11);
    expect(beforeWord(index, whole(index), 11)).toBe(5);
    expect(beforeWord(index, whole(index), 2)).toBe(0);
    expect(beforeWord(index, whole(index), 0)).toBe(0);
  });

  it("always moves, until the end (seeded)", () => {
    for (let seed = 0; seed < 30; seed++) {
      const index = new PointIndex(oddText(randomFrom(seed + 3000), 100));
      for (let at = 0; at < index.length;) {
        const next = afterWord(index, whole(index), at);
        expect(next).toBeGreaterThan(at);
        at = next;
      }
    }
  });
});

describe("sentences", () => {
  it.each([
    "It came out in 2017.[1] It did not say by whom.",
    "It came out in 2017.¹ It did not say by whom.",
  ])("leaves the mark of a note to the sentence that it follows: %s", (text) => {
    const index = new PointIndex(text);
    const said = (at: number): string => taken(index, sentenceAt(index, whole(index), at));
    const second = text.indexOf("It did");
    const first = text.slice(0, second - 1);
    for (const at of [0, second - 3, second - 2]) expect(said(at), String(at)).toBe(first);
    expect(said(second)).toBe("It did not say by whom.");
  });

  it("finds the sentence at a point, without the space around it", () => {
    const index = new PointIndex("  First one.  Second one! الثالثة؟ Last");
    const said = (at: number): string => taken(index, sentenceAt(index, whole(index), at));
    expect(said(3)).toBe("First one.");
    expect(said(13)).toBe("First one.");
    expect(said(14)).toBe("Second one!");
    expect(said(index.length)).toBe("Last");
  });

  it("has an answer for nothing and for space alone", () => {
    const empty = new PointIndex("");
    expect(sentenceAt(empty, whole(empty), 0)).toEqual({ start: 0, end: 0 });
    const blank = new PointIndex("   ");
    expect(sentenceAt(blank, whole(blank), 1)).toEqual({ start: 0, end: 0 });
    expect(trim(blank, { start: 1, end: 3 })).toEqual({ start: 1, end: 1 });
  });
});
