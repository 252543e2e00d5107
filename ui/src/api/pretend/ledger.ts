/** The history of the pretended desk: entries that are only ever added, and the state after each. */
import type { Command } from "../generated/Command";
import type { Erasing } from "../generated/Erasing";
import type { History } from "../generated/History";
import type { HistoryAnswer } from "../generated/HistoryAnswer";
import type { HistoryRow } from "../generated/HistoryRow";
import type { Receipt } from "../generated/Receipt";
import type { RestoreScope } from "../generated/RestoreScope";
import type { Step } from "../generated/Step";
import { belongs, changeRow } from "./changes";
import { NEEDS_REASON, run } from "./commands";
import { erasing, textsOf } from "./erasing";
import { scoped } from "./past";
import { followSigned } from "./signed";
import {
  apply,
  between,
  emptyTables,
  fault,
  inverse,
  Pending,
  type Change,
  type Tables,
  type Text,
} from "./tables";

export interface Entry {
  seq: number;
  entry: string;
  at: string;
  editor: string;
  operation: string;
  /** The entry that an undo, redo or revert takes back. */
  of: number | null;
  label: string;
  why: string | null;
  changes: Change[];
  /** The kept bytes that it erased by law. */
  erases?: string;
  hash: string;
  after: Tables;
}

/** How many entries one answer looks through for words. */
const LOOKED_AT_ONCE = 20_000;

