/** What a meeting decides about a claim, as commands: the act, and the decision with its reason, in one step. */
import type { ClaimPageAnswer } from "../../api/generated/ClaimPageAnswer";
import type { Command } from "../../api/generated/Command";
import type { EditorId } from "../../api/generated/EditorId";
import type { Receipt } from "../../api/generated/Receipt";
import type { Scale } from "../../api/generated/Scale";
import type { WorkState } from "../../api/generated/WorkState";
import { m } from "../../i18n";
import { act } from "../../state/act.svelte";
import { workStates } from "../../state/words";

export type Way = "verdict" | "state" | "return" | "leave" | "dissent";

export type Decision =
  | { way: "verdict"; scale: Scale; value: string }
  | { way: "state"; state: WorkState }
  | { way: "return" }
  | { way: "leave" }
  | { way: "dissent"; of: EditorId | null };

/** What was decided, in words. */
export function decisionWords(decision: Decision): string {
  switch (decision.way) {
    case "verdict": {
      const value = decision.scale.values.find(({ id }) => id === decision.value);
      return `${m.verdict_title()}: ${value?.name ?? ""}`;
    }
    case "state":
      return `${m.claim_work_state()}: ${workStates[decision.state]()}`;
    case "return":
      return m.meeting_returned();
    case "leave":
      return m.meeting_left();
    case "dissent":
      return m.comment_kind_dissent();
  }
}

function actOf(page: ClaimPageAnswer, decision: Decision, reason: string): Command[] {
  const claim = page.claim.id;
  switch (decision.way) {
    case "verdict": {
      const { scale, value } = decision;
      return [{ do: "give_verdict", claim, scale: scale.id, value, with: { reasoning: reason } }];
    }
    case "state":
      return [{ do: "set_work_state", claim, state: decision.state, reason }];
    case "return":
      return [{ do: "set_work_state", claim, state: "returned", reason }];
    case "leave":
    case "dissent":
      return [];
  }
}

/** Puts a decision, or a dissent, into the ledger: one step, with its reason. */
export function decide(page: ClaimPageAnswer, decision: Decision, reason: string): Promise<Receipt | null> {
  const claim = page.claim.id;
  const words = decisionWords(decision);
  if (decision.way === "dissent") {
    const { of } = decision;
    return act({ do: "add_comment", claim, text: reason, kind: "dissent", ...(of !== null && { of }) });
  }
  // After the act, so that the word stands beside the verdict that it is about.
  const said: Command = { do: "add_comment", claim, text: `${words}. ${reason}`, kind: "decision" };
  const commands = [...actOf(page, decision, reason), said];
  const title = m.meeting_step({ number: page.claim.number, what: words });
  return act({ do: "together", title, commands }, reason);
}
