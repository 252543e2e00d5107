/** Walking from box to box: along the lines first, and where none leads that way, to the nearest box. */
import type { Drawing } from "../../../api/generated/Drawing";
import type { DrawnBox } from "../../../api/generated/DrawnBox";
import type { MapEdge } from "../../../api/generated/MapEdge";

export type Way = "left" | "right" | "up" | "down";

const middle = (box: DrawnBox): { x: number; y: number } => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});

/** How far another box lies in a direction, and how far beside it; null where it lies elsewhere. */
function towards(from: DrawnBox, to: DrawnBox, way: Way): { ahead: number; beside: number } | null {
  const [a, b] = [middle(from), middle(to)];
  const [x, y] = [b.x - a.x, b.y - a.y];
  const ahead = { left: -x, right: x, up: -y, down: y }[way];
  const beside = way === "left" || way === "right" ? Math.abs(y) : Math.abs(x);
  return ahead > 1 ? { ahead, beside } : null;
}

/** The next box that way, of those that are shown. */
export function next(
  drawing: Drawing,
  edges: readonly MapEdge[],
  from: number,
  way: Way,
  shows: (node: number) => boolean,
): number | null {
  const here = drawing.boxes.find((box) => box.node === from);
  if (here === undefined) return null;
  const joined = new Set(
    edges.flatMap((edge) =>
      edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : ([] as number[]),
    ),
  );
  const found = (among: readonly DrawnBox[], weight: number): number | null => {
    let best: { node: number; far: number } | null = null;
    for (const box of among) {
      const lies = box.node === from || !shows(box.node) ? null : towards(here, box, way);
      if (lies === null) continue;
      const far = lies.ahead + lies.beside * weight;
      if (best === null || far < best.far) best = { node: box.node, far };
    }
    return best?.node ?? null;
  };
  const sideways = way === "left" || way === "right";
  const along = sideways
    ? found(
        drawing.boxes.filter((box) => joined.has(box.node)),
        1,
      )
    : null;
  // Up and down keep to the column: what stands beside weighs more than what stands further on.
  return along ?? found(drawing.boxes, sideways ? 2 : 4);
}
