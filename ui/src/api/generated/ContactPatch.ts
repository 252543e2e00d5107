import type { ClaimId } from "./ClaimId";
import type { EditorId } from "./EditorId";
import type { PartialDate } from "./PartialDate";
import type { Party } from "./Party";
import type { Purpose } from "./Purpose";
import type { RebuttalId } from "./RebuttalId";
import type { SourceId } from "./SourceId";
import type { Terms } from "./Terms";
import type { Way } from "./Way";

export type ContactPatch = { claim?: ClaimId | null, purpose?: Purpose, whom?: Party, way?: Way, address?: string, question?: string, asked?: PartialDate, by?: EditorId, deadline?: PartialDate, terms?: Terms, source?: SourceId | null, rebuttal?: RebuttalId | null };
