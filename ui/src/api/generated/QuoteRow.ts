import type { ClaimId } from "./ClaimId";
import type { EvidenceId } from "./EvidenceId";
import type { Stance } from "./Stance";

export type QuoteRow = { evidence: EvidenceId, claim: ClaimId, number: number, heading: string, stance: Stance, start: number, end: number, };
