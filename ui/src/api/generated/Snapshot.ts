import type { BlobRef } from "./BlobRef";
import type { Capture } from "./Capture";
import type { CustodyStep } from "./CustodyStep";
import type { EditorId } from "./EditorId";
import type { SnapshotId } from "./SnapshotId";
import type { SnapshotText } from "./SnapshotText";
import type { SourceId } from "./SourceId";
import type { Timestamp } from "./Timestamp";

export type Snapshot = { id: SnapshotId, source: SourceId, bytes: BlobRef, how: Capture, by: EditorId, at: Timestamp, original_url: string, archive_url: string, text: SnapshotText | null, custody: Array<CustodyStep>, note: string, };
