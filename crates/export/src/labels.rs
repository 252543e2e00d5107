//! Our own words in reports, in English: the one place to translate.
//!
//! Words of users never pass through here. Words claim no more than the
//! records show: “no independent origin was recorded”, never “there is none”.

use claimdesk_core::Timestamp;
use claimdesk_core::model::{
    AnswerKind, Assertion, BlockKind, ClaimKind, Confidence, Directness, DocumentKind, EditorRole, Effect, Ground,
    InformationGrade, RebuttalStatus, SourceGrade, SourceKind, Stance, Strength, Tone, Weight, WorkState,
};
use claimdesk_core::time::PartialDate;
use serde::Serialize;

use crate::report::{Audience, Withheld};

macro_rules! words {
    ($($key:ident: $text:literal,)*) => {
        /// Headings and fixed words, by key.
        #[derive(Debug, Serialize)]
        pub(crate) struct Words { $(pub(crate) $key: &'static str),* }

        /// The English ones.
        pub(crate) const WORDS: Words = Words { $($key: $text),* };
    };
}

words! {
    accessed: "accessed",
    appearances: "Where else it appeared",
    archived: "Archived:",
    as_of: "As of",
    asked: "Asked",
    assertion: "Who asserts it",
    attributor: "Reported by",
    balance: "Independent origins",
    brief: "What the check is to settle",
    case: "Case",
    change: "Change asked",
    changes: "What must change",
    checked_by: "Checked by",
    checked_text: "The text",
    claim: "Claim",
    claims: "Claims",
    confidence: "Confidence",
    contents: "Contents",
    context: "Context needed",
    cut: "…",
    desk: "Desk",
    documents: "Documents under review",
    editors: "Editors",
    effect: "Effect",
    evidence: "Evidence",
    finding: "Finding",
    history: "History",
    kept: "Kept as it came",
    kind: "Kind",
    language: "Language",
    left_out: "Left out",
    limits: "Limits",
    made_with: "Made with",
    moment: "Moment",
    new_words: "New words",
    no_change: "None asked.",
    no_claims: "There are no claims in this report.",
    no_changes: "The desk asks for no change.",
    no_evidence: "No evidence is recorded.",
    no_verdict: "No verdict yet",
    not_checked: "Not checked, and why",
    not_known: "Not known",
    none_left_out: "No claim was left out.",
    note: "Note",
    number: "No.",
    old_words: "Old words",
    open: "Still open",
    origin_none: "Nothing is open.",
    page_of: "of",
    part_of: "Part of",
    parts: "Its parts",
    passage: "The words",
    passages: "In the text",
    place: "Place",
    questions: "Questions and answers",
    reason: "Reason",
    reasoning: "Reasoning",
    rebuttals: "Rebuttals and answers, in order of time",
    reflect: "To be reflected",
    same_as: "Same as",
    sample: "This is the sample case that ships with the program.",
    scales: "The scale",
    scales_many: "The scales",
    shows: "What it shows",
    signed_despite: "Signed in spite of",
    signed_off: "Signed off by",
    skip: "Skip to the claims",
    source: "Source",
    sources: "Sources",
    state: "Work",
    summary: "Summary",
    title_file: "Checking file",
    title_copy: "Checked copy",
    title_summary: "Summary",
    title_article: "Fact check",
    topics: "Topics",
    unplaced: "not placed in a text",
    verdict: "Verdict",
    verify: "How to verify this report",
    weighing: "Weighing by the desk",
    where_: "Where",
    tally: "Verdicts",
    stance: "Stance",
    when: "When",
    what: "What",
    timeline: "In order of time",
}

pub(crate) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::CheckingFile => WORDS.title_file,
        Audience::CheckedCopy => WORDS.title_copy,
        Audience::Summary => WORDS.title_summary,
        Audience::Article => WORDS.title_article,
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
        Stance::Supports => ("▲", "supports"),
        Stance::Contradicts => ("▼", "contradicts"),
        Stance::Context => ("●", "context"),
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
        Strength::Weak => "weak",
        Strength::Moderate => "moderate",
        Strength::Strong => "strong",
        Strength::Decisive => "decisive",
    }
}

