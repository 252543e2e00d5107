import type { ClaimId } from "./ClaimId";
import type { CommentId } from "./CommentId";
import type { CommentKind } from "./CommentKind";

export type AddComment = { id?: CommentId, claim: ClaimId, text: string, kind: CommentKind, answers?: CommentId, };
