/** Rebuttals as their form holds them, and the commands that come of it. */
import type { Command } from "../../../api/generated/Command";
import type { Excerpt } from "../../../api/generated/Excerpt";
import type { Ground } from "../../../api/generated/Ground";
import type { Party } from "../../../api/generated/Party";
import type { Rebuttal } from "../../../api/generated/Rebuttal";
import type { RebuttalEvidence } from "../../../api/generated/RebuttalEvidence";
import type { RebuttalPatch } from "../../../api/generated/RebuttalPatch";
import type { Source } from "../../../api/generated/Source";
import type { SourceId } from "../../../api/generated/SourceId";
import type { Stance } from "../../../api/generated/Stance";
import type { Target } from "../../../api/generated/Target";
import { m } from "../../../i18n";
import { changedFields } from "../fields";
import { filledExcerpts } from "../evidence/record";
import { NOBODY } from "../people";
import { choiceFault, NO_SOURCE, settle, type SourceChoice } from "../sources/choice";
import { sourceLabel } from "../sources/record";

export type OwnSource = { source: SourceChoice; stance: Stance; locator: string; quote: string };

export type RebuttalFormValue = {
  target: Target;
  by: Party;
  uttered: string;
  place: string;
  grounds: Ground[];
  statement: string;
  excerpts: Excerpt[];
  evidence: OwnSource[];
  reflect: string;
};

export const OWN_SOURCE: OwnSource = { source: NO_SOURCE, stance: "supports", locator: "", quote: "" };

export function blankRebuttal(target: Target): RebuttalFormValue {
  return {
    target,
    by: NOBODY,
    uttered: "",
    place: "",
    grounds: [],
    statement: "",
    excerpts: [],
    evidence: [],
    reflect: "",
  };
}

export function rebuttalForm(
  was: Rebuttal,
  sourceOf: (id: SourceId) => Source | undefined,
): RebuttalFormValue {
  const { target, by, uttered, place, grounds, statement, excerpts, reflect } = was;
  const evidence = was.evidence.map(({ source, stance, locator, quote }) => {
    const found = sourceOf(source);
    const label = found === undefined ? m.source_untitled() : sourceLabel(found);
    return { source: { id: source, label, fresh: null }, stance, locator, quote };
  });
  return { target, by, uttered, place, grounds, statement, excerpts, evidence, reflect };
}

/** What is still missing: a statement, or a source that was begun and not chosen. */
export function rebuttalFault(form: RebuttalFormValue): "statement" | "source" | null {
  if (form.statement.trim() === "") return "statement";
  return form.evidence.some((own) => choiceFault(own.source) !== null) ? "source" : null;
}

function trimmed(party: Party): Party {
  return { name: party.name.trim(), role: party.role.trim(), body: party.body.trim() };
}

/** The sources that it brings, and the commands that add those of them that are new. */
function ownEvidence(form: RebuttalFormValue): { evidence: RebuttalEvidence[]; adds: Command[] } {
  const adds: Command[] = [];
  const evidence: RebuttalEvidence[] = [];
  for (const own of form.evidence) {
    const settled = settle(own.source);
    if (settled === null) continue;
    if (settled.add !== null) adds.push(settled.add);
    const { stance, locator, quote } = own;
    evidence.push({ source: settled.id, stance, locator: locator.trim(), quote: quote.trim() });
  }
  return { evidence, adds };
}

function patchOf(
  form: RebuttalFormValue,
  evidence: RebuttalEvidence[],
): Required<Omit<RebuttalPatch, "statement">> {
  return {
    by: trimmed(form.by),
    uttered: form.uttered,
    place: form.place.trim(),
    grounds: form.grounds,
    excerpts: filledExcerpts(form.excerpts),
    evidence,
    reflect: form.reflect.trim(),
  };
}

/** One step: the sources that are new to the desk come first, where there are any. */
function together(title: string, adds: Command[], last: Command): Command {
  return adds.length === 0 ? last : { do: "together", title, commands: [...adds, last] };
}

export function addCommand(form: RebuttalFormValue): Command {
  const { evidence, adds } = ownEvidence(form);
  const blank = patchOf(blankRebuttal(form.target), []);
  const given = changedFields<RebuttalPatch>(blank, patchOf(form, evidence));
  const add: Command = {
    do: "add_rebuttal",
    target: form.target,
    statement: form.statement.trim(),
    with: given,
  };
  return together(m.op_add_rebuttal(), adds, add);
}

/** What an edit sets; null where nothing was changed. */
export function rebuttalEdit(was: Rebuttal, form: RebuttalFormValue): Command | null {
  const { by, uttered, place, grounds, excerpts, reflect, statement } = was;
  const before: RebuttalPatch = {
    by,
    uttered,
    place,
    grounds,
    excerpts,
    evidence: was.evidence,
    reflect,
    statement,
  };
  const { evidence, adds } = ownEvidence(form);
  const set = changedFields<RebuttalPatch>(before, {
    ...patchOf(form, evidence),
    statement: form.statement.trim(),
  });
  if (Object.keys(set).length === 0) return null;
  return together(m.op_edit_rebuttal(), adds, { do: "edit_rebuttal", rebuttal: was.id, set });
}
