/** Who is called on in a comment, as one types and as one reads. */
import { expect, test } from "vitest";
import type { Editor } from "../../../api/generated/Editor";
import { calling, callOn, matching, pieces } from "./mentions";

const editor = (id: string, name: string, initials: string): Editor => ({
  id,
  name,
  initials,
  role: "checker",
  key: "",
  left: false,
});
const EDITORS = [editor("a", "Editor A", "EA"), editor("b", "Editor B", "EB"), editor("c", "محرر", "م")];

test("the calls of those who are mentioned stand apart, whole and nobody else's", () => {
  const found = pieces({ text: "Ask @EB, or @Editor A: see @EBX.", mentions: ["a", "b"] }, EDITORS);
  expect(found.filter(({ called }) => called).map(({ text }) => text)).toEqual(["@EB", "@Editor A"]);
  expect(found.map(({ text }) => text).join("")).toBe("Ask @EB, or @Editor A: see @EBX.");
  expect(pieces({ text: "@محرر: متى؟", mentions: ["c"] }, EDITORS)[0]).toEqual({
    text: "@محرر",
    called: true,
  });
});

test("letters after an at-sign ask for whom they may mean", () => {
  expect(calling("Hello @E", 8)).toEqual({ from: 7, typed: "E" });
  expect(calling("Hello @Editor B", 15)).toEqual({ from: 7, typed: "Editor B" });
  expect(calling("mail a@b", 8)).toBeNull();
  expect(calling("@EB is here", 11)).toBeNull();
  expect(matching(EDITORS, "eb").map(({ id }) => id)).toEqual(["b"]);
  expect(matching(EDITORS, "editor").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(matching(EDITORS, "").length).toBe(3);
});

test("who is called on stands there once, wherever in the name the caret is", () => {
  const b = { name: "Editor B", initials: "EB" };
  const nameless = { name: "Editor B", initials: "" };
  /** A bar is the caret. */
  const on = (text: string, whom = b): string | null => {
    const found = callOn(text.replace("|", ""), text.indexOf("|"), whom);
    return found && `${found.text.slice(0, found.caret)}|${found.text.slice(found.caret)}`;
  };
  expect(on("Ask @E|")).toBe("Ask @EB |");
  expect(on("Ask @E| now")).toBe("Ask @EB |now");
  expect(on("Ask @E|B now")).toBe("Ask @EB |now");
  expect(on("Ask @EB| now")).toBe("Ask @EB |now");
  expect(on("Ask @Edi|tor B now")).toBe("Ask @EB |now");
  expect(on("Ask @Editor| B, now", nameless)).toBe("Ask @Editor B |, now");
  expect(on("Ask @E|, and @EB")).toBe("Ask @EB |, and @EB");
  expect(on("|Ask @E")).toBeNull();
});