pub(crate) fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Primary => "primary for this fact",
        Directness::Secondary => "secondary for this fact",
    }
}

pub(crate) fn claim_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::EventOrProperty => "event or property",
        ClaimKind::Numerical => "number",
        ClaimKind::Quotation => "quotation",
        ClaimKind::Causal => "cause",
        ClaimKind::Position => "position",
        ClaimKind::Attribution => "attribution",
        ClaimKind::ImageOrVideo => "image or video",
    }
}

pub(crate) fn assertion(assertion: Assertion) -> &'static str {
    match assertion {
        Assertion::Author => "asserted by the author",
        Assertion::Attributed => "attributed by the author to somebody else",
        Assertion::Quoted => "quoted",
        Assertion::Opinion => "an opinion with a factual core",
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

pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "Low: could turn with the next source.",
        Confidence::Medium => "Medium: would take good evidence to turn.",
        Confidence::High => "High: would take extraordinary evidence to turn.",
    }
}

pub(crate) fn answer_kind(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Extractive => "words of the source",
        AnswerKind::Abstractive => "in the desk's words",
        AnswerKind::Boolean => "yes or no",
        AnswerKind::Unanswerable => "cannot be answered",
    }
}

pub(crate) fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Fact => "denies the fact",
        Ground::Attribution => "denies the attribution",
        Ground::Method => "method",
        Ground::Competence => "competence or interest of the source",
        Ground::Custody => "chain of custody",
        Ground::Interpretation => "interpretation",
        Ground::OtherAccount => "offers another account",
        Ground::Context => "asks for context",
    }
}

/// Sign and words of a rebuttal's status.
pub(crate) fn status(status: RebuttalStatus) -> (&'static str, &'static str) {
    match status {
        RebuttalStatus::Unanswered => ("○", "unanswered"),
        RebuttalStatus::Answered => ("↳", "answered"),
        RebuttalStatus::Conceded => ("✓", "conceded by the other side"),
        RebuttalStatus::Withdrawn => ("✗", "withdrawn by its author"),
        RebuttalStatus::Maintained => ("▼", "maintained after the answer"),
        RebuttalStatus::Overtaken => ("→", "overtaken by events"),
    }
}

pub(crate) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Unweighed => "not weighed yet",
        Weight::Holds => "it holds",
        Weight::HoldsInPart => "it holds in part",
        Weight::DoesNotHold => "it does not hold",
        Weight::Undecided => "the desk cannot decide",
    }
}

/// What a rebuttal does to the verdict; `None` may also mean that nobody decided.
pub(crate) fn effect(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::None => None,
        Effect::LowersConfidence => Some("Lowers the confidence in the verdict."),
        Effect::NeedsContext => Some("The article needs context."),
        Effect::ChangesVerdict => Some("Changes the verdict."),
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
        SourceKind::Letter => "letter or message",
        SourceKind::Image => "image",
        SourceKind::Recording => "recording",
        SourceKind::Post => "post",
        SourceKind::ArchiveItem => "archive item",
        SourceKind::OwnObservation => "own observation",
    }
}

pub(crate) fn withheld(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::Nothing => "",
        Withheld::Name => "Source kept back by the desk",
        Withheld::NameAndWords => "Source kept back by the desk with its words (off the record)",
    }
}

pub(crate) fn reliability(grade: SourceGrade) -> Option<&'static str> {
    match grade {
        SourceGrade::A => Some("A, completely reliable"),
        SourceGrade::B => Some("B, usually reliable"),
        SourceGrade::C => Some("C, fairly reliable"),
        SourceGrade::D => Some("D, not usually reliable"),
        SourceGrade::E => Some("E, unreliable"),
        SourceGrade::F => None,
    }
}

pub(crate) fn credibility(grade: InformationGrade) -> Option<&'static str> {
    match grade {
        InformationGrade::Confirmed => Some("1, confirmed by other sources"),
        InformationGrade::Probable => Some("2, probably true"),
        InformationGrade::Possible => Some("3, possibly true"),
        InformationGrade::Doubtful => Some("4, doubtful"),
        InformationGrade::Improbable => Some("5, improbable"),
        InformationGrade::Unjudged => None,
    }
}

