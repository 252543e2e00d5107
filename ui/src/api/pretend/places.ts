/** Where marks stand: in the draft in which they were made, and in each later one through its anchor. */
import type { Anchor } from "../generated/Anchor";
import type { Omission } from "../generated/Omission";
import type { Passage } from "../generated/Passage";
import type { Revision } from "../generated/Revision";
import type { Stretch } from "./anchoring";
import type { Tables } from "./tables";

export type Marked = Passage | Omission;

/** A mark as it stands in one draft. */
export interface Standing extends Stretch {
  mark: Marked;
  exact: string;
  /** Null in the draft in which it was made. */
  anchor: Anchor | null;
}

export const isPassage = (mark: Marked): mark is Passage => "claim" in mark;

export const subjectId = ({ subject }: Anchor): string =>
  "passage" in subject ? subject.passage : subject.omission;

export function anchorsOf(tables: Tables, mark: string): Anchor[] {
  return [...tables.anchor.values()].filter((anchor) => subjectId(anchor) === mark);
}

export function draftsOf(tables: Tables, document: string): Revision[] {
  return [...tables.revision.values()]
    .filter((one) => one.document === document)
    .sort((a, b) => a.number - b.number);
}

export const marksOf = (tables: Tables): Marked[] => [
  ...tables.passage.values(),
  ...tables.omission.values(),
];

/** The mark as it stands in a draft; null if it does not. */
export function standingIn(tables: Tables, mark: Marked, revision: string): Standing | null {
  if (mark.revision === revision) {
    return { mark, start: mark.start, end: mark.end, exact: mark.exact, anchor: null };
  }
  const anchor = anchorsOf(tables, mark.id).find((one) => one.revision === revision);
  if (typeof anchor?.start !== "number" || typeof anchor.end !== "number") return null;
  return { mark, start: anchor.start, end: anchor.end, exact: anchor.exact ?? "", anchor };
}

/** All that stands in a draft, in the order of its text. */
export function placesIn(tables: Tables, revision: string): Standing[] {
  const document = tables.revision.get(revision)?.document;
  return marksOf(tables)
    .filter((mark) => mark.document === document)
    .flatMap((mark) => standingIn(tables, mark, revision) ?? [])
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The newest draft up to one in which a mark stood, and how. */
export function lastStanding(
  tables: Tables,
  mark: Marked,
  before: Revision,
): { at: Revision; as: Standing } | null {
  for (const draft of draftsOf(tables, mark.document).toReversed()) {
    if (draft.number >= before.number) continue;
    const standing = standingIn(tables, mark, draft.id);
    if (standing !== null) return { at: draft, as: standing };
  }
  return null;
}
