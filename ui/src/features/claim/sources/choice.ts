/** A source as a form chooses it: one of the desk's, or one that the form adds. */
import type { Command } from "../../../api/generated/Command";
import type { SourceId } from "../../../api/generated/SourceId";
import { m } from "../../../i18n";
import type { Option } from "../../../parts/types";
import { ask } from "../../../state/live.svelte";
import { newId } from "../fields";
import { newSourcePatch, sourceFault, sourceOption, type SourceForm } from "./record";

export type SourceChoice = {
  id: SourceId | null;
  label: string;
  /** Given: the source is new to the desk, and this is what is known of it. */
  fresh: SourceForm | null;
};

export const NO_SOURCE: SourceChoice = { id: null, label: "", fresh: null };

/** How many of the desk's sources a list offers at once: more words find the others. */
const OFFERED = 12;

/** The desk's sources with these words. */
export async function findSources(text: string): Promise<Option[]> {
  const answer = await ask("source_list", { text, limit: OFFERED });
  return answer.rows.map((row) => sourceOption(row.source));
}

/** What is still missing; null where the choice can be sent. */
export function choiceFault(choice: SourceChoice): string | null {
  if (choice.fresh !== null) return sourceFault(choice.fresh)?.text ?? null;
  return choice.id === null ? m.evidence_source_missing() : null;
}

/** The id of a choice; a new source gets one, and the command that adds it. */
export function settle(choice: SourceChoice): { id: SourceId; add: Command | null } | null {
  if (choice.fresh !== null) {
    const id = newId();
    return { id, add: { do: "add_source", id, with: newSourcePatch(choice.fresh) } };
  }
  return choice.id === null ? null : { id: choice.id, add: null };
}
