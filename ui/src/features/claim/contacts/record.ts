/** A contact as a form holds it, and how one stands on a day. */
import type { Contact } from "../../../api/generated/Contact";
import type { ContactPatch } from "../../../api/generated/ContactPatch";
import { formatPartialDate, m } from "../../../i18n";
import type { Tone } from "../../../parts/types";
import { today } from "../../../state/today";
import { NOBODY } from "../people";
import { outcomes } from "../words";

export type ContactForm = Required<
  Pick<
    ContactPatch,
    | "purpose"
    | "whom"
    | "way"
    | "address"
    | "question"
    | "asked"
    | "deadline"
    | "terms"
    | "source"
    | "rebuttal"
  >
>;

const BLANK: ContactForm = {
  purpose: "reply",
  whom: NOBODY,
  way: "email",
  address: "",
  question: "",
  asked: "",
  deadline: "",
  terms: "on_record",
  source: null,
  rebuttal: null,
};

/** What stands in the form at first: the contact, or for a new one the day on which one asks. */
export function contactForm(contact: Contact | undefined): ContactForm {
  if (contact === undefined) return { ...BLANK, asked: today() };
  const { purpose, whom, way, address, question, asked, deadline, terms, source, rebuttal } = contact;
  return { purpose, whom: { ...whom }, way, address, question, asked, deadline, terms, source, rebuttal };
}

/** The same, with blanks at the ends of lines taken away. */
export function trimmed(form: ContactForm): ContactForm {
  const { name, role, body } = form.whom;
  return {
    ...form,
    whom: { name: name.trim(), role: role.trim(), body: body.trim() },
    address: form.address.trim(),
    question: form.question.trim(),
  };
}

export const isOverdue = ({ outcome, deadline }: Contact): boolean =>
  outcome === "awaited" && deadline !== "" && deadline < today();

export interface Standing {
  sign: string;
  words: string;
  tone: Tone;
}

/** How a contact stands, in words and a sign. */
export function standingOf(contact: Contact): Standing {
  const { outcome, asked, deadline, answered } = contact;
  const day = deadline === "" ? "" : formatPartialDate(deadline);
  if (isOverdue(contact)) return { sign: "!", words: m.contact_overdue({ day }), tone: "reb" };
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

const SIGNS = { answered: "✓", declined: "–", no_answer: "∅" } as const;
