/** Setting the work state: which states a person sets, and which ask why. */
import type { Claim } from "../../api/generated/Claim";
import type { WorkState } from "../../api/generated/WorkState";
import { m } from "../../i18n";
import type { MenuItem } from "../../parts/types";
import { act } from "../../state/act.svelte";
import { reasons } from "../../state/reasons.svelte";
import { keys, workStates } from "./words";

/** They come about by their own step (the program refuses them here). */
const OWN_STEP: readonly WorkState[] = ["signed_off", "published", "corrected"];

/** They end or halt the work without a verdict, so the history wants to know why. */
const ASKS_WHY: readonly WorkState[] = ["returned", "not_to_be_checked", "superseded", "withdrawn"];

export function settableStates(): WorkState[] {
  return keys(workStates).filter((state) => !OWN_STEP.includes(state));
}

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
