/**
 * The pretended map and timeline of a claim: the same values as the program's, set out in plain columns
 * and rows. Only the program lays them out well.
 */
import type { Drawing } from "../generated/Drawing";
import type { DrawnBox } from "../generated/DrawnBox";
import type { EvidenceMap } from "../generated/EvidenceMap";
import type { EvidenceMapPage } from "../generated/EvidenceMapPage";
import type { Face } from "../generated/Face";
import type { MapEdge } from "../generated/MapEdge";
import type { MapNode } from "../generated/MapNode";
import type { Side } from "../generated/Side";
import type { Stance } from "../generated/Stance";
import type { StoryEvent } from "../generated/StoryEvent";
import type { Thread } from "../generated/Thread";
import { answer, type Reader } from "./queries";

const SIDES: Record<Stance, Side> = { supports: "for", contradicts: "against", context: "neither" };
const OTHER: Record<Side, Side> = { for: "against", against: "for", neither: "against" };
const FACES: Record<Side, Face> = { for: "for", against: "against", neither: "context" };

const blank = (kind: MapNode["kind"]): MapNode => ({
  kind,
  opens: null,
  name: "",
  text: "",
  dated: "",
  side: "neither",
  stance: null,
  strength: null,
  directness: null,
  status: null,
  weight: null,
  grounds: [],
  unanswered: false,
  source_kind: null,
  withheld: false,
  counts_again: false,
  circle: null,
  verdict: null,
  work_state: null,
});

class Maker {
  readonly nodes: MapNode[] = [];
  readonly edges: MapEdge[] = [];
  readonly depths: number[] = [];
  readonly events: StoryEvent[] = [];
  readonly #sources = new Map<string, number>();

  constructor(readonly reader: Reader) {}

  add(node: MapNode, depth: number): number {
    this.depths.push(depth);
    return this.nodes.push(node) - 1;
  }

  link(from: number, to: number, relation: MapEdge["relation"]): void {
    this.edges.push({ from, to, relation, circle: null });
  }

  tell(event: Partial<StoryEvent> & Pick<StoryEvent, "what" | "name" | "text">): void {
    const rest = { date: "", at: null, opens: null, stance: null, status: null, sign: null, waits: false };
    this.events.push({ side: "neither", ...rest, ...event });
  }

  source(id: string, depth: number): number | null {
    const known = this.#sources.get(id);
    if (known !== undefined) return known;
    const source = this.reader.tables.source.get(id);
    if (source === undefined) return null;
    const node = this.add(
      {
        ...blank("source"),
        opens: { source: id },
        name: source.csl.title || source.symbol,
        source_kind: source.kind,
        dated: source.published,
      },
      depth,
    );
    this.#sources.set(id, node);
    const back = source.origin === null ? null : this.source(source.origin, depth + 1);
    if (back !== null) this.link(node, back, "goes_back");
    return node;
  }

  thread({ rebuttal, answers }: Thread, target: number, depth: number): void {
    const on = this.nodes[target];
    const isAnswer = on?.kind === "rebuttal" || on?.kind === "answer";
    const side = OTHER[on?.side ?? "for"];
    const unanswered =
      !isAnswer && rebuttal.status === "unanswered" && rebuttal.weighing.weight === "unweighed";
    const kind = isAnswer ? "answer" : "rebuttal";
    const about = { opens: { rebuttal: rebuttal.id }, side, status: rebuttal.status };
    const name = rebuttal.by.body || rebuttal.by.name;
    const node = this.add(
      {
        ...blank(kind),
        ...about,
        name,
        text: rebuttal.statement,
        dated: rebuttal.uttered,
        weight: rebuttal.weighing.weight,
        grounds: rebuttal.grounds,
        unanswered,
      },
      depth,
    );
    this.link(node, target, isAnswer ? "answers" : "rebuts");
    this.tell({
      what: kind,
      ...about,
      name,
      text: rebuttal.statement,
      date: rebuttal.uttered,
      waits: unanswered,
    });
    for (const { source, stance } of rebuttal.evidence) {
      const from = this.source(source, depth + 1);
      if (from !== null) this.link(from, node, stance);
    }
    for (const one of answers) this.thread(one, node, depth + 1);
  }
}

