import type { BlobRef } from "./BlobRef";
import type { Provenance } from "./Provenance";

export type SnapshotText = { text: BlobRef, layout: BlobRef, code_points: number, words: number, pages: Array<number>, provenance: Provenance, };
