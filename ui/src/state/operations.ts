/** What an operation did, in the language of the window; the program's own words where it has none. */
import type { Receipt } from "../api/generated/Receipt";
import { m } from "../i18n";

const DONE: Readonly<Record<string, () => string>> = {
  add_editor: m.op_add_editor,
  edit_editor: m.op_edit_editor,
  add_scale: m.op_add_scale,
  copy_scale: m.op_copy_scale,
  edit_scale: m.op_edit_scale,
  add_source: m.op_add_source,
  edit_source: m.op_edit_source,
  remove_source: m.op_remove_source,
  add_case: m.op_add_case,
  edit_case: m.op_edit_case,
  remove_case: m.op_remove_case,
  add_document: m.op_add_document,
  edit_document: m.op_edit_document,
  remove_document: m.op_remove_document,
  add_revision: m.op_add_revision,
  decide_anchor: m.op_decide_anchor,
  leave_out: m.op_leave_out,
  edit_omission: m.op_edit_omission,
  remove_omission: m.op_remove_omission,
  claim_note: m.op_claim_note,
  source_note: m.op_source_note,
  dismiss_note: m.op_dismiss_note,
  reopen_note: m.op_reopen_note,
  tag_claim: m.op_tag_claim,
  add_claim: m.op_add_claim,
  edit_claim: m.op_edit_claim,
  set_work_state: m.op_set_work_state,
  remove_claim: m.op_remove_claim,
  add_passage: m.op_add_passage,
  remove_passage: m.op_remove_passage,
  link_evidence: m.op_link_evidence,
  edit_evidence: m.op_edit_evidence,
  remove_evidence: m.op_remove_evidence,
  add_rebuttal: m.op_add_rebuttal,
  edit_rebuttal: m.op_edit_rebuttal,
  set_rebuttal_status: m.op_set_rebuttal_status,
  weigh_rebuttal: m.op_weigh_rebuttal,
  remove_rebuttal: m.op_remove_rebuttal,
  give_verdict: m.op_give_verdict,
  withdraw_verdict: m.op_withdraw_verdict,
  sign_off_claim: m.op_sign_off_claim,
  withdraw_sign_off: m.op_withdraw_sign_off,
  tick_check: m.op_tick_check,
  add_contact: m.op_add_contact,
  edit_contact: m.op_edit_contact,
  answer_contact: m.op_answer_contact,
  remove_contact: m.op_remove_contact,
  add_comment: m.op_add_comment,
  edit_comment: m.op_edit_comment,
  settle_comment: m.op_settle_comment,
  remove_comment: m.op_remove_comment,
  merge_sources: m.op_merge_sources,
  save_view: m.op_save_view,
  remove_view: m.op_remove_view,
  set_letterhead: m.op_set_letterhead,
  add_snapshot: m.op_add_snapshot,
  edit_snapshot: m.op_edit_snapshot,
  note_custody: m.op_note_custody,
  remove_snapshot: m.op_remove_snapshot,
  quote_evidence: m.op_quote_evidence,
};

/** What operations are about, in the order in which a filter offers them. */
const ABOUT: readonly (readonly [name: string, label: () => string, about: RegExp])[] = [
  ["verdicts", m.ops_verdicts, /verdict|sign_off/u],
  ["rebuttals", m.ops_rebuttals, /rebuttal/u],
  ["evidence", m.ops_evidence, /evidence|source|snapshot|custody/u],
  ["claims", m.ops_claims, /claim|work_state|passage|check|contact|comment/u],
  ["documents", m.ops_documents, /document|revision|anchor|leave_out|omission/u],
  ["desk", m.ops_desk, /case|editor|scale|view|letterhead/u],
];

/** Operations that are told of together. */
export interface OperationGroup {
  name: string;
  label: () => string;
  operations: readonly string[];
}

const groupOf = (operation: string): string | undefined =>
  ABOUT.find(([, , about]) => about.test(operation))?.[0];

/** The operations by what they are about, as a filter offers them; then the steps. */
export const OPERATION_GROUPS: readonly OperationGroup[] = [
  ...ABOUT.map(([name, label]) => ({
    name,
    label,
    operations: Object.keys(DONE).filter((operation) => groupOf(operation) === name),
  })),
  { name: "steps", label: m.ops_steps, operations: ["undo", "redo", "revert", "restore", "together"] },
];

/** The operations that a group or a single operation stands for. */
export function operationsOf(name: string): string[] {
  const group = OPERATION_GROUPS.find((one) => one.name === name);
  return group === undefined ? [name] : [...group.operations];
}

const STEPS: Readonly<Record<string, () => string>> = {
  undo: m.op_undo,
  redo: m.op_redo,
  revert: m.op_revert,
  restore: m.op_restore,
  together: m.op_together,
};

/** The operation's name in words. */
export function operationName(operation: string): string {
  return (DONE[operation] ?? STEPS[operation])?.() ?? operation;
}

/**
 * What an entry did. Undo, redo, revert and acts done together say in their label what they were
 * about, which their name alone does not: then the label is the better sentence.
 */
export function operationDone({ operation, label }: Pick<Receipt, "operation" | "label">): string {
  return DONE[operation]?.() ?? (label === "" ? operationName(operation) : label);
}
