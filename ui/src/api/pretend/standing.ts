/** How claims stand, and how evidence and rebuttals hang together. */
import type { Badge } from "../generated/Badge";
import type { Balance } from "../generated/Balance";
import type { Claim } from "../generated/Claim";
import type { EvidenceRow } from "../generated/EvidenceRow";
import type { Rebuttal } from "../generated/Rebuttal";
import type { Show } from "../generated/Show";
import type { Tally } from "../generated/Tally";
import type { Target } from "../generated/Target";
import type { Thread } from "../generated/Thread";
import type { Tone } from "../generated/Tone";
import type { Verdict } from "../generated/Verdict";
import { GLYPHS } from "./scales";
import type { Records, Tables } from "./tables";

/** The rows of a kind by the claim to which they belong. */
export type ByClaim = {
  stale: Set<string>;
  verdict: Map<string, Verdict>;
  evidence: Map<string, Records["evidence"][]>;
  rebuttal: Map<string, Rebuttal[]>;
  passage: Map<string, Records["passage"][]>;
};

function grouped<R extends { claim: string }>(rows: Iterable<R>): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.claim);
    if (group) group.push(row);
    else groups.set(row.claim, [row]);
  }
  return groups;
}

let last: { tables: Tables; by: ByClaim } | null = null;

/** Grouped once for each state of the tables: lists ask for it with every page. */
export function byClaim(tables: Tables): ByClaim {
  if (last?.tables === tables) return last.by;
  const signed = grouped(tables.sign_off.values());
  const by: ByClaim = {
    stale: new Set([...signed].filter(([, all]) => all.every((one) => one.stale)).map(([claim]) => claim)),
    verdict: new Map([...tables.verdict.values()].map((verdict) => [verdict.claim, verdict])),
    evidence: grouped(tables.evidence.values()),
    rebuttal: grouped(tables.rebuttal.values()),
    passage: grouped(tables.passage.values()),
  };
  last = { tables, by };
  return by;
}

export const heading = ({ short, statement }: Claim): string => (short === "" ? statement : short);

export function badge({ value }: Verdict): Badge {
  return { name: value.name, tone: value.tone, sign: value.sign, glyph: GLYPHS[value.sign] };
}

/** Rebuttals of the claim or its evidence; answers to them are not counted. */
export const attacks = (by: ByClaim, claim: string): Rebuttal[] =>
  (by.rebuttal.get(claim) ?? []).filter(({ target }) => !("rebuttal" in target));

export const isUnanswered = ({ status, weighing }: Rebuttal): boolean =>
  status === "unanswered" && weighing.weight === "unweighed";

export const isDisputed = (by: ByClaim, claim: string): boolean =>
  attacks(by, claim).some(({ status }) => !["withdrawn", "conceded", "overtaken"].includes(status));

const RELEASED = ["signed_off", "published", "corrected"];
const LEFT_OUT = ["not_to_be_checked", "superseded", "withdrawn"];

export function shows(by: ByClaim, claim: Claim, show: Show): boolean {
  const { work_state: state } = claim;
  switch (show) {
    case "all":
      return true;
    case "open":
      return !by.verdict.has(claim.id) && !RELEASED.includes(state) && !LEFT_OUT.includes(state);
    case "disputed":
      return isDisputed(by, claim.id);
    case "checked":
      return by.verdict.has(claim.id);
    case "signed_off":
      return RELEASED.includes(state) && !by.stale.has(claim.id);
    case "stale":
      return by.stale.has(claim.id);
    case "unanswered":
      return attacks(by, claim.id).some(isUnanswered);
    case "not_checked":
      return LEFT_OUT.includes(state);
  }
}

export function tally(by: ByClaim, claims: readonly Claim[]): Tally {
  const count = (show: Show): number => claims.filter((claim) => shows(by, claim, show)).length;
  const tones = new Map<Tone, number>();
  for (const claim of claims) {
    const tone = by.verdict.get(claim.id)?.value.tone;
    if (tone) tones.set(tone, (tones.get(tone) ?? 0) + 1);
  }
  return {
    all: claims.length,
    open: count("open"),
    disputed: count("disputed"),
    checked: count("checked"),
    signed_off: count("signed_off"),
    stale: count("stale"),
    unanswered: count("unanswered"),
    not_checked: count("not_checked"),
    tones: [...tones],
  };
}

const keyOf = (target: Target): string => Object.values(target)[0] as string;

export function threads(all: readonly Rebuttal[], target: Target): Thread[] {
  return all
    .filter((rebuttal) => keyOf(rebuttal.target) === keyOf(target))
    .sort((a, b) => (a.uttered || "9").localeCompare(b.uttered || "9"))
    .map((rebuttal) => ({ rebuttal, answers: threads(all, { rebuttal: rebuttal.id }) }));
}

/** The evidence of a claim, with what goes back to the same origin counted once. */
export function evidenceOf(
  tables: Tables,
  by: ByClaim,
  claim: string,
): { rows: EvidenceRow[]; balance: Balance } {
  const balance: Balance = {
    supports: 0,
    contradicts: 0,
    context: 0,
    origins_for: 0,
    origins_against: 0,
    circles: [],
  };
  const seen = new Map<string, string>();
  const rows: EvidenceRow[] = [];
  const ordered = [...(by.evidence.get(claim) ?? [])].sort((a, b) => a.position - b.position);
  for (const evidence of ordered) {
    const source = tables.source.get(evidence.source);
    if (source === undefined) continue;
    const origin = source.origin === null ? null : (tables.source.get(source.origin) ?? null);
    const key = `${evidence.stance} ${(origin ?? source).id}`;
    const same = seen.get(key) ?? null;
    balance[evidence.stance]++;
    if (same === null) {
      seen.set(key, evidence.id);
      if (evidence.stance === "supports") balance.origins_for++;
      if (evidence.stance === "contradicts") balance.origins_against++;
    }
    rows.push({
      evidence,
      source,
      origin,
      same_origin_as: same,
      circular: false,
      rebuttals: threads(by.rebuttal.get(claim) ?? [], { evidence: evidence.id }),
    });
  }
  return { rows, balance };
}
