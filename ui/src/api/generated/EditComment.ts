import type { CommentId } from "./CommentId";

export type EditComment = { comment: CommentId, text: string, };
