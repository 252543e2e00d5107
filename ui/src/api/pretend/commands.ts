/** What each command does to the tables. The rules are the few that the screens show. */
import type { Claim } from "../generated/Claim";
import type { Command } from "../generated/Command";
import type { Kind } from "../generated/Kind";
import type { Target } from "../generated/Target";
import type { Uptake } from "../generated/Uptake";
import { addRevision, decideAnchor, leaveOut } from "./drafting";
import { setLetterhead } from "./letterhead";
import { NOTE_RUNS } from "./notes";
import { anchorsOf } from "./places";
import { newClaim, newCsl, newDocument, newEvidence, newRebuttal, newRevision, newSource } from "./records";
import { scalesOf } from "./scales";
import { digestOf, seenOf, signedOf } from "./signed";
import { attacks, byClaim, isUnanswered } from "./standing";
import { fault, type Pending, type Text } from "./tables";
import { SNAPSHOT_RUNS } from "./snapshots";
import { WORK_RUNS } from "./workRuns";

type Do<N extends Command["do"]> = Extract<Command, { do: N }>;
type Runs = { [N in Command["do"]]: (pending: Pending, command: Do<N>, texts: Map<string, Text>) => void };

export const NEEDS_REASON: readonly Command["do"][] = [
  "remove_source",
  "remove_case",
  "remove_document",
  "remove_claim",
  "remove_passage",
  "remove_evidence",
  "remove_rebuttal",
  "give_verdict",
  "withdraw_verdict",
  "remove_omission",
  "sign_off_claim",
  "withdraw_sign_off",
  "remove_contact",
  "remove_comment",
  "remove_snapshot",
];

const REASONED = ["returned", "not_to_be_checked", "superseded", "withdrawn"];

function refuse(message: string, hint = ""): never {
  throw fault("refused", message, hint);
}

function notEmpty(what: string, text: string): void {
  if (text.trim() === "") refuse(`The ${what} is empty.`, "Write something first.");
}

/** The claim at the root of what a rebuttal attacks. */
function rootOf(pending: Pending, target: Target): string {
  if ("claim" in target) return target.claim;
  if ("evidence" in target) return pending.get("evidence", target.evidence).claim;
  return pending.get("rebuttal", target.rebuttal).claim;
}

/** Drops every row of a kind for which something holds. */
function dropAll<K extends Kind>(pending: Pending, kind: K, holds: (row: { id: string }) => boolean): void {
  for (const row of [...pending.tables[kind].values()]) if (holds(row)) pending.drop(kind, row.id);
}

/** What is removed goes with what became of it in later drafts. */
function dropMark(pending: Pending, kind: "passage" | "omission", id: string): void {
  for (const anchor of anchorsOf(pending.tables, id)) pending.drop("anchor", anchor.id);
  pending.drop(kind, id);
}

const of =
  (field: string, id: string) =>
  (row: object): boolean =>
    (row as Record<string, unknown>)[field] === id;

function numberOf(pending: Pending, id: string): number {
  const numbers = [...pending.tables.claim.values()].filter(of("case", id)).map((claim) => claim.number);
  return Math.max(0, ...numbers) + 1;
}

function addClaim(pending: Pending, at: { id: string; case: string; statement: string }): Claim {
  notEmpty("statement", at.statement);
  const number = numberOf(pending, at.case);
  return newClaim({ ...at, number, tagged_at: pending.at, tagged_by: pending.editor });
}

function addPassage(
  pending: Pending,
  texts: Map<string, Text>,
  command: Omit<Do<"add_passage">, "do">,
): void {
  const revision = pending.get("revision", command.revision);
  const letters = [...(texts.get(revision.id)?.text ?? "")];
  const { start, end } = command;
  if (start >= end || end > letters.length) refuse("These words are outside the text.");
  pending.put("passage", {
    id: command.id ?? pending.newId(),
    case: revision.case,
    claim: command.claim,
    document: revision.document,
    revision: revision.id,
    start,
    end,
    exact: letters.slice(start, end).join(""),
    prefix: letters.slice(Math.max(0, start - 64), start).join(""),
    suffix: letters.slice(end, end + 64).join(""),
  });
}

function setWorkState(claim: Claim, state: Claim["work_state"], reason: string): Claim {
  if (REASONED.includes(state) && reason.trim() === "")
    refuse("A reason is needed.", "Say why, in a sentence.");
  return { ...claim, work_state: state, work_state_reason: reason };
}

