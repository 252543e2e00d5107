import type { RevisionId } from "./RevisionId";
import type { SnapshotId } from "./SnapshotId";

export type PinPlace = { "snapshot": SnapshotId } | { "revision": RevisionId };