export function mapPage(reader: Reader, claim: string): EvidenceMapPage {
  const page = answer(reader, "claim_page", { claim });
  const made = new Maker(reader);
  const { verdict } = page;
  made.add(
    {
      ...blank("claim"),
      opens: { claim },
      text: page.claim.statement,
      side: "for",
      verdict: verdict && { name: verdict.value.name, sign: verdict.value.sign, tone: verdict.value.tone },
      work_state: page.claim.work_state,
    },
    0,
  );
  for (const row of page.evidence) {
    const { evidence } = row;
    const about = { opens: { evidence: evidence.id }, side: SIDES[evidence.stance], stance: evidence.stance };
    const name = row.source.csl.title || row.source.symbol;
    const { strength, directness, shows: text } = evidence;
    const counts_again = row.same_origin_as !== null;
    const node = made.add(
      { ...blank("evidence"), ...about, name, text, strength, directness, counts_again },
      1,
    );
    made.link(node, 0, evidence.stance);
    made.tell({ what: "source", ...about, name, text, date: row.source.published });
    const source = made.source(evidence.source, 2);
    if (source !== null) made.link(node, source, "from");
    for (const thread of row.rebuttals) made.thread(thread, node, 2);
  }
  for (const thread of page.rebuttals) made.thread(thread, 0, 1);
  if (verdict)
    made.tell({
      what: "verdict",
      name: "",
      text: verdict.value.name,
      date: verdict.given_at.slice(0, 10),
      at: verdict.given_at,
      sign: verdict.value.sign,
    });
  const { origins_for, origins_against } = page.balance;
  const map: EvidenceMap = {
    number: page.claim.number,
    nodes: made.nodes,
    edges: made.edges,
    circles: [],
    origins_for,
    origins_against,
    unanswered: page.unanswered,
  };
  const events = made.events.sort((a, b) => (a.date || "9").localeCompare(b.date || "9"));
  return {
    claim,
    statement: page.claim.statement,
    map,
    map_drawing: drawn(map, made.depths),
    story: { number: page.claim.number, events },
    story_drawing: told(events),
  };
}

function box(node: number, x: number, y: number, side: Side, text: string): DrawnBox {
  const at = { x: x + 10, y: y + 22, size: 13, bold: false, at_end: false, rtl: false };
  return {
    node,
    x,
    y,
    width: 200,
    height: 56,
    round: 6,
    fill: "raised",
    edge: FACES[side],
    thick: 1.2,
    stroke: "solid",
    signs: [],
    texts: [{ ...at, face: "ink", text: text.slice(0, 24) }],
    label: text,
  };
}

function sheet(boxes: DrawnBox[]): Drawing {
  const width = Math.max(...boxes.map((one) => one.x + one.width), 0) + 20;
  const height = Math.max(...boxes.map((one) => one.y + one.height), 0) + 20;
  return { width, height, title: "", description: [], edges: [], boxes, shapes: [], texts: [] };
}

function drawn(map: EvidenceMap, depths: readonly number[]): Drawing {
  const rows = new Map<number, number>();
  const boxes = map.nodes.map((node, at) => {
    const column = depths[at] ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return box(at, 20 + column * 260, 20 + row * 76, node.side, node.text || node.name);
  });
  const middle = (at: number): string => {
    const one = boxes[at];
    return one === undefined ? "0 0" : `${one.x + one.width / 2} ${one.y + one.height / 2}`;
  };
  const edges = map.edges.map(({ from, to, circle }, edge) => ({
    edge,
    path: `M${middle(from)}L${middle(to)}`,
    face: FACES[map.nodes[from]?.side ?? "neither"],
    thick: 1.6,
    stroke: "solid" as const,
    head: null,
    circle: circle !== null,
  }));
  return { ...sheet(boxes), edges };
}

const told = (events: readonly StoryEvent[]): Drawing =>
  sheet(events.map((event, at) => box(at, 120, 20 + at * 70, event.side, event.text || event.name)));
