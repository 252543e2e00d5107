/**
 * A small worked case for tests and pictures. Its texts were written for this program from public
 * records (what is doubtful is an open claim in it); the editors are nobody.
 */
import type { BlockKind } from "../generated/BlockKind";
import type { ClaimPatch } from "../generated/ClaimPatch";
import type { Command } from "../generated/Command";
import type { RebuttalPatch } from "../generated/RebuttalPatch";
import type { Receipt } from "../generated/Receipt";
import type { SourcePatch } from "../generated/SourcePatch";
import { newCsl, party } from "./records";
import type { Ledger } from "./ledger";
import { notesIn } from "./sampleNotes";
import type { Text } from "./tables";

export type Part = readonly [kind: BlockKind, words: string];

const DRAFT: readonly Part[] = [
  ["title", "Paris talks: what was said, and what was left out"],
  [
    "paragraph",
    "The French and Russian foreign ministers met in Paris on 6 July 2017. Both stated their opposition to chemical weapons; the dialogue had begun in Moscow on 20 June.",
  ],
  [
    "paragraph",
    "Paris hopes that Moscow will help to enforce the 2013 Security Council resolution under which Syria may not keep chemical weapons. It was adopted unanimously.",
  ],
  ["heading", "The report and the answers"],
  [
    "paragraph",
    "A week before, the OPCW’s fact-finding mission had concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance. It was to say whether chemicals were used, not by whom; still, the mission blamed the government in Damascus.",
  ],
  [
    "paragraph",
    "Moscow answered that the report rested on very doubtful data, collected in a neighbouring country and not on the spot. French services had already laid the attack to government forces, in an evaluation presented on 26 April.",
  ],
  [
    "paragraph",
    "A day after the talks the ministry in Paris said that Russia, too, acknowledges the use of sarin. The attack killed 87 people, 31 of them children.",
  ],
  ["footnote", "Sample text, written for Claimdesk from public records. Not for publication."],
];

const SUMMARY: readonly Part[] = [
  ["title", "OPCW report, press summary"],
  [
    "paragraph",
    "The report S/1510/2017 is dated 29 June 2017; the press release went out in The Hague on 30 June. The fact-finding mission did not visit the town, for security reasons.",
  ],
  [
    "paragraph",
    "A team was in a neighbouring country within 24 hours, attended autopsies, took samples and interviewed witnesses; Syria supplied material too. The place is also written Khan Sheikhoun, خان شيخون and Хан-Шейхун.",
  ],
];

export function compose(parts: readonly Part[]): Text {
  let at = 0;
  const blocks = parts.map(([kind, words]) => {
    const start = at;
    const end = start + [...words].length;
    at = end + 2;
    return { kind, start, end, level: 1 };
  });
  return { text: parts.map(([, words]) => words).join("\n\n"), layout: { blocks } };
}

/** Gives commands one after another, and remembers what they made. */
class Hand {
  readonly ledger: Ledger;
  editor: string;

  constructor(ledger: Ledger, editor: string) {
    this.ledger = ledger;
    this.editor = editor;
  }

  do(command: Command, why: string | null = null): Receipt {
    return this.ledger.execute(this.editor, command, why);
  }

  make(command: Command, kind: string): string {
    const made = this.do(command).created.find((one) => one.kind === kind);
    if (made === undefined) throw new Error(`${command.do} made no ${kind}`);
    return made.id;
  }

  document(
    at: string,
    title: string,
    parts: readonly Part[],
    noted = false,
  ): { revision: string; text: string } {
    const { text, layout: plain } = compose(parts);
    const layout = noted ? { ...plain, notes: notesIn(text) } : plain;
    const provenance = { reader: "pretend", charset: "utf-8", warnings: [] };
    const about = { original: "", media_type: "text/html", name: "draft.html", words: 0, provenance };
    const command = {
      do: "add_document",
      case: at,
      title,
      text: { ...about, text, layout: JSON.stringify(layout) },
    };
    return { revision: this.make(command as Command, "revision"), text };
  }

  tag({ revision, text }: { revision: string; text: string }, exact: string, set: ClaimPatch): string {
    return this.make({ do: "tag_claim", revision, ...spanOf(text, exact), with: set }, "claim");
  }

  source(title: string, set: SourcePatch): string {
    return this.make({ do: "add_source", with: { csl: newCsl(title), ...set } }, "source");
  }
}

function spanOf(text: string, exact: string): { start: number; end: number } {
  const at = text.indexOf(exact);
  if (at < 0) throw new Error(`the sample does not say “${exact}”`);
  const start = [...text.slice(0, at)].length;
  return { start, end: start + [...exact].length };
}

type SourceKey = "ffm" | "release" | "russia" | "briefing" | "evaluation" | "resolution" | "jim";

