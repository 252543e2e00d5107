/** Why somebody cannot sign a claim off, as a sentence; null where they can. The program says the same, later. */
import type { ClaimPageAnswer } from "../../../api/generated/ClaimPageAnswer";
import type { EditorId } from "../../../api/generated/EditorId";
import { m } from "../../../i18n";

export function obstacle(page: ClaimPageAnswer, editor: EditorId | null): string | null {
  const { claim, verdict } = page;
  if (["not_to_be_checked", "superseded", "withdrawn"].includes(claim.work_state)) return m.sign_set_aside();
  if (verdict === null) return m.sign_no_verdict();
  if (editor !== null && verdict.given_by === editor) return m.sign_own_verdict();
  return null;
}
