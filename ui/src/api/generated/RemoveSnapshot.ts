import type { SnapshotId } from "./SnapshotId";

export type RemoveSnapshot = { snapshot: SnapshotId, };
