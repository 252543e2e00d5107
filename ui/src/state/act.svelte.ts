/**
 * The one way in which the window changes anything: gives a command to the program, says what was
 * done with a way to take it back, and says clearly what went wrong. Nothing is shown as done
 * before it is on the disk.
 */
import { bridge, type LogoChoice } from "../api/bridge";
import type { Command } from "../api/generated/Command";
import type { EntryId } from "../api/generated/EntryId";
import type { Fault } from "../api/generated/Fault";
import type { FaultKind } from "../api/generated/FaultKind";
import type { Receipt } from "../api/generated/Receipt";
import type { RestoreScope } from "../api/generated/RestoreScope";
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

/** Only the newest step is told of, in one place: Undo takes back the last step, whatever it is. */
function say(text: string, undoable: boolean): void {
  const action = undoable ? { label: m.undo(), run: () => void undo() } : undefined;
  toasts.show({ key: "step", text, ...(action && { action }) });
}

async function step(
  make: () => Promise<Receipt>,
  done: (receipt: Receipt) => string,
  undoable: boolean,
  onfault: (fault: Fault) => void = tell,
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
    onfault(faultOf(error));
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

/** Takes one entry back, whoever made it. What went wrong goes to `onfault`, or to the user. */
export function revert(
  entry: EntryId,
  why: string,
  onfault?: (fault: Fault) => void,
): Promise<Receipt | null> {
  return step(() => bridge().revert(entry, why), operationDone, true, onfault);
}

/** Brings the whole desk back to what it was in a backup. */
export function restoreBackup(token: string, why: string): Promise<Receipt | null> {
  return step(() => bridge().restoreBackup(token, why), operationDone, true);
}

/** Sets what the desk is called in its reports, and its logo. What went wrong goes to `onfault`. */
export function setLetterhead(
  name: string,
  logo: LogoChoice,
  onfault: (fault: Fault) => void,
): Promise<Receipt | null> {
  return step(() => bridge().setLetterhead(name, logo), operationDone, true, onfault);
}

/** Brings the desk, or what the scope names of it, back to what it was just after an entry. */
export function restore(entry: EntryId, scope: RestoreScope, why: string): Promise<Receipt | null> {
  return step(() => bridge().restore(entry, scope, why), operationDone, true);
}
