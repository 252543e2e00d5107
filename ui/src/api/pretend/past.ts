/** The past of the pretended desk: its days and marks, what differs between two moments, and what was removed. */
import type { Bin } from "../generated/Bin";
import type { BinAnswer } from "../generated/BinAnswer";
import type { BinRow } from "../generated/BinRow";
import type { Compare } from "../generated/Compare";
import type { CompareAnswer } from "../generated/CompareAnswer";
import type { CompareCount } from "../generated/CompareCount";
import type { RestoreScope } from "../generated/RestoreScope";
import type { Timeline } from "../generated/Timeline";
import type { TimelineAnswer } from "../generated/TimelineAnswer";
import type { TimelineDay } from "../generated/TimelineDay";
import type { TimelineMark } from "../generated/TimelineMark";
import { belongs, changeRow, nameOf } from "./changes";
import type { Entry } from "./ledger";
import { heading } from "./standing";
import { between, emptyTables, KINDS, type Change, type Tables } from "./tables";

type Entries = readonly Entry[];

const MOST_MARKS = 2_000;
const DEFAULT_ROWS = 200;
const DEFAULT_BIN = 100;

const ofCase = (entries: Entries, id: string | undefined): Entries =>
  id === undefined
    ? entries
    : entries.filter((entry) => entry.changes.some((change) => belongs(change, "case", id)));

export function timeline(entries: Entries, input: Timeline): TimelineAnswer {
  const days = new Map<string, TimelineDay>();
  const marks: TimelineMark[] = [];
  for (const entry of ofCase(entries, input.case)) {
    const day = entry.at.slice(0, 10);
    const known = days.get(day);
    days.set(day, {
      day,
      first: known?.first ?? entry.seq,
      last: entry.seq,
      entries: (known?.entries ?? 0) + 1,
    });
    marks.push(...marksOf(entry));
  }
  return { days: [...days.values()], marks: marks.slice(-MOST_MARKS), head: entries.length };
}

function marksOf({ seq, at, operation, label, changes, after }: Entry): TimelineMark[] {
  const claimName = (id: string): string => after.claim.get(id)?.statement ?? "";
  if (operation === "restore") return [{ seq, at, what: "restore", label }];
  return changes.flatMap(({ kind, was, became }): TimelineMark[] => {
    if (became === null || operation === "undo") return [];
    if (kind === "revision" && was === null && "number" in became && "document" in became) {
      const title = after.document.get(became.document)?.title ?? "";
      return [{ seq, at, what: "draft", label: `Draft ${became.number} · ${title}` }];
    }
    if (kind === "verdict" && "finding" in became) {
      return [{ seq, at, what: "verdict", label: `${became.value.name} · ${claimName(became.claim)}` }];
    }
    const signed =
      "work_state" in became &&
      became.work_state === "signed_off" &&
      !(was !== null && "work_state" in was && was.work_state === "signed_off");
    return signed && "statement" in became ? [{ seq, at, what: "sign_off", label: became.statement }] : [];
  });
}

export function compare(entries: Entries, input: Compare): CompareAnswer {
  const until = input.to ?? entries.length;
  const tablesAt = (seq: number): Tables => entries[seq - 1]?.after ?? emptyTables();
  const byEditor = (change: Change): boolean =>
    input.editor === undefined ||
    entries.some(
      ({ seq, editor, changes }) =>
        seq > input.from &&
        seq <= until &&
        editor === input.editor &&
        changes.some(({ id }) => id === change.id),
    );
  const all = scoped(between(tablesAt(input.from), tablesAt(until)), {
    ...(input.case !== undefined && { case: input.case }),
    ...(input.claim !== undefined && { claim: input.claim }),
  }).filter(byEditor);
  const rows = all.filter(({ kind }) => input.kinds?.includes(kind) ?? true).map(changeRow);
  const limit = input.limit ?? DEFAULT_ROWS;
  const moment = (seq: number) => ({ seq, at: entries[seq - 1]?.at ?? null });
  return {
    from: moment(input.from),
    to: moment(until),
    rows: rows.slice(0, limit),
    claims: [...(entries.at(-1)?.after ?? emptyTables()).claim.values()]
      .filter(({ id }) => rows.slice(0, limit).some(({ claim }) => claim === id))
      .map((claim) => ({ id: claim.id, number: claim.number, heading: heading(claim) })),
    counts: countsOf(all),
    more: rows.length > limit,
  };
}

function countsOf(changes: readonly Change[]): CompareCount[] {
  return KINDS.flatMap((kind) => {
    const rows = changes.filter((change) => change.kind === kind).map(changeRow);
    const count = (what: string): number => rows.filter((row) => row.what === what).length;
    if (rows.length === 0) return [];
    return [{ kind, added: count("added"), updated: count("updated"), removed: count("removed") }];
  });
}

/** What of the changes a scope names; of one field the rest of the record stays as it is. */
export function scoped(changes: readonly Change[], scope: RestoreScope): Change[] {
  const { case: one, claim, kind, id, field } = scope;
  return changes
    .filter((change) => one === undefined || belongs(change, "case", one))
    .filter((change) => claim === undefined || belongs(change, "claim", claim))
    .filter((change) => kind === undefined || (change.kind === kind && change.id === id))
    .flatMap((change): Change[] => {
      if (field === undefined || change.was === null || change.became === null) return [change];
      const valueIn = (row: object): unknown => (row as Record<string, unknown>)[field];
      const value = valueIn(change.became);
      if (JSON.stringify(value) === JSON.stringify(valueIn(change.was))) return [];
      return [{ ...change, became: { ...change.was, [field]: value } as Change["became"] }];
    });
}

/** The kinds in the order in which one takes others along. */
const WITH_OTHERS = ["case", "document", "claim", "source", "rebuttal", "evidence", "verdict", "passage"];

/** What takes nothing along is never what somebody meant, if anything else went as well. */
const rank = (kind: string): number =>
  WITH_OTHERS.includes(kind) ? WITH_OTHERS.indexOf(kind) : WITH_OTHERS.length;

function says(row: BinRow, text: string): boolean {
  const all = `${row.name} ${row.kind} ${row.editor_name} ${row.why ?? ""} ${row.number ?? ""}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}

export function bin(entries: Entries, input: Bin): BinAnswer {
  const now = entries.at(-1)?.after ?? emptyTables();
  const seen = new Set<string>();
  const rows: BinRow[] = [];
  for (const entry of ofCase(entries, input.case).toReversed()) {
    if (["undo", "redo"].includes(entry.operation)) continue;
    const gone = entry.changes.filter(
      ({ kind, id, became }) => became === null && !now[kind].has(id) && !seen.has(id),
    );
    for (const { id } of gone) seen.add(id);
    const [main] = gone.toSorted((a, b) => rank(a.kind) - rank(b.kind));
    if (main === undefined || entry.seq >= (input.before ?? Infinity)) continue;
    rows.push({
      seq: entry.seq,
      entry: entry.entry,
      at: entry.at,
      editor: entry.editor,
      editor_name: now.editor.get(entry.editor)?.name ?? "",
      kind: main.kind,
      id: main.id,
      name: nameOf(main.was),
      number: main.was !== null && "number" in main.was ? main.was.number : null,
      along: gone.length - 1,
      why: entry.why,
    });
  }
  const limit = input.limit ?? DEFAULT_BIN;
  const found = rows.filter((row) => says(row, input.text ?? ""));
  return { rows: found.slice(0, limit), more: found.length > limit };
}
