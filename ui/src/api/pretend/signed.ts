/** Sign-offs of the pretended desk: what was seen, and whether it still stands. */
import type { ChangedRow } from "../generated/ChangedRow";
import type { Claim } from "../generated/Claim";
import type { Excerpt } from "../generated/Excerpt";
import type { Kind } from "../generated/Kind";
import type { Seen } from "../generated/Seen";
import type { SeenChange } from "../generated/SeenChange";
import type { SignOff } from "../generated/SignOff";
import { draftsOf, standingIn } from "./places";
import { byClaim } from "./standing";
import type { Pending, Tables } from "./tables";
import { compareWords } from "./words";

const byId = <R extends { id: string }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => a.id.localeCompare(b.id));

export function seenOf(tables: Tables, claim: Claim): Seen {
  const by = byClaim(tables);
  const verdict = by.verdict.get(claim.id);
  return {
    statement: claim.statement,
    passages: byId(by.passage.get(claim.id) ?? []).map((passage) => {
      const newest = draftsOf(tables, passage.document).at(-1);
      const words = newest === undefined ? null : standingIn(tables, passage, newest.id);
      return { passage: passage.id, words: words?.exact ?? "" };
    }),
    verdict: verdict
      ? {
          value: verdict.value.name,
          scale_name: verdict.scale_name,
          finding: verdict.finding,
          reasoning: verdict.reasoning,
          confidence: verdict.confidence,
          limits: verdict.limits,
          context: verdict.context,
          change_asked: verdict.change_asked,
        }
      : null,
    evidence: byId(by.evidence.get(claim.id) ?? []).map((one) => ({
      evidence: one.id,
      source: one.source,
      source_name: tables.source.get(one.source)?.csl.title ?? "",
      stance: one.stance,
      strength: one.strength,
      directness: one.directness,
      shows: one.shows,
      excerpts: one.excerpts,
    })),
    rebuttals: byId(by.rebuttal.get(claim.id) ?? []).map((one) => ({
      rebuttal: one.id,
      by: [one.by.name, one.by.role, one.by.body].filter((part) => part !== "").join(", "),
      statement: one.statement,
      status: one.status,
      weighing: one.weighing,
      effect: one.effect,
      reflect: one.reflect,
    })),
  };
}

/** Looks like a hash, and is the same for the same words. */
export function digestOf(seen: Seen): string {
  const text = JSON.stringify(seen);
  let hex = "";
  for (let round = 1; hex.length < 64; round++) {
    let state = round;
    for (let at = 0; at < text.length; at++) state = (Math.imul(state, 31) + text.charCodeAt(at)) >>> 0;
    hex += state.toString(16).padStart(8, "0");
  }
  return hex;
}

interface Thing {
  id: string | null;
  name: string;
  fields: Record<string, string>;
}

const excerptLines = (excerpts: readonly Excerpt[]): string =>
  excerpts
    .map(({ quote, locator, translation }) => [quote, locator, translation].filter(Boolean).join(" · "))
    .join("\n");

const THINGS: readonly (readonly [Kind, (seen: Seen) => Thing[]])[] = [
  ["claim", ({ statement }) => [{ id: null, name: "", fields: { statement } }]],
  [
    "passage",
    ({ passages }) =>
      passages.map(({ passage, words }) => ({ id: passage, name: words, fields: { exact: words } })),
  ],
  [
    "verdict",
    ({ verdict }) => {
      if (verdict === null) return [];
      const { change_asked: change, ...fields } = verdict;
      const asked = [change.old, change.new, change.note].filter(Boolean).join(" → ");
      return [{ id: null, name: verdict.value, fields: { ...fields, change_asked: asked } }];
    },
  ],
  [
    "evidence",
    ({ evidence }) =>
      evidence.map(({ evidence: id, source_name: name, stance, strength, directness, shows, excerpts }) => ({
        id,
        name,
        fields: { source: name, stance, strength, directness, shows, excerpts: excerptLines(excerpts) },
      })),
  ],
  [
    "rebuttal",
    ({ rebuttals }) =>
      rebuttals.map(({ rebuttal: id, by, statement, status, weighing, effect, reflect }) => ({
        id,
        name: statement,
        fields: { by, statement, status, weight: weighing.weight, reason: weighing.reason, effect, reflect },
      })),
  ],
];

export function seenChanges(was: Seen, now: Seen): SeenChange[] {
  return THINGS.flatMap(([kind, things]) => {
    const [before, after] = [things(was), things(now)];
    const edited = before.flatMap((thing): SeenChange[] => {
      const { id, name } = thing;
      const twin = after.find((one) => one.id === id);
      if (twin === undefined) return [{ kind, id, name, field: "", was: name, became: null }];
      return Object.entries(thing.fields)
        .filter(([field, text]) => twin.fields[field] !== text)
        .map(([field, text]) => ({
          kind,
          id,
          name: twin.name,
          field,
          was: text,
          became: twin.fields[field] ?? "",
        }));
    });
    const fresh = after
      .filter(({ id }) => before.every((thing) => thing.id !== id))
      .map(({ id, name }) => ({ kind, id, name, field: "", was: null, became: name }));
    return [...edited, ...fresh];
  });
}

const WORDS = [
  "statement",
  "exact",
  "finding",
  "reasoning",
  "limits",
  "context",
  "shows",
  "reason",
  "reflect",
];

/** The same with the very words that differ, where both sides are words. */
export function changedRows(was: Seen, now: Seen): ChangedRow[] {
  return seenChanges(was, now).map((change) => {
    const told = WORDS.includes(change.field) && Boolean(change.was) && Boolean(change.became);
    return { ...change, words: told ? compareWords(change.was ?? "", change.became ?? "") : [] };
  });
}

export const signedOf = (tables: Tables, claim: string): SignOff[] =>
  [...tables.sign_off.values()]
    .filter((one) => one.claim === claim)
    .sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));

export const isStale = (tables: Tables, claim: string): boolean => {
  const all = signedOf(tables, claim);
  return all.length > 0 && all.every((one) => one.stale);
};

/** A sign-off goes stale with what it was bound to, and holds again when that is back. */
export function followSigned(pending: Pending): void {
  for (const one of [...pending.tables.sign_off.values()]) {
    const claim = pending.tables.claim.get(one.claim);
    if (claim === undefined) continue;
    const stale = seenChanges(one.seen, seenOf({ ...pending.tables }, claim)).length > 0;
    if (stale !== one.stale) pending.put("sign_off", { ...one, stale });
  }
}
