/** A source as its form holds it, and the patches that come of it. */
import type { Access } from "../../../api/generated/Access";
import type { Confidentiality } from "../../../api/generated/Confidentiality";
import type { Csl } from "../../../api/generated/Csl";
import type { CslName } from "../../../api/generated/CslName";
import type { InformationGrade } from "../../../api/generated/InformationGrade";
import type { Source } from "../../../api/generated/Source";
import type { SourceGrade } from "../../../api/generated/SourceGrade";
import type { SourceId } from "../../../api/generated/SourceId";
import type { SourceKind } from "../../../api/generated/SourceKind";
import type { SourcePatch } from "../../../api/generated/SourcePatch";
import type { Terms } from "../../../api/generated/Terms";
import { formatPartialDate, m } from "../../../i18n";
import type { Option } from "../../../parts/types";
import { changedFields, same } from "../fields";
import { sourceKinds } from "../words";

/** All plain texts and words, so that it can be kept as a draft. */
export type SourceForm = {
  kind: SourceKind;
  title: string;
  /** One name a line. */
  authors: string;
  /** The same for editors. */
  editors: string;
  container: string;
  publisher: string;
  publisherPlace: string;
  volume: string;
  issue: string;
  pages: string;
  number: string;
  /** Other fields of the record, one a line: their CSL name, a colon, the value. */
  other: string;
  url: string;
  doi: string;
  archive: string;
  symbol: string;
  originator: string;
  origin: SourceId | null;
  /** The words of `origin`, so that a draft can show it before it is looked up. */
  originLabel: string;
  language: string;
  translator: string;
  dated: string;
  published: string;
  accessed: string;
  access: Access;
  confidentiality: Confidentiality;
  terms: Terms;
  reliability: SourceGrade;
  credibility: InformationGrade;
  interests: string;
  note: string;
};

/** What a source is called for the CSL processors that print it. */
const CSL_TYPES: Readonly<Record<SourceKind, string>> = {
  report: "report",
  official_act: "legislation",
  news_article: "article-newspaper",
  statement: "speech",
  web_page: "webpage",
  book: "book",
  journal_article: "article-journal",
  data_set: "dataset",
  interview: "interview",
  letter: "personal_communication",
  image: "graphic",
  recording: "motion_picture",
  post: "post",
  archive_item: "document",
  own_observation: "document",
};

export function blankSource(title = ""): SourceForm {
  return {
    kind: "report",
    title,
    authors: "",
    editors: "",
    container: "",
    publisher: "",
    publisherPlace: "",
    volume: "",
    issue: "",
    pages: "",
    number: "",
    other: "",
    url: "",
    doi: "",
    archive: "",
    symbol: "",
    originator: "",
    origin: null,
    originLabel: "",
    language: "",
    translator: "",
    dated: "",
    published: "",
    accessed: "",
    access: "public",
    confidentiality: "open",
    terms: "on_record",
    reliability: "F",
    credibility: "6",
    interests: "",
    note: "",
  };
}

export function sourceForm(source: Source, origin: Source | null = null): SourceForm {
  const { csl } = source;
  return {
    ...blankSource(csl.title),
    kind: source.kind,
    authors: csl.author.map(nameLine).join("\n"),
    container: csl["container-title"],
    publisher: csl.publisher,
    publisherPlace: csl["publisher-place"],
    volume: csl.volume,
    issue: csl.issue,
    pages: csl.page,
    number: csl.number,
    other: otherLines(csl.other),
    editors: csl.editor.map(nameLine).join("\n"),
    url: csl.URL,
    doi: csl.DOI,
    archive: csl.archive,
    symbol: source.symbol,
    originator: source.originator,
    origin: source.origin,
    originLabel: origin === null ? "" : sourceLabel(origin),
    language: source.language,
    translator: source.translator,
    dated: source.dated,
    published: source.published,
    accessed: source.accessed,
    access: source.access,
    confidentiality: source.confidentiality,
    terms: source.terms,
    reliability: source.reliability,
    credibility: source.credibility,
    interests: source.interests,
    note: source.note,
  };
}

/** A name as one line: "Family, Given" for people, the name itself for bodies. */
export function nameLine(name: CslName): string {
  if (name.literal !== "") return name.literal;
  return [name.family, name.given].filter((part) => part !== "").join(", ");
}

/** The names of a text, one a line. A comma divides family and given name. */
export function namesOf(text: string): CslName[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [family = "", given] = line.split(/[,،]/u, 2).map((part) => part.trim());
      return given === undefined || given === "" || family === ""
        ? { family: "", given: "", literal: line.replace(/[,،]\s*$/u, "") }
        : { family, given, literal: "" };
    });
}

/** The other fields of a record as lines, so that each can be seen and set. */
function otherLines(other: Csl["other"]): string {
  return Object.entries(other)
    .map(([name, value]) => `${name}: ${(value ?? "").replace(/\s*\n\s*/g, " ")}`)
    .join("\n");
}

function otherOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split("\n").flatMap((line): [string, string][] => {
      const [, name = "", value = ""] = /^\s*([^:\s][^:]*?)\s*:\s*(.*)$/u.exec(line) ?? [];
      return name === "" || value.trim() === "" ? [] : [[name, value.trim()]];
    }),
  );
}

const EMPTY_CSL: Csl = {
  type: "",
  title: "",
  author: [],
  editor: [],
  publisher: "",
  "publisher-place": "",
  "container-title": "",
  issued: { date: "", literal: "" },
  volume: "",
  issue: "",
  page: "",
  number: "",
  URL: "",
  DOI: "",
  archive: "",
  other: {},
};

/** The bibliographic record that a form makes of an older one: what the form does not show stays. */
function cslOf(form: SourceForm, was: Csl): Csl {
  // Re-reading unchanged names could divide them otherwise than the import did.
  const authors = was.author.map(nameLine).join("\n");
  const editors = was.editor.map(nameLine).join("\n");
  return {
    ...was,
    type: CSL_TYPES[form.kind],
    title: form.title.trim(),
    author: form.authors === authors ? was.author : namesOf(form.authors),
    editor: form.editors === editors ? was.editor : namesOf(form.editors),
    publisher: form.publisher.trim(),
    "publisher-place": form.publisherPlace.trim(),
    volume: form.volume.trim(),
    issue: form.issue.trim(),
    page: form.pages.trim(),
    number: form.number.trim(),
    other: form.other === otherLines(was.other) ? was.other : otherOf(form.other),
    "container-title": form.container.trim(),
    URL: form.url.trim(),
    DOI: form.doi.trim(),
    archive: form.archive.trim(),
    issued: was.issued.literal !== "" ? was.issued : { date: form.published, literal: "" },
  };
}

function fieldsOf(form: SourceForm): SourcePatch {
  return {
    kind: form.kind,
    symbol: form.symbol.trim(),
    originator: form.originator.trim(),
    origin: form.origin,
    language: form.language.trim(),
    translator: form.translator.trim(),
    dated: form.dated,
    published: form.published,
    accessed: form.accessed,
    access: form.access,
    confidentiality: form.confidentiality,
    terms: form.terms,
    reliability: form.reliability,
    credibility: form.credibility,
    interests: form.interests.trim(),
    note: form.note.trim(),
  };
}

/** What a new source is told: its kind and record, and whatever was filled in. */
export function newSourcePatch(form: SourceForm): SourcePatch {
  return {
    kind: form.kind,
    csl: cslOf(form, EMPTY_CSL),
    ...changedFields(fieldsOf(blankSource()), fieldsOf(form)),
  };
}

/** What an edit sets; null where nothing was changed. */
export function sourceEdit(form: SourceForm, was: Source): SourcePatch | null {
  const before = sourceForm(was);
  if (same({ ...form, originLabel: "" }, { ...before, originLabel: "" })) return null;
  const patch: SourcePatch = changedFields(fieldsOf(before), fieldsOf(form));
  const csl = cslOf(form, was.csl);
  const touched = !same({ ...csl, type: was.csl.type, issued: was.csl.issued }, was.csl);
  if (touched || patch.kind !== undefined || patch.published !== undefined) patch.csl = csl;
  return Object.keys(patch).length === 0 ? null : patch;
}

/** Whatever the program would refuse, said before it is asked. */
export function sourceFault(form: SourceForm): { field: "title" | "url"; text: string } | null {
  const named = [form.title, form.symbol, form.originator, form.url].some((text) => text.trim() !== "");
  if (!named) return { field: "title", text: m.source_missing() };
  const url = form.url.trim();
  if (url !== "" && !/^https?:\/\//i.test(url)) return { field: "url", text: m.source_url_bad() };
  return null;
}

/** The one line by which a source goes: its title, or else symbol, originator or address. */
export function sourceLabel(source: Source): string {
  const { csl, symbol, originator } = source;
  return [csl.title, symbol, originator, csl.URL].find((text) => text !== "") ?? m.source_untitled();
}

/** What stands beside the label: symbol, originator and date, without what the label says already. */
export function sourceDetail(source: Source): string {
  const label = sourceLabel(source);
  const date = source.published || source.dated;
  return [source.symbol, source.originator, date && formatPartialDate(date)]
    .filter((part) => part !== "" && part !== label)
    .join(" · ");
}

export function sourceOption(source: Source): Option {
  const detail = [sourceKinds[source.kind](), sourceDetail(source)].filter((part) => part !== "").join(" · ");
  return { value: source.id, label: sourceLabel(source), detail };
}

/** How the source was judged; F and 6 say that nobody did, which is no news in a list. */
export function gradeLine({ reliability, credibility }: Source): string {
  if (reliability === "F" && credibility === "6") return "";
  return m.source_graded({ grade: reliability, credibility });
}
