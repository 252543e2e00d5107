
export type CommentId = string;