pub(crate) fn document_kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Article => "article",
        DocumentKind::Draft => "draft",
        DocumentKind::Transcript => "transcript",
        DocumentKind::Report => "report",
    }
}

pub(crate) fn role(role: EditorRole) -> &'static str {
    match role {
        EditorRole::Checker => "checker",
        EditorRole::Head => "head of desk",
        EditorRole::Reviewer => "reviewer",
        EditorRole::Lawyer => "lawyer",
        EditorRole::Author => "author",
    }
}

/// Where in a text a passage begins.
pub(crate) fn block(kind: BlockKind, paragraph: Option<u32>) -> String {
    match (kind, paragraph) {
        (_, Some(number)) => format!("paragraph {number}"),
        (BlockKind::Title, None) => "title".to_owned(),
        (BlockKind::Heading, None) => "heading".to_owned(),
        (BlockKind::Table, None) => "table".to_owned(),
        (BlockKind::Caption, None) => "caption".to_owned(),
        (BlockKind::Footnote, None) => "footnote".to_owned(),
        (BlockKind::Code, None) => "lines as typed".to_owned(),
        (BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote, None) => "text".to_owned(),
    }
}

/// What was done, where it was not a command of its own.
pub(crate) fn operation(operation: &str) -> Option<&'static str> {
    match operation {
        "undo" => Some("undone"),
        "redo" => Some("redone"),
        "revert" => Some("reverted"),
        "restore" => Some("desk restored"),
        _ => None,
    }
}

/// A number of things, in words up to twelve.
pub(crate) fn count(number: u32, one: &str, many: &str) -> String {
    const NUMBERS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = NUMBERS.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned());
    format!("{word} {}", if number == 1 { one } else { many })
}

/// A sentence with its first letter raised.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as it is read: `29 June 2017`; a text that is none stays as it is.
pub(crate) fn date(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let month = |text: &str| text.parse::<usize>().ok().and_then(|n| MONTHS.get(n.wrapping_sub(1))).copied();
    let is_date = text.parse::<PartialDate>().is_ok();
    match parts.as_slice() {
        [year, number, day] if is_date => month(number)
            .map_or_else(|| text.to_owned(), |month| format!("{} {month} {year}", day.trim_start_matches('0'))),
        [year, number] if is_date => month(number).map_or_else(|| text.to_owned(), |month| format!("{month} {year}")),
        _ => text.to_owned(),
    }
}

/// A date for narrow places: `29 Jun 2017`.
pub(crate) fn short_date(text: &str) -> String {
    let long = date(text);
    let word = |word: &str| if MONTHS.contains(&word) { word[..3].to_owned() } else { word.to_owned() };
    if long == text { long } else { long.split(' ').map(word).collect::<Vec<_>>().join(" ") }
}

/// A moment: `6 Jul 2017, 10:46 UTC`.
pub(crate) fn moment(at: Timestamp) -> String {
    let minute = at.minute();
    let (day, clock) = minute.split_once(' ').unwrap_or((&minute, ""));
    format!("{}, {clock} UTC", short_date(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_their_precision() {
        for (text, long, short) in [
            ("2017-06-29", "29 June 2017", "29 Jun 2017"),
            ("2017-07-06", "6 July 2017", "6 Jul 2017"),
            ("2017-06", "June 2017", "Jun 2017"),
            ("2017", "2017", "2017"),
            ("spring 2017", "spring 2017", "spring 2017"),
            ("", "", ""),
            ("2017-99-99", "2017-99-99", "2017-99-99"),
        ] {
            assert_eq!((date(text).as_str(), short_date(text).as_str()), (long, short));
        }
        assert_eq!(moment(Timestamp::from_ms(1_499_337_960_000)), "6 Jul 2017, 10:46 UTC");
    }

    #[test]
    fn numbers_are_words() {
        assert_eq!(count(1, "origin", "origins"), "one origin");
        assert_eq!(count(0, "origin", "origins"), "no origins");
        assert_eq!(count(40, "origin", "origins"), "40 origins");
        assert_eq!(sentence("два"), "Два");
    }
}
