/** The colours of a picture, by role, as the window has them. */
import type { Face } from "../../../api/generated/Face";
import type { Stroke } from "../../../api/generated/Stroke";

export const faces: Readonly<Record<Face, string>> = {
  paper: "var(--paper)",
  raised: "var(--raised)",
  ink: "var(--ink)",
  quiet: "var(--ink2)",
  line: "var(--line)",
  edge: "var(--edge)",
  for: "var(--sup)",
  for_soft: "var(--sup-soft)",
  against: "var(--reb)",
  against_soft: "var(--reb-soft)",
  context: "var(--ctx)",
  context_soft: "var(--ctx-soft)",
  desk: "var(--accent)",
  desk_soft: "var(--accent-soft)",
};

/** The lengths of dashes and gaps: `Stroke::dashes` of the program. */
export const dashes: Readonly<Record<Stroke, string | undefined>> = {
  solid: undefined,
  dashed: "7 4",
  dotted: "2 4",
  dash_dot: "9 3 2 3",
};
