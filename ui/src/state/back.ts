/** The ways back: taking an entry back, and restoring what was at a moment, each with its reason. */
import type { BinRow } from "../api/generated/BinRow";
import type { ChangeRow } from "../api/generated/ChangeRow";
import type { Fault } from "../api/generated/Fault";
import type { HistoryRow } from "../api/generated/HistoryRow";
import type { Receipt } from "../api/generated/Receipt";
import type { RestoreScope } from "../api/generated/RestoreScope";
import { formatMomentInFull, formatNumber, m } from "../i18n";
import { restore, revert, tell } from "./act.svelte";
import { sentences } from "./faults";
import { askNow } from "./live.svelte";
import { operationDone } from "./operations";
import { reasons } from "./reasons.svelte";
import { seeking } from "./seeking.svelte";
import { toasts } from "./toasts.svelte";
import { travel } from "./travel.svelte";

/** The entry at a place of the ledger; null if there is none. */
export async function entryAt(seq: number): Promise<HistoryRow | null> {
  const { rows } = await askNow("history", { before: seq + 1, limit: 1 });
  return rows[0] ?? null;
}

/** The entry that a refusal names as standing in the way; null if it names none. */
export function inTheWay({ message }: Fault): number | null {
  const found = /\bentry (\d+)\b/u.exec(message)?.[1];
  return found === undefined ? null : Number(found);
}

/** Says why something was refused, and leads to the entry that stands in the way. */
function tellRefused(fault: Fault): void {
  const seq = inTheWay(fault);
  if (fault.kind !== "refused" || seq === null) {
    tell(fault);
    return;
  }
  const action = {
    label: m.back_show_entry({ number: formatNumber(seq) }),
    run: () => seeking.showEntry(seq),
  };
  toasts.show({ text: sentences(fault), tone: "reb", action });
}

/** Takes one entry back, after asking why. */
export async function takeBack(row: HistoryRow): Promise<Receipt | null> {
  const why = await reasons.ask({
    title: m.history_revert_title(),
    text: m.history_revert_text({ what: operationDone(row) }),
    confirm: m.history_revert_confirm(),
  });
  if (why === null) return null;
  // Whatever is done is done now: the past is left for it.
  travel.now();
  return revert(row.entry, why, tellRefused);
}

/** Puts back what was removed, after asking why. What is refused goes to `onrefused`. */
export async function putBack(row: BinRow, onrefused: (fault: Fault) => void): Promise<Receipt | null> {
  const along = row.along > 0 ? ` ${m.bin_along({ count: row.along, shown: formatNumber(row.along) })}` : "";
  const why = await reasons.ask({
    title: m.bin_put_back_title(),
    text: m.bin_put_back_text({ name: row.name }) + along,
    confirm: m.bin_put_back(),
    common: [m.bin_why_mistake(), m.bin_why_needed()],
  });
  if (why === null) return null;
  travel.now();
  return revert(row.entry, why, onrefused);
}

/** What a restoring is about: what is asked of the program, and what is asked of the person. */
export interface Restoring {
  scope: RestoreScope;
  title: string;
  text: (when: string) => string;
}

export const wholeDesk: Restoring = {
  scope: {},
  title: m.history_restore_title(),
  text: (when) => m.history_restore_text({ when }),
};

export const oneCase = (id: string, name: string): Restoring => ({
  scope: { case: id },
  title: m.restore_case_title({ name }),
  text: (when) => m.restore_case_text({ when }),
});

export const oneClaim = (id: string): Restoring => ({
  scope: { claim: id },
  title: m.restore_claim_title(),
  text: (when) => m.restore_claim_text({ when }),
});

/** A claim that came or went does so with all that belongs to it. */
export const oneRecord = ({ kind, id, what }: ChangeRow): Restoring => ({
  scope: kind === "claim" && what !== "updated" ? { claim: id } : { kind, id },
  title: m.restore_record_title(),
  text: (when) => m.restore_record_text({ when }),
});

export const oneField = ({ kind, id }: ChangeRow, field: string, name: string): Restoring => ({
  scope: { kind, id, field },
  title: m.restore_field_title({ field: name }),
  text: (when) => m.restore_field_text({ when }),
});

/** Restores what was just after an entry, after asking why. */
export async function bringBack(
  then: Pick<HistoryRow, "entry" | "at">,
  { scope, title, text }: Restoring,
): Promise<Receipt | null> {
  const why = await reasons.ask({
    title,
    text: text(formatMomentInFull(then.at)),
    confirm: m.history_restore_confirm(),
    danger: Object.keys(scope).length === 0,
  });
  if (why === null) return null;
  travel.now();
  return restore(then.entry, scope, why);
}

/** The same for an entry of which only the place is known. */
export async function bringBackTo(seq: number, what: Restoring): Promise<Receipt | null> {
  try {
    const then = await entryAt(seq);
    return then === null ? null : await bringBack(then, what);
  } catch (error) {
    tell(error);
    return null;
  }
}