function signOff(pending: Pending, command: Do<"sign_off_claim">): void {
  const claim = pending.get("claim", command.claim);
  // The tables are copied as they are written: what is grouped by claim must be of now.
  const tables = { ...pending.tables };
  const by = byClaim(tables);
  const verdict = by.verdict.get(claim.id);
  if (verdict === undefined) return refuse("There is no verdict yet: a sign-off releases one.");
  if (verdict.given_by === pending.editor) {
    const { name } = pending.get("editor", verdict.given_by);
    return refuse(`${name} gave this verdict: a second person signs it off.`);
  }
  const unanswered = attacks(by, claim.id).filter(isUnanswered);
  if (unanswered.length > 0 && command.despite.trim() === "")
    return refuse("A rebuttal of this claim or its evidence is neither answered nor weighed.");
  const seen = seenOf(tables, claim);
  const digest = digestOf(seen);
  if (command.seen !== undefined && command.seen !== digest)
    return refuse("The claim has changed since you looked at it.");
  pending.put("sign_off", {
    id: command.id ?? pending.newId(),
    case: claim.case,
    claim: claim.id,
    by: pending.editor,
    at: pending.at,
    note: command.note,
    despite: unanswered.length > 0 ? command.despite : "",
    unanswered: unanswered.map((one) => one.id),
    seen,
    digest,
    stale: false,
  });
  return pending.put("claim", { ...claim, work_state: "signed_off", work_state_reason: "" });
}

function edit<K extends Kind>(pending: Pending, kind: K, id: string, set: object): void {
  pending.put(kind, { ...pending.get(kind, id), ...set });
}