function sourcesOf(hand: Hand): Record<SourceKey, string> {
  const opcw = { originator: "OPCW", kind: "report" as const };
  const ffm = hand.source("Report of the OPCW fact-finding mission in Syria", {
    ...opcw,
    symbol: "S/1510/2017",
    dated: "2017-06-29",
    reliability: "B",
    credibility: "2",
  });
  return {
    ffm,
    release: hand.source("OPCW press release on the report", {
      originator: "OPCW",
      kind: "statement",
      published: "2017-06-30",
      origin: ffm,
    }),
    russia: hand.source("Comment of the Russian foreign ministry on the report", {
      originator: "Russian foreign ministry",
      kind: "statement",
      dated: "2017-06-30",
    }),
    briefing: hand.source("French foreign ministry, press briefing", {
      originator: "French foreign ministry",
      kind: "statement",
      dated: "2017-07-07",
    }),
    evaluation: hand.source("French national evaluation of the attack of 4 April 2017", {
      originator: "French government",
      kind: "report",
      published: "2017-04-26",
    }),
    resolution: hand.source("Security Council resolution 2118 (2013)", {
      originator: "UN Security Council",
      kind: "official_act",
      symbol: "S/RES/2118 (2013)",
      dated: "2013-09-27",
    }),
    jim: hand.source("Seventh report of the OPCW-UN Joint Investigative Mechanism", {
      originator: "OPCW-UN Joint Investigative Mechanism",
      kind: "report",
      symbol: "S/2017/904",
      dated: "2017-10-26",
    }),
  };
}

/** Writes the sample case as a desk would have done, and returns its id. */
export function writeSample(ledger: Ledger, first: string, second: string, noted = false): string {
  const hand = new Hand(ledger, first);
  const at = hand.make({ do: "add_case", name: "Syria desk (sample)", with: { sample: true } }, "case");
  const draft = hand.document(at, "Paris talks: what was said", DRAFT, noted);
  const summary = hand.document(at, "OPCW report, press summary", SUMMARY);
  const sources = sourcesOf(hand);
  const claims = tagAll(hand, draft, summary, first);
  linkAll(hand, claims, sources);
  disputeAll(hand, claims, sources);
  judgeAll(hand, claims, at, second);
  return at;
}

type ClaimKey =
  | "met"
  | "resolution"
  | "sarin"
  | "mandate"
  | "blamed"
  | "doubtful"
  | "french"
  | "acknowledges"
  | "toll"
  | "dated";

type Placed = { revision: string; text: string };

function tagAll(hand: Hand, draft: Placed, summary: Placed, first: string): Record<ClaimKey, string> {
  const met = hand.tag(draft, "The French and Russian foreign ministers met in Paris on 6 July 2017", {
    statement: "The two ministers met in Paris on 6 July 2017.",
    kinds: ["event_or_property"],
  });
  const resolution = hand.tag(
    draft,
    "the 2013 Security Council resolution under which Syria may not keep chemical weapons",
    {
      statement:
        "A 2013 Security Council resolution forbids Syria to use, make, keep or pass on chemical weapons.",
    },
  );
  const sarin = hand.tag(
    draft,
    "the OPCW’s fact-finding mission had concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance",
    {
      statement: "OPCW investigators proved that sarin was used in Khan Shaykhun on 4 April 2017.",
      claimant: party("OPCW fact-finding mission"),
      made: "2017-06-29",
      kinds: ["event_or_property", "attribution"],
      priority: "high",
    },
  );
  return {
    met,
    resolution,
    sarin,
    mandate: hand.tag(draft, "It was to say whether chemicals were used, not by whom", {
      statement: "The mission’s mandate was whether chemicals were used, not by whom.",
    }),
    blamed: hand.tag(draft, "the mission blamed the government in Damascus", {
      statement: "The fact-finding mission blamed the Syrian government for the attack.",
    }),
    doubtful: hand.tag(draft, "Moscow answered that the report rested on very doubtful data", {
      statement: "Moscow called the data behind the report very doubtful.",
      claimant: party("Russian foreign ministry"),
      made: "2017-06-30",
    }),
    french: hand.tag(draft, "French services had already laid the attack to government forces", {
      statement: "French services attributed the April attack to government forces.",
      claimant: party("French government"),
      made: "2017-04-26",
    }),
    acknowledges: hand.tag(draft, "Russia, too, acknowledges the use of sarin", {
      statement: "Russia too acknowledges that sarin was used on 4 April.",
      attributor: party("French foreign ministry"),
      assignee: first,
    }),
    toll: hand.tag(draft, "The attack killed 87 people, 31 of them children", {
      statement: "The attack killed 87 people, 31 of them children.",
      kinds: ["numerical"],
      priority: "high",
    }),
    dated: hand.tag(summary, "The report S/1510/2017 is dated 29 June 2017", {
      statement: "The report S/1510/2017 is dated 29 June 2017.",
    }),
  };
}

