/** Signs beside the words for what became of a rebuttal, so that nothing rests on colour alone. */
import type { RebuttalStatus } from "../../../api/generated/RebuttalStatus";
import type { Weight } from "../../../api/generated/Weight";
import type { Tone } from "../../../parts/types";

type Mark = { sign: string; tone: Tone };

export const weightSigns: Readonly<Record<Weight, Mark>> = {
  unweighed: { sign: "○", tone: "open" },
  holds: { sign: "●", tone: "reb" },
  holds_in_part: { sign: "◐", tone: "ctx" },
  does_not_hold: { sign: "✗", tone: "sup" },
  undecided: { sign: "?", tone: "open" },
};

export const statusSigns: Readonly<Record<RebuttalStatus, Mark>> = {
  unanswered: { sign: "○", tone: "reb" },
  answered: { sign: "↳", tone: "plain" },
  conceded: { sign: "✓", tone: "plain" },
  withdrawn: { sign: "–", tone: "plain" },
  maintained: { sign: "⇄", tone: "ctx" },
  overtaken: { sign: "»", tone: "plain" },
};
