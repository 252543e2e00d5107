/** What is done to many claims at once: one command that holds them all, undone as one step. */
import type { ClaimId } from "../../api/generated/ClaimId";
import type { ClaimPatch } from "../../api/generated/ClaimPatch";
import type { Command } from "../../api/generated/Command";
import type { Receipt } from "../../api/generated/Receipt";
import type { WorkState } from "../../api/generated/WorkState";
import { formatNumber, m } from "../../i18n";
import { act } from "../../state/act.svelte";
import { reasons } from "../../state/reasons.svelte";
import { ASKS_WHY, workStates } from "../../state/words";

const together = (
  claims: readonly ClaimId[],
  title: string,
  one: (claim: ClaimId) => Command,
  why: string | null = null,
): Promise<Receipt | null> => {
  const [first] = claims;
  // One claim is an act of its own, with its own name in the history.
  if (first !== undefined && claims.length === 1) return act(one(first), why);
  return act({ do: "together", title, commands: claims.map(one) }, why);
};

/** Sets fields of many claims; `what` says which, as "priority: High". */
export function editAll(claims: readonly ClaimId[], set: ClaimPatch, what: string): Promise<Receipt | null> {
  const title = m.board_step({ count: claims.length, shown: formatNumber(claims.length), what });
  return together(claims, title, (claim) => ({ do: "edit_claim", claim, set }));
}

/** Sets the work state of many claims, after asking why where it must. */
export async function setAll(claims: readonly ClaimId[], state: WorkState): Promise<Receipt | null> {
  const name = workStates[state]();
  let reason = "";
  if (ASKS_WHY.includes(state)) {
    const why = await reasons.ask({
      title: m.claim_state_ask({ state: name }),
      text: m.board_state_ask_text({ count: claims.length, shown: formatNumber(claims.length) }),
      confirm: m.claim_state_confirm(),
    });
    if (why === null) return null;
    reason = why;
  }
  const title = m.board_step({ count: claims.length, shown: formatNumber(claims.length), what: name });
  const one = (claim: ClaimId): Command => ({ do: "set_work_state", claim, state, reason });
  return together(claims, title, one, reason === "" ? null : reason);
}