const RUNS: Runs = {
  add_editor: (pending, { id, name, initials, role }) => {
    notEmpty("name", name);
    const made = name
      .split(/\s+/u)
      .map((word) => [...word][0] ?? "")
      .join("")
      .slice(0, 3)
      .toUpperCase();
    pending.put("editor", {
      id: id ?? pending.newId(),
      name,
      initials: initials ?? made,
      role: role ?? "checker",
      key: "",
      left: false,
    });
  },
  edit_editor: (pending, { editor, set }) => edit(pending, "editor", editor, set),
  add_scale: (pending, { id, name, about, values }) =>
    pending.put("scale", { id: id ?? pending.newId(), name, about, values, template: "", retired: false }),
  copy_scale: (pending, { template }) => {
    const found = scalesOf(pending.newId).find((scale) => scale.template === template);
    if (found) pending.put("scale", found);
  },
  edit_scale: (pending, { scale, set }) => edit(pending, "scale", scale, set),
  add_source: (pending, { id, with: set }) =>
    pending.put("source", { ...newSource(id ?? pending.newId(), pending.at), ...set }),
  edit_source: (pending, { source, set }) => edit(pending, "source", source, set),
  remove_source: (pending, { source }) => {
    const used = [...pending.tables.evidence.values()].some(of("source", source));
    if (used) refuse("This source is still used.", "Remove the evidence that rests on it first.");
    pending.drop("source", source);
  },
  add_case: (pending, { id, name, with: set }) => {
    notEmpty("name", name);
    pending.put("case", {
      id: id ?? pending.newId(),
      name,
      brief: "",
      state: "open",
      language: "en",
      scale: [...pending.tables.scale.keys()][0] ?? null,
      lead: null,
      deadline: "",
      sample: false,
      opened_at: pending.at,
      ...set,
    });
  },
  edit_case: (pending, command) => edit(pending, "case", command.case, command.set),
  remove_case: (pending, command) => {
    const kinds = [
      "uptake",
      "comment",
      "contact",
      "sign_off",
      "verdict",
      "rebuttal",
      "evidence",
      "anchor",
      "omission",
      "passage",
      "claim",
      "revision",
      "document",
    ] as const;
    for (const kind of kinds) dropAll(pending, kind, of("case", command.case));
    pending.drop("case", command.case);
  },
  add_document: (pending, command, texts) => {
    const id = command.id ?? pending.newId();
    const document = newDocument({ id, case: command.case, title: command.title, added_at: pending.at });
    pending.put("document", { ...document, ...command.with });
    const revision = newRevision(
      {
        id: command.revision ?? pending.newId(),
        case: command.case,
        document: id,
        number: 1,
        received_at: pending.at,
      },
      command.text.text,
      command.text.name,
    );
    texts.set(revision.id, {
      text: command.text.text,
      layout: JSON.parse(command.text.layout) as Text["layout"],
    });
    pending.put("revision", revision);
  },
  edit_document: (pending, { document, set }) => edit(pending, "document", document, set),
  remove_document: (pending, { document }) => {
    for (const kind of ["uptake", "anchor", "omission", "passage"] as const)
      dropAll(pending, kind, of("document", document));
    dropAll(pending, "revision", of("document", document));
    pending.drop("document", document);
  },
  tag_claim: (pending, command, texts) => {
    const revision = pending.get("revision", command.revision);
    const id = command.id ?? pending.newId();
    const words = [...(texts.get(revision.id)?.text ?? "")].slice(command.start, command.end).join("");
    const claim = addClaim(pending, { id, case: revision.case, statement: words });
    const set = { ...claim, ...command.with };
    pending.put("claim", setWorkState(set, command.work_state ?? "tagged", command.work_state_reason ?? ""));
    const { revision: at, start, end } = command;
    addPassage(pending, texts, {
      claim: id,
      revision: at,
      start,
      end,
      ...(command.passage && { id: command.passage }),
    });
  },
  add_claim: (pending, command) => {
    const { id, case: at, statement, with: set } = command;
    pending.put("claim", {
      ...addClaim(pending, { id: id ?? pending.newId(), case: at, statement }),
      ...set,
    });
  },
  edit_claim: (pending, { claim, set }) => {
    if (set.statement !== undefined) notEmpty("statement", set.statement);
    edit(pending, "claim", claim, set);
  },
  set_work_state: (pending, { claim, state, reason }) =>
    pending.put("claim", setWorkState(pending.get("claim", claim), state, reason)),
  remove_claim: (pending, { claim }) => {
    dropAll(pending, "uptake", (row) => of("claim", claim)((row as Uptake).became as object));
    for (const kind of [
      "comment",
      "contact",
      "sign_off",
      "verdict",
      "rebuttal",
      "evidence",
      "anchor",
      "passage",
    ] as const) {
      dropAll(pending, kind, of("claim", claim));
    }
    pending.drop("claim", claim);
  },
  add_passage: (pending, command, texts) => {
    pending.get("claim", command.claim);
    addPassage(pending, texts, command);
  },
  remove_passage: (pending, { passage }) => dropMark(pending, "passage", passage),
  add_revision: addRevision,
  decide_anchor: decideAnchor,
  leave_out: leaveOut,
  edit_omission: (pending, { omission, set }) => edit(pending, "omission", omission, set),
  remove_omission: (pending, { omission }) => dropMark(pending, "omission", omission),
  link_evidence: (pending, command) => {
    const claim = pending.get("claim", command.claim);
    let source = command.source;
    if (source === undefined) {
      source = pending.newId();
      pending.put("source", { ...newSource(source, pending.at), csl: newCsl(""), ...command.new_source });
    }
    const position = [...pending.tables.evidence.values()].filter(of("claim", claim.id)).length;
    const at = { id: command.id ?? pending.newId(), case: claim.case, claim: claim.id, source, position };
    pending.put("evidence", { ...newEvidence(at), ...command.with });
  },
  edit_evidence: (pending, { evidence, set }) => edit(pending, "evidence", evidence, set),
  remove_evidence: (pending, { evidence }) => pending.drop("evidence", evidence),
  add_rebuttal: (pending, command) => {
    notEmpty("statement", command.statement);
    const claim = pending.get("claim", rootOf(pending, command.target));
    const { target, statement } = command;
    const at = { id: command.id ?? pending.newId(), case: claim.case, claim: claim.id, target, statement };
    pending.put("rebuttal", { ...newRebuttal(at), ...command.with });
    // An answer answers: what it attacks is no longer unanswered.
    if ("rebuttal" in target && pending.get("rebuttal", target.rebuttal).status === "unanswered") {
      edit(pending, "rebuttal", target.rebuttal, { status: "answered" });
    }
  },
  edit_rebuttal: (pending, { rebuttal, set }) => edit(pending, "rebuttal", rebuttal, set),
  set_rebuttal_status: (pending, { rebuttal, status }) => edit(pending, "rebuttal", rebuttal, { status }),
  weigh_rebuttal: (pending, { rebuttal, weighing, effect }) =>
    edit(pending, "rebuttal", rebuttal, { weighing, effect }),
  remove_rebuttal: (pending, { rebuttal }) => pending.drop("rebuttal", rebuttal),
  give_verdict: (pending, command) => {
    const claim = pending.get("claim", command.claim);
    const scale = pending.get("scale", command.scale);
    const value = scale.values.find((one) => one.id === command.value || one.name === command.value_name);
    if (value === undefined) return refuse("The scale has no such value.");
    dropAll(pending, "verdict", of("claim", claim.id));
    return pending.put("verdict", {
      id: command.id ?? pending.newId(),
      case: claim.case,
      claim: claim.id,
      scale: scale.id,
      scale_name: scale.name,
      value,
      scale_values: scale.values,
      finding: "",
      reasoning: "",
      confidence: "medium",
      limits: "",
      context: "",
      change_asked: { old: "", new: "", note: "" },
      given_by: pending.editor,
      given_at: pending.at,
      ...command.with,
    });
  },
  withdraw_verdict: (pending, { claim }) => dropAll(pending, "verdict", of("claim", claim)),
  sign_off_claim: signOff,
  withdraw_sign_off: (pending, { claim: id, sign_off }) => {
    dropAll(pending, "sign_off", (row) => of("claim", id)(row) && (sign_off ?? row.id) === row.id);
    const claim = pending.get("claim", id);
    if (claim.work_state === "signed_off" && signedOf(pending.tables, id).every((one) => one.stale))
      pending.put("claim", { ...claim, work_state: "second_check" });
  },
  ...NOTE_RUNS,
  ...WORK_RUNS,
  ...SNAPSHOT_RUNS,
  set_letterhead: setLetterhead,
  together: (pending, { commands }, texts) => {
    for (const command of commands) run(pending, command, texts);
  },
};

export function run(pending: Pending, command: Command, texts: Map<string, Text>): void {
  const runs = RUNS[command.do] as (pending: Pending, command: Command, texts: Map<string, Text>) => void;
  runs(pending, command, texts);
}
