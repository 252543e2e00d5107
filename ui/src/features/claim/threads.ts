/** Rebuttals with their answers, walked and counted. */
import type { ClaimPageAnswer } from "../../api/generated/ClaimPageAnswer";
import type { Rebuttal } from "../../api/generated/Rebuttal";
import type { RebuttalId } from "../../api/generated/RebuttalId";
import type { Thread } from "../../api/generated/Thread";
import { m } from "../../i18n";

/** The rebuttals of a claim and of its evidence, each with its answers. */
export function allThreads(page: ClaimPageAnswer): Thread[] {
  return [...page.evidence.flatMap((row) => row.rebuttals), ...page.rebuttals];
}

/** Every rebuttal and answer, parents first. */
export function allRebuttals(page: ClaimPageAnswer): Rebuttal[] {
  const walk = (threads: readonly Thread[]): Rebuttal[] =>
    threads.flatMap((thread) => [thread.rebuttal, ...walk(thread.answers)]);
  return walk(allThreads(page));
}

export function rebuttalOf(page: ClaimPageAnswer, id: RebuttalId): Rebuttal | undefined {
  return allRebuttals(page).find((rebuttal) => rebuttal.id === id);
}

/** Whether a rebuttal still waits: nobody answered it, and the desk did not weigh it. */
export function isOpen(rebuttal: Rebuttal): boolean {
  return rebuttal.status === "unanswered" && rebuttal.weighing.weight === "unweighed";
}

/** "2 rebuttals, 1 unanswered"; null where there is none. Answers are not counted: they dispute no claim. */
export function rebuttalSummary(page: ClaimPageAnswer): { text: string; open: number } | null {
  const rebuttals = allThreads(page).map((thread) => thread.rebuttal);
  const count = rebuttals.length;
  if (count === 0) return null;
  const open = rebuttals.filter(isOpen).length;
  if (open > 0) return { text: m.rebuttal_count_open({ count, open }), open };
  const answered = rebuttals.every((rebuttal) => rebuttal.status === "answered");
  return {
    text: answered ? m.rebuttal_count_answered({ count }) : m.rebuttal_count_settled({ count }),
    open,
  };
}
