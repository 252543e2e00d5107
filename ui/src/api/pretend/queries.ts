/** The answers that the pretended desk gives, from tables as they are at some moment. */
import type { Answer, Input, QueryName } from "../bridge";
import type { Claim } from "../generated/Claim";
import type { ClaimLink } from "../generated/ClaimLink";
import type { ClaimRow } from "../generated/ClaimRow";
import type { HeadRow } from "../generated/HeadRow";
import type { HistoryAnswer } from "../generated/HistoryAnswer";
import type { History } from "../generated/History";
import type { Passage } from "../generated/Passage";
import type { PlaceRow } from "../generated/PlaceRow";
import type { SearchRow } from "../generated/SearchRow";
import type { StepsAnswer } from "../generated/StepsAnswer";
import type { Entry } from "./ledger";
import { erasing } from "./erasing";
import { letterheadOf } from "./letterhead";
import { bin, compare, timeline } from "./past";
import { noteList } from "./notes";
import { anchorsOf, draftsOf, isPassage, placesIn, standingIn } from "./places";
import {
  asksIn,
  compareTexts,
  coverage,
  draftReview,
  newSentencesOf,
  omissionList,
  revisionList,
} from "./reviews";
import { changedRows, digestOf, seenOf, signedOf } from "./signed";
import {
  attacks,
  badge,
  byClaim,
  evidenceOf,
  heading,
  isDisputed,
  isUnanswered,
  shows,
  tally,
  threads,
} from "./standing";
import { get, type Tables, type Text } from "./tables";
import { compareWords } from "./words";
import { sourceKnown, sourceList, sourcePage } from "./library";
import { copySearch, snapshotPage } from "./snapshots";
import { board, checklist, commentsOf, contactList, contactsOf, twins } from "./work";

/** What a query may look at. */
export interface Reader {
  tables: Tables;
  texts: ReadonlyMap<string, Text>;
  head: HeadRow;
  history: (input: History) => HistoryAnswer;
  steps: (editor: string) => StepsAnswer;
  /** The whole ledger, whatever moment the tables are of. */
  entries: readonly Entry[];
}

type Asks = { [Q in QueryName]: (reader: Reader, input: Input<Q>) => Answer<Q> };

const claimsOf = ({ tables }: Reader, id: string): Claim[] =>
  [...tables.claim.values()].filter((claim) => claim.case === id).sort((a, b) => a.number - b.number);

const has = (text: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.toLowerCase().includes(word));

function claimRow({ tables }: Reader, claim: Claim, document: string | undefined): ClaimRow {
  const by = byClaim(tables);
  const verdict = by.verdict.get(claim.id);
  const evidence = by.evidence.get(claim.id) ?? [];
  const rebuttals = attacks(by, claim.id);
  const [signed] = signedOf(tables, claim.id);
  const count = (stance: string): number => evidence.filter((one) => one.stance === stance).length;
  const [first] = (by.passage.get(claim.id) ?? [])
    .filter((passage) => document === undefined || passage.document === document)
    .sort((a, b) => a.start - b.start);
  return {
    id: claim.id,
    number: claim.number,
    heading: heading(claim),
    statement: claim.statement,
    kinds: claim.kinds,
    verdict: verdict ? badge(verdict) : null,
    work_state: claim.work_state,
    priority: claim.priority,
    assignee: claim.assignee === null ? "" : (tables.editor.get(claim.assignee)?.initials ?? ""),
    supports: count("supports"),
    contradicts: count("contradicts"),
    context: count("context"),
    rebuttals: rebuttals.length,
    unanswered: rebuttals.filter(isUnanswered).length,
    disputed: isDisputed(by, claim.id),
    signed_by: tables.editor.get(signed?.by ?? "")?.initials ?? "",
    stale: by.stale.has(claim.id),
    first: first ? [first.revision, first.start] : null,
  };
}

/** A place of a claim as it stands in the newest draft in which it does. */
function placeRow(tables: Tables, marked: Passage): PlaceRow {
  const drafts = draftsOf(tables, marked.document);
  const newest = drafts.at(-1);
  const later = drafts.flatMap(({ id, number }) => {
    const anchor = anchorsOf(tables, marked.id).find((one) => one.revision === id);
    return anchor === undefined ? [] : [{ number, anchor }];
  });
  const last = drafts.findLast(({ id }) => standingIn(tables, marked, id) !== null);
  const standing = last === undefined ? null : standingIn(tables, marked, last.id);
  const passage = {
    ...marked,
    ...(standing &&
      last && { revision: last.id, start: standing.start, end: standing.end, exact: standing.exact }),
  };
  const numberOf = (id: string): number => drafts.find((one) => one.id === id)?.number ?? 0;
  return {
    passage,
    document_title: get(tables.document, marked.document, "document").title,
    revision_number: numberOf(passage.revision),
    page: "",
    is_latest: passage.revision === newest?.id,
    state: later.find(({ anchor }) => anchor.revision === newest?.id)?.anchor.state ?? null,
    marked,
    marked_number: numberOf(marked.revision),
    later,
    words: passage.exact === marked.exact ? [] : compareWords(marked.exact, passage.exact),
  };
}

