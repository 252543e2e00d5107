import type { CheckPoint } from "./CheckPoint";
import type { ClaimId } from "./ClaimId";

export type TickCheck = { claim: ClaimId, point: CheckPoint, done: boolean, note: string, };
