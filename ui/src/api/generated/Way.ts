
export type Way = "email" | "phone" | "letter" | "message" | "in_person" | "press_office";
