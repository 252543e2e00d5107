
export type SnapshotId = string;
