import type { BoardSort } from "./BoardSort";
import type { CaseId } from "./CaseId";
import type { EditorId } from "./EditorId";
import type { Priority } from "./Priority";
import type { Tone } from "./Tone";
import type { WorkState } from "./WorkState";

export type BoardFilter = { case?: CaseId, text: string, states: Array<WorkState>, assignee?: EditorId, unassigned: boolean, priorities: Array<Priority>, tones: Array<Tone>, stale: boolean, unanswered: boolean, single_origin: boolean, overdue: boolean, open_points: boolean, sort: BoardSort, backwards: boolean, };
