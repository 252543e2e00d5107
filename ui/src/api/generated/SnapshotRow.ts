import type { Snapshot } from "./Snapshot";

export type SnapshotRow = { snapshot: Snapshot, sha256: string, quotes: number, };
