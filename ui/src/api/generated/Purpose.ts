
export type Purpose = "reply" | "inquiry";
