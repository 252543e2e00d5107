/** The work around claims on the pretended desk: checklists, contacts, comments, the board and its views. */
import type { Board } from "../generated/Board";
import type { BoardAnswer } from "../generated/BoardAnswer";
import type { BoardFilter } from "../generated/BoardFilter";
import type { BoardRow } from "../generated/BoardRow";
import type { CheckPoint } from "../generated/CheckPoint";
import type { CheckRow } from "../generated/CheckRow";
import type { Claim } from "../generated/Claim";
import type { ClaimKind } from "../generated/ClaimKind";
import type { ClaimRow } from "../generated/ClaimRow";
import type { Comment } from "../generated/Comment";
import type { Contact } from "../generated/Contact";
import type { ContactRow } from "../generated/ContactRow";
import type { TwinGroup } from "../generated/TwinGroup";
import type { WorkState } from "../generated/WorkState";
import { rowOf } from "./library";
import { attacks, byClaim, heading, isDisputed, isUnanswered } from "./standing";
import type { Tables } from "./tables";

const POINTS: readonly (readonly [CheckPoint, readonly ClaimKind[] | null])[] = [
  ["names", null],
  ["dates", null],
  ["numbers", ["numerical"]],
  ["quotation", ["quotation"]],
  ["attribution", ["attribution", "quotation", "position"]],
  ["cause", ["causal"]],
  ["image_origin", ["image_or_video"]],
  ["source_fit", null],
];

export function checklist(claim: Claim): CheckRow[] {
  return POINTS.flatMap(([point, kinds]) => {
    const tick = claim.checks.find((one) => one.point === point) ?? null;
    const applies = kinds === null || kinds.some((kind) => claim.kinds.includes(kind));
    return applies || tick !== null ? [{ point, tick }] : [];
  });
}

export const contactsOf = (tables: Tables, claim: string): Contact[] =>
  [...tables.contact.values()]
    .filter((one) => one.claim === claim)
    .sort((a, b) => (a.asked || "9").localeCompare(b.asked || "9"));

export const commentsOf = (tables: Tables, claim: string): Comment[] =>
  [...tables.comment.values()].filter((one) => one.claim === claim).sort((a, b) => a.at.localeCompare(b.at));

const late = (deadline: string, today: string | undefined): boolean =>
  today !== undefined && deadline !== "" && deadline < today;

const isOverdue = (contact: Contact, today: string | undefined): boolean =>
  contact.outcome === "awaited" && late(contact.deadline, today);

export function contactList(
  tables: Tables,
  input: { case?: string; waiting: boolean; today?: string },
): ContactRow[] {
  return [...tables.contact.values()]
    .filter((one) => (input.case ?? one.case) === one.case)
    .filter((one) => !input.waiting || one.outcome === "awaited")
    .sort(
      (a, b) =>
        Number(a.outcome !== "awaited") - Number(b.outcome !== "awaited") ||
        (a.deadline || "9").localeCompare(b.deadline || "9"),
    )
    .map((contact) => {
      const claim = contact.claim === null ? undefined : tables.claim.get(contact.claim);
      return {
        contact,
        number: claim?.number ?? null,
        heading: claim === undefined ? "" : heading(claim),
        overdue: isOverdue(contact, input.today),
      };
    });
}

const ORDER: readonly WorkState[] = [
  "tagged",
  "triaged",
  "assigned",
  "checking",
  "awaiting_source",
  "proposed",
  "second_check",
  "signed_off",
  "published",
  "corrected",
  "returned",
  "not_to_be_checked",
  "superseded",
  "withdrawn",
];
const DONE: readonly WorkState[] = [
  "signed_off",
  "published",
  "corrected",
  "not_to_be_checked",
  "superseded",
  "withdrawn",
];
const SET_ASIDE: readonly WorkState[] = ["not_to_be_checked", "superseded", "withdrawn"];
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

const isOpenPoint = (comment: Comment): boolean =>
  comment.settled_by === null && (comment.kind === "question" || comment.mentions.length > 0);

/** The first-hand sources on which the evidence for and against a claim rests. */
function originsOf(tables: Tables, claim: string): Set<string> {
  const evidence = byClaim(tables).evidence.get(claim) ?? [];
  const root = (id: string, seen: readonly string[] = []): string => {
    const origin = tables.source.get(id)?.origin ?? null;
    if (origin === null) return id;
    return seen.includes(origin) ? ([...seen].sort()[0] ?? id) : root(origin, [...seen, origin]);
  };
  return new Set(evidence.filter(({ stance }) => stance !== "context").map(({ source }) => root(source)));
}

