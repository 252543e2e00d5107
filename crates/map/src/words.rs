//! Our own words in pictures, as short as a box wants them. Words of users never pass through here.
//!
//! They are written in English; `labels/labels.tsv` has them in the other languages.

use claimdesk_core::model::{Directness, Ground, RebuttalStatus, SourceKind, Stance, Strength, Weight, WorkState};
use claimdesk_core::time::PartialDate;

use crate::boxes::plain;
use crate::dates::short_date;
use crate::drawing::{DrawnText, Face, Point};
use crate::language::Language;
use crate::value::Relation;

/// How our own words in a picture are said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    language: Language,
    /// Whether the language runs from right to left.
    pub(crate) rtl: bool,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        Self { language, rtl: language.is_rtl() }
    }

    pub(crate) fn t(self, english: &'static str) -> &'static str {
        self.language.say(english)
    }

    /// The same with its gaps (`{0}`, `{1}`) filled.
    pub(crate) fn tf(self, english: &'static str, gaps: &[&str]) -> String {
        filled(self.t(english), gaps)
    }

    /// A number of things, given all forms of its English name.
    pub(crate) fn count(self, english: &'static str, number: u32) -> String {
        filled(self.language.counted(english, number), &[&number.to_string()])
    }

    /// A date, as short as can be; nothing where none is known.
    pub(crate) fn date(self, date: &PartialDate) -> String {
        short_date(date, self.language)
    }

    /// Parts of a sentence in a row.
    pub(crate) fn join(self, parts: &[String]) -> String {
        parts.join(self.t(", "))
    }

    /// Words of ours where they stand.
    pub(crate) fn plain(self, text: &str, at: Point, size: f64, bold: bool, face: Face) -> DrawnText {
        DrawnText { rtl: self.rtl, ..plain(text, at, size, bold, face) }
    }

    pub(crate) fn stance(self, stance: Stance) -> &'static str {
        match stance {
            Stance::Supports => self.t("supports"),
            Stance::Contradicts => self.t("contradicts"),
            Stance::Context => self.t("context"),
        }
    }

    pub(crate) fn strength(self, strength: Strength) -> &'static str {
        match strength {
            Strength::Weak => self.t("weak"),
            Strength::Moderate => self.t("moderate"),
            Strength::Strong => self.t("strong"),
            Strength::Decisive => self.t("decisive"),
        }
    }

    pub(crate) fn directness(self, directness: Directness) -> &'static str {
        match directness {
            Directness::Primary => self.t("primary"),
            Directness::Secondary => self.t("secondary"),
        }
    }

    pub(crate) fn status(self, status: RebuttalStatus) -> &'static str {
        match status {
            RebuttalStatus::Unanswered => self.t("unanswered"),
            RebuttalStatus::Answered => self.t("answered"),
            RebuttalStatus::Conceded => self.t("conceded"),
            RebuttalStatus::Withdrawn => self.t("withdrawn"),
            RebuttalStatus::Maintained => self.t("maintained"),
            RebuttalStatus::Overtaken => self.t("overtaken"),
        }
    }

    pub(crate) fn weight(self, weight: Weight) -> Option<&'static str> {
        match weight {
            Weight::Unweighed => None,
            Weight::Holds => Some(self.t("holds")),
            Weight::HoldsInPart => Some(self.t("holds in part")),
            Weight::DoesNotHold => Some(self.t("does not hold")),
            Weight::Undecided => Some(self.t("undecided")),
        }
    }

    pub(crate) fn ground(self, ground: Ground) -> &'static str {
        match ground {
            Ground::Fact => self.t("denies the fact"),
            Ground::Attribution => self.t("denies the attribution"),
            Ground::Method => self.t("method"),
            Ground::Competence => self.t("competence or interest"),
            Ground::Custody => self.t("chain of custody"),
            Ground::Interpretation => self.t("interpretation"),
            Ground::OtherAccount => self.t("another account"),
            Ground::Context => self.t("asks for context"),
        }
    }

    pub(crate) fn source_kind(self, kind: SourceKind) -> &'static str {
        match kind {
            SourceKind::Report => self.t("report"),
            SourceKind::OfficialAct => self.t("official act"),
            SourceKind::NewsArticle => self.t("news article"),
            SourceKind::Statement => self.t("statement"),
            SourceKind::WebPage => self.t("web page"),
            SourceKind::Book => self.t("book"),
            SourceKind::JournalArticle => self.t("journal article"),
            SourceKind::DataSet => self.t("data set"),
            SourceKind::Interview => self.t("interview"),
            SourceKind::Letter => self.t("letter"),
            SourceKind::Image => self.t("image"),
            SourceKind::Recording => self.t("recording"),
            SourceKind::Post => self.t("post"),
            SourceKind::ArchiveItem => self.t("archive item"),
            SourceKind::OwnObservation => self.t("own observation"),
        }
    }

    pub(crate) fn work_state(self, state: WorkState) -> &'static str {
        match state {
            WorkState::Tagged => self.t("tagged"),
            WorkState::Triaged => self.t("triaged"),
            WorkState::Assigned => self.t("assigned"),
            WorkState::Checking => self.t("checking"),
            WorkState::AwaitingSource => self.t("awaiting source"),
            WorkState::Proposed => self.t("proposed"),
            WorkState::SecondCheck => self.t("second check"),
            WorkState::SignedOff => self.t("signed off"),
            WorkState::Published => self.t("published"),
            WorkState::Corrected => self.t("corrected"),
            WorkState::Returned => self.t("returned"),
            WorkState::NotToBeChecked => self.t("not to be checked"),
            WorkState::Superseded => self.t("superseded"),
            WorkState::Withdrawn => self.t("withdrawn"),
        }
    }

    pub(crate) fn relation(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Supports => self.t("supports"),
            Relation::Contradicts => self.t("contradicts"),
            Relation::Context => self.t("gives context to"),
            Relation::Rebuts => self.t("rebuts"),
            Relation::Answers => self.t("answers"),
            Relation::From => self.t("is from"),
            Relation::GoesBack => self.t("goes back to"),
        }
    }

    /// A whole sentence: what speaks, how, and of what.
    pub(crate) fn sentence(self, relation: Relation, from: &str, to: &str) -> String {
        let gaps = [from, to];
        match relation {
            Relation::Supports => self.tf("{0} supports {1}.", &gaps),
            Relation::Contradicts => self.tf("{0} contradicts {1}.", &gaps),
            Relation::Context => self.tf("{0} gives context to {1}.", &gaps),
            Relation::Rebuts => self.tf("{0} rebuts {1}.", &gaps),
            Relation::Answers => self.tf("{0} answers {1}.", &gaps),
            Relation::From => self.tf("{0} is from {1}.", &gaps),
            Relation::GoesBack => self.tf("{0} goes back to {1}.", &gaps),
        }
    }

    /// `Independent origins: 2 for, 1 against · 1 rebuttal unanswered`.
    pub(crate) fn balance(self, origins_for: u32, origins_against: u32, unanswered: u32) -> String {
        let numbers = [origins_for, origins_against].map(|number| number.to_string());
        let origins = self.tf("Independent origins: {0} for, {1} against", &[&numbers[0], &numbers[1]]);
        if unanswered == 0 {
            return origins;
        }
        format!("{origins} · {}", self.count("1 rebuttal unanswered|{0} rebuttals unanswered", unanswered))
    }

    /// How much later, as far as it matters: `13 days later`, `4 months later`, `3 years later`.
    pub(crate) fn later(self, days: u32) -> String {
        match days {
            ..=60 => self.count("1 day later|{0} days later", days),
            61..=700 => self.count("1 month later|{0} months later", (days + 15) / 30),
            _ => self.count("1 year later|{0} years later", (days + 182) / 365),
        }
    }
}

/// A text with its gaps filled; what fills one may look like another.
fn filled(text: &str, gaps: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (gap, rest) = piece.split_once('}').unwrap_or_default();
        filled.push_str(gap.parse().ok().and_then(|gap: usize| gaps.get(gap)).copied().unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_no_more_than_they_were_given() {
        let words = Words::of(Language::En);
        assert_eq!(
            [1, 13, 61, 90, 700, 701, 1_000].map(|days| words.later(days)),
            [
                "1 day later",
                "13 days later",
                "2 months later",
                "3 months later",
                "23 months later",
                "2 years later",
                "3 years later"
            ]
        );
        assert_eq!(filled("{1} of {0}.", &["{1}", "b"]), "b of {1}.");
        assert_eq!(words.balance(2, 1, 1), "Independent origins: 2 for, 1 against · 1 rebuttal unanswered");
        assert_eq!(
            Words::of(Language::Ru).balance(2, 1, 3),
            "Независимые первоисточники: 2 «за», 1 «против» · 3 возражения без ответа"
        );
        assert_eq!(Words::of(Language::Ar).later(2), "بعد يومين");
    }
}
