import type { SnapshotId } from "./SnapshotId";

export type NoteCustody = { snapshot: SnapshotId, what: string, };
