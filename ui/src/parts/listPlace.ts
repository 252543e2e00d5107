/** Where one goes in a list: by how many lines, and by which key. Places count from 0; -1 is nowhere yet. */

/** The place so many lines on, at most the last or first one; from nowhere, the first comes first, or the last. */
export function placeAfter(at: number, by: number, count: number): number {
  const from = at >= 0 ? at : by > 0 ? -1 : count;
  return Math.max(0, Math.min(from + by, count - 1));
}

/** How many lines a page key goes on: one less than are in view, so that one of them is seen again. */
export function pageOf(box: Element | null, lineHeight: number): number {
  return Math.max(1, Math.floor((box?.clientHeight ?? lineHeight) / lineHeight) - 1);
}

/** Where a key leads from a place, with so many lines to a page; null if it leads nowhere. */
export function placeByKey(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return placeAfter(at, 1, count);
    case "ArrowUp":
      return placeAfter(at, -1, count);
    case "PageDown":
      return placeAfter(at, page, count);
    case "PageUp":
      return placeAfter(at, -page, count);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
