/** What a thing of the map, or an event, is called: for lists and for whoever hears the screen. */
import type { EvidenceMap } from "../../../api/generated/EvidenceMap";
import type { MapNode } from "../../../api/generated/MapNode";
import type { NodeKind } from "../../../api/generated/NodeKind";
import type { StoryEvent } from "../../../api/generated/StoryEvent";
import type { StoryWhat } from "../../../api/generated/StoryWhat";
import { formatPartialDate, m } from "../../../i18n";
import { directnesses, glyph, rebuttalStatuses, sourceKinds, stances, strengths, workStates } from "../words";

const KINDS: Readonly<Record<NodeKind, () => string>> = {
  claim: m.claim_untitled,
  evidence: m.map_evidence,
  source: m.map_source,
  origin: m.map_origin,
  rebuttal: m.map_rebuttal,
  answer: m.map_answer,
};

const EVENTS: Readonly<Record<StoryWhat, () => string>> = {
  claim: m.map_event_claim,
  appearance: m.map_event_appearance,
  source: m.map_source,
  rebuttal: m.map_rebuttal,
  answer: m.map_answer,
  verdict: m.map_event_verdict,
  withdrawn: m.map_event_withdrawn,
  signed_off: m.map_event_signed_off,
};

export type Line = { head: string; body: string };

const joined = (parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((part) => typeof part === "string" && part !== "").join(" · ");

/** Kind and standing, then what it says. */
export function nodeLine(node: MapNode): Line {
  const head = joined([
    KINDS[node.kind](),
    node.verdict && `${glyph(node.verdict.sign)} ${node.verdict.name}`,
    node.stance && stances[node.stance](),
    node.strength && strengths[node.strength](),
    node.directness && directnesses[node.directness](),
    node.source_kind && sourceKinds[node.source_kind](),
    node.status &&
      (node.kind === "rebuttal" || node.status !== "unanswered") &&
      rebuttalStatuses[node.status](),
    node.work_state && workStates[node.work_state](),
    node.dated && formatPartialDate(node.dated),
    node.circle !== null && m.map_in_circle(),
    node.counts_again && m.map_counts_again(),
  ]);
  return { head, body: joined([node.name, node.text]) };
}

export function eventLine(event: StoryEvent): Line {
  const head = joined([
    event.date === "" ? m.map_not_dated() : formatPartialDate(event.date),
    EVENTS[event.what](),
    event.sign && glyph(event.sign),
    event.stance && stances[event.stance](),
    event.status && event.what === "rebuttal" && rebuttalStatuses[event.status](),
    event.waits && event.what === "signed_off" && m.map_stale(),
  ]);
  return { head, body: joined([event.name, event.text]) };
}

export type Row = { node: number; depth: number; line: Line };

/** All that is shown as a list: what hangs on a thing stands under it, each thing once. */
export function outline(map: EvidenceMap, shows: (node: number) => boolean): Row[] {
  const under = new Map<number, number[]>();
  for (const { from, to, relation } of map.edges) {
    const [above, below] = relation === "from" || relation === "goes_back" ? [from, to] : [to, from];
    under.set(above, [...(under.get(above) ?? []), below]);
  }
  const rows: Row[] = [];
  const seen = new Set<number>();
  const add = (node: number, depth: number): void => {
    const found = map.nodes[node];
    if (found === undefined || seen.has(node)) return;
    seen.add(node);
    if (shows(node)) rows.push({ node, depth, line: nodeLine(found) });
    for (const below of under.get(node) ?? []) add(below, shows(node) ? depth + 1 : depth);
  };
  map.nodes.forEach((_, node) => {
    add(node, 0);
  });
  return rows;
}

/** The names in a circle, from the first back to the first. */
export function circleNames(map: EvidenceMap, circle: number): string {
  const nodes = map.circles[circle]?.nodes ?? [];
  const names = [...nodes, ...nodes.slice(0, 1)].map((node) => map.nodes[node]?.name || m.map_source());
  return names.join(" → ");
}
