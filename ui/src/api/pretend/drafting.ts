/** What the commands on drafts do to the tables: a new draft, what became of marks in it, and what is left out. */
import type { Anchor } from "../generated/Anchor";
import type { Command } from "../generated/Command";
import { fateOf } from "./anchoring";
import { draftsOf, isPassage, lastStanding, marksOf, type Marked } from "./places";
import { newRevision } from "./records";
import { fault, type Pending, type Text } from "./tables";

type Do<N extends Command["do"]> = Extract<Command, { do: N }>;

export function addRevision(pending: Pending, command: Do<"add_revision">, texts: Map<string, Text>): void {
  const document = pending.get("document", command.document);
  const number = (draftsOf(pending.tables, document.id).at(-1)?.number ?? 0) + 1;
  const id = command.id ?? pending.newId();
  const of = { id, case: document.case, document: document.id, number, received_at: pending.at };
  const revision = newRevision(of, command.text.text, command.text.name);
  const text = { text: command.text.text, layout: JSON.parse(command.text.layout) as Text["layout"] };
  texts.set(id, text);
  pending.put("revision", revision);
  for (const mark of marksOf(pending.tables)) {
    if (mark.document === document.id) carry(pending, mark, id, texts);
  }
}

function carry(pending: Pending, mark: Marked, revision: string, texts: Map<string, Text>): void {
  const draft = pending.get("revision", revision);
  const last = lastStanding(pending.tables, mark, draft);
  const [was, became] = [texts.get(last?.at.id ?? ""), texts.get(revision)];
  if (last === null || was === undefined || became === undefined) return;
  const { state, why, score, margin, span, candidates } = fateOf(was, became, last.as);
  pending.put("anchor", {
    id: pending.newId(),
    case: draft.case,
    document: draft.document,
    revision,
    from: last.at.id,
    ...(isPassage(mark) ? { claim: mark.claim } : {}),
    subject: isPassage(mark) ? { passage: mark.id } : { omission: mark.id },
    state,
    ...(span && { ...span, exact: wordsOf(became, span) }),
    score,
    margin,
    ...(why && { why }),
    candidates,
  });
}

const wordsOf = ({ text }: Text, { start, end }: { start: number; end: number }): string =>
  [...text].slice(start, end).join("");

export function decideAnchor(pending: Pending, command: Do<"decide_anchor">, texts: Map<string, Text>): void {
  const was = pending.get("anchor", command.anchor);
  const { to } = command;
  const decided = { ...was, decided_by: pending.editor, decided_at: pending.at };
  if (to === "confirm") {
    pending.put("anchor", decided);
    return;
  }
  if (to === "gone" || to === "ask") {
    pending.put("anchor", { ...decided, start: null, end: null, exact: "", state: to });
    return;
  }
  const at = "place" in to ? to.place : was.candidates?.[to.candidate];
  if (at === undefined) throw fault("refused", "There is no such place to choose.");
  pending.put("anchor", placed(pending, decided, at, texts));
}

function placed(
  pending: Pending,
  anchor: Anchor,
  { start, end }: { start: number; end: number },
  texts: Map<string, Text>,
): Anchor {
  const text = texts.get(anchor.revision);
  const mark = marksOf(pending.tables).find((one) => one.id === Object.values(anchor.subject)[0]);
  const exact = text === undefined ? "" : wordsOf(text, { start, end });
  return { ...anchor, start, end, exact, state: mark?.exact === exact ? "moved" : "reworded" };
}

export function leaveOut(pending: Pending, command: Do<"leave_out">, texts: Map<string, Text>): void {
  const revision = pending.get("revision", command.revision);
  const letters = [...(texts.get(revision.id)?.text ?? "")];
  const { start, end, ground } = command;
  if (ground === "other" && (command.reason ?? "").trim() === "") {
    throw fault("refused", "The reason is empty.", "Say why, in a sentence.");
  }
  pending.put("omission", {
    id: command.id ?? pending.newId(),
    case: revision.case,
    document: revision.document,
    revision: revision.id,
    start,
    end,
    exact: letters.slice(start, end).join(""),
    prefix: letters.slice(Math.max(0, start - 64), start).join(""),
    suffix: letters.slice(end, end + 64).join(""),
    ground,
    reason: command.reason ?? "",
    left_out_at: pending.at,
    left_out_by: pending.editor,
  });
}
