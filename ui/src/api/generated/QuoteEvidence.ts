import type { ClaimId } from "./ClaimId";
import type { EvidenceId } from "./EvidenceId";
import type { EvidencePatch } from "./EvidencePatch";
import type { PinPlace } from "./PinPlace";

export type QuoteEvidence = { id?: EvidenceId, claim: ClaimId, place: PinPlace, start: number, end: number, exact?: string, evidence?: EvidenceId, with?: EvidencePatch, };
