/** Two texts of the pretended desk, paragraph by paragraph. */
import type { MarginClaim } from "../generated/MarginClaim";
import type { TextRow } from "../generated/TextRow";
import type { TextSide } from "../generated/TextSide";
import { alike } from "./anchoring";
import { isPassage, placesIn } from "./places";
import { byClaim, heading } from "./standing";
import type { Tables, Text } from "./tables";
import { compareWords } from "./words";

type Texts = ReadonlyMap<string, Text>;

/** How much of the words of two paragraphs must be the same for one to be the other. */
const SAME_PARAGRAPH = 0.5;

export function compareRows(tables: Tables, texts: Texts, from: string, to: string): TextRow[] {
  const [old, now] = [sides(tables, texts, from), sides(tables, texts, to)];
  const pairs = pairsOf(old, now);
  const kept = inOrder(pairs);
  const rows: TextRow[] = [];
  let at = 0;
  for (const [slot, side] of now.entries()) {
    const like = pairs.get(slot);
    if (like !== undefined && kept.has(slot)) {
      for (; at < like; at++) rows.push(...gone(old, now, at, pairs, kept));
      at = like + 1;
    }
    rows.push(came(old, side, slot, pairs, kept));
  }
  for (; at < old.length; at++) rows.push(...gone(old, now, at, pairs, kept));
  return rows;
}

function came(
  old: TextSide[],
  side: TextSide,
  slot: number,
  pairs: Pairs,
  kept: ReadonlySet<number>,
): TextRow {
  const like = old[pairs.get(slot) ?? -1];
  if (like === undefined)
    return { kind: "added", old: null, new: side, words: [{ op: "added", text: side.text }] };
  const same = like.text === side.text;
  const words = same ? [] : compareWords(like.text, side.text);
  if (!kept.has(slot)) return { kind: "moved_to", old: like, new: side, words };
  return { kind: same ? "same" : "changed", old: like, new: side, words };
}

function gone(
  old: TextSide[],
  now: TextSide[],
  at: number,
  pairs: Pairs,
  kept: ReadonlySet<number>,
): TextRow[] {
  const side = old[at];
  if (side === undefined) return [];
  const slot = [...pairs].find(([, like]) => like === at)?.[0];
  if (slot === undefined)
    return [{ kind: "removed", old: side, new: null, words: [{ op: "removed", text: side.text }] }];
  if (kept.has(slot)) return [];
  return [{ kind: "moved_from", old: side, new: now[slot] ?? null, words: [] }];
}

/** For each new paragraph the old one that it is. */
type Pairs = Map<number, number>;

function pairsOf(old: TextSide[], now: TextSide[]): Pairs {
  const pairs: Pairs = new Map();
  const taken = new Set<number>();
  const take = (slot: number, like: number): void => {
    if (like < 0 || taken.has(like)) return;
    pairs.set(slot, like);
    taken.add(like);
  };
  for (const [slot, side] of now.entries()) {
    take(
      slot,
      old.findIndex((one, at) => one.text === side.text && !taken.has(at)),
    );
  }
  for (const [slot, side] of now.entries()) {
    if (pairs.has(slot)) continue;
    const scores = old.map((one, at) => (taken.has(at) ? 0 : alike(one.text, side.text)));
    const best = Math.max(0, ...scores);
    if (best >= SAME_PARAGRAPH) take(slot, scores.indexOf(best));
  }
  return pairs;
}

/** The longest run of pairs that keep their order: all others moved. */
function inOrder(pairs: Pairs): ReadonlySet<number> {
  const all = [...pairs].sort(([a], [b]) => a - b);
  const best: number[][] = [];
  for (const [slot, like] of all) {
    const before = best
      .filter((run) => (pairs.get(run.at(-1) ?? -1) ?? -1) < like)
      .reduce<number[]>((long, run) => (run.length > long.length ? run : long), []);
    best.push([...before, slot]);
  }
  return new Set(best.reduce<number[]>((long, run) => (run.length > long.length ? run : long), []));
}

function sides(tables: Tables, texts: Texts, revision: string): TextSide[] {
  const text = texts.get(revision);
  if (text === undefined) return [];
  const letters = [...text.text];
  const places = placesIn(tables, revision);
  const { verdict } = byClaim(tables);
  return text.layout.blocks.map(({ kind, start, end }) => ({
    block: kind,
    start,
    end,
    text: letters.slice(start, end).join(""),
    claims: places.flatMap((one): MarginClaim[] => {
      if (!isPassage(one.mark) || one.start >= end || one.end <= start) return [];
      const claim = tables.claim.get(one.mark.claim);
      if (claim === undefined) return [];
      return [
        {
          claim: claim.id,
          number: claim.number,
          heading: heading(claim),
          passage: one.mark.id,
          start: one.start,
          end: one.end,
          tone: verdict.get(claim.id)?.value.tone ?? "open",
          state: one.anchor?.state ?? null,
        },
      ];
    }),
  }));
}
