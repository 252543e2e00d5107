/** Where the keys lead in a list. */
import { expect, test } from "vitest";
import { pageOf, placeAfter, placeByKey } from "./listPlace";

test("a step stays within the list, and begins at its end where one was nowhere", () => {
  expect([placeAfter(3, 1, 5), placeAfter(4, 1, 5), placeAfter(0, -1, 5)]).toEqual([4, 4, 0]);
  expect([placeAfter(-1, 1, 5), placeAfter(-1, -1, 5)]).toEqual([0, 4]);
  // The list has become shorter.
  expect([placeAfter(9, 1, 5), placeAfter(9, -1, 5)]).toEqual([4, 4]);
  expect(placeAfter(-1, 1, 0)).toBe(0);
});

test("each key of a list leads somewhere, any other nowhere", () => {
  const by = (key: string, at = 20): number | null => placeByKey(key, at, 100, 9);
  expect(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].map((key) => by(key))).toEqual([
    21, 19, 29, 11, 0, 99,
  ]);
  expect([by("PageDown", 95), by("PageUp", 5)]).toEqual([99, 0]);
  expect([by("PageDown", -1), by("PageUp", -1), by("ArrowUp", -1)]).toEqual([8, 91, 99]);
  expect([by("Enter"), by("j"), placeByKey("ArrowDown", -1, 0, 9)]).toEqual([null, null, null]);
});

test("a page is one line less than is in view, and never none", () => {
  const box = (clientHeight: number) => ({ clientHeight }) as Element;
  expect([pageOf(box(365), 36), pageOf(box(40), 36), pageOf(null, 36)]).toEqual([9, 1, 1]);
});
