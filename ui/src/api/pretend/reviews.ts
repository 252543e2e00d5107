/** What the pretended desk answers about drafts: their list, what became of marks, what is new, and how they differ. */
import type { AnchorState } from "../generated/AnchorState";
import type { CompareTexts } from "../generated/CompareTexts";
import type { CompareTextsAnswer } from "../generated/CompareTextsAnswer";
import type { CoverageAnswer } from "../generated/CoverageAnswer";
import type { CoverageState } from "../generated/CoverageState";
import type { Covered } from "../generated/Covered";
import type { DraftReview } from "../generated/DraftReview";
import type { DraftReviewAnswer } from "../generated/DraftReviewAnswer";
import type { Fates } from "../generated/Fates";
import type { NewSentences } from "../generated/NewSentences";
import type { NewSentencesAnswer } from "../generated/NewSentencesAnswer";
import type { OmissionRow } from "../generated/OmissionRow";
import type { ReviewPlace } from "../generated/ReviewPlace";
import type { ReviewRow } from "../generated/ReviewRow";
import type { RevisionListAnswer } from "../generated/RevisionListAnswer";
import type { SentenceHint } from "../generated/SentenceHint";
import type { Anchor } from "../generated/Anchor";
import { lettersOf, newSentences, sentencesOf, type Stretch } from "./anchoring";
import { compareRows } from "./comparing";
import { draftsOf, isPassage, marksOf, placesIn, standingIn, subjectId, type Standing } from "./places";
import { badge, byClaim, heading } from "./standing";
import { fault, get, type Tables, type Text } from "./tables";
import { compareWords } from "./words";

export interface Drafts {
  tables: Tables;
  texts: ReadonlyMap<string, Text>;
}

const STATES: readonly AnchorState[] = ["unchanged", "moved", "reworded", "ask", "gone"];
const CHECKED = ["signed_off", "published", "corrected"];
const OUT = ["not_to_be_checked", "superseded", "withdrawn"];

const anchorsIn = (tables: Tables, revision: string): Anchor[] =>
  [...tables.anchor.values()].filter((anchor) => anchor.revision === revision);

function fates(anchors: readonly Anchor[]): Fates {
  const count = (state: AnchorState): number => anchors.filter((one) => one.state === state).length;
  const [unchanged = 0, moved = 0, reworded = 0, ask = 0, gone = 0] = STATES.map(count);
  return { total: anchors.length, unchanged, moved, reworded, ask, gone };
}

const ofPassages = (anchors: readonly Anchor[]): Anchor[] =>
  anchors.filter(({ subject }) => "passage" in subject);

export function asksIn(tables: Tables, revision: string): number {
  return ofPassages(anchorsIn(tables, revision)).filter((anchor) => anchor.state === "ask").length;
}

export function revisionList({ tables }: Drafts, document: string): RevisionListAnswer {
  const drafts = draftsOf(tables, document);
  return {
    document: get(tables.document, document, "document"),
    rows: drafts.toReversed().map((revision, at) => ({
      revision,
      is_latest: at === 0,
      counts: fates(ofPassages(anchorsIn(tables, revision.id))),
      marked: [...tables.passage.values()].filter((one) => one.revision === revision.id).length,
    })),
  };
}

export function draftReview(drafts: Drafts, input: DraftReview): DraftReviewAnswer {
  const { tables } = drafts;
  const revision = get(tables.revision, input.revision, "revision");
  const all = anchorsIn(tables, revision.id);
  const wanted = all
    .filter(({ state }) => (input.states ?? []).length === 0 || input.states?.includes(state))
    .filter((anchor) => input.undecided !== true || !anchor.decided_by);
  const rows = wanted.map((anchor) => reviewRow(drafts, anchor)).sort((a, b) => a.old.start - b.old.start);
  const offset = input.offset ?? 0;
  return {
    document: get(tables.document, revision.document, "document"),
    revision,
    before: draftsOf(tables, revision.document).findLast((one) => one.number < revision.number) ?? null,
    passages: fates(ofPassages(all)),
    omissions: fates(all.filter(({ subject }) => "omission" in subject)),
    marked: [...tables.passage.values()].filter((one) => one.revision === revision.id).length,
    total: wanted.length,
    rows: rows.slice(offset, offset + (input.limit ?? 200)),
  };
}

