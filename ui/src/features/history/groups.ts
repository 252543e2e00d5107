/** What differs, put together by the claim to which it belongs. */
import type { ChangeRow } from "../../api/generated/ChangeRow";
import type { ClaimId } from "../../api/generated/ClaimId";
import type { ComparedClaim } from "../../api/generated/ComparedClaim";

export interface Group {
  /** Null gathers what belongs to no claim. */
  claim: ClaimId | null;
  /** Null where it has none any more, or where it is not known. */
  number: number | null;
  heading: string;
  /** Whether it is there now and can be opened. */
  isThere: boolean;
  rows: ChangeRow[];
}

/** By number; claims that are gone come next, and last what belongs to none. */
const rank = ({ claim, number }: Group): number => (claim === null ? Infinity : (number ?? Number.MAX_VALUE));

export function groupsOf(rows: readonly ChangeRow[], claims: readonly ComparedClaim[]): Group[] {
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  const groups = new Map<ClaimId | null, Group>();
  for (const row of rows) {
    const claim = known.get(row.claim ?? "");
    const group = groups.get(row.claim) ?? {
      claim: row.claim,
      number: claim?.number ?? null,
      heading: claim?.heading ?? "",
      isThere: row.claim !== null,
      rows: [],
    };
    if (row.kind === "claim") {
      group.heading = row.name;
      if (row.what === "removed") group.isThere = false;
    }
    group.rows.push(row);
    groups.set(row.claim, group);
  }
  return [...groups.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
