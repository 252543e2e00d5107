import type { EditorId } from "./EditorId";
import type { Timestamp } from "./Timestamp";

export type CustodyStep = { at: Timestamp, by: EditorId, what: string, };
