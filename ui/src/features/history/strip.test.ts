/** The strip holds one entry as well as a million, loses none of them, and keeps days apart. */
import { expect, test } from "vitest";
import type { TimelineDay } from "../../api/generated/TimelineDay";
import type { TimelineMark } from "../../api/generated/TimelineMark";
import { barsOf, clustersOf, entryAtDate, entryNear, namedDays, placeOf, stepDay, stepMark } from "./strip";

const day = (name: string, first: number, last: number): TimelineDay => ({
  day: name,
  first,
  last,
  entries: last - first + 1,
});
const FEW = [day("2026-11-20", 1, 4), day("2026-11-23", 5, 5), day("2026-12-01", 6, 25)];
const MANY = Array.from({ length: 2_000 }, (_, at) => {
  const date = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
  return day(date, at * 500 + 1, (at + 1) * 500);
});

test("an entry is found again where it stands", () => {
  for (const days of [[day("2026-11-23", 1, 1)], FEW]) {
    for (let seq = 1; seq <= (days.at(-1)?.last ?? 0); seq++) {
      expect(entryNear(days, placeOf(days, seq))).toBe(seq);
    }
  }
  for (const seq of [1, 499, 500, 501, 777_777, 1_000_000]) {
    expect(entryNear(MANY, placeOf(MANY, seq))).toBe(seq);
  }
});

test("the newest entry stands at the end, and beyond the ends there is nothing", () => {
  expect(placeOf(FEW, 25)).toBe(1);
  expect(placeOf(MANY, 1_000_000)).toBe(1);
  expect([entryNear(FEW, -1), entryNear(FEW, 2), entryNear(FEW, 0)]).toEqual([1, 25, 1]);
  expect(placeOf([], 0)).toBe(1);
});

test("days without entries take no room: each of the others is as wide", () => {
  expect(placeOf(FEW, 4)).toBeCloseTo(1 / 3);
  expect(placeOf(FEW, 5)).toBeCloseTo(2 / 3);
});

test("a day is walked to its end, then to the next; back to the end of the one before", () => {
  expect([stepDay(FEW, 2, 1), stepDay(FEW, 4, 1), stepDay(FEW, 25, 1)]).toEqual([4, 5, 25]);
  expect([stepDay(FEW, 10, -1), stepDay(FEW, 5, -1), stepDay(FEW, 3, -1)]).toEqual([5, 4, 1]);
});

test("a date is the last entry of that day, month or year, or what was there before it", () => {
  expect(entryAtDate(FEW, "2026-11-20")).toBe(4);
  expect(entryAtDate(FEW, "2026-11-21")).toBe(4);
  expect(entryAtDate(FEW, "2026-11")).toBe(5);
  expect(entryAtDate(FEW, "2026")).toBe(25);
  expect(entryAtDate(FEW, "2019")).toBe(1);
});

const marks: TimelineMark[] = [2, 3, 20].map((seq) => ({
  seq,
  at: "2026-11-20T10:00:00.000Z",
  what: seq === 3 ? "draft" : "verdict",
  label: `mark ${seq}`,
}));

test("marks are walked, and beyond them lie the ends", () => {
  expect([stepMark(marks, 3, 1, 25), stepMark(marks, 20, 1, 25), stepMark(marks, 2, -1, 25)]).toEqual([
    20, 25, 1,
  ]);
});

test("marks that would cover one another stand as one, called by what is rarest; none is lost", () => {
  const clusters = clustersOf(FEW, marks, 0.1);
  expect(clusters.map(({ what, marks: of }) => [what, of.length])).toEqual([
    ["draft", 2],
    ["verdict", 1],
  ]);
});

test("two thousand days are drawn as so many bars as there is room for", () => {
  const bars = barsOf(MANY, 400);
  expect(bars).toHaveLength(400);
  expect(bars.reduce((sum, bar) => sum + bar.width, 0)).toBeCloseTo(1);
  expect(barsOf(FEW, 400).map((bar) => bar.height)).toEqual([Math.sqrt(0.2), Math.sqrt(0.05), 1]);
  expect(namedDays(MANY, 8)).toHaveLength(8);
});
