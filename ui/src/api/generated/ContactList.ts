import type { CaseId } from "./CaseId";
import type { PartialDate } from "./PartialDate";

export type ContactList = { case?: CaseId, waiting: boolean, today?: PartialDate, };
