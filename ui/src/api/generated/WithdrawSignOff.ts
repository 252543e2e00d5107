import type { ClaimId } from "./ClaimId";
import type { SignOffId } from "./SignOffId";

export type WithdrawSignOff = { claim: ClaimId, sign_off?: SignOffId, };
