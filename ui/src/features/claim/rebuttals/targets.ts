/** What a rebuttal on this claim can dispute, as choices. */
import type { ClaimPageAnswer } from "../../../api/generated/ClaimPageAnswer";
import type { Target } from "../../../api/generated/Target";
import { m } from "../../../i18n";
import type { Option } from "../../../parts/types";
import { targetId } from "../dossier.svelte";
import { partyName } from "../people";
import { sourceLabel } from "../sources/record";
import { allRebuttals } from "../threads";
import { stanceSigns, stanceTones } from "../words";

/** Ids name their target by themselves: no two things share one. */
export function targetChoice(target: Target): string {
  return targetId(target);
}

export function targetChoices(page: ClaimPageAnswer): { option: Option; target: Target }[] {
  const claim = {
    option: { value: page.claim.id, label: m.rebuttal_target_claim() },
    target: { claim: page.claim.id },
  };
  const evidence = page.evidence.map(({ evidence: { id, stance }, source }) => ({
    option: {
      value: id,
      label: m.rebuttal_target_evidence({ source: sourceLabel(source) }),
      sign: stanceSigns[stance],
      tone: stanceTones[stance],
    },
    target: { evidence: id },
  }));
  const rebuttals = allRebuttals(page).map(({ id, by, statement }) => ({
    option: {
      value: id,
      label: m.rebuttal_target_rebuttal({ name: partyName(by) || m.rebuttal_someone(), statement }),
    },
    target: { rebuttal: id },
  }));
  return [claim, ...evidence, ...rebuttals];
}
