// @vitest-environment node
/** Coverage as it is drawn: each word in one state, nothing twice, and the way to what is unmarked. */
import { expect, test } from "vitest";
import { PointIndex } from "../../../anchor";
import { coversOf, reasonOf } from "./covers";
import { nextUnmarked, type CoverSentence, type LeftOut } from "./types";

const text = "🙂 One, two (three). التقى الوزيران. Five six seven.";
const index = new PointIndex(text);
const span = (words: string): { start: number; end: number } => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length };
};
const row = (words: string, state: CoverSentence["state"] = "unmarked") => ({
  ...span(words),
  words: 1,
  marked: 0,
  state,
});
const ROWS = [row("🙂 One, two (three)."), row("التقى الوزيران."), row("Five six seven.")];
const left: LeftOut = {
  id: "o",
  ...span("six"),
  exact: "six",
  ground: "opinion",
  reason: "It says so itself.",
};

test("what lies between marks is unmarked, without the signs around it, and nothing is drawn twice", () => {
  const spans = [
    { ...span("two"), state: "tagged" as const },
    { ...span("six"), state: "left_out" as const },
  ];
  const covers = coversOf({ spans, rows: ROWS }, index, [left], (why) => `Left out: ${why}`);
  expect(covers.map((one) => [index.slice(one.start, one.end), one.state])).toEqual([
    ["One", "unmarked"],
    ["two", "tagged"],
    ["three", "unmarked"],
    ["التقى الوزيران", "unmarked"],
    ["Five", "unmarked"],
    ["six", "left_out"],
    ["seven", "unmarked"],
  ]);
  expect(covers.every((one, at) => one.start >= (covers[at - 1]?.end ?? 0))).toBe(true);
  expect(covers[5]?.label).toBe(`Left out: ${reasonOf(left)}`);
  expect(reasonOf(left)).toBe("Opinion without a factual core: It says so itself.");
});

test("a mark over several sentences covers all of them", () => {
  const spans = [{ start: span("two").start, end: span("Five").end, state: "checked" as const }];
  const covers = coversOf({ spans, rows: ROWS }, index, [], String);
  expect(covers.map((one) => [index.slice(one.start, one.end).length, one.state])).toEqual([
    [3, "unmarked"],
    [span("Five").end - span("two").start, "checked"],
    [9, "unmarked"],
  ]);
});

test("the next unmarked sentence comes round at the ends, and marked ones are passed", () => {
  const rows = [row("One"), row("two", "tagged"), row("Five")];
  const at = (point: number, by: 1 | -1): number | undefined => nextUnmarked(rows, point, by)?.start;
  expect(at(0, 1)).toBe(span("One").start);
  expect(at(span("One").start, 1)).toBe(span("Five").start);
  expect(at(span("Five").start, 1)).toBe(span("One").start);
  expect(at(span("Five").start, -1)).toBe(span("One").start);
  expect(at(0, -1)).toBe(span("Five").start);
  expect(nextUnmarked([row("two", "checked")], 0, 1)).toBeNull();
});

test("a text of 200,000 words is told apart in the time of a few frames", () => {
  const sentence = "The mission of 2017 did not visit the town, for 🙂 security reasons, it said so itself. ";
  const long = new PointIndex(sentence.repeat(12_500));
  const size = [...sentence].length;
  const rows = Array.from({ length: 12_500 }, (_, at) => ({
    start: at * size,
    end: (at + 1) * size - 1,
    words: 16,
    marked: 0,
    state: "unmarked" as const,
  }));
  const spans = rows
    .filter((_, at) => at % 2 === 0)
    .map(({ start, end }) => ({ start: start + 4, end: end - 20, state: "tagged" as const }));
  const began = performance.now();
  const covers = coversOf({ spans, rows }, long, [], String);
  const took = performance.now() - began;
  expect(covers).toHaveLength(25_000);
  // Some ten times what a slow machine takes: a cost that grows with the square would be far above.
  expect(took).toBeLessThan(3_000);
});
