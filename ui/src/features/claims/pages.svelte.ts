/** The claims of a case or document, a page at a time. */
import type { ClaimList } from "../../api/generated/ClaimList";
import type { ClaimListAnswer } from "../../api/generated/ClaimListAnswer";
import type { ClaimRow } from "../../api/generated/ClaimRow";
import type { Tally } from "../../api/generated/Tally";
import { ask } from "../../state/live.svelte";
import { PAGE, Paged } from "../../state/paged.svelte";

export { PAGE };

export type Wanted = Omit<ClaimList, "offset" | "limit">;

export class ClaimPages extends Paged<Wanted, ClaimRow, ClaimListAnswer> {
  constructor(wanted: () => Wanted | null) {
    super(
      wanted,
      (question, offset, limit) => ask("claim_list", { ...question, offset, limit }),
      (row) => row.id,
    );
  }

  get tally(): Tally | null {
    return this.answer?.tally ?? null;
  }
}
