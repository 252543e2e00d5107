import type { CaseId } from "./CaseId";
import type { ContactId } from "./ContactId";
import type { ContactPatch } from "./ContactPatch";

export type AddContact = { id?: ContactId, case: CaseId, with: ContactPatch, };
