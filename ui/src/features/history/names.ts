/** The kinds and fields of records as a history names them; what has no words here keeps its own. */
import type { ChangeRow } from "../../api/generated/ChangeRow";
import type { Kind } from "../../api/generated/Kind";
import type { What } from "../../api/generated/What";
import { m } from "../../i18n";

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

const WHAT: Readonly<Record<What, () => string>> = {
  added: m.history_added,
  updated: m.history_updated,
  removed: m.history_removed,
};

const FIELDS: Readonly<Record<string, () => string>> = {
  statement: m.field_statement,
  short: m.field_short,
  kinds: m.field_kinds,
  claimant: m.field_claimant,
  attributor: m.field_attributor,
  made: m.field_made,
  place: m.field_place,
  assertion: m.field_assertion,
  topics: m.field_topics,
  priority: m.field_priority,
  priority_grounds: m.field_priority_grounds,
  assignee: m.field_assignee,
  deadline: m.field_deadline,
  work_state: m.field_work_state,
  work_state_reason: m.field_reason,
  questions: m.field_questions,
  not_known: m.field_not_known,
  stance: m.field_stance,
  strength: m.field_strength,
  directness: m.field_directness,
  excerpts: m.field_excerpts,
  shows: m.field_shows,
  status: m.field_status,
  weighing: m.field_weighing,
  effect: m.field_effect,
  grounds: m.field_grounds,
  by: m.field_by,
  uttered: m.field_uttered,
  reflect: m.field_reflect,
  value: m.field_value,
  finding: m.field_finding,
  reasoning: m.field_reasoning,
  confidence: m.field_confidence,
  limits: m.field_limits,
  context: m.field_context,
  change_asked: m.field_change_asked,
  name: m.field_name,
  initials: m.field_initials,
  role: m.field_role,
  title: m.field_title,
  author: m.field_author,
  outlet: m.field_outlet,
  url: m.field_url,
  published: m.field_published,
  language: m.field_language,
  brief: m.field_brief,
  exact: m.field_exact,
  symbol: m.field_symbol,
  originator: m.field_originator,
  origin: m.field_origin,
  dated: m.field_dated,
  note: m.field_note,
  csl: m.field_csl,
  number: m.field_number,
  logo: m.field_logo,
  png: m.field_png,
};

/** The kinds by name, as a filter offers them. */
export const KIND_NAMES: readonly (readonly [Kind, () => string])[] = Object.entries(KINDS) as [
  Kind,
  () => string,
][];

export const kindName = (kind: Kind): string => KINDS[kind]();

/** "Claim added". */
export function changeTitle({ kind, what }: ChangeRow): string {
  return m.history_change({ kind: KINDS[kind](), what: WHAT[what]() });
}

/** A field of a record; of `weighing.reason` the last part is told apart in brackets. */
export function fieldName(path: string): string {
  const [first = path, ...rest] = path.split(".");
  const name = FIELDS[first]?.() ?? first.replaceAll("_", " ");
  const inner = rest.map((part) => (FIELDS[part]?.() ?? part.replaceAll("_", " ")).toLowerCase()).join(", ");
  return inner === "" ? name : m.field_inner({ name, inner });
}

/** Words of the program, as `not_to_be_checked`, read better with spaces; sentences are left alone. */
export function plainValue(value: string): string {
  return /^[a-z]+(_[a-z]+)+$/u.test(value) ? value.replaceAll("_", " ") : value;
}
