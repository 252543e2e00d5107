/** Where a reader was in each text, kept by the program. */
import { bridge } from "../api/bridge";
import type { RevisionId } from "../api/generated/RevisionId";
import { tell } from "./act.svelte";

/** In code points; `scroll` is the (broken) one at the top of the view. */
export interface Position {
  start: number;
  end: number;
  scroll: number;
}

const WAIT_MS = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function positionOf(revision: RevisionId): Promise<Position | null> {
  const kept = await bridge().setting(`position/${revision}`);
  if (kept === null) return null;
  const [start, end, scroll] = kept.split(" ").map(Number);
  const numbers = [start, end, scroll].every((number) => Number.isFinite(number));
  return numbers ? { start: start ?? 0, end: end ?? 0, scroll: scroll ?? 0 } : null;
}

export function keepPosition(revision: RevisionId, { start, end, scroll }: Position): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    void bridge().keepSetting(`position/${revision}`, `${start} ${end} ${scroll}`).catch(tell);
  }, WAIT_MS);
}
