/** What the commands on checklists, contacts, comments, views and twins do to the pretended tables. */
import type { Claim } from "../generated/Claim";
import type { Command } from "../generated/Command";
import type { Comment } from "../generated/Comment";
import type { Source } from "../generated/Source";
import { NOBODY } from "./records";
import { fault, type Pending } from "./tables";

type Do<N extends Command["do"]> = Extract<Command, { do: N }>;
type Names =
  | "tick_check"
  | "add_contact"
  | "edit_contact"
  | "answer_contact"
  | "remove_contact"
  | "add_comment"
  | "edit_comment"
  | "settle_comment"
  | "remove_comment"
  | "merge_sources"
  | "save_view"
  | "remove_view";
type Runs = { [N in Names]: (pending: Pending, command: Do<N>) => void };

function refuse(message: string): never {
  throw fault("refused", message, "");
}

function own(pending: Pending, id: string): Comment {
  const comment = pending.get("comment", id);
  if (comment.by === pending.editor) return comment;
  const { name } = pending.get("editor", comment.by);
  return refuse(`${name} wrote this: only they change or remove it. Answer it instead.`);
}

function mentions(pending: Pending, text: string): string[] {
  const called = (name: string): boolean =>
    name !== "" &&
    text
      .split("@")
      .slice(1)
      .some((rest) => rest.startsWith(name));
  return [...pending.tables.editor.values()]
    .filter(({ name, initials, left }) => !left && (called(name) || called(initials)))
    .map(({ id }) => id);
}

/** What the kept source does not say itself, it takes over. */
function filled<R extends object>(kept: R, other: R): R {
  const empty = (value: unknown): boolean =>
    value === "" || value === null || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(
    Object.entries(kept).map(([key, value]) => [
      key,
      empty(value) ? (other as Record<string, unknown>)[key] : (value as unknown),
    ]),
  ) as R;
}

export const WORK_RUNS: Runs = {
  tick_check: (pending, { claim: id, point, done, note }) => {
    const claim: Claim = pending.get("claim", id);
    const others = claim.checks.filter((tick) => tick.point !== point);
    const tick = { point, by: pending.editor, at: pending.at, note };
    pending.put("claim", { ...claim, checks: done ? [...others, tick] : others });
  },
  add_contact: (pending, { id, case: at, with: set }) =>
    pending.put("contact", {
      id: id ?? pending.newId(),
      case: at,
      claim: null,
      purpose: "reply",
      whom: NOBODY,
      way: "email",
      address: "",
      question: "",
      asked: "",
      by: pending.editor,
      deadline: "",
      outcome: "awaited",
      answered: "",
      answer: "",
      terms: "on_record",
      source: null,
      rebuttal: null,
      ...set,
    }),
  edit_contact: (pending, { contact, set }) =>
    pending.put("contact", { ...pending.get("contact", contact), ...set }),
  answer_contact: (pending, { contact: id, outcome, answered, answer, terms }) => {
    const contact = pending.get("contact", id);
    if (outcome === "answered" && answer.trim() === "") refuse("The answer must not be empty.");
    const waits = outcome === "awaited";
    pending.put("contact", {
      ...contact,
      outcome,
      answered: waits ? "" : answered,
      answer: waits ? "" : answer,
      terms: terms ?? contact.terms,
    });
  },
  remove_contact: (pending, { contact }) => pending.drop("contact", contact),
  add_comment: (pending, { id, claim: at, text, kind, answers, of }) => {
    if (text.trim() === "") refuse("The comment must not be empty.");
    const claim = pending.get("claim", at);
    const verdict = [...pending.tables.verdict.values()].find((one) => one.claim === at);
    pending.put("comment", {
      id: id ?? pending.newId(),
      case: claim.case,
      claim: at,
      kind,
      by: pending.editor,
      ...(of !== undefined && of !== pending.editor && { of }),
      at: pending.at,
      text,
      mentions: mentions(pending, text),
      answers: answers ?? null,
      verdict: verdict?.value.name ?? "",
      settled_by: null,
      settled: "",
    });
  },
  edit_comment: (pending, { comment, text }) =>
    pending.put("comment", { ...own(pending, comment), text, mentions: mentions(pending, text) }),
  settle_comment: (pending, { comment, settled, how }) =>
    pending.put("comment", {
      ...pending.get("comment", comment),
      settled_by: settled ? pending.editor : null,
      settled: settled ? how : "",
    }),
  remove_comment: (pending, { comment }) => {
    own(pending, comment);
    if ([...pending.tables.comment.values()].some((one) => one.answers === comment))
      refuse("This comment is still used by an answer: remove or change that first.");
    pending.drop("comment", comment);
  },
  merge_sources: (pending, { keep, others }) => {
    if (others.length === 0 || others.includes(keep))
      refuse("Name the source to keep, and others that go into it.");
    let kept: Source = pending.get("source", keep);
    for (const id of others) {
      const other = pending.get("source", id);
      kept = { ...filled(kept, other), csl: filled(kept.csl, other.csl) };
    }
    const merged = (id: string): string => (others.includes(id) ? keep : id);
    const origin = kept.origin === null ? null : merged(kept.origin);
    pending.put("source", { ...kept, origin: origin === keep ? null : origin });
    for (const one of [...pending.tables.evidence.values()])
      if (others.includes(one.source)) pending.put("evidence", { ...one, source: keep });
    for (const one of [...pending.tables.source.values()])
      if (one.origin !== null && others.includes(one.origin)) pending.put("source", { ...one, origin: keep });
    for (const one of [...pending.tables.rebuttal.values()])
      if (one.evidence.some(({ source }) => others.includes(source))) {
        const evidence = one.evidence.map((named) => ({ ...named, source: merged(named.source) }));
        pending.put("rebuttal", { ...one, evidence });
      }
    for (const id of others) pending.drop("source", id);
  },
  save_view: (pending, { id, name, filter }) => {
    if (name.trim() === "") refuse("The name must not be empty.");
    const known = id === undefined ? undefined : pending.tables.view.get(id);
    const by = known?.by ?? pending.editor;
    pending.put("view", { id: id ?? pending.newId(), name: name.trim(), filter, by });
  },
  remove_view: (pending, { view }) => pending.drop("view", view),
};
