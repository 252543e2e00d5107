// @vitest-environment node
import { describe, expect, it } from "vitest";
import { PointIndex } from "./points";
import { quoteOf } from "./quote";
import { oddText, randomFrom } from "./random";

describe("quoteOf", () => {
  it("gives words and surroundings in code points", () => {
    const index = new PointIndex("🙂 It was sarin, they said.");
    const quote = quoteOf(index, { start: 9, end: 14 });
    expect(quote).toEqual({
      start: 9,
      end: 14,
      exact: "sarin",
      prefix: "🙂 It was ",
      suffix: ", they said.",
    });
  });

  it("takes more surroundings where the words are not the only ones", () => {
    const sentence = "The very same words stand here many times over and over again. ";
    const index = new PointIndex(`Before. ${sentence.repeat(3)}After.`);
    const quote = quoteOf(index, { start: 12, end: 20 });
    expect(quote.prefix).toBe("Before. The ");
    expect(quote.suffix.length).toBeLessThanOrEqual(256);
    expect(quoteOf(index, { start: 80, end: 90 }).prefix.length).toBeGreaterThan(32);
  });

  it("never cuts a letter, and puts the text together again (seeded)", () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = randomFrom(seed + 4000);
      const index = new PointIndex(oddText(random, 300));
      const start = Math.floor(random() * index.length);
      const span = { start, end: start + Math.floor(random() * (index.length - start)) };
      const { exact, prefix, suffix } = quoteOf(index, span);
      expect(index.text).toContain(prefix + exact + suffix);
      expect(exact).toBe(index.slice(span.start, span.end));
    }
  });
});
