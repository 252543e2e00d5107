//! The facts of the sample case, with who said them and when: all on public
//! record (OPCW S/1510/2017 and S/1497/2017, UN S/2017/904 and resolution 2118
//! (2013), the French national evaluation, statements of both ministries).

use claimdesk_core::model::{
    Assertion, ClaimKind, Confidence, Directness, Effect, Ground, OmissionGround, RebuttalStatus, SourceKind, Stance,
    Strength, Weight,
};

pub(super) const DOCUMENTS: [(&str, &str); 2] =
    [("paris-talks.md", include_str!("talks.md")), ("what-came-later.md", include_str!("later.md"))];

/// The next draft of the first of them, as its author sent it back.
pub(super) const SECOND_DRAFT: (&str, &str) = ("paris-talks-2.md", include_str!("talks2.md"));

/// What is left out of the first drafts: the words, the ground, the reason.
pub(super) const LEFT_OUT: [(&str, OmissionGround, &str); 2] = [
    (
        "Sample text, written for this program from public facts. It holds mistakes on purpose: finding them is the exercise.",
        OmissionGround::Formality,
        "",
    ),
    (
        "Other papers write Khan Sheikhoun or Khan Cheikhoun for the town",
        OmissionGround::CommonKnowledge,
        "Ways to write one name.",
    ),
];

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

pub(super) type Who = (&'static str, &'static str, &'static str);

pub(super) struct FactClaim {
    pub(super) quote: &'static str,
    pub(super) statement: &'static str,
    pub(super) short: &'static str,
    pub(super) kinds: &'static [ClaimKind],
    pub(super) claimant: Who,
    pub(super) made: &'static str,
    pub(super) assertion: Assertion,
    pub(super) not_known: &'static str,
    /// What must still be answered; empty if nothing.
    pub(super) question: &'static str,
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
    /// What became of it, where that is more than having been answered or not.
    pub(super) status: Option<RebuttalStatus>,
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
    source(
        "ffm",
        SourceKind::Report,
        "Report of the OPCW fact-finding mission on Khan Shaykhun",
        "S/1510/2017",
        "OPCW",
        "2017-06-29",
    ),
    FactSource {
        origin: "ffm",
        note: "Published a day after the report: mind 29 and 30 June.",
        ..source(
            "release",
            SourceKind::Statement,
            "OPCW press release on the mission's report",
            "",
            "OPCW",
            "2017-06-30",
        )
    },
    source(
        "update",
        SourceKind::Report,
        "Update on the work of the fact-finding mission",
        "S/1497/2017",
        "OPCW",
        "2017-05-12",
    ),
    FactSource {
        language: "fr",
        ..source(
            "evaluation",
            SourceKind::Report,
            "French national evaluation of the attack at Khan Shaykhun",
            "",
            "Government of France",
            "2017-04-26",
        )
    },
    FactSource {
        language: "ru",
        ..source(
            "mid",
            SourceKind::Statement,
            "Statement of the Russian foreign ministry on the mission's report",
            "",
            "Russian foreign ministry",
            "2017-06-30",
        )
    },
    FactSource {
        language: "ru",
        ..source(
            "lavrov",
            SourceKind::Statement,
            "Remarks of foreign minister Lavrov on the samples",
            "",
            "Russian foreign ministry",
            "2017-04",
        )
    },
    FactSource {
        language: "fr",
        ..source(
            "briefing",
            SourceKind::Statement,
            "Briefing of the French foreign ministry",
            "",
            "French foreign ministry",
            "2017-07-07",
        )
    },
    source(
        "resolution",
        SourceKind::OfficialAct,
        "Security Council resolution 2118 (2013)",
        "S/RES/2118 (2013)",
        "United Nations Security Council",
        "2013-09-27",
    ),
    source(
        "jim",
        SourceKind::Report,
        "Seventh report of the OPCW-UN Joint Investigative Mechanism",
        "S/2017/904",
        "OPCW-UN Joint Investigative Mechanism",
        "2017-10-26",
    ),
    FactSource {
        note: "Stands for an agency text; nothing of one is quoted.",
        ..source(
            "agency",
            SourceKind::NewsArticle,
            "Agency text on the Paris meeting",
            "",
            "A news agency",
            "2017-07-06",
        )
    },
    FactSource {
        origin: "agency",
        note: "Carries the agency's text word for word: one origin, not two.",
        ..source("newspaper", SourceKind::NewsArticle, "Newspaper A on the Paris meeting", "", "Newspaper A", "")
    },
    FactSource {
        note: "Stands for an agency text; the number is on record, the text is not quoted.",
        ..source(
            "toll",
            SourceKind::NewsArticle,
            "Agency text that gives the toll as 87, 31 of them children",
            "",
            "A news agency",
            "",
        )
    },
    FactSource {
        origin: "toll",
        note: "Carries the agency's text: one origin, not two.",
        ..source(
            "toll_a",
            SourceKind::NewsArticle,
            "Newspaper A on the toll, with the agency's text",
            "",
            "Newspaper A",
            "",
        )
    },
    FactSource {
        origin: "toll",
        note: "Carries the agency's text: one origin, not two.",
        ..source(
            "toll_b",
            SourceKind::NewsArticle,
            "Newspaper B on the toll, with the agency's text",
            "",
            "Newspaper B",
            "",
        )
    },
    source(
        "toll_c",
        SourceKind::NewsArticle,
        "Newspaper C, which gives the toll as more than 100",
        "",
        "Newspaper C",
        "",
    ),
    source(
        "reply",
        SourceKind::Statement,
        "Russian answer to the seventh report",
        "",
        "Russian foreign ministry",
        "2017-11-09",
    ),
];

pub(super) const fn piece(source: &'static str, stance: Stance, shows: &'static str) -> FactEvidence {
    FactEvidence { source, stance, strength: Strength::Strong, directness: Directness::Primary, locator: "", shows }
}

pub(super) const PLAIN: FactClaim = FactClaim {
    quote: "",
    statement: "",
    short: "",
    kinds: &[ClaimKind::EventOrProperty],
    claimant: ("", "", ""),
    made: "",
    assertion: Assertion::Author,
    not_known: "",
    question: "",
    evidence: &[],
    rebuttals: &[],
    verdict: None,
    left_out: None,
};

pub(super) const SUPPORTED: FactVerdict = FactVerdict {
    value: "Supported",
    finding: "",
    reasoning: "",
    confidence: Confidence::High,
    limits: "",
    old: "",
    new: "",
    note: "",
};
