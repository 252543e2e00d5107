// @vitest-environment node
/** Whether a file is offered as the next draft is told by its name. */
import { expect, test } from "vitest";
import { isLikelyDraft } from "./likeness";

const KNOWN = ["Paris talks: what was said", "paris-talks-v2.docx"];

test.each([
  ["paris-talks-v3.docx", true],
  ["Paris Talks final (2).odt", true],
  ["draft 3.docx", true],
  ["Entwurf2.txt", true],
  ["OPCW report, press summary.pdf", false],
  ["budget 2026.xlsx", false],
  ["", false],
  ["خان شيخون.docx", false],
])("“%s” as a draft: %s", (name, likely) => {
  expect(isLikelyDraft(name, KNOWN)).toBe(likely);
});

test("a name in any script is known again", () => {
  expect(isLikelyDraft("Хан-Шейхун правка.docx", ["Хан-Шейхун.docx"])).toBe(true);
});
