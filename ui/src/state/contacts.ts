/** How those who were asked stand towards the desk: in words and a sign, and how many of them are late. */
import type { Contact } from "../api/generated/Contact";
import { formatNumber, formatPartialDate, m } from "../i18n";
import type { Tone } from "../parts/types";
import { today } from "./today";
import { outcomes } from "./words";

export interface Standing {
  sign: string;
  words: string;
  tone: Tone;
}

const SIGNS = { answered: "✓", declined: "–", no_answer: "∅" } as const;

/** Whether an answer is still owed on a day after its deadline. */
export const isOverdue = ({ outcome, deadline }: Contact, day = today()): boolean =>
  outcome === "awaited" && deadline !== "" && deadline < day;

/** How a contact stands; `overdue` where the program has said it. */
export function standingOf(contact: Contact, overdue = isOverdue(contact)): Standing {
  const { outcome, asked, deadline, answered } = contact;
  const day = deadline === "" ? "" : formatPartialDate(deadline);
  if (overdue) return { sign: "!", words: m.contact_overdue({ day }), tone: "reb" };
  if (outcome === "awaited" && asked === "") return { sign: "○", words: m.contact_to_ask(), tone: "open" };
  if (outcome === "awaited")
    return {
      sign: "✉",
      words: day === "" ? m.contact_awaited() : m.contact_awaited_by({ day }),
      tone: "ctx",
    };
  const when = answered === "" ? "" : `, ${formatPartialDate(answered)}`;
  const words = `${outcomes[outcome]()}${when}`;
  return { sign: SIGNS[outcome], words, tone: outcome === "answered" ? "sup" : "plain" };
}

/** How many there are, and how many of them are late. */
export const countOf = (all: number, late: number): string =>
  late > 0 ? m.contact_count_late({ count: late, all }) : formatNumber(all);
