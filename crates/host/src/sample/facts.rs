//! The facts of the sample case, with who said them and when: all on public
//! record (OPCW S/1510/2017 and S/1497/2017, UN S/2017/904 and resolution 2118
//! (2013), the French national evaluation, statements of both ministries).

use claimdesk_core::model::{
    Assertion, ClaimKind, Confidence, Directness, Effect, Ground, SourceKind, Stance, Strength, Weight,
};

pub(super) const DOCUMENTS: [(&str, &str); 2] =
    [("paris-talks.md", include_str!("talks.md")), ("what-came-later.md", include_str!("later.md"))];

pub(super) struct FactSource {
    pub(super) key: &'static str,
    pub(super) kind: SourceKind,
    pub(super) title: &'static str,
    pub(super) symbol: &'static str,
    pub(super) originator: &'static str,
    pub(super) published: &'static str,
    pub(super) language: &'static str,
    /// The key of the source it goes back to, which stands before it; empty if it is first-hand.
    pub(super) origin: &'static str,
    pub(super) note: &'static str,
}

type Who = (&'static str, &'static str, &'static str);

pub(super) struct FactClaim {
    pub(super) quote: &'static str,
    pub(super) statement: &'static str,
    pub(super) short: &'static str,
    pub(super) kinds: &'static [ClaimKind],
    pub(super) claimant: Who,
    pub(super) made: &'static str,
    pub(super) assertion: Assertion,
    pub(super) not_known: &'static str,
    pub(super) evidence: &'static [FactEvidence],
    pub(super) rebuttals: &'static [FactRebuttal],
    pub(super) verdict: Option<FactVerdict>,
    pub(super) left_out: Option<&'static str>,
}

pub(super) struct FactEvidence {
    pub(super) source: &'static str,
    pub(super) stance: Stance,
    pub(super) strength: Strength,
    pub(super) directness: Directness,
    pub(super) locator: &'static str,
    pub(super) shows: &'static str,
}

pub(super) enum On {
    Claim,
    Evidence(usize),
    Rebuttal(usize),
}

pub(super) struct FactRebuttal {
    pub(super) on: On,
    pub(super) by: Who,
    pub(super) uttered: &'static str,
    pub(super) place: &'static str,
    pub(super) grounds: &'static [Ground],
    pub(super) statement: &'static str,
    pub(super) source: &'static str,
    pub(super) reflect: &'static str,
    pub(super) weighing: Option<(Weight, &'static str, Effect)>,
}

pub(super) struct FactVerdict {
    pub(super) value: &'static str,
    pub(super) finding: &'static str,
    pub(super) reasoning: &'static str,
    pub(super) confidence: Confidence,
    pub(super) limits: &'static str,
    pub(super) old: &'static str,
    pub(super) new: &'static str,
    pub(super) note: &'static str,
}

const fn source(
    key: &'static str,
    kind: SourceKind,
    title: &'static str,
    symbol: &'static str,
    originator: &'static str,
    published: &'static str,
) -> FactSource {
    FactSource { key, kind, title, symbol, originator, published, language: "en", origin: "", note: "" }
}

pub(super) const SOURCES: &[FactSource] = &[
    source("ffm", SourceKind::Report, "Report of the OPCW fact-finding mission on Khan Shaykhun", "S/1510/2017", "OPCW", "2017-06-29"),
    FactSource {
        origin: "ffm",
        note: "Published a day after the report: mind 29 and 30 June.",
        ..source("release", SourceKind::Statement, "OPCW press release on the mission's report", "", "OPCW", "2017-06-30")
    },
    source("update", SourceKind::Report, "Update on the work of the fact-finding mission", "S/1497/2017", "OPCW", "2017-05-12"),
    FactSource {
        language: "fr",
        ..source("evaluation", SourceKind::Report, "French national evaluation of the attack at Khan Shaykhun", "", "Government of France", "2017-04-26")
    },
    FactSource {
        language: "ru",
        ..source("mid", SourceKind::Statement, "Statement of the Russian foreign ministry on the mission's report", "", "Russian foreign ministry", "2017-06-30")
    },
    FactSource {
        language: "ru",
        ..source("lavrov", SourceKind::Statement, "Remarks of foreign minister Lavrov on the samples", "", "Russian foreign ministry", "2017-04")
    },
    FactSource {
        language: "fr",
        ..source("briefing", SourceKind::Statement, "Briefing of the French foreign ministry", "", "French foreign ministry", "2017-07-07")
    },
    source("resolution", SourceKind::OfficialAct, "Security Council resolution 2118 (2013)", "S/RES/2118 (2013)", "United Nations Security Council", "2013-09-27"),
    source("jim", SourceKind::Report, "Seventh report of the OPCW-UN Joint Investigative Mechanism", "S/2017/904", "OPCW-UN Joint Investigative Mechanism", "2017-10-26"),
    source("agency", SourceKind::NewsArticle, "Agency text on the Paris meeting", "", "A news agency", "2017-07-06"),
    FactSource {
        origin: "agency",
        note: "Carries the agency's text word for word: one origin, not two.",
        ..source("newspaper", SourceKind::NewsArticle, "Newspaper A on the Paris meeting", "", "Newspaper A", "2017-07-07")
    },
    source("reply", SourceKind::Statement, "Russian answer to the seventh report", "", "Russian foreign ministry", "2017-11-09"),
];

const fn piece(source: &'static str, stance: Stance, shows: &'static str) -> FactEvidence {
    FactEvidence { source, stance, strength: Strength::Strong, directness: Directness::Primary, locator: "", shows }
}

const PLAIN: FactClaim = FactClaim {
    quote: "",
    statement: "",
    short: "",
    kinds: &[ClaimKind::EventOrProperty],
    claimant: ("", "", ""),
    made: "",
    assertion: Assertion::Author,
    not_known: "",
    evidence: &[],
    rebuttals: &[],
    verdict: None,
    left_out: None,
};

const SUPPORTED: FactVerdict = FactVerdict {
    value: "Supported",
    finding: "",
    reasoning: "",
    confidence: Confidence::High,
    limits: "",
    old: "",
    new: "",
    note: "",
};

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
        weighing: Some((
            Weight::DoesNotHold,
            "The questions came before the report, which names how the samples were taken and kept.",
            Effect::None,
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
                ..piece("ffm", Stance::Supports, "The mission's own conclusion: exposure to sarin or a sarin-like substance.")
            },
            FactEvidence {
                directness: Directness::Secondary,
                strength: Strength::Moderate,
                ..piece("release", Stance::Supports, "The same conclusion; the mandate; no visit to the site.")
            },
            piece("evaluation", Stance::Supports, "Samples of its own: sarin."),
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
            piece("jim", Stance::Context, "It was the Joint Investigative Mechanism that named the Syrian Arab Republic, in October."),
        ],
        verdict: Some(FactVerdict {
            value: "Refuted",
            finding: "The mission blamed nobody: that was outside its mandate.",
            reasoning: "Report and press release state the mandate; attribution came from the Joint Investigative Mechanism on 26 October.",
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
        evidence: &[piece("release", Stance::Contradicts, "The mission did not visit the town, for security reasons; a team was in a neighbouring country within 24 hours.")],
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
        evidence: &[piece("evaluation", Stance::Supports, "Sarin made in a way typical of Syrian laboratories, compared with a sample from Saraqeb (2013).")],
        rebuttals: &[FactRebuttal {
            on: On::Evidence(0),
            by: ("Sergei Lavrov", "foreign minister", "Russia"),
            uttered: "2017-04",
            place: "",
            grounds: &[Ground::Custody],
            statement: "Asks who took the samples, in which laboratory they were examined, and whether tampering is excluded.",
            source: "lavrov",
            reflect: "Name the objection beside the French finding.",
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
        evidence: &[FactEvidence {
            strength: Strength::Moderate,
            ..piece("ffm", Stance::Context, "Says that a large number were exposed and some died.")
        }],
        verdict: Some(FactVerdict {
            value: "Conflicting evidence",
            finding: "The tolls differ; this is one of several.",
            reasoning: "Public tolls run from dozens to more than 100. None is established against the others.",
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
];
