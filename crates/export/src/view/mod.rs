//! The report in words: what all formats that people read print, and in which order.
//!
//! Made from a `Report` and `labels` alone. A format decides how a line looks,
//! never what it says.

mod change;
mod claim;
mod history;
mod line;
mod pictures;
mod rebuttal;
mod record;
mod source;
mod tail;
mod timeline;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

pub(crate) use change::{BlockView, ChangeView, RunView, TextView};
pub(crate) use claim::{BadgeView, ClaimView, EvidenceView, Fact};
pub(crate) use history::plain as claim_history;
pub(crate) use line::{Line, Span};
pub(crate) use pictures::Drawn;
pub(crate) use rebuttal::RebuttalView;
pub(crate) use record::SectionView;
pub(crate) use source::SourceNames;
pub(crate) use tail::LeftOutView;

use crate::bibliography::styled;
use crate::labels::{self, Words, t, tf, thousands};
use crate::options::Options;
use crate::report::{Audience, DocumentLine, LogoImage, Report, ScaleUsed, Standing, SummaryRow, VerdictMark};
use crate::text::{short_hash, visible};

/// A report in words.
#[derive(Debug, Serialize)]
pub(crate) struct View {
    /// Language of our words, BCP 47.
    pub(crate) language: &'static str,
    /// Our headings.
    pub(crate) words: Words,
    /// Whether our words run from right to left.
    pub(crate) rtl: bool,
    /// `Checking file` or `Checked copy`.
    pub(crate) audience: &'static str,
    /// Whether it is a checked copy.
    pub(crate) is_copy: bool,
    /// Whether it is for the public.
    pub(crate) is_public: bool,
    /// The head of the last column of the summary.
    pub(crate) summary_last: &'static str,
    /// The sign of the desk.
    pub(crate) logo: Option<LogoView>,
    /// The case's name.
    pub(crate) case: String,
    /// Audience and case, or its one document: for the head of a page.
    pub(crate) running: Line,
    /// That it is a sample, if it is.
    pub(crate) sample: Option<&'static str>,
    /// Desk, moment, editors and the like.
    pub(crate) facts: Vec<Fact>,
    /// What the check is to settle.
    pub(crate) brief: String,
    /// The documents with what proves their bytes.
    pub(crate) documents: Vec<DocumentView>,
    /// The bar of verdicts.
    pub(crate) tally: Vec<TallyView>,
    /// A claim a row.
    pub(crate) summary: Vec<SummaryView>,
    /// The scales.
    pub(crate) scales: Vec<ScaleView>,
    /// All work on each claim.
    pub(crate) claims: Vec<ClaimView>,
    /// What the author must change.
    pub(crate) changes: Vec<ChangeView>,
    /// The author's texts.
    pub(crate) texts: Vec<TextView>,
    /// The sources by number.
    pub(crate) sources: Vec<SourceView>,
    /// Left out on purpose.
    pub(crate) not_checked: Vec<LeftOutView>,
    /// Not decided.
    pub(crate) open: Vec<LeftOutView>,
    /// What was not checked, corrected, asked and kept.
    pub(crate) sections: Vec<SectionView>,
    /// How to verify.
    pub(crate) verify: Vec<Line>,
    /// Entry and hash, for the foot of a page.
    pub(crate) foot: String,
    /// The report's date, for the foot of a page.
    pub(crate) foot_date: String,
}

/// The sign of the desk, as large as it stands on a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LogoView {
    /// A PNG file.
    #[serde(skip)]
    pub(crate) png: Vec<u8>,
    /// In points.
    pub(crate) width: f64,
    /// In points.
    pub(crate) height: f64,
    /// For those who do not see it.
    pub(crate) alt: String,
}

/// A document with its drafts.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentView {
    pub(crate) title: Line,
    pub(crate) drafts: Vec<DraftView>,
}

/// A draft with what proves its bytes.
#[derive(Debug, Serialize)]
pub(crate) struct DraftView {
    pub(crate) line: Line,
    pub(crate) sha256: String,
    pub(crate) warnings: Vec<Line>,
}

/// A part of the bar of verdicts.
#[derive(Debug, Serialize)]
pub(crate) struct TallyView {
    pub(crate) badge: BadgeView,
    pub(crate) claims: u32,
}

/// A claim in a row.
#[derive(Debug, Serialize)]
pub(crate) struct SummaryView {
    pub(crate) number: u32,
    /// Whether there is a sheet to lead to.
    pub(crate) here: bool,
    pub(crate) heading: String,
    pub(crate) badge: BadgeView,
    /// Empty for the public, whose summary has no such column.
    pub(crate) change: Line,
    pub(crate) state: Line,
}

/// A scale, printed once.
#[derive(Debug, Serialize)]
pub(crate) struct ScaleView {
    pub(crate) name: String,
    pub(crate) values: Vec<ValueView>,
}

