//! A claim's sheet in words.

use serde::Serialize;

use super::history::{HistoryView, history};
use super::pictures::PictureView;
use super::source::SourceNames;
use super::timeline::TimeMark;
use super::{Line, RebuttalView, change};
use crate::labels::{self, count, t, tf};
use crate::options::Language;
use crate::report::{
    AppearanceLine, ClaimRef, ClaimSheet, Count, EvidenceLine, PassageLine, QuestionLine, RebuttalSheet, ScaleUsed,
    SignOffLine, VerdictMark,
};
use crate::text::visible;

/// A label with what it says.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) line: Line,
}

impl Fact {
    pub(crate) fn new(label: &'static str, line: Line) -> Self {
        Self { label, line }
    }
}

/// A verdict by sign, name and tone. The tone is never alone.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BadgeView {
    pub(crate) glyph: String,
    pub(crate) name: String,
    pub(crate) tone: &'static str,
}

impl BadgeView {
    /// That there is none, and why.
    pub(crate) fn none(why: &str) -> Self {
        Self { glyph: "–".to_owned(), name: why.to_owned(), tone: "none" }
    }
}

impl From<&VerdictMark> for BadgeView {
    fn from(mark: &VerdictMark) -> Self {
        Self {
            glyph: mark.sign.glyph().to_string(),
            name: visible(mark.name.trim()).into_owned(),
            tone: labels::tone_key(mark.tone),
        }
    }
}

/// All work on one claim, in words.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimView {
    pub(crate) number: u32,
    /// Its place in the report, from 1.
    pub(crate) nth: u32,
    pub(crate) total: u32,
    /// Whether it has enough to fill a page of its own.
    pub(crate) is_worked: bool,
    pub(crate) statement: String,
    pub(crate) language: String,
    /// Who made it, when, where.
    pub(crate) by: Line,
    pub(crate) badge: BadgeView,
    /// The values of the scale; the one that was given is on.
    pub(crate) scale: Vec<(String, bool)>,
    /// For, against, rebuttals: one sentence.
    pub(crate) balance: String,
    /// Finding, change asked, reasoning and so on.
    pub(crate) verdict: Vec<Fact>,
    pub(crate) passages: Vec<PassageView>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) questions: Vec<QuestionView>,
    pub(crate) evidence: Vec<EvidenceView>,
    /// Circles and the like, under the table of evidence.
    pub(crate) evidence_notes: Vec<Line>,
    pub(crate) rebuttals: Vec<RebuttalView>,
    pub(crate) timeline: Vec<TimeMark>,
    pub(crate) pictures: Vec<PictureView>,
    pub(crate) not_known: String,
    pub(crate) work: Line,
    pub(crate) history: Vec<HistoryView>,
}

/// A passage in its context.
#[derive(Debug, Serialize)]
pub(crate) struct PassageView {
    pub(crate) place: Line,
    pub(crate) before: String,
    pub(crate) exact: String,
    pub(crate) after: String,
}

/// A question with its answers.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionView {
    pub(crate) question: String,
    pub(crate) strategy: Line,
    pub(crate) answers: Vec<Line>,
}

/// A piece of evidence in a row.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView {
    pub(crate) glyph: &'static str,
    pub(crate) stance: &'static str,
    pub(crate) tone: &'static str,
    pub(crate) source: Line,
    /// Strength and directness.
    pub(crate) grade: Line,
    pub(crate) shows: Line,
    pub(crate) quotes: Vec<Line>,
    pub(crate) notes: Vec<Line>,
    pub(crate) locators: Vec<Line>,
}

