import type { CaseId } from "./CaseId";
import type { ClaimRow } from "./ClaimRow";
import type { EditorId } from "./EditorId";
import type { PartialDate } from "./PartialDate";

export type BoardRow = { claim: ClaimRow, case: CaseId, case_name: string, assignee: EditorId | null, deadline: PartialDate, overdue: boolean, awaited: number, open_points: number, };
