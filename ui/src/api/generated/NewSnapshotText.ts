import type { Provenance } from "./Provenance";

export type NewSnapshotText = { text: string, layout: string, words: number, pages: Array<number>, provenance: Provenance, };
