import type { SnapshotId } from "./SnapshotId";
import type { SnapshotPatch } from "./SnapshotPatch";

export type EditSnapshot = { snapshot: SnapshotId, set: SnapshotPatch, };
