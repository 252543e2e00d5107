
export type Outcome = "awaited" | "answered" | "declined" | "no_answer";
