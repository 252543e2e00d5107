//! A claim's sheet in words.

use serde::Serialize;

use super::history::{HistoryView, history};
use super::source::SourceNames;
use super::timeline::{TimeMark, timeline};
use super::{Line, RebuttalView, change};
use crate::labels::{self, WORDS, count};
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
                || BadgeView::none(WORDS.no_verdict),
                |verdict| BadgeView::from(&VerdictMark::from(&verdict.value)),
            ),
            scale: bar.map(|value| (visible(value.name.trim()).into_owned(), Some(value.id) == given)).collect(),
            balance: balance(&claim.balance, &claim.rebuttals),
            verdict: verdict_facts(claim),
            passages: claim.passages.iter().map(PassageView::new).collect(),
            facts: facts(claim),
            questions: claim.questions.iter().map(question).collect(),
            evidence: claim.evidence.iter().map(|line| evidence(line, names)).collect(),
            evidence_notes: claim.balance.circles.iter().map(|circle| circle_note(circle)).collect(),
            rebuttals: claim.rebuttals.iter().map(RebuttalView::new).collect(),
            timeline: timeline(claim, names),
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
            before: format!("{}{}", if before.cut { WORDS.cut } else { "" }, shown(&before.text)),
            exact: shown(&passage.exact),
            after: format!("{}{}", shown(&after.text), if after.cut { WORDS.cut } else { "" }),
        }
    }
}

/// Where a passage stands: document, draft, paragraph.
pub(crate) fn place(passage: &PassageLine) -> Line {
    let older = if passage.is_latest { "" } else { " (not the newest draft)" };
    let block = labels::block(passage.block, passage.paragraph);
    Line::of(&passage.document).say(format!(", draft {}{older}, {block}", passage.draft))
}

/// `Made by the OPCW, 29 June 2017 · in the text: paragraph 3 · event or property`.
fn by(claim: &ClaimSheet) -> Line {
    let party = Line::party(&claim.claimant);
    let made = if party.is_empty() { Line::default() } else { Line::own("Made by ").then("", party) };
    let date = labels::date(claim.made.as_str());
    let date = if made.is_empty() && !date.is_empty() { format!("Made on {date}") } else { date };
    let made = made.then(", ", Line::own(date)).then(", ", Line::of(&claim.place));
    let mut places: Vec<String> = claim
        .passages
        .iter()
        .filter(|passage| passage.is_latest)
        .map(|passage| labels::block(passage.block, passage.paragraph))
        .collect();
    places.dedup();
    let text = match places.as_slice() {
        [] if claim.passages.is_empty() => WORDS.unplaced.to_owned(),
        [] => "in an older draft".to_owned(),
        _ => format!("in the text: {}", places.join(", ")),
    };
    let kinds: Vec<&str> = claim.kinds.iter().map(|kind| labels::claim_kind(*kind)).collect();
    made.then(" · ", Line::own(text)).then(" · ", Line::own(kinds.join(", ")))
}

/// `two independent origins for it, none against; one rebuttal, answered`.
fn balance(balance: &Count, rebuttals: &[RebuttalSheet]) -> String {
    let for_it = count(balance.origins_for, "independent origin", "independent origins");
    let against = if balance.origins_against == 0 {
        "none".to_owned()
    } else {
        count(balance.origins_against, "", "").trim().to_owned()
    };
    let mut text = format!("{for_it} recorded for it, {against} against");
    if balance.supports + balance.contradicts == 0 {
        text = "no evidence for or against it is recorded".to_owned();
    }
    if let Some(first) = rebuttals.first() {
        let number = u32::try_from(rebuttals.len()).unwrap_or(u32::MAX);
        let alike = rebuttals.iter().all(|rebuttal| rebuttal.status == first.status);
        let states = if alike {
            labels::status(first.status).1.to_owned()
        } else {
            let unanswered = rebuttals.iter().filter(|r| r.status == claimdesk_core::model::RebuttalStatus::Unanswered);
            format!("{} unanswered", unanswered.count())
        };
        text = format!("{text}; {}, {states}", count(number, "rebuttal", "rebuttals"));
    }
    labels::sentence(&text)
}

fn verdict_facts(claim: &ClaimSheet) -> Vec<Fact> {
    let Some(verdict) = &claim.verdict else { return Vec::new() };
    let asked = change::long(&verdict.change);
    let given = Line::of(&verdict.by).then(", ", Line::own(labels::moment(verdict.at)));
    let all = [
        Fact::new(WORDS.finding, Line::of(&verdict.finding)),
        Fact::new(WORDS.change, if asked.is_empty() { Line::own(WORDS.no_change) } else { asked }),
        Fact::new(WORDS.context, Line::of(&verdict.context)),
        Fact::new(WORDS.reasoning, Line::of(&verdict.reasoning)),
        Fact::new(WORDS.limits, Line::of(&verdict.limits)),
        Fact::new(WORDS.confidence, Line::own(labels::confidence(verdict.confidence))),
        Fact::new("Verdict given by", given),
    ];
    let signed = claim.sign_offs.iter().flat_map(signed);
    all.into_iter().chain(signed).filter(|fact| !fact.line.is_empty()).collect()
}

