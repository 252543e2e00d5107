/** What a change in the claim's history is called: the record, and the field of it. */
import type { ChangeRow } from "../../../api/generated/ChangeRow";
import type { Kind } from "../../../api/generated/Kind";
import { m } from "../../../i18n";
import {
  assertions,
  claimKinds,
  confidences,
  directnesses,
  effects,
  grounds,
  priorities,
  priorityGrounds,
  rebuttalStatuses,
  stances,
  strengths,
  weights,
  workStates,
} from "../words";

const KINDS: Readonly<Record<Kind, () => string>> = {
  editor: m.kind_editor,
  scale: m.kind_scale,
  source: m.kind_source,
  case: m.kind_case,
  document: m.kind_document,
  revision: m.kind_revision,
  claim: m.kind_claim,
  passage: m.kind_passage,
  omission: m.kind_omission,
  anchor: m.kind_anchor,
  evidence: m.kind_evidence,
  rebuttal: m.kind_rebuttal,
  verdict: m.kind_verdict,
  sign_off: m.kind_sign_off,
  contact: m.kind_contact,
  comment: m.kind_comment,
  view: m.kind_view,
  letterhead: m.kind_letterhead,
  snapshot: m.kind_snapshot,
  uptake: m.kind_uptake,
};

/** The fields by their captions in the dossier, so that the history speaks as the forms do. */
const FIELDS: Readonly<Record<string, () => string>> = {
  statement: m.claim_statement,
  short: m.claim_short,
  kinds: m.claim_kinds,
  claimant: m.claim_claimant,
  attributor: m.claim_attributor,
  made: m.claim_made,
  place: m.claim_place,
  assertion: m.claim_assertion,
  topics: m.claim_topics,
  priority: m.claim_priority,
  priority_grounds: m.claim_priority_grounds,
  assignee: m.claim_assignee,
  deadline: m.claim_deadline,
  work_state: m.claim_work_state,
  work_state_reason: m.claim_state_reason,
  questions: m.claim_questions,
  not_known: m.claim_not_known,
  appearances: m.claim_appearances,
  language: m.claim_language,
  name: m.rebuttal_by,
  role: m.claim_role,
  body: m.claim_body,
  stance: m.evidence_stance,
  strength: m.evidence_strength,
  directness: m.evidence_directness,
  excerpts: m.evidence_quotes,
  shows: m.evidence_shows,
  status: m.rebuttal_status,
  weight: m.rebuttal_weight,
  weighing: m.rebuttal_weight,
  reason: m.claim_state_reason,
  effect: m.rebuttal_effect,
  grounds: m.rebuttal_grounds,
  by: m.rebuttal_by,
  uttered: m.rebuttal_uttered,
  evidence: m.rebuttal_sources,
  reflect: m.rebuttal_reflect,
  value: m.verdict_value,
  scale_name: m.verdict_scale,
  finding: m.verdict_finding,
  reasoning: m.verdict_reasoning,
  confidence: m.verdict_confidence,
  limits: m.verdict_limits,
  context: m.verdict_context,
  change_asked: m.verdict_change_asked,
  exact: m.sign_words,
  source: m.kind_source,
  despite: m.sign_despite,
  stale: m.sign_stale,
};

/** Names of things by their ids, copies and places: nothing that a person set in words. */
const SILENT = /(^|\.)(id|position|tone|sign|number|part_of|same_as|meaning|document|revision|start|end)$/u;

export function kindName(kind: Kind): string {
  return KINDS[kind]();
}

/** `weighing.reason` is told by its last part; the first stands in for what has no caption. */
export function fieldName(path: string): string {
  const parts = path.split(".");
  const named = [parts.at(-1), parts[0]].find((part) => part !== undefined && part in FIELDS);
  return (named === undefined ? undefined : FIELDS[named]?.()) ?? path.replaceAll(/[_.]/gu, " ");
}

/** The fields that say something to a reader. */
export function tellingFields(change: ChangeRow): ChangeRow["fields"] {
  return change.fields.filter((field) => !SILENT.test(field.field));
}

/** The fields that hold words of the program, and what those are called. */
const VALUES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  kinds: claimKinds,
  assertion: assertions,
  priority: priorities,
  priority_grounds: priorityGrounds,
  work_state: workStates,
  stance: stances,
  strength: strengths,
  directness: directnesses,
  grounds,
  status: rebuttalStatuses,
  weight: weights,
  effect: effects,
  confidence: confidences,
};

/** The values of such a field as the forms say them, in a list where there are several; else null. */
export function valueInWords(path: string, value: string): string | null {
  const words = VALUES[path.split(".").at(-1) ?? ""];
  if (words === undefined) return null;
  const named = value.split(", ").map((one) => words[one]?.() ?? one);
  return named.join(", ");
}
