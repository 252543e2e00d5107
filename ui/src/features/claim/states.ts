/** Setting the work state: which states a person sets, and which ask why. */
import type { Claim } from "../../api/generated/Claim";
import type { WorkState } from "../../api/generated/WorkState";
import { m } from "../../i18n";
import { ASKS_WHY, settableStates, workStates } from "../../state/words";
import type { MenuItem } from "../../parts/types";
import { act } from "../../state/act.svelte";
import { reasons } from "../../state/reasons.svelte";

export { settableStates };

export async function setWorkState(claim: Claim, state: WorkState): Promise<void> {
  if (state === claim.work_state) return;
  let reason = "";
  if (ASKS_WHY.includes(state)) {
    const why = await reasons.ask({
      title: m.claim_state_ask({ state: workStates[state]() }),
      text: m.claim_state_ask_text(),
      confirm: m.claim_state_confirm(),
    });
    if (why === null) return;
    reason = why;
  }
  await act({ do: "set_work_state", claim: claim.id, state, reason }, reason === "" ? null : reason);
}

/** The states as a menu; those that ask why stand apart. */
export function stateItems(claim: Claim): MenuItem[] {
  const line = (state: WorkState): MenuItem => ({
    id: state,
    label: workStates[state](),
    checked: state === claim.work_state,
    onselect: () => void setWorkState(claim, state),
  });
  const states = settableStates();
  return [
    ...states.filter((state) => !ASKS_WHY.includes(state)).map(line),
    "line",
    ...states.filter((state) => ASKS_WHY.includes(state)).map(line),
  ];
}