function linkAll(hand: Hand, claims: Record<ClaimKey, string>, sources: Record<SourceKey, string>): void {
  const link = (
    claim: ClaimKey,
    source: SourceKey,
    shows: string,
    stance: "supports" | "contradicts" = "supports",
  ) =>
    hand.do({
      do: "link_evidence",
      claim: claims[claim],
      source: sources[source],
      with: {
        stance,
        shows,
        strength: "strong",
        excerpts: [{ quote: "", locator: "p. 4", translation: "" }],
      },
    });
  link("met", "briefing", "Names both ministers, place and day.");
  link("met", "russia", "Announces the visit.");
  link("resolution", "resolution", "Forbids Syria to use, make, keep or pass on chemical weapons.");
  link(
    "sarin",
    "ffm",
    "A large number of people were exposed to sarin or a sarin-like substance, and some died.",
  );
  link("sarin", "release", "Repeats the finding of the report.");
  link("mandate", "ffm", "Says whether, not by whom.");
  link("blamed", "ffm", "The report names no one as responsible.", "contradicts");
  link("blamed", "jim", "It was this body that held Syria responsible, in October.", "contradicts");
  link("doubtful", "russia", "Calls the data very doubtful.");
  link("french", "evaluation", "Holds the government responsible.");
}

function disputeAll(hand: Hand, claims: Record<ClaimKey, string>, sources: Record<SourceKey, string>): void {
  const evidence = [...hand.ledger.tables.evidence.values()];
  const ffm = evidence.find((one) => one.claim === claims.sarin && one.source === sources.ffm);
  if (ffm === undefined) throw new Error("the sample links no report");
  const say = (target: object, statement: string, set: RebuttalPatch): string =>
    hand.make({ do: "add_rebuttal", target, statement, with: set } as Command, "rebuttal");
  const doubt = say(
    { evidence: ffm.id },
    "The mission was not on the spot, and its data are very doubtful.",
    {
      by: party("Russian foreign ministry"),
      uttered: "2017-06-30",
      grounds: ["method", "custody"],
      evidence: [{ source: sources.russia, stance: "supports", locator: "", quote: "" }],
    },
  );
  say(
    { rebuttal: doubt },
    "The town was outside government control and unsafe; samples, autopsies and Syria’s own material were used.",
    { by: party("OPCW"), uttered: "2017-06-30", grounds: ["method"] },
  );
  hand.do({
    do: "weigh_rebuttal",
    rebuttal: doubt,
    weighing: { weight: "holds_in_part", reason: "True of the site, not of the samples." },
    effect: "none",
  });
  say({ claim: claims.french }, "The samples may have been tampered with; experts should go to the site.", {
    by: party("Russian foreign ministry"),
    uttered: "2017-04",
    grounds: ["custody"],
  });
}

function judgeAll(hand: Hand, claims: Record<ClaimKey, string>, at: string, second: string): void {
  const scales = [...hand.ledger.tables.scale.values()];
  const scale = (template: string): string => scales.find((one) => one.template === template)?.id ?? "";
  hand.do({ do: "edit_case", case: at, set: { scale: scale("four_way") } });
  const judge = (claim: ClaimKey, template: string, name: string, finding: string): void => {
    const command = {
      do: "give_verdict",
      claim: claims[claim],
      scale: scale(template),
      value_name: name,
    } as const;
    hand.do({ ...command, with: { finding, reasoning: finding, confidence: "high" } });
  };
  judge("met", "four_way", "Supported", "Both ministries say so.");
  judge("resolution", "four_way", "Supported", "Resolution 2118 says so in these words.");
  hand.do(
    {
      do: "edit_claim",
      claim: claims.sarin,
      set: {
        statement:
          "OPCW investigators found that sarin or a sarin-like substance was used in Khan Shaykhun on 4 April 2017.",
      },
    },
    "The mission found; it did not set out to prove.",
  );
  judge("sarin", "four_way", "Supported", "The report says so, and repeats it in its press release.");
  judge("mandate", "four_way", "Supported", "The mandate is stated in the report.");
  judge("blamed", "four_way", "Refuted", "The mission named no one; the joint mechanism did, in October.");
  judge("doubtful", "four_way", "Supported", "The ministry said so on 30 June.");
  judge("french", "copy_check", "Correct with change", "Say that it is a national evaluation.");
  judge("dated", "four_way", "Supported", "So dated on its first page.");
  hand.do({ do: "set_work_state", claim: claims.acknowledges, state: "checking", reason: "" });
  hand.editor = second;
  for (const claim of [claims.resolution, claims.sarin]) {
    hand.do({ do: "sign_off_claim", claim, note: "Read against the document.", despite: "" });
  }
  hand.editor = hand.ledger.entries[0]?.editor ?? second;
}