const titleOf = (operation: string): string => {
  const words = operation.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export class Ledger {
  readonly entries: Entry[] = [];
  readonly texts = new Map<string, Text>();
  #count = 0;
  #clock: () => string;

  constructor(clock: () => string) {
    this.#clock = clock;
  }

  readonly newId = (): string => `00000000-0000-7000-8000-${String(++this.#count).padStart(12, "0")}`;

  get tables(): Tables {
    return this.entries.at(-1)?.after ?? emptyTables();
  }

  tablesAt(at: number | null): Tables {
    return at === null ? this.tables : (this.entries[at - 1]?.after ?? emptyTables());
  }

  execute(editor: string, command: Command, why: string | null): Receipt {
    const reason = why?.trim() || ownReason(command);
    if (NEEDS_REASON.includes(command.do) && reason === "") this.#refuse("A reason is needed.", "Say why.");
    const pending = this.#pending(editor);
    run(pending, command, this.texts);
    const label = command.do === "together" ? command.title : titleOf(command.do);
    return this.#seal(pending, { operation: command.do, label, why: reason || null, of: null });
  }

  undo(editor: string): Receipt {
    const target = this.undoTarget(editor);
    return this.#takeBack(editor, "undo", target ?? this.#refuse("There is nothing to undo."), null);
  }

  redo(editor: string): Receipt {
    const target = this.redoTarget(editor);
    return this.#takeBack(editor, "redo", target ?? this.#refuse("There is nothing to redo."), null);
  }

  revert(editor: string, entry: string, why: string): Receipt {
    return this.#takeBack(editor, "revert", this.#find(entry), why);
  }

  restore(editor: string, entry: string, scope: RestoreScope, why: string): Receipt {
    const pending = this.#pending(editor);
    const changes = scoped(between(this.tables, this.#find(entry).after), scope);
    if (changes.length === 0) this.#refuse("It is already as it was then.");
    apply(pending, changes);
    return this.#seal(pending, { operation: "restore", label: restoreLabel(scope), why, of: null });
  }

  /** Erases kept words by law, an entry for each; how many. */
  erase(editor: string, what: Erasing, why: string): number {
    if (why.trim() === "") this.#refuse("A reason is needed.", "Say why.");
    const goes = erasing(this, what).bytes.filter((row) => row.erased === null);
    if (goes.length === 0) this.#refuse("These words were erased before.");
    for (const { blob } of goes) {
      const about = { operation: "erased", label: "Erased kept words", why: why.trim(), of: null };
      this.#seal(this.#pending(editor), { ...about, erases: blob });
    }
    for (const text of textsOf(this.tables, what)) this.texts.delete(text);
    return goes.length;
  }

  steps(editor: string): { undo: Step | null; redo: Step | null } {
    const step = (entry: Entry | null): Step | null => entry && { seq: entry.seq, label: entry.label };
    return { undo: step(this.undoTarget(editor)), redo: step(this.redoTarget(editor)) };
  }

  undoTarget(editor: string): Entry | null {
    let at = this.#before(editor, Infinity);
    while (at?.operation === "undo") at = this.#before(editor, at.of ?? 0);
    return at;
  }

  redoTarget(editor: string): Entry | null {
    let at = this.#before(editor, Infinity);
    while (at?.operation === "redo") at = this.#before(editor, at.of ?? 0);
    return at?.operation === "undo" ? at : null;
  }

  history(input: History, until: number): HistoryAnswer {
    const touches = (entry: Entry, field: "case" | "claim", id: string | undefined): boolean =>
      id === undefined || entry.changes.some((change) => belongs(change, field, id));
    const oldest = input.words === undefined ? 0 : (input.before ?? until + 1) - LOOKED_AT_ONCE;
    const found = this.entries
      .filter((entry) => entry.seq < (input.before ?? Infinity) && entry.seq <= until && entry.seq >= oldest)
      .filter((entry) => touches(entry, "case", input.case) && touches(entry, "claim", input.claim))
      .filter((entry) => input.editor === undefined || entry.editor === input.editor)
      .filter((entry) => input.operation === undefined || entry.operation === input.operation)
      .filter((entry) => input.operations?.includes(entry.operation) ?? true)
      .filter(({ changes }) => !input.kind || changes.some((change) => change.kind === input.kind))
      .filter(({ at }) => at >= (input.since ?? "") && at <= (input.until ?? "9"))
      .reverse()
      .map((entry) => this.#row(entry))
      .filter((row) => saysWords(row, input.words));
    const limit = input.limit ?? 50;
    return {
      rows: found.slice(0, limit),
      more: found.length > limit,
      looked_to: oldest > 1 ? oldest : null,
    };
  }

  #row({ seq, entry, at, editor, operation, label, why, changes, hash }: Entry): HistoryRow {
    const name = this.tables.editor.get(editor)?.name ?? "";
    const rows = changes.map(changeRow);
    return {
      seq,
      entry,
      at,
      editor,
      editor_name: name,
      operation,
      label,
      why,
      changes: rows,
      changed: rows.length,
      hash,
    };
  }

  #pending(editor: string): Pending {
    return new Pending(this.tables, editor, this.#clock(), this.newId);
  }

  #takeBack(editor: string, operation: string, target: Entry, why: string | null): Receipt {
    const pending = this.#pending(editor);
    this.#refuseBuiltUpon(target);
    apply(pending, inverse(target.changes));
    const did = { undo: "Undid", redo: "Redid", revert: "Reverted" }[operation] ?? operation;
    const label = `${did}: ${target.label.replace(/^Undid: /, "")}`;
    return this.#seal(pending, { operation, label, why, of: target.seq });
  }

  /** Names the first entry that changed again what the target left. */
  #refuseBuiltUpon(target: Entry): void {
    const tables = this.tables;
    const moved = target.changes.filter(
      ({ kind, id, became }) => JSON.stringify(tables[kind].get(id) ?? null) !== JSON.stringify(became),
    );
    const upon = this.entries.find(
      ({ seq, changes }) =>
        seq > target.seq && changes.some(({ id }) => moved.some((change) => change.id === id)),
    );
    if (upon === undefined) return;
    const who = tables.editor.get(upon.editor)?.name ?? "";
    this.#refuse(
      `It cannot be taken back: entry ${upon.seq} (${upon.label}, by ${who}) builds upon it.`,
      "Take that entry back first, or revert it in the history.",
    );
  }

  #seal(pending: Pending, about: Pick<Entry, "operation" | "label" | "why" | "of" | "erases">): Receipt {
    followSigned(pending);
    const seq = this.entries.length + 1;
    const changes = pending.changes();
    const entry = {
      ...about,
      seq,
      entry: this.newId(),
      at: pending.at,
      editor: pending.editor,
      changes,
      hash: hashOf(seq),
      after: pending.tables,
    };
    this.entries.push(entry);
    return {
      seq,
      entry: entry.entry,
      at: entry.at,
      operation: entry.operation,
      label: entry.label,
      touched: [...new Set(changes.map((change) => change.kind))],
      created: changes.filter((change) => change.was === null).map(({ kind, id }) => ({ kind, id })),
      hash: entry.hash,
    };
  }

  /** What was said of the ledger itself is no step: undo passes over it. */
  #before(editor: string, seq: number): Entry | null {
    const isStep = (entry: Entry): boolean => entry.editor === editor && entry.erases === undefined;
    return this.entries.findLast((entry) => isStep(entry) && entry.seq < seq) ?? null;
  }

  #find(entry: string): Entry {
    return this.entries.find((one) => one.entry === entry) ?? this.#refuse("There is no such entry.");
  }

  #refuse(message: string, hint = ""): never {
    throw fault("refused", message, hint);
  }
}

function ownReason(command: Command): string {
  if (command.do === "give_verdict") return command.with.reasoning ?? "";
  return command.do === "sign_off_claim" ? command.note || command.despite : "";
}

function restoreLabel({ case: one, claim, kind }: RestoreScope): string {
  if (kind !== undefined) return `Restored: ${kind}`;
  if (claim !== undefined) return "Restored the claim";
  return one === undefined ? "Restored the desk" : "Restored the case";
}

/** Whether the words stand in anything that an entry says. */
function saysWords(row: HistoryRow, words: string | undefined): boolean {
  return words === undefined || JSON.stringify(row).toLowerCase().includes(words.trim().toLowerCase());
}

/** Looks like a hash, and is the same every time. */
export function hashOf(seq: number): string {
  let state = (seq * 2654435761) >>> 0;
  let hex = "";
  while (hex.length < 64) {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    hex += state.toString(16).padStart(8, "0");
  }
  return hex;
}