function reviewRow(drafts: Drafts, anchor: Anchor): ReviewRow {
  const { tables } = drafts;
  const mark = marksOf(tables).find((one) => one.id === subjectId(anchor));
  if (mark === undefined) throw fault("not_found", "There is no such mark.");
  const was = standingIn(tables, mark, anchor.from) ?? mark;
  const claim = isPassage(mark) ? get(tables.claim, mark.claim, "claim") : null;
  const verdict = claim === null ? undefined : byClaim(tables).verdict.get(claim.id);
  const place = (revision: string, at: Stretch, score: number, old: string | null): ReviewPlace =>
    reviewPlace(drafts, revision, at, score, old);
  const { start, end } = anchor;
  return {
    anchor,
    claim: claim && {
      number: claim.number,
      heading: heading(claim),
      work_state: claim.work_state,
      verdict: verdict ? badge(verdict) : null,
    },
    omission: isPassage(mark) ? null : mark,
    old: place(anchor.from, was, 1000, null),
    new:
      typeof start !== "number" || typeof end !== "number"
        ? null
        : place(anchor.revision, { start, end }, anchor.score ?? 0, was.exact),
    candidates: (anchor.candidates ?? []).map((one) =>
      place(anchor.revision, one, one.score ?? 0, was.exact),
    ),
    decided_by: !anchor.decided_by ? "" : (tables.editor.get(anchor.decided_by)?.name ?? ""),
  };
}

function reviewPlace(
  { tables, texts }: Drafts,
  revision: string,
  { start, end }: Stretch,
  score: number,
  old: string | null,
): ReviewPlace {
  const letters = [...(texts.get(revision)?.text ?? "")];
  const exact = letters.slice(start, end).join("");
  return {
    revision,
    number: tables.revision.get(revision)?.number ?? 0,
    start,
    end,
    before: letters.slice(Math.max(0, start - 240), start).join(""),
    exact,
    after: letters.slice(end, end + 240).join(""),
    score,
    words: old === null || old === exact ? [] : compareWords(old, exact),
  };
}

export function newSentencesOf(drafts: Drafts, input: NewSentences): NewSentencesAnswer {
  const { tables, texts } = drafts;
  const revision = get(tables.revision, input.revision, "revision");
  const text = get(texts, revision.id, "text");
  const before = draftsOf(tables, revision.document).findLast((one) => one.number < revision.number);
  const was = before === undefined ? { text: "", layout: { blocks: [] } } : get(texts, before.id, "text");
  const marks = coverMarks(tables, revision.id);
  // What a marked sentence may have become is asked about, and not new as well.
  const asked = [...tables.anchor.values()]
    .filter((anchor) => anchor.revision === revision.id && anchor.state === "ask")
    .flatMap(({ candidates }) => candidates?.[0] ?? []);
  const isNew = (one: { start: number; end: number }): boolean =>
    asked.every(({ start, end }) => end <= one.start || start >= one.end);
  const rows = newSentences(was, text)
    .filter(isNew)
    .map((one) => ({
      start: one.start,
      end: one.end,
      exact: lettersOf(text).slice(one.start, one.end).join(""),
      hints: one.hints as SentenceHint[],
      weight: one.weight,
      was: "",
      words: [],
      state: stateOf(marks, one),
    }));
  const unread = rows.filter(({ state }) => state === "unmarked");
  const shown = (input.unread === true ? unread : rows).sort((a, b) =>
    input.in_order === true ? a.start - b.start : b.weight - a.weight,
  );
  const offset = input.offset ?? 0;
  return {
    total: rows.length,
    unread: unread.length,
    rows: shown.slice(offset, offset + (input.limit ?? 200)),
  };
}

