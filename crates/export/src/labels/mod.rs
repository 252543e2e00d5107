//! Our own words in reports: in English here, in other languages by `labels/labels.tsv`.
//!
//! Words of users never pass through here. Words claim no more than the
//! records show: “no independent origin was recorded”, never “there is none”.

mod dates;
mod language;
mod record;

pub(crate) use dates::{date, moment, short_date, thousands};
pub(crate) use language::{Piece, pieces, speaking, spoken, t, tf};
pub(crate) use record::{capture, check_point, omission_ground, outcome, purpose, terms, way};

use claimdesk_core::model::{
    AnswerKind, Assertion, BlockKind, ClaimKind, Confidence, Directness, DocumentKind, EditorRole, Effect, Ground,
    InformationGrade, RebuttalStatus, SourceGrade, SourceKind, Stance, Strength, Tone, Weight, WorkState,
};
use serde::Serialize;

use crate::options::Language;
use crate::report::{Audience, Withheld};

macro_rules! words {
    ($($key:ident: $text:literal,)*) => {
        /// Headings and fixed words, by key.
        #[derive(Clone, Copy, Debug, Serialize)]
        pub(crate) struct Words { $(pub(crate) $key: &'static str),* }

        /// Those of the language that is spoken.
        pub(crate) fn words() -> Words {
            Words { $($key: t($text)),* }
        }
    };
}

words! {
    brief: "What the check is to settle",
    change: "Change asked",
    changes: "What must change",
    checked_text: "The text",
    claim: "Claim",
    documents: "Documents under review",
    evidence: "Evidence",
    history: "History",
    in_words: "In words",
    map: "Evidence map",
    no_claims: "There are no claims in this report.",
    no_changes: "The desk asks for no change.",
    no_evidence: "No evidence is recorded.",
    no_verdict: "No verdict yet",
    not_checked: "Not checked, and why",
    not_known: "Not known",
    number: "No.",
    open: "Still open",
    page_of: "of",
    passages: "In the text",
    questions: "Questions and answers",
    rebuttals: "Rebuttals and answers, in order of time",
    scales: "The scale",
    shows: "What it shows",
    skip: "Skip to the claims",
    source: "Source",
    sources: "Sources",
    summary: "Summary",
    verdict: "Verdict",
    verify: "How to verify this report",
    where_: "Where",
    stance: "Stance",
    when: "When",
    what: "What",
    timeline: "In order of time",
    fonts: "Set with these fonts at hand: {0}.",
}

pub(crate) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::CheckingFile => t("Checking file"),
        Audience::CheckedCopy => t("Checked copy"),
        Audience::Summary => t("Summary"),
        Audience::Article => t("Fact check"),
    }
}

pub(crate) fn tone_key(tone: Tone) -> &'static str {
    match tone {
        Tone::Supported => "supported",
        Tone::Refuted => "refuted",
        Tone::Conflict => "conflict",
        Tone::Context => "context",
        Tone::Open => "open",
    }
}

/// Sign and words of a stance.
pub(crate) fn stance(stance: Stance) -> (&'static str, &'static str) {
    match stance {
        Stance::Supports => ("▲", t("supports")),
        Stance::Contradicts => ("▼", t("contradicts")),
        Stance::Context => ("●", t("context")),
    }
}

pub(crate) fn stance_tone(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supported",
        Stance::Contradicts => "refuted",
        Stance::Context => "context",
    }
}

pub(crate) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Weak => t("weak"),
        Strength::Moderate => t("moderate"),
        Strength::Strong => t("strong"),
        Strength::Decisive => t("decisive"),
    }
}

pub(crate) fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Primary => t("primary for this fact"),
        Directness::Secondary => t("secondary for this fact"),
    }
}

pub(crate) fn claim_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::EventOrProperty => t("event or property"),
        ClaimKind::Numerical => t("number"),
        ClaimKind::Quotation => t("quotation"),
        ClaimKind::Causal => t("cause"),
        ClaimKind::Position => t("position"),
        ClaimKind::Attribution => t("attribution"),
        ClaimKind::ImageOrVideo => t("image or video"),
    }
}

