// @vitest-environment node
import { expect, test } from "vitest";
import { finds } from "./find";

test("words are found in any case, in any script, and counted in code points", () => {
  expect(finds("The Mission saw. the mission", "mission")).toEqual([
    { start: 4, end: 11 },
    { start: 21, end: 28 },
  ]);
  expect(finds("𝒳𝒴 خان شيخون", "شيخون")).toEqual([{ start: 7, end: 12 }]);
  expect(finds("a.b a.b", "a.b")).toHaveLength(2);
  expect(finds("axb", "a.b")).toEqual([]);
  expect(finds("Sarin\nwas used", "sarin was")).toEqual([{ start: 0, end: 9 }]);
  const signs = "^$\\.*+?()[]{}|/-–«»\"'&,;:<=>@`~#%!";
  expect(finds(`a ${signs} b`, signs)).toEqual([{ start: 2, end: 2 + signs.length }]);
  expect(finds("anything", "  ")).toEqual([]);
});
