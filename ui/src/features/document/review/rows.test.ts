// @vitest-environment node
/** What the program says of a draft, as the review shows it. */
import { expect, test } from "vitest";
import type { ReviewPlace } from "../../../api/generated/ReviewPlace";
import type { ReviewRow } from "../../../api/generated/ReviewRow";
import type { WorkState } from "../../../api/generated/WorkState";
import { fateRowOf } from "./rows";

const place = (score: number): ReviewPlace => ({
  revision: "r2",
  number: 2,
  start: score,
  end: score + 5,
  before: "",
  exact: "words",
  after: "",
  score,
  words: [],
});

function told(scores: number[], work_state: WorkState = "tagged"): ReviewRow {
  return {
    anchor: {
      id: "a",
      case: "c",
      document: "d",
      revision: "r2",
      from: "r1",
      subject: { passage: "p" },
      state: "ask",
    },
    claim: { number: 3, heading: "A claim", work_state, verdict: null },
    omission: null,
    old: { ...place(1000), revision: "r1", number: 1 },
    new: null,
    candidates: scores.map(place),
    decided_by: "",
  };
}

test("places that share but a word are not offered, but for the best", () => {
  expect(fateRowOf(told([740, 300, 80, 60])).candidates.map(({ score }) => score)).toEqual([740, 300]);
  expect(fateRowOf(told([90, 60])).candidates.map(({ score }) => score)).toEqual([90]);
});

test("a place that was released and is no more as it was seen makes the sign-off stale", () => {
  expect(fateRowOf(told([740], "signed_off")).stale).toBe(true);
  expect(fateRowOf(told([740])).stale).toBe(false);
});
