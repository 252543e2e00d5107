import type { CheckPoint } from "./CheckPoint";
import type { EditorId } from "./EditorId";
import type { Timestamp } from "./Timestamp";

export type Tick = { point: CheckPoint, by: EditorId, at: Timestamp, note: string, };
