// Where the bar of actions stands: under the last selected line, else over the
// first, else at the foot of the view, which the text then makes room for.
import type { Box } from "./lines";

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface BarQuestion {
  /** The ends of the selection and the caret, in the view's own pixels; null where not drawn. */
  readonly first: Box | null;
  readonly last: Box | null;
  readonly focus: Box | null;
  readonly view: Size;
  readonly bar: Size;
}

export interface BarPlace {
  readonly left: number;
  readonly top: number;
  readonly docked: boolean;
}

const GAP = 10;
const MARGIN = 8;

export function placeBar({ first, last, focus, view, bar }: BarQuestion): BarPlace {
  const middle = focus ? focus.left - bar.width / 2 : (view.width - bar.width) / 2;
  const left = Math.max(MARGIN, Math.min(middle, view.width - bar.width - MARGIN));
  if (last && last.bottom >= 0) {
    const top = last.bottom + GAP;
    if (top + bar.height + MARGIN <= view.height) return { left, top, docked: false };
  }
  if (first && first.top <= view.height) {
    const top = first.top - GAP - bar.height;
    if (top >= MARGIN) return { left, top, docked: false };
  }
  return {
    left: Math.max(MARGIN, (view.width - bar.width) / 2),
    top: view.height - bar.height - MARGIN,
    docked: true,
  };
}