function link({ tables }: Reader, id: string | null): ClaimLink | null {
  const claim = id === null ? undefined : tables.claim.get(id);
  if (claim === undefined) return null;
  const { name } = get(tables.case, claim.case, "case");
  return { id: claim.id, case_name: name, number: claim.number, heading: heading(claim) };
}

const sourceText = (reader: Reader, id: string): string => {
  const source = get(reader.tables.source, id, "source");
  return `${source.csl.title} ${source.symbol} ${source.originator}`;
};

function found(reader: Reader, text: string): SearchRow[] {
  const { tables } = reader;
  const caseName = (id: string): string => tables.case.get(id)?.name ?? "";
  const rows: (SearchRow & { words: string })[] = [
    ...[...tables.claim.values()].map((claim) => ({
      kind: "claim" as const,
      id: claim.id,
      case: claim.case,
      claim: claim.id,
      title: heading(claim),
      detail: `${claim.number} · ${caseName(claim.case)}`,
      words: `${claim.statement} ${claim.short}`,
    })),
    ...[...tables.source.values()].map((source) => ({
      kind: "source" as const,
      id: source.id,
      case: null,
      claim: null,
      title: source.csl.title,
      detail: source.symbol,
      words: sourceText(reader, source.id),
    })),
    ...[...tables.rebuttal.values()].map((rebuttal) => ({
      kind: "rebuttal" as const,
      id: rebuttal.id,
      case: rebuttal.case,
      claim: rebuttal.claim,
      title: rebuttal.statement,
      detail: rebuttal.by.body,
      words: `${rebuttal.statement} ${rebuttal.by.body}`,
    })),
    ...[...tables.document.values()].map((document) => ({
      kind: "document" as const,
      id: document.id,
      case: document.case,
      claim: null,
      title: document.title,
      detail: caseName(document.case),
      words: document.title,
    })),
    ...[...tables.case.values()].map((one) => ({
      kind: "case" as const,
      id: one.id,
      case: one.id,
      claim: null,
      title: one.name,
      detail: "",
      words: one.name,
    })),
  ];
  return rows
    .filter((row) => has(row.words, text))
    .slice(0, 30)
    .map(({ kind, id, case: at, claim, title, detail }) => ({ kind, id, case: at, claim, title, detail }));
}

