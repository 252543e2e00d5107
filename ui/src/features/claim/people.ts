/** People and bodies, as they are named on screen. */
import type { Party } from "../../api/generated/Party";

export const NOBODY: Party = { name: "", role: "", body: "" };

/** Name, role and body in one line; empty where nothing is known. */
export function partyLine(party: Party): string {
  return [party.name, party.role, party.body].filter((part) => part !== "").join(", ");
}

/** The shortest that still says who: the name, or else the body, or else the role. */
export function partyName(party: Party): string {
  return party.name || party.body || party.role;
}
