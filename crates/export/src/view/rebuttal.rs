//! A rebuttal and its answers in words.

use claimdesk_core::model::{Excerpt, Stance, Weight};
use serde::Serialize;

use super::Line;
use super::claim::Fact;
use crate::labels::{self, t};
use crate::report::{Attacked, RebuttalSheet, RebuttalSource};
use crate::text::visible;

/// A rebuttal and its answers.
#[derive(Debug, Serialize)]
pub(crate) struct RebuttalView {
    /// Whether it answers another.
    pub(crate) is_answer: bool,
    /// The sides take turns: what attacks the claim is red, what answers it green, and so on down.
    pub(crate) tone: &'static str,
    /// `R2`, by which notes name it.
    pub(crate) mark: String,
    /// What it attacks and on what grounds.
    pub(crate) head: Line,
    /// Who, when, where.
    pub(crate) by: Line,
    pub(crate) statement: String,
    pub(crate) sources: Line,
    pub(crate) quotes: Vec<Line>,
    /// Sign and words of what became of it.
    pub(crate) status: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) answers: Vec<Self>,
}

impl RebuttalView {
    pub(crate) fn new(rebuttal: &RebuttalSheet) -> Self {
        Self::at_depth(rebuttal, 0)
    }

    fn at_depth(rebuttal: &RebuttalSheet, depth: usize) -> Self {
        let party = Line::party(&rebuttal.by);
        let date = Line::own(labels::date(rebuttal.uttered.as_str()));
        let dated = if date.is_empty() { Line::own(t("no date recorded")) } else { date };
        let (sign, status) = labels::status(rebuttal.status);
        let quotes = rebuttal.excerpts.iter().map(excerpt).chain(rebuttal.sources.iter().map(source_quote));
        Self {
            is_answer: matches!(rebuttal.attacks, Attacked::Rebuttal(_)),
            tone: side(depth),
            mark: format!("R{}", rebuttal.number),
            head: head(rebuttal),
            by: party.then(" · ", dated).then(" · ", Line::of(&rebuttal.place)),
            statement: visible(rebuttal.statement.trim()).into_owned(),
            sources: Line::join(rebuttal.sources.iter().map(source), ", "),
            quotes: quotes.filter(|line| !line.is_empty()).collect(),
            status: format!("{sign} {status}"),
            facts: facts(rebuttal),
            answers: rebuttal.answers.iter().map(|answer| Self::at_depth(answer, depth + 1)).collect(),
        }
    }
}

/// The tone of the side that speaks at a depth of a chain.
pub(super) fn side(depth: usize) -> &'static str {
    if depth.is_multiple_of(2) { "refuted" } else { "supported" }
}

fn head(rebuttal: &RebuttalSheet) -> Line {
    let grounds: Vec<&str> = rebuttal.grounds.iter().map(|ground| labels::ground(*ground)).collect();
    let attacks = match rebuttal.attacks {
        Attacked::Claim => Line::own(t("▼ rebuts the claim")),
        Attacked::Evidence(source) => Line::phrase("▼ rebuts {0}", &[Line::default().source(source)]),
        Attacked::Rebuttal(number) => Line::phrase("↳ answers {0}", &[Line::own(format!("R{number}"))]),
    };
    attacks.then(": ", Line::own(grounds.join(t(", "))))
}

fn facts(rebuttal: &RebuttalSheet) -> Vec<Fact> {
    let weighing = &rebuttal.weighing;
    let weighed = match weighing.weight {
        // An answer is weighed with what it answers, unless somebody weighed it apart.
        Weight::Unweighed if weighing.reason.is_empty() && matches!(rebuttal.attacks, Attacked::Rebuttal(_)) => {
            Line::default()
        }
        weight => Line::own(format!("{}.", labels::weight(weight))).then(" ", Line::of(&weighing.reason)),
    };
    let all = [
        Fact::new(t("Weighing by the desk"), weighed),
        Fact::new(t("Effect"), Line::own(labels::effect(rebuttal.effect).unwrap_or_default())),
        Fact::new(t("To be reflected"), Line::of(&rebuttal.reflect)),
    ];
    all.into_iter().filter(|fact| !fact.line.is_empty()).collect()
}

fn source(source: &RebuttalSource) -> Line {
    let stance = match source.stance {
        Stance::Supports => String::new(),
        Stance::Contradicts => format!(" ({})", t("against it")),
        Stance::Context => format!(" ({})", t("context")),
    };
    Line::default().source(source.source).then(" ", Line::of(&source.locator)).say(stance)
}

fn source_quote(source: &RebuttalSource) -> Line {
    let quote = Line::default().quote(&source.quote);
    if quote.is_empty() { quote } else { quote.say(" ").source(source.source) }
}

fn excerpt(excerpt: &Excerpt) -> Line {
    let translation = Line::of(&excerpt.translation);
    let translated =
        if translation.is_empty() { translation } else { Line::phrase("Translation of the desk: {0}", &[translation]) };
    Line::default().quote(&excerpt.quote).then(" ", Line::of(&excerpt.locator)).then(" ", translated)
}
