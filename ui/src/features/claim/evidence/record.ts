/** Evidence as its form holds it, the commands that come of it, and its order by hand. */
import type { ClaimId } from "../../../api/generated/ClaimId";
import type { Command } from "../../../api/generated/Command";
import type { Directness } from "../../../api/generated/Directness";
import type { Evidence } from "../../../api/generated/Evidence";
import type { EvidencePatch } from "../../../api/generated/EvidencePatch";
import type { EvidenceRow } from "../../../api/generated/EvidenceRow";
import type { Excerpt } from "../../../api/generated/Excerpt";
import type { Stance } from "../../../api/generated/Stance";
import type { Strength } from "../../../api/generated/Strength";
import { m } from "../../../i18n";
import { changedFields } from "../fields";
import { NO_SOURCE, type SourceChoice } from "../sources/choice";
import { newSourcePatch } from "../sources/record";

export type EvidenceFormValue = {
  source: SourceChoice;
  stance: Stance;
  strength: Strength;
  directness: Directness;
  excerpts: Excerpt[];
  shows: string;
};

export const NO_EXCERPT: Excerpt = { quote: "", locator: "", translation: "" };

export function blankEvidence(words = ""): EvidenceFormValue {
  return {
    source: NO_SOURCE,
    stance: "supports",
    strength: "moderate",
    directness: "primary",
    excerpts: [{ ...NO_EXCERPT, quote: words }],
    shows: "",
  };
}

export function evidenceForm(row: EvidenceRow): EvidenceFormValue {
  const { stance, strength, directness, excerpts, shows } = row.evidence;
  return {
    source: { ...NO_SOURCE, id: row.source.id },
    stance,
    strength,
    directness,
    excerpts: excerpts.length === 0 ? [NO_EXCERPT] : excerpts,
    shows,
  };
}

/** The excerpts that say anything. */
export function filledExcerpts(excerpts: readonly Excerpt[]): Excerpt[] {
  return excerpts
    .map(({ quote, locator, translation, pin }) => {
      const typed = { quote: quote.trim(), locator: locator.trim(), translation: translation.trim() };
      // Words that stand in a kept text stay as they stand there, and say where.
      return pin === undefined ? typed : { ...typed, quote, pin };
    })
    .filter(({ quote, locator, translation }) => quote !== "" || locator !== "" || translation !== "");
}

function patchOf(form: EvidenceFormValue): EvidencePatch {
  const { stance, strength, directness } = form;
  return { stance, strength, directness, excerpts: filledExcerpts(form.excerpts), shows: form.shows.trim() };
}

/** One command, whether the source is new to the desk or not. */
export function linkCommand(claim: ClaimId, form: EvidenceFormValue): Command | null {
  const { id, fresh } = form.source;
  const link = { do: "link_evidence", claim, with: patchOf(form) } as const;
  if (fresh !== null) return { ...link, new_source: newSourcePatch(fresh) };
  return id === null ? null : { ...link, source: id };
}

/** What an edit sets; null where nothing was changed. */
export function evidenceEdit(was: Evidence, form: EvidenceFormValue): Command | null {
  const { stance, strength, directness, excerpts, shows } = was;
  const set = changedFields<EvidencePatch>({ stance, strength, directness, excerpts, shows }, patchOf(form));
  return Object.keys(set).length === 0 ? null : { do: "edit_evidence", evidence: was.id, set };
}

/**
 * Moves one piece up or down among the claim's evidence, as one step. Places may have gaps or be
 * taken twice (after a removal, or when two people added at once): then all are counted anew.
 */
export function moveCommand(rows: readonly EvidenceRow[], index: number, by: -1 | 1): Command | null {
  const pieces = rows.map((row) => row.evidence);
  const [piece, other] = [pieces[index], pieces[index + by]];
  if (piece === undefined || other === undefined) return null;
  const order = pieces.map((one) => (one === piece ? other : one === other ? piece : one));
  const places = pieces.map((one) => one.position);
  const distinct = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  const commands = order.flatMap((one, at): Command[] => {
    const position = distinct ? (places[at] ?? at + 1) : at + 1;
    if (position === one.position) return [];
    return [{ do: "edit_evidence", evidence: one.id, set: { position } }];
  });
  const [first] = commands;
  if (first === undefined) return null;
  if (commands.length === 1) return first;
  return { do: "together", title: by < 0 ? m.evidence_moved_up() : m.evidence_moved_down(), commands };
}
