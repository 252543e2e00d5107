/**
 * The one way in which the window changes anything: gives a command to the program, says what was
 * done with a way to take it back, and says clearly what went wrong. Nothing is shown as done
 * before it is on the disk.
 */
import { bridge } from "../api/bridge";
import type { Command } from "../api/generated/Command";
import type { EntryId } from "../api/generated/EntryId";
import type { Fault } from "../api/generated/Fault";
import type { FaultKind } from "../api/generated/FaultKind";
import type { Receipt } from "../api/generated/Receipt";
import { m } from "../i18n";
import { faultOf, sentences } from "./faults";
import { moment } from "./moment.svelte";
import { operationDone } from "./operations";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

/** Faults that a person must have seen before going on. */
const GRAVE: readonly FaultKind[] = ["damaged", "too_new", "full", "locked", "internal"];

class Trouble {
  /** What went wrong and is shown in a dialog; null is all well. */
  fault: Fault | null = $state.raw(null);
}

export const trouble = new Trouble();

/** Tells the user of a fault: a message at the corner, or a dialog where it is grave. */
export function tell(error: unknown): Fault {
  const fault = faultOf(error);
  if (fault.kind === "cancelled") return fault;
  if (GRAVE.includes(fault.kind)) trouble.fault = fault;
  else toasts.show({ text: sentences(fault), tone: "reb" });
  return fault;
}

/** The toast that offers Undo. Only the newest may: Undo takes back the last step, whatever it is. */
let offering: number | null = null;

function say(text: string, undoable: boolean): void {
  if (offering !== null) toasts.dismiss(offering);
  const action = undoable ? { label: m.undo(), run: () => void undo() } : undefined;
  const shown = toasts.show({ text, ...(action && { action }) });
  offering = undoable ? shown : null;
}

async function step(
  make: () => Promise<Receipt>,
  done: (receipt: Receipt) => string,
  undoable: boolean,
): Promise<Receipt | null> {
  if (!session.canWrite) {
    toasts.show({ text: session.whyNot, tone: "reb", timeout: 8_000 });
    return null;
  }
  try {
    const receipt = await make();
    moment.moved(receipt.seq);
    say(done(receipt), undoable);
    return receipt;
  } catch (error) {
    tell(error);
    return null;
  }
}

/** Gives a command. Resolves to its receipt, or to null if nothing was done (and the user knows why). */
export function act(command: Command, why: string | null = null): Promise<Receipt | null> {
  return step(() => bridge().execute(command, why), operationDone, true);
}

export function undo(): Promise<Receipt | null> {
  return step(() => bridge().undo(), operationDone, false);
}

export function redo(): Promise<Receipt | null> {
  return step(() => bridge().redo(), operationDone, true);
}

/** Takes one entry back, whoever made it. */
export function revert(entry: EntryId, why: string): Promise<Receipt | null> {
  return step(() => bridge().revert(entry, why), operationDone, true);
}

/** Brings the whole desk back to what it was in a backup. */
export function restoreBackup(token: string, why: string): Promise<Receipt | null> {
  return step(() => bridge().restoreBackup(token, why), operationDone, true);
}

/** Brings the whole desk back to what it was just after an entry. */
export function restore(entry: EntryId, why: string): Promise<Receipt | null> {
  return step(() => bridge().restore(entry, why), operationDone, true);
}