pub(crate) fn assertion(assertion: Assertion) -> &'static str {
    match assertion {
        Assertion::Author => t("asserted by the author"),
        Assertion::Attributed => t("attributed by the author to somebody else"),
        Assertion::Quoted => t("quoted"),
        Assertion::Opinion => t("an opinion with a factual core"),
    }
}

pub(crate) fn work_state(state: WorkState) -> &'static str {
    match state {
        WorkState::Tagged => t("tagged"),
        WorkState::Triaged => t("triaged"),
        WorkState::Assigned => t("assigned"),
        WorkState::Checking => t("checking"),
        WorkState::AwaitingSource => t("awaiting source"),
        WorkState::Proposed => t("proposed"),
        WorkState::SecondCheck => t("second check"),
        WorkState::SignedOff => t("signed off"),
        WorkState::Published => t("published"),
        WorkState::Corrected => t("corrected"),
        WorkState::Returned => t("returned"),
        WorkState::NotToBeChecked => t("not to be checked"),
        WorkState::Superseded => t("superseded"),
        WorkState::Withdrawn => t("withdrawn"),
    }
}

pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => t("Low: could turn with the next source."),
        Confidence::Medium => t("Medium: would take good evidence to turn."),
        Confidence::High => t("High: would take extraordinary evidence to turn."),
    }
}

pub(crate) fn answer_kind(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Extractive => t("words of the source"),
        AnswerKind::Abstractive => t("in the desk's words"),
        AnswerKind::Boolean => t("yes or no"),
        AnswerKind::Unanswerable => t("cannot be answered"),
    }
}

pub(crate) fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Fact => t("denies the fact"),
        Ground::Attribution => t("denies the attribution"),
        Ground::Method => t("method"),
        Ground::Competence => t("competence or interest of the source"),
        Ground::Custody => t("chain of custody"),
        Ground::Interpretation => t("interpretation"),
        Ground::OtherAccount => t("offers another account"),
        Ground::Context => t("asks for context"),
    }
}

/// Sign and words of a rebuttal's status.
pub(crate) fn status(status: RebuttalStatus) -> (&'static str, &'static str) {
    match status {
        RebuttalStatus::Unanswered => ("○", t("unanswered")),
        RebuttalStatus::Answered => ("↳", t("answered")),
        RebuttalStatus::Conceded => ("✓", t("conceded by the other side")),
        RebuttalStatus::Withdrawn => ("✗", t("withdrawn by its author")),
        RebuttalStatus::Maintained => ("▼", t("maintained after the answer")),
        RebuttalStatus::Overtaken => ("→", t("overtaken by events")),
    }
}

pub(crate) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Unweighed => t("not weighed yet"),
        Weight::Holds => t("it holds"),
        Weight::HoldsInPart => t("it holds in part"),
        Weight::DoesNotHold => t("it does not hold"),
        Weight::Undecided => t("the desk cannot decide"),
    }
}

/// What a rebuttal does to the verdict; `None` may also mean that nobody decided.
pub(crate) fn effect(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::None => None,
        Effect::LowersConfidence => Some(t("Lowers the confidence in the verdict.")),
        Effect::NeedsContext => Some(t("The article needs context.")),
        Effect::ChangesVerdict => Some(t("Changes the verdict.")),
    }
}

pub(crate) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Report => t("report"),
        SourceKind::OfficialAct => t("official act"),
        SourceKind::NewsArticle => t("news article"),
        SourceKind::Statement => t("statement"),
        SourceKind::WebPage => t("web page"),
        SourceKind::Book => t("book"),
        SourceKind::JournalArticle => t("journal article"),
        SourceKind::DataSet => t("data set"),
        SourceKind::Interview => t("interview"),
        SourceKind::Letter => t("letter or message"),
        SourceKind::Image => t("image"),
        SourceKind::Recording => t("recording"),
        SourceKind::Post => t("post"),
        SourceKind::ArchiveItem => t("archive item"),
        SourceKind::OwnObservation => t("own observation"),
    }
}

