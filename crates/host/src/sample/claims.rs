//! The claims of the sample case, each with its evidence, rebuttals and verdict.

use claimdesk_core::model::{
    Assertion, ClaimKind, Confidence, Directness, Effect, Ground, RebuttalStatus, Stance, Strength, Weight,
};

use super::facts::{FactClaim, FactEvidence, FactRebuttal, FactVerdict, On, PLAIN, SUPPORTED, Who, piece};

const RUSSIA: Who = ("Russian foreign ministry", "", "");
const OPCW: Who = ("OPCW fact-finding mission", "", "OPCW");

/// The chain that the sample is there to show.
const CHAIN: &[FactRebuttal] = &[
    FactRebuttal {
        on: On::Evidence(0),
        by: RUSSIA,
        uttered: "2017-06-30",
        place: "Moscow",
        grounds: &[Ground::Method, Ground::Custody, Ground::Competence],
        statement: "Calls the data very doubtful: it came from the opposition and from organisations like the White Helmets, and was collected in a neighbouring country, not on the spot; the report is biased and politically ordered.",
        source: "mid",
        reflect: "Say that Moscow disputes how the data were gathered.",
        status: Some(RebuttalStatus::Maintained),
        weighing: Some((
            Weight::HoldsInPart,
            "It is true that the mission was not on the spot. That bears on how the samples travelled, not on what was found in them; and the claim is on what the report says.",
            Effect::NeedsContext,
        )),
    },
    FactRebuttal {
        on: On::Rebuttal(0),
        by: OPCW,
        uttered: "2017-06-30",
        place: "The Hague",
        grounds: &[Ground::Method],
        statement: "The town lay outside the government's control and was unsafe. A team was in a neighbouring country within 24 hours, attended autopsies, took samples and interviewed witnesses; Syria supplied material too.",
        source: "release",
        reflect: "",
        status: None,
        weighing: None,
    },
    FactRebuttal {
        on: On::Rebuttal(0),
        by: ("French foreign ministry", "", ""),
        uttered: "2017-07-07",
        place: "Paris",
        grounds: &[Ground::Interpretation],
        statement: "Russia, too, acknowledges that sarin was used on 4 April.",
        source: "briefing",
        reflect: "",
        status: None,
        weighing: None,
    },
    FactRebuttal {
        on: On::Rebuttal(0),
        by: ("Joint Investigative Mechanism", "", "OPCW and United Nations"),
        uttered: "2017-10-26",
        place: "New York",
        grounds: &[Ground::Fact],
        statement: "Is confident that the Syrian Arab Republic was responsible for the release of sarin at Khan Shaykhun.",
        source: "jim",
        reflect: "",
        status: None,
        weighing: None,
    },
    FactRebuttal {
        on: On::Rebuttal(3),
        by: RUSSIA,
        uttered: "2017-11-09",
        place: "",
        grounds: &[Ground::Interpretation, Ground::Method],
        statement: "Sees no proof in the mechanism's report, but contradictions and unanswered questions.",
        source: "reply",
        reflect: "",
        status: None,
        weighing: None,
    },
    FactRebuttal {
        on: On::Claim,
        by: ("Sergei Lavrov", "foreign minister", "Russia"),
        uttered: "2017-04",
        place: "",
        grounds: &[Ground::Custody],
        statement: "Asks who took the samples, in which laboratory they were examined, and whether tampering is excluded; wants experts on site and at Shayrat.",
        source: "lavrov",
        reflect: "",
        status: None,
        weighing: Some((
            Weight::HoldsInPart,
            "The questions came before the report, which says how its material was got. That the mission was not on the spot remains.",
            Effect::NeedsContext,
        )),
    },
];

