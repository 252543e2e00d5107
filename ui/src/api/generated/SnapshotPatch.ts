
export type SnapshotPatch = { original_url?: string, archive_url?: string, note?: string };
