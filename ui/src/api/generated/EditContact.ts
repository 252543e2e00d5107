import type { ContactId } from "./ContactId";
import type { ContactPatch } from "./ContactPatch";

export type EditContact = { contact: ContactId, set: ContactPatch, };
