/** What a board may be asked for: the filters at hand, and what can be said of one. */
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { BoardSort } from "../../api/generated/BoardSort";
import type { CaseId } from "../../api/generated/CaseId";
import type { EditorId } from "../../api/generated/EditorId";
import { m } from "../../i18n";
import type { Words } from "../../state/words";

export const ALL: BoardFilter = {
  text: "",
  states: [],
  unassigned: false,
  priorities: [],
  tones: [],
  stale: false,
  unanswered: false,
  single_origin: false,
  overdue: false,
  open_points: false,
  sort: "state",
  backwards: false,
};

/** What is on or off, in the order in which one asks. */
export type Flag = "overdue" | "unanswered" | "stale" | "open_points" | "single_origin";

export const flags: Words<Flag> = {
  overdue: m.board_overdue,
  unanswered: m.board_unanswered,
  stale: m.board_stale,
  open_points: m.board_points,
  single_origin: m.board_single,
};

export const flagSigns: Readonly<Record<Flag, string>> = {
  overdue: "!",
  unanswered: "?",
  stale: "≠",
  open_points: "•",
  single_origin: "◎",
};

export const sorts: Words<BoardSort> = {
  state: m.board_sort_state,
  number: m.board_sort_number,
  priority: m.board_sort_priority,
  deadline: m.board_sort_deadline,
  assignee: m.board_sort_assignee,
  newest: m.board_sort_newest,
};

/** A view that every desk has. */
export interface Ready {
  id: string;
  name: () => string;
  filter: (editor: EditorId | null) => BoardFilter;
}

export const READY: readonly Ready[] = [
  { id: "all", name: m.board_view_all, filter: () => ALL },
  {
    id: "mine",
    name: m.board_view_mine,
    filter: (editor) => ({ ...ALL, ...(editor !== null && { assignee: editor }) }),
  },
  { id: "nobody", name: m.board_view_nobody, filter: () => ({ ...ALL, unassigned: true, sort: "priority" }) },
  { id: "overdue", name: m.board_view_overdue, filter: () => ({ ...ALL, overdue: true, sort: "deadline" }) },
  {
    id: "to_sign",
    name: m.board_view_to_sign,
    filter: () => ({ ...ALL, states: ["proposed", "second_check"] }),
  },
];

/** The same filter about another case, or about the whole desk. */
export function about(filter: BoardFilter, at: CaseId | null): BoardFilter {
  const next = { ...filter };
  delete next.case;
  return at === null ? next : { ...next, case: at };
}

/** The same filter about what somebody checks, or nobody, or (null) whoever it is. */
export function checkedBy(filter: BoardFilter, who: EditorId | "nobody" | null): BoardFilter {
  const next = { ...filter, unassigned: who === "nobody" };
  delete next.assignee;
  return who === null || who === "nobody" ? next : { ...next, assignee: who };
}

const shape = (filter: BoardFilter): string =>
  JSON.stringify(Object.entries({ ...ALL, ...filter }).sort(([a], [b]) => a.localeCompare(b)));

/** Whether two filters ask for the same, in the same order. */
export const same = (one: BoardFilter, other: BoardFilter): boolean => shape(one) === shape(other);

/** Whether a filter hides anything of its case or desk. */
export const hides = (filter: BoardFilter): boolean =>
  !same({ ...about(filter, null), sort: ALL.sort, backwards: ALL.backwards }, ALL);
