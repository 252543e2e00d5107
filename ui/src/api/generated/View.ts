import type { BoardFilter } from "./BoardFilter";
import type { EditorId } from "./EditorId";
import type { ViewId } from "./ViewId";

export type View = { id: ViewId, name: string, filter: BoardFilter, by: EditorId, };
