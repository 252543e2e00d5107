// The ticks of the mini map. Each tone has a colour and a shape, so that none
// is told by colour alone; five thousand of them are one drawing, not elements.
import type { Tone } from "./types";

export interface Tick {
  readonly y: number;
  readonly tone: Tone;
  readonly chosen: boolean;
}

const WIDTH = 8;
const COLOURS: Readonly<Record<Tone, string>> = {
  supported: "--sup",
  refuted: "--reb",
  context: "--ctx",
  conflict: "--reb",
  open: "--open",
  not_checked: "--ink3",
};

/** Rectangles of a tick, from its middle: bar, double bar, dashes, zigzag, dot, hairline. */
const SHAPES: Readonly<
  Record<Tone, readonly (readonly [x: number, y: number, width: number, height: number])[]>
> = {
  supported: [[0, -1.5, 8, 3]],
  refuted: [
    [0, -3, 8, 2],
    [0, 1, 8, 2],
  ],
  context: [
    [0, -1.5, 3, 3],
    [5, -1.5, 3, 3],
  ],
  conflict: [
    [0, -3, 4, 3],
    [4, 0, 4, 3],
  ],
  open: [[2.5, -1.5, 3, 3]],
  not_checked: [[0, -0.5, 8, 1]],
};

export function drawTicks(canvas: HTMLCanvasElement, height: number, ticks: readonly Tick[]): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = WIDTH * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => resolved(canvas, style, name);
  const colours = Object.fromEntries(Object.entries(COLOURS).map(([tone, name]) => [tone, colour(name)]));
  for (const { y, tone, chosen } of ticks) {
    if (chosen) {
      pen.fillStyle = colour("--ink");
      pen.fillRect(0, y - 5, WIDTH, 10);
      pen.clearRect(0, y - 4, WIDTH, 8);
    }
    pen.fillStyle = colours[tone] ?? "";
    for (const [left, top, width, tall] of SHAPES[tone]) pen.fillRect(left, y + top, width, tall);
  }
}

/** A token as a plain colour: a canvas does not understand `light-dark()`. */
function resolved(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, name: string): string {
  canvas.style.setProperty("color", `var(${name})`);
  const colour = style.color;
  canvas.style.removeProperty("color");
  return colour;
}
