import type { BoardFilter } from "./BoardFilter";
import type { ViewId } from "./ViewId";

export type SaveView = { id?: ViewId, name: string, filter: BoardFilter, };
