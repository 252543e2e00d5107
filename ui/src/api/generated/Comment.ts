import type { CaseId } from "./CaseId";
import type { ClaimId } from "./ClaimId";
import type { CommentId } from "./CommentId";
import type { CommentKind } from "./CommentKind";
import type { EditorId } from "./EditorId";
import type { Timestamp } from "./Timestamp";

export type Comment = { id: CommentId, case: CaseId, claim: ClaimId, kind: CommentKind, by: EditorId, at: Timestamp, text: string, mentions: Array<EditorId>, answers: CommentId | null, verdict: string, settled_by: EditorId | null, settled: string, };
