/** What of a map is shown, by what somebody wants to see. The claim always is. */
import type { EvidenceMap } from "../../../api/generated/EvidenceMap";
import type { Side } from "../../../api/generated/Side";

export type Kind = "evidence" | "sources" | "rebuttals";

export type Wanted = { kinds: readonly Kind[]; sides: readonly Side[]; unanswered: boolean };

export const KINDS: readonly Kind[] = ["evidence", "sources", "rebuttals"];
export const SIDES: readonly Side[] = ["for", "against", "neither"];
export const ALL: Wanted = { kinds: KINDS, sides: SIDES, unanswered: false };

export const isAll = ({ kinds, sides, unanswered }: Wanted): boolean =>
  kinds.length === KINDS.length && sides.length === SIDES.length && !unanswered;

/** The nodes that are shown. */
export function shown(map: EvidenceMap, { kinds, sides, unanswered }: Wanted): Set<number> {
  const kept = new Set<number>([0]);
  map.nodes.forEach((node, at) => {
    if (node.kind === "claim" || node.kind === "source" || node.kind === "origin") return;
    const kind = node.kind === "evidence" ? "evidence" : "rebuttals";
    if (kinds.includes(kind) && sides.includes(node.side) && (!unanswered || node.unanswered)) kept.add(at);
  });
  // What is disputed without an answer is shown with the dispute.
  if (unanswered) {
    for (const { from, to, relation } of map.edges) if (relation === "rebuts" && kept.has(from)) kept.add(to);
  }
  if (!kinds.includes("sources")) return kept;
  const onlySources = kinds.length === 1;
  let size = -1;
  while (size !== kept.size) {
    size = kept.size;
    for (const { from, to, relation } of map.edges) {
      if ((relation === "from" || relation === "goes_back") && kept.has(from)) kept.add(to);
      const source = map.nodes[from]?.kind === "source" || map.nodes[from]?.kind === "origin";
      if (source && relation !== "goes_back" && kept.has(to) && to !== 0) kept.add(from);
    }
    if (onlySources)
      map.nodes.forEach((node, at) => {
        if (node.kind === "source" || node.kind === "origin") kept.add(at);
      });
  }
  return kept;
}
