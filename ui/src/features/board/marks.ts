/** What a line of the board says beside its words: signs, each with the words that it stands for. */
import type { BoardRow } from "../../api/generated/BoardRow";
import { m } from "../../i18n";
import type { Tone } from "../../parts/types";

export interface Mark {
  sign: string;
  words: string;
  tone: Tone;
}

export function marksOf({ claim, awaited, open_points: points, single_origin: single }: BoardRow): Mark[] {
  const marks: (Mark | false)[] = [
    claim.stale && { sign: "≠", words: m.board_mark_stale(), tone: "ctx" },
    claim.unanswered > 0 && {
      sign: `?${claim.unanswered > 1 ? claim.unanswered : ""}`,
      words: m.claims_rebuttals_open({ count: claim.unanswered }),
      tone: "reb",
    },
    claim.disputed && claim.unanswered === 0 && { sign: "⇄", words: m.board_mark_disputed(), tone: "reb" },
    single && { sign: "◎", words: m.board_mark_single(), tone: "ctx" },
    awaited > 0 && { sign: "✉", words: m.board_mark_awaited({ count: awaited }), tone: "plain" },
    points > 0 && {
      sign: `•${points > 1 ? points : ""}`,
      words: m.board_mark_points({ count: points }),
      tone: "plain",
    },
  ];
  return marks.filter((mark) => mark !== false);
}