/// A value of a scale.
#[derive(Debug, Serialize)]
pub(crate) struct ValueView {
    pub(crate) badge: BadgeView,
    pub(crate) number: Option<i32>,
    pub(crate) meaning: String,
}

/// A source by number.
#[derive(Debug, Serialize)]
pub(crate) struct SourceView {
    pub(crate) number: u32,
    pub(crate) citation: Line,
    pub(crate) notes: Vec<Line>,
}

impl View {
    /// Puts a report into words of a language, and into pictures where it is drawn.
    pub(crate) fn new(report: &Report, options: &Options, drawn: Drawn) -> Self {
        labels::speaking(options.language, || Self::in_words(report, options, drawn))
    }

    fn in_words(report: &Report, options: &Options, drawn: Drawn) -> Self {
        let names = SourceNames::new(&report.sources);
        let is_copy = report.audience == Audience::CheckedCopy;
        let is_public = report.audience == Audience::Article;
        let total = u32::try_from(report.claims.len()).unwrap_or(u32::MAX);
        let has_sheet = |number: u32| {
            report.claims.iter().any(|claim| claim.number == number)
                || report.changes.iter().any(|change| change.number == number)
        };
        let sheets = report.claims.iter().zip(1..);
        let styled = styled(report, options);
        Self {
            language: options.language.tag(),
            words: labels::words(),
            rtl: options.language.is_rtl(),
            audience: labels::audience(report.audience),
            is_copy,
            is_public,
            summary_last: summary_last(report.audience),
            logo: report.head.logo.as_ref().and_then(|logo| sign(logo, &report.head.made_by.desk)),
            case: visible(report.head.case.trim()).into_owned(),
            running: running(report),
            sample: report.head.sample.then_some(t("This is the sample case that ships with the program.")),
            facts: facts(report),
            brief: visible(report.head.brief.trim()).into_owned(),
            documents: report.head.documents.iter().map(document).collect(),
            tally: report
                .tally
                .iter()
                .map(|row| TallyView { badge: standing(&row.standing), claims: row.claims })
                .collect(),
            summary: report.summary.iter().map(|row| summary(row, has_sheet(row.number), report.audience)).collect(),
            scales: report.scales.iter().map(scale).collect(),
            claims: sheets
                .map(|(claim, n)| ClaimView {
                    timeline: timeline::timeline(claim, &names, drawn),
                    verdict: claim::verdict_facts(claim, is_public),
                    pictures: pictures::of_claim(report, claim, drawn),
                    ..ClaimView::new(claim, (n, total), &report.scales, &names)
                })
                .collect(),
            changes: report.changes.iter().map(ChangeView::new).collect(),
            texts: report.texts.iter().map(TextView::new).collect(),
            sources: report.sources.iter().map(|entry| source::view(entry, styled.get(&entry.number))).collect(),
            not_checked: report.not_checked.iter().map(tail::left_out).collect(),
            open: report.open.iter().map(tail::left_out).collect(),
            sections: record::sections(report),
            verify: tail::verify(report),
            foot: tf("entry {0} · head {1}", &[&thousands(report.head.entry), &short_hash(&report.head.hash)]),
            foot_date: tf("as of {0}", &[&labels::moment(report.head.at)]),
        }
    }
}

/// `Checking file · Paris talks, draft 3`.
/// The room for the sign of a desk, in points.
const SIGN: (f64, f64) = (170.0, 40.0);

/// Points for a pixel: a small sign is not blown up.
const PIXEL: f64 = 0.75;

fn sign(logo: &LogoImage, desk: &str) -> Option<LogoView> {
    let (width, height) = (f64::from(logo.width.max(1)), f64::from(logo.height.max(1)));
    let scale = (SIGN.0 / width).min(SIGN.1 / height).min(PIXEL);
    let alt = if desk.trim().is_empty() { t("Logo").to_owned() } else { visible(desk.trim()).into_owned() };
    let png = STANDARD.decode(&logo.png).ok()?;
    Some(LogoView { png, width: width * scale, height: height * scale, alt })
}

fn running(report: &Report) -> Line {
    let head = &report.head;
    let line = Line::own(labels::audience(report.audience)).say(" · ");
    match head.documents.as_slice() {
        [one] => {
            let draft = one.revisions.last().map(|revision| tf("draft {0}", &[&revision.number.to_string()]));
            line.user(&one_line(&one.title)).then(t(", "), Line::own(draft.unwrap_or_default()))
        }
        _ => line.user(&one_line(&head.case)),
    }
}

/// As much of a text as the head of a page has room for.
fn one_line(text: &str) -> String {
    const LETTERS: usize = 72;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LETTERS) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}

