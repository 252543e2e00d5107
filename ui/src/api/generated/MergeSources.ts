import type { SourceId } from "./SourceId";

export type MergeSources = { keep: SourceId, others: Array<SourceId>, };