pub(crate) fn withheld(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::Nothing => "",
        Withheld::Name => t("Source kept back by the desk"),
        Withheld::NameAndWords => t("Source kept back by the desk with its words (off the record)"),
    }
}

pub(crate) fn reliability(grade: SourceGrade) -> Option<&'static str> {
    match grade {
        SourceGrade::A => Some(t("A, completely reliable")),
        SourceGrade::B => Some(t("B, usually reliable")),
        SourceGrade::C => Some(t("C, fairly reliable")),
        SourceGrade::D => Some(t("D, not usually reliable")),
        SourceGrade::E => Some(t("E, unreliable")),
        SourceGrade::F => None,
    }
}

pub(crate) fn credibility(grade: InformationGrade) -> Option<&'static str> {
    match grade {
        InformationGrade::Confirmed => Some(t("1, confirmed by other sources")),
        InformationGrade::Probable => Some(t("2, probably true")),
        InformationGrade::Possible => Some(t("3, possibly true")),
        InformationGrade::Doubtful => Some(t("4, doubtful")),
        InformationGrade::Improbable => Some(t("5, improbable")),
        InformationGrade::Unjudged => None,
    }
}

pub(crate) fn document_kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Article => t("article"),
        DocumentKind::Draft => t("draft"),
        DocumentKind::Transcript => t("transcript"),
        DocumentKind::Report => t("report"),
    }
}

pub(crate) fn role(role: EditorRole) -> &'static str {
    match role {
        EditorRole::Checker => t("checker"),
        EditorRole::Head => t("head of desk"),
        EditorRole::Reviewer => t("reviewer"),
        EditorRole::Lawyer => t("lawyer"),
        EditorRole::Author => t("author"),
    }
}

/// Where in a text a passage begins.
pub(crate) fn block(kind: BlockKind, paragraph: Option<u32>) -> String {
    match (kind, paragraph) {
        (_, Some(number)) => tf("paragraph {0}", &[&number.to_string()]),
        (BlockKind::Title, None) => t("title").to_owned(),
        (BlockKind::Heading, None) => t("heading").to_owned(),
        (BlockKind::Table, None) => t("table").to_owned(),
        (BlockKind::Caption, None) => t("caption").to_owned(),
        (BlockKind::Footnote, None) => t("footnote").to_owned(),
        (BlockKind::Code, None) => t("lines as typed").to_owned(),
        (BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote, None) => t("text").to_owned(),
    }
}

/// What was done, where it was not a command of its own.
pub(crate) fn operation(operation: &str) -> Option<&'static str> {
    match operation {
        "undo" => Some(t("undone")),
        "redo" => Some(t("redone")),
        "revert" => Some(t("reverted")),
        "restore" => Some(t("desk restored")),
        _ => None,
    }
}

/// A number of things: in English in words up to twelve; elsewhere after its name, which needs no plural then.
pub(crate) fn count(number: u32, one: &'static str, many: &'static str) -> String {
    const NUMBERS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match spoken() {
        Language::En => {
            let word = NUMBERS.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned());
            format!("{word} {}", if number == 1 { one } else { many })
        }
        Language::Fr => format!("{}\u{a0}: {number}", t(many)),
        Language::Ar | Language::Ru | Language::De | Language::Es => format!("{}: {number}", t(many)),
    }
}

/// A sentence with its first letter raised.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::language::speaking;
    use super::*;
    use crate::options::Language;

    #[test]
    fn numbers_are_words() {
        assert_eq!(count(1, "independent origin", "independent origins"), "one independent origin");
        assert_eq!(count(0, "independent origin", "independent origins"), "no independent origins");
        assert_eq!(count(40, "independent origin", "independent origins"), "40 independent origins");
        assert_eq!(sentence("два"), "Два");
        let russian = speaking(Language::Ru, || count(2, "independent origin", "independent origins"));
        assert_eq!(russian, "независимых первоисточников: 2");
    }
}