export function board(tables: Tables, input: Board, rowOf: (claim: Claim) => ClaimRow): BoardAnswer {
  const { filter, today } = input;
  const by = byClaim(tables);
  const words = filter.text.toLowerCase().split(/\s+/u);
  const isLate = (claim: Claim): boolean =>
    (!DONE.includes(claim.work_state) && late(claim.deadline, today)) ||
    contactsOf(tables, claim.id).some((one) => isOverdue(one, today));
  const points = (claim: Claim): number => commentsOf(tables, claim.id).filter(isOpenPoint).length;
  const isUnsettled = (claim: Claim): boolean =>
    !SET_ASIDE.includes(claim.work_state) &&
    ((!DONE.includes(claim.work_state) && !by.verdict.has(claim.id)) ||
      isLate(claim) ||
      by.stale.has(claim.id) ||
      isDisputed(by, claim.id) ||
      points(claim) > 0 ||
      claim.questions.some(({ answers }) => answers.length === 0));
  const fits = (claim: Claim): boolean => {
    const text = `${claim.statement} ${claim.short}`.toLowerCase();
    return (
      (filter.case ?? claim.case) === claim.case &&
      words.every((word) => text.includes(word)) &&
      (filter.assignee ?? claim.assignee) === claim.assignee &&
      (!filter.unassigned || claim.assignee === null) &&
      (filter.priorities.length === 0 || filter.priorities.includes(claim.priority)) &&
      (filter.tones.length === 0 || filter.tones.includes(by.verdict.get(claim.id)?.value.tone ?? "open")) &&
      (!filter.stale || by.stale.has(claim.id)) &&
      (!filter.unanswered || attacks(by, claim.id).some(isUnanswered)) &&
      (!filter.single_origin || originsOf(tables, claim.id).size === 1) &&
      (!filter.overdue || isLate(claim)) &&
      (!filter.open_points || points(claim) > 0) &&
      (input.unsettled !== true || isUnsettled(claim))
    );
  };
  const all = [...tables.claim.values()].filter(fits);
  const shown = all.filter((claim) => filter.states.length === 0 || filter.states.includes(claim.work_state));
  const page = sorted(shown, filter).slice(input.offset ?? 0, (input.offset ?? 0) + (input.limit ?? 100));
  const rows = input.ids === true ? [] : page;
  return {
    total: shown.length,
    states: ORDER.flatMap((state): [WorkState, number][] => {
      const count = all.filter((claim) => claim.work_state === state).length;
      return count === 0 ? [] : [[state, count]];
    }),
    rows: rows.map((claim): BoardRow => ({
      claim: rowOf(claim),
      case: claim.case,
      case_name: tables.case.get(claim.case)?.name ?? "",
      assignee: claim.assignee,
      deadline: claim.deadline,
      overdue: isLate(claim),
      awaited: contactsOf(tables, claim.id).filter((one) => one.outcome === "awaited").length,
      open_points: points(claim),
      single_origin: originsOf(tables, claim.id).size === 1,
    })),
    ids: input.ids === true ? page.map(({ id }) => id) : [],
    views: [...tables.view.values()].sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function sorted(claims: readonly Claim[], { sort, backwards }: BoardFilter): Claim[] {
  const rank = ({ priority }: Claim): number => PRIORITIES.indexOf(priority);
  const keys: Record<BoardFilter["sort"], (a: Claim, b: Claim) => number> = {
    state: (a, b) => ORDER.indexOf(a.work_state) - ORDER.indexOf(b.work_state),
    number: (a, b) => a.case.localeCompare(b.case) || a.number - b.number,
    priority: (a, b) => rank(b) - rank(a),
    deadline: (a, b) => (a.deadline || "9").localeCompare(b.deadline || "9"),
    assignee: (a, b) => (a.assignee ?? "~").localeCompare(b.assignee ?? "~"),
    newest: (a, b) => b.id.localeCompare(a.id),
  };
  const way = backwards ? -1 : 1;
  return [...claims].sort(
    (a, b) =>
      way * keys[sort](a, b) || rank(b) - rank(a) || a.case.localeCompare(b.case) || a.number - b.number,
  );
}

/** Sources with the same DOI, address, symbol or title. */
export function twins(tables: Tables, source: string | undefined): TwinGroup[] {
  const groups = (["doi", "url", "symbol", "title"] as const).flatMap((by) => {
    const found = new Map<string, TwinGroup>();
    for (const one of tables.source.values()) {
      const value = { doi: one.csl.DOI, url: one.csl.URL, symbol: one.symbol, title: one.csl.title }[by];
      const key = value.toLowerCase().replaceAll(/\s/gu, "");
      if (key === "" || (by === "title" && key.length < 12)) continue;
      const group = found.get(key) ?? { by, value, sources: [] };
      found.set(key, { ...group, sources: [...group.sources, rowOf(tables, one)] });
    }
    return [...found.values()].filter(({ sources }) => sources.length > 1);
  });
  return groups.filter(
    ({ sources }) => source === undefined || sources.some((row) => row.source.id === source),
  );
}
