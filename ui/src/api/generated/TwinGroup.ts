import type { SourceRow } from "./SourceRow";
import type { TwinBy } from "./TwinBy";

export type TwinGroup = { by: TwinBy, value: string, sources: Array<SourceRow>, };
