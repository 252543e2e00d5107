import type { CaseId } from "./CaseId";
import type { ClaimId } from "./ClaimId";
import type { EditorId } from "./EditorId";
import type { RebuttalId } from "./RebuttalId";
import type { Seen } from "./Seen";
import type { SignOffId } from "./SignOffId";
import type { Timestamp } from "./Timestamp";

export type SignOff = { id: SignOffId, case: CaseId, claim: ClaimId, by: EditorId, at: Timestamp, note: string, despite: string, unanswered: Array<RebuttalId>, seen: Seen, digest: string, stale: boolean, };
