import type { SnapshotId } from "./SnapshotId";

export type SnapshotPage = { snapshot: SnapshotId, };
