import type { CommentId } from "./CommentId";

export type RemoveComment = { comment: CommentId, };
