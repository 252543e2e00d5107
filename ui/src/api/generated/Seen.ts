import type { SeenEvidence } from "./SeenEvidence";
import type { SeenPassage } from "./SeenPassage";
import type { SeenRebuttal } from "./SeenRebuttal";
import type { SeenVerdict } from "./SeenVerdict";

export type Seen = { statement: string, passages: Array<SeenPassage>, verdict: SeenVerdict | null, evidence: Array<SeenEvidence>, rebuttals: Array<SeenRebuttal>, };
