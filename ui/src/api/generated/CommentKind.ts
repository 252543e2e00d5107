
export type CommentKind = "remark" | "question" | "decision" | "dissent";
