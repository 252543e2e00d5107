/**
 * The ledger as a strip: its days side by side, each as wide as the other, those without entries
 * left out. Places on it go from 0 to 1; an entry stands at the end of its own share of its day,
 * since the moment that it stands for is just after it. Nothing here draws.
 */
import type { MarkWhat } from "../../api/generated/MarkWhat";
import type { TimelineDay } from "../../api/generated/TimelineDay";
import type { TimelineMark } from "../../api/generated/TimelineMark";

type Days = readonly TimelineDay[];
type Way = -1 | 1;

const span = ({ first, last }: TimelineDay): number => Math.max(1, last - first + 1);

/** The day of an entry: the first that ends at it or later. */
function dayIndex(days: Days, seq: number): number {
  let [low, high] = [0, days.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.last ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function dayOf(days: Days, seq: number): TimelineDay | undefined {
  return days[dayIndex(days, seq)];
}

/** Where an entry stands. */
export function placeOf(days: Days, seq: number): number {
  const at = dayIndex(days, seq);
  const day = days[at];
  if (day === undefined) return 1;
  const within = (seq - day.first + 1) / span(day);
  return (at + Math.min(1, Math.max(0, within))) / days.length;
}

/** The entry nearest to a place. */
export function entryNear(days: Days, place: number): number {
  const x = Math.min(1, Math.max(0, place)) * days.length;
  const at = Math.min(days.length - 1, Math.floor(x));
  const day = days[at];
  if (day === undefined) return 0;
  const nearest = day.first - 1 + Math.round((x - at) * span(day));
  return Math.min(day.last, Math.max(days[0]?.first ?? 1, nearest));
}

/** The end of the day before or of this or the next day: where an editor went home. */
export function stepDay(days: Days, seq: number, way: Way): number {
  const at = dayIndex(days, seq);
  const here = days[at];
  if (here === undefined) return seq;
  if (way > 0) return seq < here.last ? here.last : (days[at + 1]?.last ?? here.last);
  return days[at - 1]?.last ?? here.first;
}

/** The next mark that way; where there is none, the end of the ledger. */
export function stepMark(marks: readonly TimelineMark[], seq: number, way: Way, head: number): number {
  const next = way > 0 ? marks.find((mark) => mark.seq > seq) : marks.findLast((mark) => mark.seq < seq);
  return next?.seq ?? (way > 0 ? head : 1);
}

/** The last entry that is not after the end of a day, month or year; the first where all are. */
export function entryAtDate(days: Days, date: string): number {
  const upTo = `${date}~`;
  return days.findLast(({ day }) => day < upTo)?.last ?? days[0]?.first ?? 0;
}

export interface Bar {
  /** From 0 to 1, as all places. */
  start: number;
  width: number;
  /** From 0 to 1, of the busiest. */
  height: number;
}

/** A bar for each day, or for several where there are more days than bars. */
export function barsOf(days: Days, most: number): Bar[] {
  const count = Math.max(1, Math.min(days.length, Math.floor(most)));
  const heaps = Array.from({ length: count }, (_, at) => {
    const [from, to] = [Math.floor((at * days.length) / count), Math.floor(((at + 1) * days.length) / count)];
    return {
      start: from / days.length,
      width: (to - from) / days.length,
      // The busiest of them: an average would hide the day on which everything happened.
      entries: Math.max(0, ...days.slice(from, to).map((day) => day.entries)),
    };
  });
  const busiest = Math.max(1, ...heaps.map((heap) => heap.entries));
  // Roots, so that a quiet day is seen beside a busy one.
  return heaps.map(({ start, width, entries }) => ({ start, width, height: Math.sqrt(entries / busiest) }));
}

export interface Cluster {
  place: number;
  what: MarkWhat;
  /** All that stand here, oldest first. */
  marks: TimelineMark[];
}

/** What a place is called by where several marks stand: the rarest tells most. */
const TELLING: readonly MarkWhat[] = ["restore", "draft", "export", "sign_off", "verdict"];

/** Marks that would cover one another stand as one. `apart` is the least distance. */
export function clustersOf(days: Days, marks: readonly TimelineMark[], apart: number): Cluster[] {
  const clusters: Cluster[] = [];
  let end = -1;
  for (const mark of marks) {
    const place = placeOf(days, mark.seq);
    const last = clusters.at(-1);
    if (last !== undefined && place < end) last.marks.push(mark);
    else {
      clusters.push({ place, what: mark.what, marks: [mark] });
      end = place + apart;
    }
  }
  for (const cluster of clusters) {
    const kinds = new Set(cluster.marks.map((mark) => mark.what));
    cluster.what = TELLING.find((what) => kinds.has(what)) ?? cluster.what;
  }
  return clusters;
}

/** The days that are named under the strip: as many as have room, evenly spread. */
export function namedDays(days: Days, most: number): { day: string; place: number }[] {
  const count = Math.max(1, Math.min(days.length, Math.floor(most)));
  return Array.from({ length: count }, (_, at) => Math.floor((at * days.length) / count)).flatMap((index) => {
    const day = days[index];
    return day === undefined ? [] : [{ day: day.day, place: index / days.length }];
  });
}
