/** The lines of the board stand where the claims do, whatever heads are between them. */
import { expect, test } from "vitest";
import { ALL, about, checkedBy, hides, same } from "./filter";
import { groupsOf, lineOf, linesOf } from "./rows";

const STATES = [
  ["tagged", 2],
  ["checking", 1],
  ["signed_off", 3],
] as const;

test("each work state has a head, and each claim its line", () => {
  const groups = groupsOf(ALL, STATES);
  const lines = linesOf(groups, 6);
  expect(lines).toEqual([-1, 0, 1, -2, 2, -3, 3, 4, 5]);
  for (let place = 0; place < 6; place++) expect(lines[lineOf(groups, place)]).toBe(place);
});

test("only the states that are asked for have heads; another order has none", () => {
  const some = groupsOf({ ...ALL, states: ["signed_off", "checking"], backwards: true }, STATES);
  expect(some.map(({ state }) => state)).toEqual(["signed_off", "checking"]);
  expect(groupsOf({ ...ALL, sort: "deadline" }, STATES)).toEqual([]);
  expect(linesOf([], 3)).toEqual([0, 1, 2]);
});

test("a claim that came between two answers has its line all the same", () => {
  expect(linesOf([{ state: "tagged", count: 1 }], 2)).toEqual([-1, 0, 1]);
});

test("filters are the same if they ask for the same", () => {
  const mine = checkedBy(ALL, "e1");
  expect(same(checkedBy(mine, null), ALL)).toBe(true);
  expect(same(mine, ALL)).toBe(false);
  expect(hides(about(ALL, "c1"))).toBe(false);
  expect(hides({ ...ALL, sort: "newest" })).toBe(false);
  expect(hides(checkedBy(ALL, "nobody"))).toBe(true);
});
