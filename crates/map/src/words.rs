//! Our own words in pictures, in English, as short as a box wants them. Words of users never pass through here.

use claimdesk_core::model::{Directness, Ground, RebuttalStatus, SourceKind, Stance, Strength, Weight, WorkState};

use crate::value::Relation;

pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Contradicts => "contradicts",
        Stance::Context => "context",
    }
}

pub(crate) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Weak => "weak",
        Strength::Moderate => "moderate",
        Strength::Strong => "strong",
        Strength::Decisive => "decisive",
    }
}

pub(crate) fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Primary => "primary",
        Directness::Secondary => "secondary",
    }
}

pub(crate) fn status(status: RebuttalStatus) -> &'static str {
    match status {
        RebuttalStatus::Unanswered => "unanswered",
        RebuttalStatus::Answered => "answered",
        RebuttalStatus::Conceded => "conceded",
        RebuttalStatus::Withdrawn => "withdrawn",
        RebuttalStatus::Maintained => "maintained",
        RebuttalStatus::Overtaken => "overtaken",
    }
}

pub(crate) fn weight(weight: Weight) -> Option<&'static str> {
    match weight {
        Weight::Unweighed => None,
        Weight::Holds => Some("holds"),
        Weight::HoldsInPart => Some("holds in part"),
        Weight::DoesNotHold => Some("does not hold"),
        Weight::Undecided => Some("undecided"),
    }
}

pub(crate) fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Fact => "denies the fact",
        Ground::Attribution => "denies the attribution",
        Ground::Method => "method",
        Ground::Competence => "competence or interest",
        Ground::Custody => "chain of custody",
        Ground::Interpretation => "interpretation",
        Ground::OtherAccount => "another account",
        Ground::Context => "asks for context",
    }
}

pub(crate) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Report => "report",
        SourceKind::OfficialAct => "official act",
        SourceKind::NewsArticle => "news article",
        SourceKind::Statement => "statement",
        SourceKind::WebPage => "web page",
        SourceKind::Book => "book",
        SourceKind::JournalArticle => "journal article",
        SourceKind::DataSet => "data set",
        SourceKind::Interview => "interview",
        SourceKind::Letter => "letter",
        SourceKind::Image => "image",
        SourceKind::Recording => "recording",
        SourceKind::Post => "post",
        SourceKind::ArchiveItem => "archive item",
        SourceKind::OwnObservation => "own observation",
    }
}

pub(crate) fn work_state(state: WorkState) -> &'static str {
    match state {
        WorkState::Tagged => "tagged",
        WorkState::Triaged => "triaged",
        WorkState::Assigned => "assigned",
        WorkState::Checking => "checking",
        WorkState::AwaitingSource => "awaiting source",
        WorkState::Proposed => "proposed",
        WorkState::SecondCheck => "second check",
        WorkState::SignedOff => "signed off",
        WorkState::Published => "published",
        WorkState::Corrected => "corrected",
        WorkState::Returned => "returned",
        WorkState::NotToBeChecked => "not to be checked",
        WorkState::Superseded => "superseded",
        WorkState::Withdrawn => "withdrawn",
    }
}

pub(crate) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Supports => "supports",
        Relation::Contradicts => "contradicts",
        Relation::Context => "gives context to",
        Relation::Rebuts => "rebuts",
        Relation::Answers => "answers",
        Relation::From => "is from",
        Relation::GoesBack => "goes back to",
    }
}

/// A number of things.
pub(crate) fn count(number: u32, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// `Independent origins: 2 for, 1 against · 1 rebuttal unanswered`.
pub(crate) fn balance(origins_for: u32, origins_against: u32, unanswered: u32) -> String {
    let origins = format!("Independent origins: {origins_for} for, {origins_against} against");
    match unanswered {
        0 => origins,
        1 => format!("{origins} · 1 rebuttal unanswered"),
        _ => format!("{origins} · {unanswered} rebuttals unanswered"),
    }
}