/// Who released the claim, why in spite of what was open, and whether that still holds.
fn signed(sign_off: &SignOffLine) -> [Fact; 2] {
    let when = Line::own(labels::moment(sign_off.at));
    let holds = match sign_off.different {
        0 => Line::default(),
        n => Line::default().strong(format!(
            "stale: {} since",
            if n == 1 { "1 thing is different".to_owned() } else { format!("{n} things are different") }
        )),
    };
    let line = Line::of(&sign_off.by).then(", ", when).then("; ", holds).then(": ", Line::of(&sign_off.note));
    let open = count(sign_off.open_rebuttals, "open rebuttal", "open rebuttals");
    let despite = Line::of(&sign_off.despite);
    let despite = if despite.is_empty() { despite } else { Line::own(format!("{open}: ")).then("", despite) };
    [Fact::new(WORDS.signed_off, line), Fact::new(WORDS.signed_despite, despite)]
}

fn facts(claim: &ClaimSheet) -> Vec<Fact> {
    let refs = |refs: &[ClaimRef]| Line::join(refs.iter().map(claim_ref), "; ");
    let short = if claim.short == claim.statement { Line::default() } else { Line::of(&claim.short) };
    let appearances = claim.appearances.iter().map(appearance);
    let all = [
        Fact::new("Short form", short),
        Fact::new(WORDS.assertion, Line::own(labels::assertion(claim.assertion))),
        Fact::new(WORDS.attributor, Line::party(&claim.attributor)),
        Fact::new(WORDS.appearances, Line::join(appearances, "; ")),
        Fact::new(WORDS.topics, Line::join(claim.topics.iter().map(|topic| Line::of(topic)), ", ")),
        Fact::new(WORDS.part_of, claim.part_of.as_ref().map(claim_ref).unwrap_or_default()),
        Fact::new(WORDS.parts, refs(&claim.parts)),
        Fact::new(WORDS.same_as, claim.same_as.as_ref().map(claim_ref).unwrap_or_default()),
        Fact::new(WORDS.language, Line::of(&claim.language)),
    ];
    all.into_iter().filter(|fact| !fact.line.is_empty()).collect()
}

fn claim_ref(other: &ClaimRef) -> Line {
    let number = Line::own("claim ").claim(other.number, other.here);
    let number = match &other.other_case {
        Some(case) => number.say(" of ").user(case),
        None => number,
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
        let note = if answer.note.is_empty() { Line::default() } else { Line::own("Leaves open: ").user(&answer.note) };
        let line = Line::of(&answer.answer).then(" ", kind).then(" ", source);
        line.then(" ", Line::default().link(&answer.url)).then(" ", note)
    });
    let strategy = if question.strategy.trim().is_empty() {
        Line::default()
    } else {
        Line::own("Sought by: ").user(&question.strategy)
    };
    QuestionView { question: visible(question.question.trim()).into_owned(), strategy, answers: answers.collect() }
}

fn evidence(line: &EvidenceLine, names: &SourceNames<'_>) -> EvidenceView {
    let (glyph, stance) = labels::stance(line.stance);
    let mut notes = Vec::new();
    if let Some(source) = line.same_origin_as {
        let same = Line::default().quiet("Same origin as ").source(source);
        notes.push(same.quiet(": the two count once."));
    }
    if let Some(source) = line.goes_back_to {
        notes.push(Line::default().quiet("Goes back to ").source(source).quiet("."));
    }
    if line.circular {
        notes.push(Line::default().quiet("⚠ Circular: its chain of sources leads back to itself."));
    }
    if !line.rebutted_by.is_empty() {
        let numbers: Vec<String> = line.rebutted_by.iter().map(|number| format!("R{number}")).collect();
        notes.push(Line::default().strong("▼ rebutted").say(format!(" below, {}", numbers.join(", "))));
    }
    let quotes = line.excerpts.iter().filter(|excerpt| !excerpt.quote.trim().is_empty()).map(|excerpt| {
        let translation = Line::of(&excerpt.translation);
        let translated = if translation.is_empty() {
            translation
        } else {
            Line::own("Translation of the desk: ").then("", translation)
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
    let line = Line::default().strong("⚠ Circular: ").then("", Line::join(numbers, " and "));
    line.say(" go back to each other. No first-hand source is recorded; together they count as one origin.")
}

fn work(claim: &ClaimSheet) -> Line {
    let state = Line::default().strong(labels::sentence(labels::work_state(claim.work_state)));
    let reason = Line::of(&claim.work_state_reason);
    let reason = if reason.is_empty() { reason } else { Line::own("Reason: ").then("", reason) };
    let checker = Line::of(&claim.assignee);
    let checker = if checker.is_empty() { checker } else { Line::own("Checked by ").then("", checker) };
    state.then(" · ", reason).then(" · ", checker)
}