impl ClaimView {
    pub(crate) fn new(claim: &ClaimSheet, place: (u32, u32), scales: &[ScaleUsed], names: &SourceNames<'_>) -> Self {
        let verdict = claim.verdict.as_ref();
        let values = verdict.and_then(|verdict| scales.get(verdict.scale as usize)).map(|scale| &scale.values);
        let given = verdict.map(|verdict| verdict.value.id);
        let bar = values.into_iter().flatten();
        Self {
            number: claim.number,
            nth: place.0,
            total: place.1,
            is_worked: verdict.is_some() || !claim.evidence.is_empty() || !claim.rebuttals.is_empty(),
            statement: visible(claim.statement.trim()).into_owned(),
            language: claim.language.clone(),
            by: by(claim),
            badge: verdict.map_or_else(
                || BadgeView::none(t("No verdict yet")),
                |verdict| BadgeView::from(&VerdictMark::from(&verdict.value)),
            ),
            scale: bar.map(|value| (visible(value.name.trim()).into_owned(), Some(value.id) == given)).collect(),
            balance: balance(&claim.balance, &claim.rebuttals),
            verdict: Vec::new(),
            passages: claim.passages.iter().map(PassageView::new).collect(),
            facts: facts(claim),
            questions: claim.questions.iter().map(question).collect(),
            evidence: claim.evidence.iter().map(|line| evidence(line, names)).collect(),
            evidence_notes: claim.balance.circles.iter().map(|circle| circle_note(circle)).collect(),
            rebuttals: claim.rebuttals.iter().map(RebuttalView::new).collect(),
            timeline: Vec::new(),
            pictures: Vec::new(),
            not_known: visible(claim.not_known.trim()).into_owned(),
            work: work(claim),
            history: claim.history.iter().map(history).collect(),
        }
    }
}

impl PassageView {
    pub(crate) fn new(passage: &PassageLine) -> Self {
        let shown = |text: &str| visible(text).into_owned();
        let (before, after) = (&passage.before, &passage.after);
        Self {
            place: place(passage),
            before: format!("{}{}", if before.cut { t("…") } else { "" }, shown(&before.text)),
            exact: shown(&passage.exact),
            after: format!("{}{}", shown(&after.text), if after.cut { t("…") } else { "" }),
        }
    }
}

/// Where a passage stands: document, draft, paragraph.
pub(crate) fn place(passage: &PassageLine) -> Line {
    let draft = tf("draft {0}", &[&passage.draft.to_string()]);
    let older = if passage.is_latest { String::new() } else { format!(" ({})", t("not the newest draft")) };
    let block = labels::block(passage.block, passage.paragraph);
    Line::of(&passage.document).say(format!("{0}{draft}{older}{0}{block}", t(", ")))
}

/// `Made by the OPCW, 29 June 2017 · in the text: paragraph 3 · event or property`.
fn by(claim: &ClaimSheet) -> Line {
    let party = Line::party(&claim.claimant);
    let made = if party.is_empty() { Line::default() } else { Line::phrase("Made by {0}", &[party]) };
    let date = labels::date(claim.made.as_str());
    let date = if made.is_empty() && !date.is_empty() { tf("Made on {0}", &[&date]) } else { date };
    let made = made.then(", ", Line::own(date)).then(", ", Line::of(&claim.place));
    let mut places: Vec<String> = claim
        .passages
        .iter()
        .filter(|passage| passage.is_latest)
        .map(|passage| labels::block(passage.block, passage.paragraph))
        .collect();
    places.dedup();
    let text = match places.as_slice() {
        [] if claim.passages.is_empty() => t("not placed in a text").to_owned(),
        [] => t("in an older draft").to_owned(),
        _ => tf("in the text: {0}", &[&places.join(t(", "))]),
    };
    let kinds: Vec<&str> = claim.kinds.iter().map(|kind| labels::claim_kind(*kind)).collect();
    made.then(" · ", Line::own(text)).then(" · ", Line::own(kinds.join(t(", "))))
}

/// `two independent origins for it, none against; one rebuttal, answered`.
fn balance(balance: &Count, rebuttals: &[RebuttalSheet]) -> String {
    let for_it = count(balance.origins_for, "independent origin", "independent origins");
    let against = match (labels::spoken(), balance.origins_against) {
        (Language::En, 0) => "none".to_owned(),
        (Language::En, number) => count(number, "", "").trim().to_owned(),
        (_, number) => number.to_string(),
    };
    let mut text = tf("{0} recorded for it, {1} against", &[&for_it, &against]);
    if balance.supports + balance.contradicts == 0 {
        text = t("no evidence for or against it is recorded").to_owned();
    }
    if let Some(first) = rebuttals.first() {
        let number = u32::try_from(rebuttals.len()).unwrap_or(u32::MAX);
        let alike = rebuttals.iter().all(|rebuttal| rebuttal.status == first.status);
        let states = if alike {
            labels::status(first.status).1.to_owned()
        } else {
            let unanswered = rebuttals.iter().filter(|r| r.status == claimdesk_core::model::RebuttalStatus::Unanswered);
            tf("{0} unanswered", &[&unanswered.count().to_string()])
        };
        text = format!("{text}{}{}{}{states}", t("; "), count(number, "rebuttal", "rebuttals"), t(", "));
    }
    labels::sentence(&text)
}

