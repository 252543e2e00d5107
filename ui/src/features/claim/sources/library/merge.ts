/** Several sources become one: what differs between them, and the one step that joins them. */
import type { Command } from "../../../../api/generated/Command";
import type { Source } from "../../../../api/generated/Source";
import { m } from "../../../../i18n";
import { accesses, informationGrades, sourceGrades, sourceKinds } from "../../words";
import { sourceEdit, sourceForm, sourceLabel, type SourceForm } from "../record";

/** The fields of which one value must be chosen. What must be kept of one is kept of both, and notes are joined. */
const FIELDS = {
  title: m.source_name,
  kind: m.source_kind,
  symbol: m.source_symbol,
  originator: m.source_originator,
  authors: m.source_authors,
  editors: m.source_editors,
  container: m.source_container,
  publisher: m.source_publisher,
  publisherPlace: m.source_publisher_place,
  volume: m.source_volume,
  issue: m.source_issue,
  pages: m.source_pages,
  number: m.source_number,
  published: m.source_published,
  dated: m.source_dated,
  accessed: m.source_accessed,
  url: m.source_url,
  doi: m.source_doi,
  archive: m.source_archive,
  language: m.source_language,
  translator: m.source_translator,
  access: m.source_access,
  reliability: m.source_reliability,
  credibility: m.source_credibility,
  interests: m.source_interests,
} as const satisfies Partial<Record<keyof SourceForm, () => string>>;

export type Field = keyof typeof FIELDS;

export interface Difference {
  field: Field;
  label: string;
  /** What each source says, as it is shown; empty where it says nothing. */
  values: string[];
}

const WORDS: Partial<Record<Field, Readonly<Record<string, () => string>>>> = {
  kind: sourceKinds,
  access: accesses,
  reliability: sourceGrades,
  credibility: informationGrades,
};

function shown(field: Field, form: SourceForm): string {
  const value = form[field];
  return WORDS[field]?.[value]?.() ?? value;
}

/** The fields in which the sources are not one. */
export function differences(sources: readonly Source[]): Difference[] {
  const forms = sources.map((source) => sourceForm(source));
  return (Object.keys(FIELDS) as Field[]).flatMap((field) => {
    const values = forms.map((form) => shown(field, form));
    return values.every((value) => value === values[0]) ? [] : [{ field, label: FIELDS[field](), values }];
  });
}

/** Which source each field is taken from at first: the one that is kept, unless it says nothing. */
export function firstChoice(sources: readonly Source[], keep: number): Record<string, number> {
  return Object.fromEntries(
    differences(sources).map(({ field, values }) => {
      const said = values[keep] === "" ? values.findIndex((value) => value !== "") : keep;
      return [field, said < 0 ? keep : said];
    }),
  );
}

/** One step: everything that rests on the others rests on the kept one, which says what was chosen. */
export function mergeCommand(
  sources: readonly Source[],
  keep: number,
  choice: Readonly<Record<string, number>>,
): Command | null {
  const kept = sources[keep];
  if (kept === undefined || sources.length < 2) return null;
  const form = sourceForm(kept);
  for (const { field } of differences(sources)) {
    const from = sources[choice[field] ?? keep] ?? kept;
    Object.assign(form, { [field]: sourceForm(from)[field] });
  }
  const others = sources.filter((source) => source !== kept).map((source) => source.id);
  const merge: Command = { do: "merge_sources", keep: kept.id, others };
  const set = sourceEdit(form, kept);
  if (set === null) return merge;
  const title = m.merge_step({ count: sources.length, source: sourceLabel(kept) });
  return { do: "together", title, commands: [merge, { do: "edit_source", source: kept.id, set }] };
}
