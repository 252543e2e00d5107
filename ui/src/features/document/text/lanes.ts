// Underlines of claims that overlap are stacked: each passage gets a lane, the
// shortest nearest to the words, so that a claim inside another reads as such.
import { byPlace } from "./pieces";
import type { TextMark } from "./types";

/** More lanes than this share the lowest: a stack deeper than the line gap would cross the next line. */
export const MOST_LANES = 6;

/** The lane of every passage, by its id. */
export function lanesOf(marks: readonly TextMark[]): Map<string, number> {
  const lanes = new Map<string, number>();
  for (const group of overlapping([...marks].sort(byPlace))) {
    const placed: { mark: TextMark; lane: number }[] = [];
    for (const mark of group.sort((a, b) => a.end - a.start - (b.end - b.start) || byPlace(a, b))) {
      const taken = new Set(placed.filter((each) => meet(each.mark, mark)).map((each) => each.lane));
      let lane = 0;
      while (taken.has(lane) && lane < MOST_LANES - 1) lane++;
      placed.push({ mark, lane });
      lanes.set(mark.passage, lane);
    }
  }
  return lanes;
}

/** Splits sorted marks into groups that nothing connects. */
function overlapping(sorted: readonly TextMark[]): TextMark[][] {
  const groups: TextMark[][] = [];
  let reach = -1;
  for (const mark of sorted) {
    const group = groups.at(-1);
    if (group && mark.start < reach) {
      group.push(mark);
      reach = Math.max(reach, mark.end);
    } else {
      groups.push([mark]);
      reach = mark.end;
    }
  }
  return groups;
}

function meet(a: TextMark, b: TextMark): boolean {
  return a.start < b.end && b.start < a.end;
}
