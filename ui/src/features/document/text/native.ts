// The browser's own selection follows ours as far as the text is drawn. Nobody
// sees it; screen readers, the copy command and X11's middle button read it.
import { pieceAt } from "./pieces";
import type { Reader } from "./reader.svelte";
import { spanOf, type Selection } from "./selection";

export function mirrorSelection(
  reader: Reader,
  selection: Selection,
  drawn: readonly [number, number],
): void {
  const native = window.getSelection();
  if (!native) return;
  const [first, last] = drawn;
  const low = reader.pieces[first]?.start ?? 0;
  const high = reader.pieces[last]?.end ?? 0;
  const span = spanOf(selection);
  if (span.end < low || span.start > high) {
    native.removeAllRanges();
    return;
  }
  const place = (point: number): { node: Node; offsetUtf16: number } | undefined => {
    const inside = Math.min(high, Math.max(low, point));
    const at = pieceAt(reader.pieces, inside);
    return reader
      .runsOf(at)
      .find((run) => run.start <= inside && inside <= run.end)
      ?.place(inside);
  };
  const anchor = place(selection.anchor);
  const focus = place(selection.focus);
  if (anchor && focus)
    native.setBaseAndExtent(anchor.node, anchor.offsetUtf16, focus.node, focus.offsetUtf16);
}
