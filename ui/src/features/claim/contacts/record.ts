/** A contact as a form holds it. */
import type { Contact } from "../../../api/generated/Contact";
import type { ContactPatch } from "../../../api/generated/ContactPatch";
import { today } from "../../../state/today";
import { NOBODY } from "../people";

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
