//! The record of the work in words: lists that all formats print alike.

use serde::Serialize;

use super::{Line, history};
use crate::labels::{self, t, tf, thousands};
use crate::report::{ContactLine, CorrectionLine, OmissionLine, Report, SnapshotLine, TickLine};

/// A list with its heading.
#[derive(Debug, Serialize)]
pub(crate) struct SectionView {
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) items: Vec<ItemView>,
}

/// A line with what is said of it below.
#[derive(Debug, Serialize)]
pub(crate) struct ItemView {
    pub(crate) line: Line,
    pub(crate) notes: Vec<Line>,
}

/// The lists that have something to say.
pub(super) fn sections(report: &Report) -> Vec<SectionView> {
    let all = [
        section("omissions", t("Passages left out of the check"), report.omissions.iter().map(omission)),
        section("corrections", t("Corrections since publication"), report.corrections.iter().map(correction)),
        section("contacts", t("Contacts"), report.contacts.iter().map(contact)),
        section("copies", t("Kept copies of the sources"), report.snapshots.iter().map(snapshot)),
    ];
    all.into_iter().filter(|section| !section.items.is_empty()).collect()
}

fn section(id: &'static str, heading: &'static str, items: impl Iterator<Item = ItemView>) -> SectionView {
    SectionView { id, heading, items: items.collect() }
}

fn item(line: Line, notes: impl IntoIterator<Item = Line>) -> ItemView {
    ItemView { line, notes: notes.into_iter().filter(|note| !note.is_empty()).collect() }
}

fn omission(left: &OmissionLine) -> ItemView {
    let ground = Line::default().strong(labels::sentence(labels::omission_ground(left.ground)));
    let place = Line::of(&left.document).then(t(", "), Line::own(tf("draft {0}", &[&left.draft.to_string()])));
    let why = ground.then(": ", Line::of(&left.reason)).then(" · ", Line::of(&left.by));
    item(Line::default().quote(&left.exact), [why, place])
}

fn correction(line: &CorrectionLine) -> ItemView {
    let what = Line::phrase("claim {0}", &[Line::default().claim(line.claim, true)]);
    let what = what.then(": ", history::events(&line.events));
    let when = Line::own(labels::moment(line.at)).then(" · ", Line::own(tf("entry {0}", &[&thousands(line.entry)])));
    let why = Line::of(&line.why);
    let why = if why.is_empty() { why } else { Line::phrase("Reason: {0}", &[why]) };
    item(what, [when, why])
}

fn contact(contact: &ContactLine) -> ItemView {
    let whom = Line::party(&contact.whom);
    let whom = if whom.is_empty() { Line::default().quiet(format!("[{}]", t("kept back"))) } else { whom };
    let claim = contact.claim.map(|number| Line::phrase("claim {0}", &[Line::default().claim(number, false)]));
    let head = whom
        .then(" · ", Line::own(labels::purpose(contact.purpose)))
        .then(" · ", Line::own(labels::way(contact.way)))
        .then(", ", Line::of(&contact.address))
        .then(" · ", claim.unwrap_or_default());
    let day = |phrase: &'static str, date: &str| {
        if date.is_empty() { Line::default() } else { Line::own(tf(phrase, &[&labels::date(date)])) }
    };
    let asked = day("asked {0}", contact.asked.as_str());
    let asked = if asked.is_empty() { Line::own(t("not asked yet")) } else { asked };
    let asked = asked.then(t(", "), day("answer by {0}", contact.deadline.as_str())).then(" · ", Line::of(&contact.by));
    let outcome = Line::default()
        .strong(labels::sentence(labels::outcome(contact.outcome)))
        .then(" ", day("on {0}", contact.answered.as_str()))
        .then(t(", "), Line::own(labels::terms(contact.terms)))
        .then(": ", Line::of(&contact.answer));
    item(head, [asked, Line::of(&contact.question), outcome])
}

fn snapshot(kept: &SnapshotLine) -> ItemView {
    let name = Line::of(&kept.name);
    let head = Line::default()
        .source(kept.source)
        .then(" ", name)
        .then(" · ", Line::of(&kept.media_type))
        .then(" · ", Line::own(tf("{0} bytes", &[&thousands(kept.bytes)])));
    let how = Line::own(tf("kept {0}", &[&labels::moment(kept.at)]))
        .then(t(", "), Line::own(labels::capture(kept.how)))
        .then(" · ", Line::of(&kept.by));
    let hash = if kept.sha256.is_empty() { Line::default() } else { Line::own("SHA-256 ").mono(&kept.sha256) };
    let archived = Line::default().link(&kept.archive_url);
    let archived =
        if archived.is_empty() { archived } else { Line::own(format!("{} ", t("Archived:"))).then("", archived) };
    item(head, [hash, how, Line::default().link(&kept.original_url), archived])
}

/// What was ticked on a claim's checklist, in a row.
pub(super) fn ticks(checks: &[TickLine]) -> Line {
    let tick = |tick: &TickLine| {
        let by = Line::of(&tick.by).then(t(", "), Line::own(labels::moment(tick.at)));
        let by = Line::own("(").then("", by).say(")");
        Line::own(format!("✓ {}", labels::check_point(tick.point))).then(" ", by).then(": ", Line::of(&tick.note))
    };
    Line::join(checks.iter().map(tick), t("; "))
}