/// What the verdict says. What the author was asked to change is no matter of the public.
pub(super) fn verdict_facts(claim: &ClaimSheet, is_public: bool) -> Vec<Fact> {
    let Some(verdict) = &claim.verdict else { return Vec::new() };
    let asked = match change::long(&verdict.change) {
        none if none.is_empty() && !is_public => Line::own(t("None asked.")),
        asked => asked,
    };
    let given = Line::of(&verdict.by).then(", ", Line::own(labels::moment(verdict.at)));
    let all = [
        Fact::new(t("Finding"), Line::of(&verdict.finding)),
        Fact::new(t("Change asked"), asked),
        Fact::new(t("Context needed"), Line::of(&verdict.context)),
        Fact::new(t("Reasoning"), Line::of(&verdict.reasoning)),
        Fact::new(t("Limits"), Line::of(&verdict.limits)),
        Fact::new(t("Confidence"), Line::own(labels::confidence(verdict.confidence))),
        Fact::new(t("Verdict given by"), given),
    ];
    let signed = claim.sign_offs.iter().flat_map(signed);
    all.into_iter().chain(signed).filter(|fact| !fact.line.is_empty()).collect()
}

/// Who released the claim, why in spite of what was open, and whether that still holds.
fn signed(sign_off: &SignOffLine) -> [Fact; 2] {
    let when = Line::own(labels::moment(sign_off.at));
    let holds = match sign_off.different {
        0 => Line::default(),
        n => {
            let things = if n == 1 {
                t("1 thing is different").to_owned()
            } else {
                tf("{0} things are different", &[&n.to_string()])
            };
            Line::default().strong(tf("stale: {0} since", &[&things]))
        }
    };
    let line = Line::of(&sign_off.by).then(", ", when).then("; ", holds).then(": ", Line::of(&sign_off.note));
    let open = count(sign_off.open_rebuttals, "open rebuttal", "open rebuttals");
    let despite = Line::of(&sign_off.despite);
    let despite = if despite.is_empty() { despite } else { Line::own(format!("{open}: ")).then("", despite) };
    [Fact::new(t("Signed off by"), line), Fact::new(t("Signed in spite of"), despite)]
}

fn facts(claim: &ClaimSheet) -> Vec<Fact> {
    let refs = |refs: &[ClaimRef]| Line::join(refs.iter().map(claim_ref), "; ");
    let short = if claim.short == claim.statement { Line::default() } else { Line::of(&claim.short) };
    let appearances = claim.appearances.iter().map(appearance);
    let all = [
        Fact::new(t("Short form"), short),
        Fact::new(t("Who asserts it"), Line::own(labels::assertion(claim.assertion))),
        Fact::new(t("Reported by"), Line::party(&claim.attributor)),
        Fact::new(t("Where else it appeared"), Line::join(appearances, "; ")),
        Fact::new(t("Topics"), Line::join(claim.topics.iter().map(|topic| Line::of(topic)), ", ")),
        Fact::new(t("Part of"), claim.part_of.as_ref().map(claim_ref).unwrap_or_default()),
        Fact::new(t("Its parts"), refs(&claim.parts)),
        Fact::new(t("Same as"), claim.same_as.as_ref().map(claim_ref).unwrap_or_default()),
        Fact::new(t("Language"), Line::of(&claim.language)),
        Fact::new(t("Checklist"), super::record::ticks(&claim.checks)),
    ];
    all.into_iter().filter(|fact| !fact.line.is_empty()).collect()
}

fn claim_ref(other: &ClaimRef) -> Line {
    let number = Line::default().claim(other.number, other.here);
    let number = match &other.other_case {
        Some(case) => Line::phrase("claim {0} of {1}", &[number, Line::of(case)]),
        None => Line::phrase("claim {0}", &[number]),
    };
    number.then(": ", Line::of(&other.heading))
}

