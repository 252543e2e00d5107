import type { Capture } from "./Capture";
import type { NewSnapshotText } from "./NewSnapshotText";
import type { SnapshotId } from "./SnapshotId";
import type { SnapshotPatch } from "./SnapshotPatch";
import type { SourceId } from "./SourceId";

export type AddSnapshot = { id?: SnapshotId, source: SourceId, bytes: string, media_type: string, name: string, how: Capture, text?: NewSnapshotText, with?: SnapshotPatch, };
