// The grounds on which words are not checked, in the order in which a list offers them.
import { m } from "../../../i18n";

export type Ground =
  "opinion" | "common_knowledge" | "not_checkable" | "checked_before" | "formality" | "no_time" | "other";

export const GROUNDS: readonly (readonly [Ground, () => string])[] = [
  ["opinion", m.leave_opinion],
  ["common_knowledge", m.leave_known],
  ["not_checkable", m.leave_not_checkable],
  ["checked_before", m.leave_before],
  ["formality", m.leave_formality],
  ["no_time", m.leave_time],
  ["other", m.leave_other],
];

export const groundName = (ground: string): string =>
  (GROUNDS.find(([one]) => one === ground)?.[1] ?? m.leave_other)();