fn appearance(appearance: &AppearanceLine) -> Line {
    let title = Line::of(&appearance.title).then(", ", Line::own(labels::date(appearance.date.as_str())));
    let line = title.then(", ", Line::default().link(&appearance.url));
    appearance.source.map_or(line.clone(), |source| line.then(" ", Line::default().source(source)))
}

fn question(question: &QuestionLine) -> QuestionView {
    let answers = question.answers.iter().map(|answer| {
        let kind = Line::default().quiet(format!("({})", labels::answer_kind(answer.kind)));
        let source = answer.source.map(|source| Line::default().source(source)).unwrap_or_default();
        let note = if answer.note.is_empty() {
            Line::default()
        } else {
            Line::phrase("Leaves open: {0}", &[Line::of(&answer.note)])
        };
        let line = Line::of(&answer.answer).then(" ", kind).then(" ", source);
        line.then(" ", Line::default().link(&answer.url)).then(" ", note)
    });
    let strategy = if question.strategy.trim().is_empty() {
        Line::default()
    } else {
        Line::phrase("Sought by: {0}", &[Line::of(&question.strategy)])
    };
    QuestionView { question: visible(question.question.trim()).into_owned(), strategy, answers: answers.collect() }
}

fn evidence(line: &EvidenceLine, names: &SourceNames<'_>) -> EvidenceView {
    let (glyph, stance) = labels::stance(line.stance);
    let mut notes = Vec::new();
    if let Some(source) = line.same_origin_as {
        let source = Line::default().source(source);
        notes.push(Line::phrase("Same origin as {0}: the two count once.", &[source]).hushed());
    }
    if let Some(source) = line.goes_back_to {
        notes.push(Line::phrase("Goes back to {0}", &[Line::default().source(source)]).say(".").hushed());
    }
    if line.circular {
        notes.push(Line::default().quiet(t("⚠ Circular: its chain of sources leads back to itself.")));
    }
    if !line.rebutted_by.is_empty() {
        let numbers: Vec<String> = line.rebutted_by.iter().map(|number| format!("R{number}")).collect();
        notes.push(Line::default().strong(tf("▼ rebutted below, {0}", &[&numbers.join(t(", "))])));
    }
    let quotes = line.excerpts.iter().filter(|excerpt| !excerpt.quote.trim().is_empty()).map(|excerpt| {
        let translation = Line::of(&excerpt.translation);
        let translated = if translation.is_empty() {
            translation
        } else {
            Line::phrase("Translation of the desk: {0}", &[translation])
        };
        Line::default().quote(&excerpt.quote).then(" ", translated)
    });
    let locators = line.excerpts.iter().filter(|excerpt| !excerpt.locator.trim().is_empty());
    EvidenceView {
        glyph,
        stance,
        tone: labels::stance_tone(line.stance),
        source: names.short(line.source).say("\u{a0}").source(line.source),
        grade: Line::own(labels::strength(line.strength)).then(", ", Line::own(labels::directness(line.directness))),
        shows: Line::of(&line.shows),
        quotes: quotes.collect(),
        notes,
        locators: locators.map(|excerpt| Line::of(&excerpt.locator)).collect(),
    }
}

fn circle_note(circle: &[u32]) -> Line {
    let numbers = circle.iter().map(|number| Line::default().source(*number));
    let between = format!(" {} ", t("and"));
    Line::phrase(
        "⚠ Circular: {0} go back to each other. No first-hand source is recorded; together they count as one origin.",
        &[Line::join(numbers, &between)],
    )
}

fn work(claim: &ClaimSheet) -> Line {
    let state = Line::default().strong(labels::sentence(labels::work_state(claim.work_state)));
    let reason = Line::of(&claim.work_state_reason);
    let reason = if reason.is_empty() { reason } else { Line::phrase("Reason: {0}", &[reason]) };
    let checker = Line::of(&claim.assignee);
    let checker = if checker.is_empty() { checker } else { Line::phrase("Checked by {0}", &[checker]) };
    state.then(" · ", reason).then(" · ", checker)
}
