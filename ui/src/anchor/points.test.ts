// @vitest-environment node
import { describe, expect, it } from "vitest";
import { PointIndex } from "./points";
import { oddText, randomFrom } from "./random";

describe("PointIndex", () => {
  it("counts code points", () => {
    expect(new PointIndex("").length).toBe(0);
    expect(new PointIndex("abc").length).toBe(3);
    expect(new PointIndex("a🙂b").length).toBe(3);
    expect(new PointIndex("👨‍👩‍👧").length).toBe(5);
    expect(new PointIndex("سلام").length).toBe(4);
  });

  it("converts both ways around a pair", () => {
    const index = new PointIndex("a🙂b");
    expect([0, 1, 2, 3].map((point) => index.toUtf16(point))).toEqual([0, 1, 3, 4]);
    expect([0, 1, 2, 3, 4].map((unit) => index.fromUtf16(unit))).toEqual([0, 1, 1, 2, 3]);
  });

  it("moves what lies outside to the ends", () => {
    const index = new PointIndex("🙂🙂");
    expect(index.toUtf16(-1)).toBe(0);
    expect(index.toUtf16(99)).toBe(4);
    expect(index.fromUtf16(-5)).toBe(0);
    expect(index.fromUtf16(99)).toBe(2);
    expect(index.slice(1, 99)).toBe("🙂");
  });

  it("takes halves of pairs that stand alone for what they are", () => {
    const text = "\ud83d\ud83d\ude42\ude42x";
    const index = new PointIndex(text);
    expect(index.length).toBe([...text].length);
    [...text].forEach((letter, at) => expect(index.slice(at, at + 1)).toBe(letter));
  });

  it("agrees with counting one by one, whatever the text (seeded)", () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = randomFrom(seed);
      const text = oddText(random, 1 + Math.floor(random() * 1500));
      const letters = [...text];
      const index = new PointIndex(text);
      expect(index.length).toBe(letters.length);
      let unit = 0;
      letters.forEach((letter, point) => {
        expect(index.toUtf16(point)).toBe(unit);
        for (let half = 0; half < letter.length; half++) expect(index.fromUtf16(unit + half)).toBe(point);
        unit += letter.length;
      });
      expect(index.toUtf16(letters.length)).toBe(text.length);
    }
  });

  it("holds at the checkpoints, also where one cuts a pair", () => {
    for (const lead of [510, 511, 512, 1023]) {
      const text = "x".repeat(lead) + "🙂".repeat(600);
      const index = new PointIndex(text);
      for (let point = lead - 2; point < lead + 600; point++) {
        expect(index.fromUtf16(index.toUtf16(point))).toBe(point);
      }
      expect(index.toUtf16(lead + 600)).toBe(text.length);
    }
  });

  it("needs no walk through a long text for each answer", () => {
    const index = new PointIndex(`🙂${"word ".repeat(240_000)}`);
    const began = performance.now();
    for (let at = 0; at < 20_000; at++) index.toUtf16((at * 61) % index.length);
    // A walk each time would take minutes.
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
