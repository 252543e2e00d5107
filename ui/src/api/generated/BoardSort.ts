
export type BoardSort = "state" | "number" | "priority" | "deadline" | "assignee" | "newest";
