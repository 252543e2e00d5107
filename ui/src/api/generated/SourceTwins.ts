import type { SourceId } from "./SourceId";

export type SourceTwins = { source?: SourceId, };
