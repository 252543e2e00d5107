/**
 * The lines of the board: claims by their place in the answer, and between them the heads of the
 * work states. A line is one number, so that 100,000 of them weigh nothing.
 */
import type { BoardFilter } from "../../api/generated/BoardFilter";
import type { WorkState } from "../../api/generated/WorkState";

export type Group = { state: WorkState; count: number };

/** The work states that a board shows, in its order; none where it is not ordered by them. */
export function groupsOf(filter: BoardFilter, states: readonly (readonly [WorkState, number])[]): Group[] {
  if (filter.sort !== "state") return [];
  const shown = states.filter(([state]) => filter.states.length === 0 || filter.states.includes(state));
  const groups = shown.map(([state, count]) => ({ state, count }));
  return filter.backwards ? groups.reverse() : groups;
}

/** A claim by its place, or (below zero) the head of a group: -1 is the first. */
export function linesOf(groups: readonly Group[], total: number): number[] {
  if (groups.length === 0) return Array.from({ length: total }, (_, place) => place);
  const lines: number[] = [];
  let place = 0;
  for (const [index, { count }] of groups.entries()) {
    lines.push(-1 - index);
    for (let left = count; left > 0 && place < total; left--) lines.push(place++);
  }
  // What came between two answers must not make a claim unreachable.
  while (place < total) lines.push(place++);
  return lines;
}

/** Where a claim stands among the lines. */
export function lineOf(groups: readonly Group[], place: number): number {
  let heads = 0;
  let before = 0;
  for (const { count } of groups) {
    if (place < before) break;
    heads++;
    before += count;
  }
  return place + heads;
}
