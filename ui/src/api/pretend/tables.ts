/** The records of the pretended desk: plain tables that are copied when written, so that every past stays. */
import type { Anchor } from "../generated/Anchor";
import type { Case } from "../generated/Case";
import type { Claim } from "../generated/Claim";
import type { Comment } from "../generated/Comment";
import type { Contact } from "../generated/Contact";
import type { Document } from "../generated/Document";
import type { Editor } from "../generated/Editor";
import type { Evidence } from "../generated/Evidence";
import type { Fault } from "../generated/Fault";
import type { FaultKind } from "../generated/FaultKind";
import type { Kind } from "../generated/Kind";
import type { Layout } from "../generated/Layout";
import type { Letterhead } from "../generated/Letterhead";
import type { Omission } from "../generated/Omission";
import type { Passage } from "../generated/Passage";
import type { Rebuttal } from "../generated/Rebuttal";
import type { Revision } from "../generated/Revision";
import type { Scale } from "../generated/Scale";
import type { SignOff } from "../generated/SignOff";
import type { Snapshot } from "../generated/Snapshot";
import type { Source } from "../generated/Source";
import type { Uptake } from "../generated/Uptake";
import type { Verdict } from "../generated/Verdict";
import type { View } from "../generated/View";

export interface Records {
  editor: Editor;
  scale: Scale;
  source: Source;
  case: Case;
  document: Document;
  revision: Revision;
  claim: Claim;
  passage: Passage;
  omission: Omission;
  anchor: Anchor;
  evidence: Evidence;
  rebuttal: Rebuttal;
  verdict: Verdict;
  sign_off: SignOff;
  contact: Contact;
  comment: Comment;
  uptake: Uptake;
  view: View;
  letterhead: Letterhead;
  snapshot: Snapshot;
}

export type AnyRecord = Records[Kind];

export const KINDS: readonly Kind[] = [
  "editor",
  "scale",
  "source",
  "case",
  "document",
  "revision",
  "claim",
  "passage",
  "omission",
  "anchor",
  "evidence",
  "rebuttal",
  "verdict",
  "sign_off",
  "contact",
  "comment",
  "uptake",
  "view",
  "letterhead",
  "snapshot",
];

export type Tables = { readonly [K in Kind]: ReadonlyMap<string, Records[K]> };

/** The canonical text of a revision, which the real desk keeps as blobs. */
export interface Text {
  text: string;
  layout: Layout;
}

export interface Change {
  kind: Kind;
  id: string;
  was: AnyRecord | null;
  became: AnyRecord | null;
}

export function emptyTables(): Tables {
  return Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as Tables;
}

export function fault(kind: FaultKind, message: string, hint = ""): Fault {
  return { kind, message, hint };
}

/** An entry while it is being written. */
export class Pending {
  #was: Tables;
  #now: { -readonly [K in Kind]: Map<string, Records[K]> };
  #touched: { kind: Kind; id: string }[] = [];
  readonly editor: string;
  readonly at: string;
  readonly newId: () => string;

  constructor(tables: Tables, editor: string, at: string, newId: () => string) {
    this.#was = tables;
    this.#now = { ...tables } as { -readonly [K in Kind]: Map<string, Records[K]> };
    this.editor = editor;
    this.at = at;
    this.newId = newId;
  }

  get tables(): Tables {
    return this.#now;
  }

  get<K extends Kind>(kind: K, id: string): Records[K] {
    const found = this.tables[kind].get(id);
    if (found === undefined) {
      throw fault("not_found", `There is no such ${kind}.`, "It may have been removed meanwhile.");
    }
    return found;
  }

  put<K extends Kind>(kind: K, record: Records[K]): void {
    this.#writable(kind).set(record.id, record);
    this.#touched.push({ kind, id: record.id });
  }

  drop(kind: Kind, id: string): void {
    this.get(kind, id);
    this.#writable(kind).delete(id);
    this.#touched.push({ kind, id });
  }

  /** What differs from before, each row once. */
  changes(): Change[] {
    const seen = new Set<string>();
    const found: Change[] = [];
    for (const { kind, id } of this.#touched) {
      if (seen.has(id)) continue;
      seen.add(id);
      const was = this.#was[kind].get(id) ?? null;
      const became = this.#now[kind].get(id) ?? null;
      if (JSON.stringify(was) !== JSON.stringify(became)) found.push({ kind, id, was, became });
    }
    return found;
  }

  #writable<K extends Kind>(kind: K): Map<string, AnyRecord> {
    if (this.#now[kind] === this.#was[kind]) {
      Object.assign(this.#now, { [kind]: new Map(this.#was[kind] as ReadonlyMap<string, AnyRecord>) });
    }
    return this.#now[kind] as unknown as Map<string, AnyRecord>;
  }
}

/** Puts changes on top of tables; refuses where a row is not what the change saw. */
export function apply(pending: Pending, changes: readonly Change[]): void {
  for (const { kind, id, was, became } of changes) {
    // Whether a sign-off is stale follows from what stands, not from what was taken back.
    if (kind === "sign_off" && was !== null && became !== null) continue;
    const present = pending.tables[kind].get(id) ?? null;
    if (kind === "sign_off" && present !== null && became === null) {
      pending.drop(kind, id);
      continue;
    }
    if (JSON.stringify(present) !== JSON.stringify(was)) {
      throw fault("conflict", `The ${kind} was changed since.`, "Take back the later changes first.");
    }
    if (became === null) pending.drop(kind, id);
    else pending.put(kind, became as never);
  }
}

export function inverse(changes: readonly Change[]): Change[] {
  return changes.map((change) => ({ ...change, was: change.became, became: change.was })).reverse();
}

/** The net difference from one state to another. */
export function between(from: Tables, to: Tables): Change[] {
  return KINDS.flatMap((kind) => {
    const ids = new Set([...from[kind].keys(), ...to[kind].keys()]);
    return [...ids].flatMap((id) => {
      const was = from[kind].get(id) ?? null;
      const became = to[kind].get(id) ?? null;
      return JSON.stringify(was) === JSON.stringify(became) ? [] : [{ kind, id, was, became }];
    });
  });
}

/** The row of this id; a fault if there is none. */
export function get<R>(table: ReadonlyMap<string, R>, id: string, what: string): R {
  const found = table.get(id);
  if (found === undefined) throw fault("not_found", `There is no such ${what}.`);
  return found;
}
