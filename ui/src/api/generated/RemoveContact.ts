import type { ContactId } from "./ContactId";

export type RemoveContact = { contact: ContactId, };