pub(super) const CLAIMS: &[FactClaim] = &[
    FactClaim {
        quote: "met in Paris on Thursday, 6 July 2017",
        statement: "The French and Russian foreign ministers met in Paris on Thursday, 6 July 2017.",
        short: "The two ministers met in Paris on 6 July 2017",
        evidence: &[
            piece("briefing", Stance::Supports, "Speaks of the meeting of the day before."),
            piece("agency", Stance::Supports, "Reports the meeting."),
            piece("newspaper", Stance::Supports, "The agency's text once more."),
        ],
        verdict: Some(FactVerdict {
            finding: "They did.",
            reasoning: "Ministry and agency agree on day and place; 6 July 2017 was a Thursday.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "adopted unanimously, under which Syria may not use, make, keep or pass on chemical weapons",
        statement: "Security Council resolution 2118 of 27 September 2013, adopted unanimously, forbids Syria to use, make, keep or pass on chemical weapons.",
        short: "Resolution 2118 (2013) forbids Syria chemical weapons",
        claimant: ("United Nations Security Council", "", ""),
        made: "2013-09-27",
        evidence: &[piece("resolution", Stance::Supports, "The resolution itself, of the 7038th meeting.")],
        verdict: Some(FactVerdict {
            finding: "The resolution says so, and the vote was unanimous.",
            reasoning: "Read in the resolution's own text.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "people in Khan Shaykhun (خان شيخون, Хан-Шейхун) were exposed to sarin or a sarin-like substance on 4 April 2017",
        statement: "OPCW investigators found that people in Khan Shaykhun were exposed to sarin or a sarin-like substance on 4 April 2017.",
        short: "OPCW: sarin or a sarin-like substance at Khan Shaykhun",
        claimant: OPCW,
        made: "2017-06-29",
        assertion: Assertion::Attributed,
        not_known: "Who released the substance: that was outside the mission's mandate.",
        evidence: &[
            FactEvidence {
                locator: "conclusions",
                ..piece(
                    "ffm",
                    Stance::Supports,
                    "The mission's own conclusion: exposure to sarin or a sarin-like substance.",
                )
            },
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Moderate,
                ..piece("release", Stance::Supports, "The same conclusion; the mandate; no visit to the site.")
            },
            FactEvidence {
                strength: Strength::Moderate,
                ..piece(
                    "evaluation",
                    Stance::Supports,
                    "Finds sarin, and compares it with a sample from Saraqeb (2013).",
                )
            },
            FactEvidence {
                strength: Strength::Moderate,
                ..piece("update", Stance::Context, "How the work stood in May.")
            },
        ],
        rebuttals: CHAIN,
        verdict: Some(FactVerdict {
            finding: "The mission's report says so in these terms. It does not say who was responsible.",
            reasoning: "The claim is on what the mission found, and its report is first-hand for that. The rebuttal bears on how the data were gathered; it was answered, and weighed.",
            limits: "Says nothing on who released the substance.",
            note: "Keep “or a sarin-like substance”: do not shorten it to “sarin”.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "The mission blamed Damascus for the attack",
        statement: "The OPCW fact-finding mission blamed the Syrian government for the attack.",
        short: "The OPCW mission blamed Damascus",
        kinds: &[ClaimKind::Attribution],
        evidence: &[
            piece("ffm", Stance::Contradicts, "The mandate was whether chemicals were used, not by whom."),
            piece(
                "jim",
                Stance::Context,
                "It was the Joint Investigative Mechanism that named the Syrian Arab Republic, in October.",
            ),
        ],
        verdict: Some(FactVerdict {
            value: "Refuted",
            finding: "The mission blamed nobody: that was outside its mandate.",
            reasoning: "The mission was to find out whether chemicals were used, not by whom; that was said by the Joint Investigative Mechanism on 26 October.",
            old: "The mission blamed Damascus for the attack.",
            new: "Who was responsible was outside the mission's mandate.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "It was in the town itself within 24 hours",
        statement: "The mission was in Khan Shaykhun itself within 24 hours of the attack.",
        short: "The mission was in the town within 24 hours",
        evidence: &[piece(
            "release",
            Stance::Contradicts,
            "The mission did not visit the town, for security reasons; a team was in a neighbouring country within 24 hours.",
        )],
        verdict: Some(FactVerdict {
            value: "Refuted",
            finding: "A team was in a neighbouring country within 24 hours; the town was not visited.",
            reasoning: "The OPCW says so itself.",
            old: "It was in the town itself within 24 hours.",
            new: "A team was in a neighbouring country within 24 hours; for security reasons the town was not visited.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "The Russian foreign ministry answered on 30 June that the conclusions rest on very doubtful data",
        statement: "The Russian foreign ministry said on 30 June 2017 that the mission's conclusions rest on very doubtful data.",
        short: "Moscow called the data behind the report very doubtful",
        kinds: &[ClaimKind::Position],
        claimant: RUSSIA,
        made: "2017-06-30",
        assertion: Assertion::Attributed,
        evidence: &[piece("mid", Stance::Supports, "The statement itself.")],
        verdict: Some(FactVerdict {
            finding: "It said so.",
            reasoning: "Read in the ministry's own statement, of Friday, 30 June.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "France had named the Syrian government as responsible in April already",
        statement: "The French national evaluation of 26 April 2017 holds the Syrian government responsible for the attack.",
        short: "France held the Syrian government responsible in April",
        kinds: &[ClaimKind::Attribution],
        claimant: ("Jean-Marc Ayrault", "foreign minister", "France"),
        made: "2017-04-26",
        assertion: Assertion::Attributed,
        evidence: &[piece(
            "evaluation",
            Stance::Supports,
            "Sarin made in a way typical of Syrian laboratories, compared with a sample from Saraqeb (2013).",
        )],
        rebuttals: &[FactRebuttal {
            on: On::Evidence(0),
            by: ("Sergei Lavrov", "foreign minister", "Russia"),
            uttered: "2017-04",
            place: "",
            grounds: &[Ground::Custody],
            statement: "Asks who took the samples, in which laboratory they were examined, and whether tampering is excluded.",
            source: "lavrov",
            reflect: "Name the objection beside the French finding.",
            status: None,
            weighing: None,
        }],
        ..PLAIN
    },
    FactClaim {
        quote: "The attack killed 87 people, 31 of them children",
        statement: "The attack of 4 April 2017 killed 87 people, 31 of them children.",
        short: "87 people were killed, 31 of them children",
        kinds: &[ClaimKind::Numerical],
        not_known: "The toll: dozens, more than 80, 87, more than 90 and more than 100 are given.",
        evidence: &[
            FactEvidence {
                strength: Strength::Moderate,
                ..piece("ffm", Stance::Context, "Says that a large number were exposed and some died.")
            },
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Weak,
                ..piece("toll_a", Stance::Supports, "Gives this number.")
            },
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Weak,
                ..piece("toll_b", Stance::Supports, "Gives it too, in the words of the same agency: no second origin.")
            },
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Weak,
                ..piece("toll_c", Stance::Contradicts, "Gives more than 100 dead.")
            },
        ],
        verdict: Some(FactVerdict {
            value: "Conflicting evidence",
            finding: "The tolls differ; this is one of several.",
            reasoning: "Public tolls run from dozens to more than 100. The two newspapers with this one carry the same agency text, so that they count once. None is established against the others.",
            confidence: Confidence::Medium,
            old: "The attack killed 87 people, 31 of them children.",
            new: "Dozens were killed; tolls run from more than 80 to more than 100.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "The hexamine that points to the maker was found in blood samples",
        statement: "Hexamine, taken as a mark of the maker, was found in blood samples.",
        short: "Hexamine was found in blood samples",
        not_known: "One press text places it in blood; the French paper is said to speak of environmental samples. Open.",
        question: "In which samples does the French paper itself report hexamine?",
        ..PLAIN
    },
    FactClaim {
        quote: "Such attacks are the shame of our age",
        statement: "Such attacks are the shame of our age.",
        short: "",
        kinds: &[ClaimKind::Position],
        assertion: Assertion::Opinion,
        left_out: Some("An opinion without a factual core."),
        ..PLAIN
    },
    FactClaim {
        quote: "It was confident that the Syrian Arab Republic was responsible for the release of sarin at Khan Shaykhun",
        statement: "The Joint Investigative Mechanism was confident that the Syrian Arab Republic was responsible for the release of sarin at Khan Shaykhun.",
        short: "The JIM held the Syrian Arab Republic responsible",
        kinds: &[ClaimKind::Attribution],
        claimant: ("Joint Investigative Mechanism", "", "OPCW and United Nations"),
        made: "2017-10-26",
        assertion: Assertion::Attributed,
        evidence: &[piece("jim", Stance::Supports, "The mechanism's own conclusion.")],
        rebuttals: &[FactRebuttal {
            on: On::Evidence(0),
            by: RUSSIA,
            uttered: "2017-11-09",
            place: "",
            grounds: &[Ground::Interpretation, Ground::Method],
            statement: "Sees no proof, but contradictions and unanswered questions.",
            source: "reply",
            reflect: "Say that Russia disputes the finding.",
            status: None,
            weighing: None,
        }],
        verdict: Some(FactVerdict {
            finding: "The seventh report says so.",
            reasoning: "First-hand for what the mechanism concluded.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "carries the symbol S/RES/2117",
        statement: "The Security Council resolution on Syria's chemical weapons of 27 September 2013 carries the symbol S/RES/2117.",
        short: "The resolution carries the symbol S/RES/2117",
        assertion: Assertion::Attributed,
        evidence: &[piece("resolution", Stance::Contradicts, "The symbol on the act itself is S/RES/2118 (2013).")],
        verdict: Some(FactVerdict {
            value: "Refuted",
            finding: "It is S/RES/2118 (2013).",
            reasoning: "Read on the resolution itself; the summary is second-hand.",
            old: "S/RES/2117",
            new: "S/RES/2118 (2013)",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "in a report dated 30 June 2017",
        statement: "The report of the OPCW fact-finding mission is dated 30 June 2017.",
        short: "The mission's report is dated 30 June 2017",
        evidence: &[
            piece("ffm", Stance::Contradicts, "The report bears the date of 29 June 2017."),
            piece("release", Stance::Context, "The press release is of 30 June: the likely cause of the slip."),
        ],
        verdict: Some(FactVerdict {
            value: "Refuted",
            finding: "It is dated 29 June 2017; the press release is of 30 June.",
            reasoning: "The date on the report itself decides.",
            old: "in a report dated 30 June 2017",
            new: "in a report dated 29 June 2017",
            ..SUPPORTED
        }),
        ..PLAIN
    },
    FactClaim {
        quote: "Russia, too, acknowledges that sarin was used",
        statement: "Russia acknowledges that sarin was used on 4 April 2017.",
        short: "Russia, too, acknowledges that sarin was used",
        kinds: &[ClaimKind::Position, ClaimKind::Attribution],
        claimant: ("French foreign ministry", "", "France"),
        made: "2017-07-07",
        assertion: Assertion::Attributed,
        not_known: "In which words, if at all, Russia itself said so.",
        question: "Is there a Russian statement that says so?",
        evidence: &[
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Moderate,
                ..piece("briefing", Stance::Supports, "France says that Russia acknowledges it.")
            },
            FactEvidence {
                strength: Strength::Weak,
                ..piece("mid", Stance::Contradicts, "A week before, Russia called the data very doubtful.")
            },
        ],
        verdict: Some(FactVerdict {
            value: "Not enough evidence",
            finding: "France said so; the desk has no Russian statement that does.",
            reasoning: "For what Russia acknowledges the French ministry is second-hand. What stands is that France said it on 7 July 2017.",
            confidence: Confidence::Medium,
            limits: "A Russian statement may exist that was not found.",
            note: "Keep “the French ministry said”.",
            ..SUPPORTED
        }),
        ..PLAIN
    },
];