export function compareTexts({ tables, texts }: Drafts, input: CompareTexts): CompareTextsAnswer {
  const [from, to] = [
    get(tables.revision, input.from, "revision"),
    get(tables.revision, input.to, "revision"),
  ];
  const found = compareRows(tables, texts, from.id, to.id);
  const rows = input.changed === true ? found.filter(({ kind }) => kind !== "same") : found;
  const count = (op: string): number =>
    found
      .flatMap(({ words }) => words)
      .filter((piece) => piece.op === op)
      .reduce((sum, piece) => sum + (piece.text.match(/\S+/gu)?.length ?? 0), 0);
  const offset = input.offset ?? 0;
  return {
    document: get(tables.document, to.document, "document"),
    from,
    to,
    total: rows.length,
    changed: found.filter(({ kind }) => kind !== "same").length,
    words_added: count("added"),
    words_removed: count("removed"),
    rows: rows.slice(offset, offset + (input.limit ?? 500)),
  };
}

type CoverMark = Stretch & { state: CoverageState };

function coverMarks(tables: Tables, revision: string): CoverMark[] {
  const by = byClaim(tables);
  return placesIn(tables, revision).map(({ mark, start, end, anchor }: Standing): CoverMark => {
    if (!isPassage(mark)) return { start, end, state: "left_out" };
    const claim = get(tables.claim, mark.claim, "claim");
    if (anchor?.state === "reworded" && !anchor.decided_by) return { start, end, state: "tagged" };
    if (OUT.includes(claim.work_state)) return { start, end, state: "left_out" };
    const done = CHECKED.includes(claim.work_state) || by.verdict.has(claim.id);
    return { start, end, state: done ? "checked" : "tagged" };
  });
}

const RANK: readonly CoverageState[] = ["unmarked", "left_out", "checked", "tagged"];

function stateOf(marks: readonly CoverMark[], { start, end }: Stretch): CoverageState {
  const over = marks.filter((mark) => mark.start < end && mark.end > start).map(({ state }) => state);
  return over.sort((a, b) => RANK.indexOf(b) - RANK.indexOf(a))[0] ?? "unmarked";
}

export function coverage({ tables, texts }: Drafts, id: string): CoverageAnswer {
  const revision = get(tables.revision, id, "revision");
  const text = get(texts, id, "text");
  const letters = lettersOf(text);
  const marks = coverMarks(tables, id);
  const edges = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const spans = edges.flatMap((start, at) => {
    const end = edges[at + 1];
    const state = end === undefined ? "unmarked" : stateOf(marks, { start, end });
    return end === undefined || state === "unmarked" ? [] : [{ start, end, state }];
  });
  const wordsIn = ({ start, end }: Stretch): Stretch[] =>
    [
      ...letters
        .slice(start, end)
        .join("")
        .matchAll(/[\p{L}\p{N}’'-]+/gu),
    ].map(({ index, 0: word }) => {
      const from = start + [...letters.slice(start, end).join("").slice(0, index)].length;
      return { start: from, end: from + [...word].length };
    });
  const rows = sentencesOf(text).map((sentence) => {
    const words = wordsIn(sentence);
    const marked = words.filter((word) => stateOf(marks, word) !== "unmarked").length;
    return { ...sentence, words: words.length, marked, state: stateOf(marks, sentence) };
  });
  const words = rows.flatMap((row) => wordsIn(row).map((word) => stateOf(marks, word)));
  return {
    document: get(tables.document, revision.document, "document"),
    revision,
    words: covered(words),
    sentences: covered(rows.map(({ state }) => state)),
    spans,
    rows,
    omissions: omissionList(tables, id),
  };
}

export function omissionList(tables: Tables, revision: string): OmissionRow[] {
  return placesIn(tables, revision).flatMap(({ mark, start, end, exact, anchor }) => {
    if (isPassage(mark)) return [];
    const left_out_by = tables.editor.get(mark.left_out_by)?.name ?? "";
    return [{ omission: mark, start, end, exact, anchor, left_out_by }];
  });
}

function covered(states: readonly CoverageState[]): Covered {
  const count = (state: CoverageState): number => states.filter((one) => one === state).length;
  return {
    total: states.length,
    unmarked: count("unmarked"),
    tagged: count("tagged"),
    checked: count("checked"),
    left_out: count("left_out"),
  };
}
