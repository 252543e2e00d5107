import type { BoardFilter } from "./BoardFilter";
import type { PartialDate } from "./PartialDate";

export type Board = { filter: BoardFilter, today?: PartialDate, offset?: number, limit?: number, };