const ASKS: Asks = {
  desk: ({ tables, head, ...reader }) => ({
    head,
    editors: [...tables.editor.values()],
    scales: [...tables.scale.values()],
    letterhead: letterheadOf(tables),
    cases: [...tables.case.values()]
      .sort((a, b) => b.opened_at.localeCompare(a.opened_at))
      .map((one) => ({
        case: one,
        documents: [...tables.document.values()].filter((document) => document.case === one.id).length,
        tally: tally(byClaim(tables), claimsOf({ tables, head, ...reader }, one.id)),
      })),
    sources: tables.source.size,
  }),
  case_page: (reader, { case: id }) => {
    const { tables } = reader;
    const documents = [...tables.document.values()].filter((document) => document.case === id);
    return {
      case: get(tables.case, id, "case"),
      documents: documents.flatMap((document) => {
        const revisions = [...tables.revision.values()].filter((one) => one.document === document.id);
        const latest = revisions.sort((a, b) => a.number - b.number).at(-1);
        if (latest === undefined) return [];
        const marked = placesIn(tables, latest.id).flatMap(({ mark }) => (isPassage(mark) ? mark.claim : []));
        const claims = new Set(marked).size;
        return [{ document, latest, revisions: revisions.length, claims, asks: asksIn(tables, latest.id) }];
      }),
      tally: tally(byClaim(tables), claimsOf(reader, id)),
    };
  },
  document_text: ({ tables, texts }, input) => {
    const id = "revision" in input ? input.revision : draftsOf(tables, input.document).at(-1)?.id;
    const revision = get(tables.revision, id ?? "", "revision");
    const { text, layout } = get(texts, revision.id, "text");
    const document = get(tables.document, revision.document, "document");
    return { document, revision, original_sha256: "9f2c41ab".repeat(8), text, layout };
  },
  passage_list: ({ tables }, { revision }) => {
    const by = byClaim(tables);
    return placesIn(tables, revision).flatMap(({ mark, start, end, anchor }) => {
      if (!isPassage(mark)) return [];
      const { id, claim: of } = mark;
      const claim = get(tables.claim, of, "claim");
      const verdict = by.verdict.get(of);
      const disputed = isDisputed(by, of);
      const tone = verdict?.value.tone ?? "open";
      return [
        {
          passage: id,
          claim: of,
          number: claim.number,
          heading: heading(claim),
          start,
          end,
          tone: tone === "supported" && disputed ? ("conflict" as const) : tone,
          verdict: verdict?.value.name ?? "",
          work_state: claim.work_state,
          disputed,
          anchor: anchor?.id ?? null,
          state: anchor?.state ?? null,
        },
      ];
    });
  },
  claim_list: (reader, { case: id, document, show, text, offset, limit }) => {
    const by = byClaim(reader.tables);
    const start = (claim: Claim): number =>
      Math.min(
        ...(by.passage.get(claim.id) ?? [])
          .filter((one) => one.document === document)
          .map((one) => one.start),
      );
    let claims = claimsOf(reader, id);
    if (document !== undefined) {
      claims = claims.filter((claim) => Number.isFinite(start(claim))).sort((a, b) => start(a) - start(b));
    }
    const wanted = claims.filter(
      (claim) => shows(by, claim, show) && has(`${claim.statement} ${claim.short}`, text),
    );
    const rows = wanted
      .slice(offset, offset + (limit ?? 1000))
      .map((claim) => claimRow(reader, claim, document));
    return { total: wanted.length, tally: tally(by, claims), rows };
  },
  claim_page: (reader, { claim: id }) => {
    const { tables } = reader;
    const by = byClaim(tables);
    const claim = get(tables.claim, id, "claim");
    const verdict = by.verdict.get(id) ?? null;
    const rebuttals = by.rebuttal.get(id) ?? [];
    const { rows: evidence, balance } = evidenceOf(tables, by, id);
    const now = seenOf(tables, claim);
    const held = new Set(evidence.map((row) => row.source.id));
    const named = new Set(rebuttals.flatMap((rebuttal) => rebuttal.evidence.map((one) => one.source)));
    return {
      claim,
      case_name: get(tables.case, claim.case, "case").name,
      assignee: claim.assignee === null ? null : (tables.editor.get(claim.assignee) ?? null),
      verdict,
      verdict_by: verdict === null ? null : (tables.editor.get(verdict.given_by) ?? null),
      signed: signedOf(tables, id).map((one) => ({
        sign_off: one,
        by: tables.editor.get(one.by) ?? null,
        changed: changedRows(one.seen, now),
      })),
      digest: digestOf(now),
      unanswered: attacks(by, id).filter(isUnanswered).length,
      checklist: checklist(claim),
      contacts: contactsOf(tables, id),
      comments: commentsOf(tables, id),
      places: (by.passage.get(id) ?? []).map((passage) => placeRow(tables, passage)),
      evidence,
      rebuttals: threads(rebuttals, { claim: id }),
      balance,
      part_of: link(reader, claim.part_of),
      parts: [...tables.claim.values()]
        .filter((one) => one.part_of === id)
        .flatMap((one) => link(reader, one.id) ?? []),
      same_as: link(reader, claim.same_as),
      other_sources: [...named]
        .filter((one) => !held.has(one))
        .flatMap((one) => tables.source.get(one) ?? []),
    };
  },
  source_list: ({ tables }, asked) => sourceList(tables, asked),
  source_page: (reader, { source }) => sourcePage(reader, source),
  source_known: ({ tables }, { entries }) => sourceKnown(tables, entries),
  board: (reader, input) => board(reader.tables, input, (claim) => claimRow(reader, claim, undefined)),
  contact_list: ({ tables }, input) => contactList(tables, input),
  copy_search: ({ tables, texts }, input) => copySearch(tables, texts, input),
  snapshot_page: (reader, { snapshot }) => snapshotPage(reader, reader.texts, snapshot),
  source_twins: ({ tables }, { source }) => twins(tables, source),
  history: (reader, input) => reader.history(input),
  search: (reader, { text }) => (text.trim() === "" ? [] : found(reader, text)),
  steps: (reader, { editor }) => reader.steps(editor),
  timeline: ({ entries }, input) => timeline(entries, input),
  compare: ({ entries }, input) => compare(entries, input),
  bin: ({ entries }, input) => bin(entries, input),
  revision_list: (reader, { document }) => revisionList(reader, document),
  draft_review: draftReview,
  new_sentences: newSentencesOf,
  compare_texts: compareTexts,
  coverage: (reader, { revision }) => coverage(reader, revision),
  note_list: (reader, { revision }) => noteList(reader, revision),
  omission_list: ({ tables }, { revision }) => omissionList(tables, revision),
  erasing: (reader, what) => erasing(reader, what),
};

export function answer<Q extends QueryName>(reader: Reader, name: Q, input: Input<Q>): Answer<Q> {
  return ASKS[name](reader, input);
}
