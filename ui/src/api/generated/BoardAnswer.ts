import type { BoardRow } from "./BoardRow";
import type { View } from "./View";
import type { WorkState } from "./WorkState";

export type BoardAnswer = { total: number, states: Array<[WorkState, number]>, rows: Array<BoardRow>, views: Array<View>, };