fn facts(report: &Report) -> Vec<Fact> {
    let head = &report.head;
    let editors =
        head.editors.iter().map(|editor| Line::of(&editor.name).say(format!(" ({})", labels::role(editor.role))));
    let all = [
        Fact::new(t("As of"), Line::own(labels::moment(head.at))),
        Fact::new(
            t("Moment"),
            Line::phrase(
                "entry {0} of the desk's ledger, head hash {1}",
                &[Line::own(thousands(head.entry)), Line::default().mono(&head.hash)],
            ),
        ),
        Fact::new(t("Desk"), Line::of(&head.made_by.desk)),
        Fact::new(t("Case"), Line::of(&head.case)),
        Fact::new(t("Claims"), claims_line(report)),
        Fact::new(t("Editors"), Line::join(editors, ", ")),
        Fact::new(t("Language"), Line::of(&head.language)),
        Fact::new(t("Made with"), Line::of(&head.made_by.program)),
    ];
    all.into_iter().filter(|fact| !fact.line.is_empty()).collect()
}

/// How many of the case's claims the report shows, so that a part is never taken for the whole.
fn claims_line(report: &Report) -> Line {
    let shown: u32 = report.tally.iter().map(|row| row.claims).sum();
    let all = report.head.claims_in_case;
    let line = tf("{0} of {1} in the case", &[&shown.to_string(), &all.to_string()]);
    match report.audience {
        Audience::CheckingFile => Line::own(line),
        Audience::Summary => Line::own(tf("{0}; {1} to look at", &[&line, &report.summary.len().to_string()])),
        Audience::Article => Line::own(shown.to_string()),
        Audience::CheckedCopy => {
            Line::own(tf("{0}; a change is asked for {1}", &[&line, &report.changes.len().to_string()]))
        }
    }
}

fn document(document: &DocumentLine) -> DocumentView {
    let about = [
        Line::own(labels::document_kind(document.kind)),
        Line::of(&document.author),
        Line::of(&document.outlet),
        Line::own(labels::date(document.published.as_str())),
        Line::default().link(&document.url),
    ];
    let drafts = document.revisions.iter().map(|revision| DraftView {
        line: Line::default()
            .strong(tf("Draft {0} of {1}", &[&revision.number.to_string(), &document.drafts.to_string()]))
            .say(t(", "))
            .say(tf(
                "received {0}, {1} words",
                &[&labels::moment(revision.received_at), &thousands(revision.words.into())],
            ))
            .then(" · ", Line::of(&revision.name)),
        sha256: revision.sha256.clone(),
        warnings: revision.warnings.iter().map(|warning| Line::of(warning)).collect(),
    });
    DocumentView {
        title: Line::default().user_strong(&document.title).then(" · ", Line::join(about, " · ")),
        drafts: drafts.collect(),
    }
}

fn standing(standing: &Standing) -> BadgeView {
    match standing {
        Standing::Verdict(mark) => BadgeView::from(mark),
        Standing::Open => BadgeView::none(t("No verdict yet")),
        Standing::NotChecked => BadgeView::none(t("Left out")),
    }
}

/// What the last column of the summary says.
fn summary_last(audience: Audience) -> &'static str {
    match audience {
        Audience::CheckedCopy => t("Checked by"),
        Audience::Article => t("Disputed"),
        Audience::CheckingFile | Audience::Summary => t("Work"),
    }
}

fn summary(row: &SummaryRow, here: bool, audience: Audience) -> SummaryView {
    let is_copy = audience == Audience::CheckedCopy;
    // How far the desk is with a claim is its own.
    let work = match audience {
        Audience::CheckedCopy | Audience::Article => "",
        Audience::CheckingFile | Audience::Summary => labels::work_state(row.work_state),
    };
    let mut state = Line::own(work).then(" · ", Line::of(&row.by));
    if !is_copy && row.unanswered > 0 {
        state = state.then(
            " · ",
            Line::default().strong(labels::count(row.unanswered, "rebuttal unanswered", "rebuttals unanswered")),
        );
    } else if !is_copy && row.disputed {
        state = state.then(" · ", Line::own(t("disputed")));
    }
    SummaryView {
        number: row.number,
        here,
        heading: visible(row.heading.trim()).into_owned(),
        badge: match &row.verdict {
            Some(mark) => BadgeView::from(mark),
            None if row.work_state.is_open() => BadgeView::none(t("No verdict yet")),
            None => BadgeView::none(t("Left out")),
        },
        change: change::short(&row.change),
        state,
    }
}

fn scale(scale: &ScaleUsed) -> ScaleView {
    let values = scale.values.iter().map(|value| ValueView {
        badge: BadgeView::from(&VerdictMark::from(value)),
        number: value.number,
        meaning: visible(value.meaning.trim()).into_owned(),
    });
    ScaleView { name: visible(scale.name.trim()).into_owned(), values: values.collect() }
}
