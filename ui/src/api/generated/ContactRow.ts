import type { Contact } from "./Contact";

export type ContactRow = { contact: Contact, number: number | null, heading: string, overdue: boolean, };
