import type { CommentId } from "./CommentId";

export type SettleComment = { comment: CommentId, settled: boolean, how: string, };
