import type { ClaimId } from "./ClaimId";
import type { SignOffId } from "./SignOffId";

export type SignOffClaim = { id?: SignOffId, claim: ClaimId, note: string, despite: string, seen?: string, };
