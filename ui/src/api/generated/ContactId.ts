
export type ContactId = string;
