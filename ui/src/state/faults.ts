/** Whatever was thrown, as a fault that can be shown. */
import { isFault } from "../api/bridge";
import type { Fault } from "../api/generated/Fault";
import { m } from "../i18n";

export function faultOf(error: unknown): Fault {
  if (isFault(error)) return error;
  // Not the program but the window failed. The words are for a report to us, the hint for the reader.
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "internal", message: m.fault_window({ message }), hint: m.fault_window_hint() };
}

/** A fault in one line: what happened, then what to do. */
export function sentences({ message, hint }: Fault): string {
  return hint === "" ? message : `${message} ${hint}`;
}
