import type { Directness } from "./Directness";
import type { EvidenceId } from "./EvidenceId";
import type { Excerpt } from "./Excerpt";
import type { SourceId } from "./SourceId";
import type { Stance } from "./Stance";
import type { Strength } from "./Strength";

export type SeenEvidence = { evidence: EvidenceId, source: SourceId, source_name: string, stance: Stance, strength: Strength, directness: Directness, shows: string, excerpts: Array<Excerpt>, };
