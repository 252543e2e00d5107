/** The map of a claim: how it is walked, filtered, listed and looked at. */
import { render } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, test, vi } from "vitest";
import { pretend } from "../src/api/pretend";
import type { EvidenceMapPage } from "../src/api/generated/EvidenceMapPage";
import MapScreen from "../src/features/claim/map/MapScreen.svelte";
import { ALL, shown } from "../src/features/claim/map/filter";
import { PictureView } from "../src/features/claim/map/view.svelte";
import { next } from "../src/features/claim/map/walk";
import { eventLine, nodeLine, outline } from "../src/features/claim/map/words";

/** The map of the sample's most disputed claim. */
async function disputed(): Promise<EvidenceMapPage> {
  const desk = pretend({ desk: "sample" });
  const pages = await Promise.all(
    [...desk.ledger.tables.claim.keys()].map((claim) => desk.evidenceMap(claim, null)),
  );
  const rebuttals = ({ map }: EvidenceMapPage): number =>
    map.nodes.filter(({ kind }) => kind === "rebuttal" || kind === "answer").length;
  const [most] = pages.sort((a, b) => rebuttals(b) - rebuttals(a));
  if (most === undefined || rebuttals(most) === 0) throw new Error("the sample has a dispute");
  return most;
}

describe("the map", () => {
  test("walks along its lines, and to the neighbour where none leads", async () => {
    const { map, map_drawing: drawing } = await disputed();
    const all = (): boolean => true;
    const first = next(drawing, map.edges, 0, "right", all);
    expect(first).not.toBeNull();
    const joins = map.edges.some(
      ({ from, to }) => (from === first && to === 0) || (from === 0 && to === first),
    );
    expect(joins).toBe(true);
    expect(next(drawing, map.edges, first ?? -1, "left", all)).toBe(0);
    const below = next(drawing, map.edges, first ?? -1, "down", all);
    const y = (node: number | null): number => drawing.boxes.find((box) => box.node === node)?.y ?? -1;
    expect(y(below)).toBeGreaterThan(y(first));
    expect(next(drawing, map.edges, 0, "right", (node) => node === 0)).toBeNull();
  });

  test("a filter keeps the claim, and a source only with what it bears on", async () => {
    const { map } = await disputed();
    expect(shown(map, ALL).size).toBe(map.nodes.length);
    const none = shown(map, { kinds: ["sources"], sides: [], unanswered: false });
    expect(none.has(0)).toBe(true);
    const rebuttals = shown(map, { ...ALL, kinds: ["rebuttals"] });
    const kinds = new Set([...rebuttals].map((node) => map.nodes[node]?.kind));
    expect([...kinds].sort()).toEqual(
      ["answer", "claim", "rebuttal"].filter((kind) => kinds.has(kind as never)),
    );
    expect(kinds.has("rebuttal")).toBe(true);
    const against = shown(map, { ...ALL, sides: ["against"] });
    for (const node of against) {
      const { kind, side } = map.nodes[node] ?? {};
      if (kind === "evidence" || kind === "rebuttal") expect(side).toBe("against");
    }
  });

  test("a circle that is asked for is shown once", async () => {
    const page = await disputed();
    const circled = { ...page, map: { ...page.map, circles: [{ nodes: [1] }] } } as EvidenceMapPage;
    let circle: number | null = 0;
    const { rerender } = render(MapScreen, {
      page: circled,
      face: "map",
      wide: false,
      onopen: vi.fn(),
      onsave: vi.fn(),
      get circle() {
        return circle;
      },
      set circle(next) {
        circle = next;
      },
    });
    const focused = (): string | null | undefined => document.activeElement?.getAttribute("data-node");
    await vi.waitFor(() => expect(focused()).toBe("1"));
    expect(circle).toBeNull();
    document.querySelector<SVGElement>('[data-node="0"]')?.focus();
    await rerender({ page: { ...circled, claim: "another" } });
    await tick();
    expect(focused()).toBe("0");
  });

  test("the list names each thing once, under what it hangs on", async () => {
    const { map, story } = await disputed();
    const rows = outline(map, () => true);
    expect(rows.map((row) => row.node).sort((a, b) => a - b)).toEqual(map.nodes.map((_, at) => at));
    expect(rows[0]).toMatchObject({ node: 0, depth: 0 });
    const answer = map.nodes.findIndex(({ kind }) => kind === "answer");
    if (answer >= 0) expect(rows.find((row) => row.node === answer)?.depth).toBeGreaterThan(1);
    for (const node of map.nodes) expect(nodeLine(node).head).not.toBe("");
    for (const event of story.events) expect(eventLine(event).head).not.toBe("");
  });

  test("what lies under the pointer stays there while it grows", () => {
    const view = new PictureView();
    [view.width, view.height] = [800, 600];
    view.fit(1600, 600);
    expect(view.scale).toBeCloseTo(0.5);
    const under = (x: number): number => (x - view.x) / view.scale;
    const before = under(200);
    view.zoom(2, 200, 100);
    expect(under(200)).toBeCloseTo(before);
    const label = { node: 0, x: 3000, y: 0, width: 100, height: 40 } as never;
    view.reveal(label);
    expect(3100 * view.scale + view.x).toBeLessThanOrEqual(800);
  });
});
