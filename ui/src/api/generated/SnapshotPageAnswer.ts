import type { Layout } from "./Layout";
import type { QuoteRow } from "./QuoteRow";
import type { Snapshot } from "./Snapshot";
import type { Source } from "./Source";

export type SnapshotPageAnswer = { snapshot: Snapshot, source: Source, sha256: string, text: string, layout: Layout, quotes: Array<QuoteRow>, };
