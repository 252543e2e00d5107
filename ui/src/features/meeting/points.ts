/** Why a claim is talked about: what is open about it, each in words with a sign. */
import type { ClaimPageAnswer } from "../../api/generated/ClaimPageAnswer";
import type { Rebuttal } from "../../api/generated/Rebuttal";
import type { Thread } from "../../api/generated/Thread";
import { formatPartialDate, m } from "../../i18n";
import type { Tone } from "../../parts/types";
import { isOverdue } from "../../state/contacts";

export interface Point {
  sign: string;
  words: string;
  tone: Tone;
}

const DONE = ["signed_off", "published", "corrected", "not_to_be_checked", "superseded", "withdrawn"];

/** Rebuttals of the claim and of its evidence; answers are not among them. */
export const threadsOf = ({ evidence, rebuttals }: ClaimPageAnswer): Thread[] => [
  ...evidence.flatMap((row) => row.rebuttals),
  ...rebuttals,
];

const stands = ({ status }: Rebuttal): boolean => !["withdrawn", "conceded", "overtaken"].includes(status);

export function pointsOf(page: ClaimPageAnswer, today: string): Point[] {
  const { claim, verdict, unanswered, signed, contacts, comments } = page;
  const isLate = (day: string): boolean => day !== "" && day < today;
  const disputed = threadsOf(page).some(({ rebuttal }) => stands(rebuttal));
  const stale = signed.length > 0 && signed.every(({ sign_off }) => sign_off.stale);
  const unasked = claim.questions.filter(({ answers }) => answers.length === 0).length;
  const settle = comments.filter(
    ({ kind, mentions, settled_by: by }) => by === null && (kind === "question" || mentions.length > 0),
  ).length;
  const late = contacts.filter((contact) => isOverdue(contact, today));
  const points: (Point | false)[] = [
    verdict === null && { sign: "○", words: m.claim_no_verdict(), tone: "open" },
    unanswered > 0 && { sign: "?", words: m.claims_rebuttals_open({ count: unanswered }), tone: "reb" },
    disputed && unanswered === 0 && { sign: "⇄", words: m.board_mark_disputed(), tone: "reb" },
    stale && { sign: "≠", words: m.board_mark_stale(), tone: "ctx" },
    unasked > 0 && { sign: "?", words: m.meeting_questions({ count: unasked }), tone: "ctx" },
    settle > 0 && { sign: "•", words: m.board_mark_points({ count: settle }), tone: "ctx" },
    !DONE.includes(claim.work_state) &&
      isLate(claim.deadline) && {
        sign: "!",
        words: m.meeting_late({ day: formatPartialDate(claim.deadline) }),
        tone: "reb",
      },
    ...late.map(({ whom, deadline }): Point => ({
      sign: "!",
      words: m.meeting_no_answer({ name: whom.name || whom.body, day: formatPartialDate(deadline) }),
      tone: "reb",
    })),
  ];
  return points.filter((point) => point !== false);
}
