/** A verdict as its form holds it, and the command that gives it. */
import type { ChangeAsked } from "../../../api/generated/ChangeAsked";
import type { ClaimId } from "../../../api/generated/ClaimId";
import type { Command } from "../../../api/generated/Command";
import type { Confidence } from "../../../api/generated/Confidence";
import type { DeskAnswer } from "../../../api/generated/DeskAnswer";
import type { Scale } from "../../../api/generated/Scale";
import type { ScaleId } from "../../../api/generated/ScaleId";
import type { ScaleValue } from "../../../api/generated/ScaleValue";
import type { ScaleValueId } from "../../../api/generated/ScaleValueId";
import type { Verdict } from "../../../api/generated/Verdict";
import type { CaseId } from "../../../api/generated/CaseId";
import type { Option } from "../../../parts/types";
import { toneParts } from "../../../state/words";
import { glyph } from "../words";

export type VerdictFormValue = {
  scale: ScaleId | null;
  value: ScaleValueId | null;
  finding: string;
  reasoning: string;
  confidence: Confidence;
  limits: string;
  context: string;
  change: ChangeAsked;
};

/** The scales on offer, the case's own first; a retired one only where the verdict stands on it. */
export function scalesFor(desk: DeskAnswer | null, open: CaseId, given: ScaleId | null): Scale[] {
  const scales = desk?.scales.filter((scale) => !scale.retired || scale.id === given) ?? [];
  const first = desk?.cases.find((row) => row.case.id === open)?.case.scale ?? null;
  return [...scales].sort((one, other) => Number(other.id === first) - Number(one.id === first));
}

export function verdictForm(was: Verdict | null, scales: readonly Scale[]): VerdictFormValue {
  const offered = scales.some((scale) => scale.id === was?.scale);
  return {
    scale: (offered ? was?.scale : scales[0]?.id) ?? null,
    value: offered ? (was?.value.id ?? null) : null,
    finding: was?.finding ?? "",
    reasoning: was?.reasoning ?? "",
    confidence: was?.confidence ?? "medium",
    limits: was?.limits ?? "",
    context: was?.context ?? "",
    change: was?.change_asked ?? { old: "", new: "", note: "" },
  };
}

/** The command; its reasoning is the reason of the entry as well. Null while value or reasoning lack. */
export function verdictCommand(
  claim: ClaimId,
  form: VerdictFormValue,
): { command: Command; why: string } | null {
  const why = form.reasoning.trim();
  if (form.scale === null || form.value === null || why === "") return null;
  const { old, new: next, note } = form.change;
  const command: Command = {
    do: "give_verdict",
    claim,
    scale: form.scale,
    value: form.value,
    with: {
      finding: form.finding.trim(),
      reasoning: why,
      confidence: form.confidence,
      limits: form.limits.trim(),
      context: form.context.trim(),
      change_asked: { old: old.trim(), new: next.trim(), note: note.trim() },
    },
  };
  return { command, why };
}

export function valueOption(value: ScaleValue): Option {
  return {
    value: value.id,
    label: value.name,
    detail: value.meaning,
    sign: glyph(value.sign),
    tone: toneParts[value.tone],
  };
}

export function hasChange(change: ChangeAsked): boolean {
  return change.old !== "" || change.new !== "" || change.note !== "";
}
