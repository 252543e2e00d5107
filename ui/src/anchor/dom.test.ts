import { describe, expect, it } from "vitest";
import { Run } from "./dom";
import { PointIndex } from "./points";

/** A run with its words spread over nested elements, after other text. */
function runOf(markup: readonly string[], before = "🙂 before "): { run: Run; leaves: Text[] } {
  const element = document.createElement("p");
  element.dataset["start"] = String([...before].length);
  for (const part of markup) {
    const span = document.createElement("span");
    span.append(document.createElement("b"), part, document.createComment("x"), "");
    element.append(span);
  }
  const index = new PointIndex(before + markup.join("") + " after");
  const leaves = [...element.querySelectorAll("span")].map((span) => span.childNodes[1] as Text);
  return { run: new Run(element, index), leaves };
}

describe("Run", () => {
  it("knows where it begins and ends", () => {
    const { run } = runOf(["a🙂", "b", "👨‍👩‍👧"]);
    expect([run.start, run.end]).toEqual([9, 17]);
  });

  it("finds places in its text nodes and back", () => {
    const { run, leaves } = runOf(["a🙂", "bc", "🇫🇷!"]);
    for (let point = run.start; point <= run.end; point++) {
      const { node, offsetUtf16 } = run.place(point);
      expect(run.pointOf(node, offsetUtf16)).toBe(point);
    }
    expect(run.pointOf(leaves[0] as Text, 2)).toBe(10);
    expect(run.pointOf(document.createTextNode("x"), 0)).toBeNull();
  });

  it("makes a range over a span, clamped to itself", () => {
    const { run } = runOf(["a🙂", "bc", "🇫🇷!"]);
    expect(run.range({ start: 10, end: 12 })?.toString()).toBe("🙂b");
    expect(run.range({ start: 0, end: 999 })?.toString()).toBe("a🙂bc🇫🇷!");
    expect(run.range({ start: 11, end: 11 })).toBeNull();
  });

  it("stands for an empty cell too", () => {
    const { run } = runOf([]);
    expect([run.start, run.end]).toEqual([9, 9]);
    expect(run.place(9)).toEqual({ node: run.element, offsetUtf16: 0 });
    expect(run.range({ start: 9, end: 9 })).toBeNull();
  });
});
