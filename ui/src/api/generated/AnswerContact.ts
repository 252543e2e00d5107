import type { ContactId } from "./ContactId";
import type { Outcome } from "./Outcome";
import type { PartialDate } from "./PartialDate";
import type { Terms } from "./Terms";

export type AnswerContact = { contact: ContactId, outcome: Outcome, answered: PartialDate, answer: string, terms?: Terms, };
