//! The report as a flow of headings, paragraphs and tables: what word processors are given.
//!
//! Made from the view alone. DOCX and ODT write the same flow, each in its own
//! markup, so that they cannot say different things. No markup lives here.

mod claim;
mod copy;
mod ends;
mod own_file;

pub use own_file::OwnFile;

use crate::options::{Options, Paper};
use crate::report::Report;
use crate::text::{is_leftward, is_rtl, visible};
use crate::view::{BadgeView, Drawn, Fact, Line, LogoView, Span, View};

/// A report as a word processor shows it.
pub(crate) struct Flow {
    pub(crate) title: String,
    pub(crate) language: String,
    /// Whether it runs from right to left.
    pub(crate) rtl: bool,
    pub(crate) paper: Paper,
    /// For the head of a page.
    pub(crate) running: String,
    /// For the foot of a page.
    pub(crate) foot: String,
    pub(crate) parts: Vec<Part>,
    /// Footnotes, in the order in which they are called.
    pub(crate) notes: Vec<Para>,
    /// Comments in the margin, by number from 0.
    pub(crate) comments: Vec<Vec<Para>>,
}

/// A part of the flow.
pub(crate) enum Part {
    Para(Para),
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Default)]
pub(crate) struct Para {
    pub(crate) style: Style,
    /// How deep it stands, in steps.
    pub(crate) depth: usize,
    /// What links lead to.
    pub(crate) anchor: Option<String>,
    pub(crate) bits: Vec<Bit>,
    pub(crate) rtl: bool,
    /// Whether it begins a page.
    pub(crate) new_page: bool,
    /// Its language, where it is not the report's.
    pub(crate) language: String,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    #[default]
    Body,
    Title,
    Heading(u8),
    /// Words that stand back.
    Small,
    /// A label with what it says.
    Fact,
    Item,
    Quote,
    /// A rebuttal or an answer.
    Thread,
    Code,
    /// In a table.
    Cell,
    /// In the head of a table.
    HeadCell,
    /// At the foot of a page.
    Note,
    /// In the margin.
    Comment,
}

/// A part of a paragraph.
#[derive(Clone)]
pub(crate) enum Bit {
    Text(Words),
    /// An address on the web.
    Link {
        url: String,
        text: String,
    },
    /// Another place of the report.
    Ref {
        anchor: String,
        text: String,
    },
    /// A footnote, by number from 0.
    Note(usize),
    /// The sign of the desk; at most one.
    Logo(LogoView),
    CommentStart(usize),
    CommentEnd(usize),
}

/// Words that look alike.
#[derive(Clone, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) look: Look,
    /// Whether they are a change that the author may take or leave.
    pub(crate) edit: Option<Edit>,
    /// Whether they are a user's.
    pub(crate) theirs: bool,
}

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    Delete,
    Insert,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look {
    pub(crate) strong: bool,
    pub(crate) emphasis: bool,
    pub(crate) underline: bool,
    pub(crate) strike: bool,
    pub(crate) mono: bool,
    pub(crate) mark: bool,
    pub(crate) tone: Tone,
}

/// The colour of words; never the only sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    #[default]
    Ink,
    Quiet,
    Supported,
    Refuted,
    Conflict,
    Context,
}

/// A table with a head that is repeated on each page.
pub(crate) struct Table {
    /// How wide the columns are, in parts of a thousand.
    pub(crate) widths: Vec<u32>,
    pub(crate) head: Vec<Para>,
    /// Rows of cells of paragraphs.
    pub(crate) rows: Vec<Vec<Vec<Para>>>,
}

impl Tone {
    /// The colour as hex digits, the same as in the PDF.
    pub(crate) fn hex(self) -> &'static str {
        match self {
            Self::Ink => "1D1B18",
            Self::Quiet => "5B564D",
            Self::Supported => "2C6E49",
            Self::Refuted => "A63D2F",
            Self::Conflict => "8A4B08",
            Self::Context => "7D6218",
        }
    }

    /// The tone of that key in the view.
    fn of(key: &str) -> Self {
        match key {
            "supported" => Self::Supported,
            "refuted" => Self::Refuted,
            "conflict" => Self::Conflict,
            "context" => Self::Context,
            _ => Self::Quiet,
        }
    }
}

impl Flow {
    /// The flow of a report.
    pub(crate) fn new(report: &Report, options: &Options) -> Self {
        let view = View::new(report, options, Drawn::Nowhere);
        let mut build = Build::of(&view);
        build.first_page();
        view.claims.iter().for_each(|claim| build.claim(claim));
        build.copy();
        build.tail();
        if view.rtl {
            build.turn();
        }
        let Build { parts, notes, comments, .. } = build;
        Self {
            title: format!("{}: {}", view.audience, one_line(&view.case)),
            language: view.language.to_owned(),
            rtl: view.rtl,
            paper: options.paper,
            running: view.running.plain_apart(view.rtl),
            foot: format!("{} · {}", view.foot, view.foot_date),
            parts,
            notes,
            comments,
        }
    }
}

impl Flow {
    /// The sign of the desk, if it stands in the flow.
    pub(crate) fn logo(&self) -> Option<&LogoView> {
        let bits =
            self.parts.iter().filter_map(|part| if let Part::Para(para) = part { Some(&para.bits) } else { None });
        bits.flatten().find_map(|bit| if let Bit::Logo(logo) = bit { Some(logo) } else { None })
    }
}

/// Who comments and changes, and when.
pub(crate) struct Hand {
    pub(crate) by: String,
    pub(crate) initials: String,
    pub(crate) at: String,
}

impl Hand {
    pub(crate) fn of(report: &Report) -> Self {
        let desk = report.head.made_by.desk.trim();
        let by = if desk.is_empty() { "Claimdesk" } else { desk };
        let initials = by.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect();
        // The second is as far as Word reads a date.
        let at = report.head.at.to_string();
        Self { by: visible(by).into_owned(), initials, at: format!("{}Z", at.get(..19).unwrap_or(&at)) }
    }
}

/// The flow as it grows.
struct Build<'a> {
    view: &'a View,
    parts: Vec<Part>,
    notes: Vec<Para>,
    /// The sources that have their footnote in this claim.
    noted: Vec<u32>,
    comments: Vec<Vec<Para>>,
    /// The claim of each comment.
    commented: Vec<u32>,
}

impl<'a> Build<'a> {
    fn of(view: &'a View) -> Self {
        Self {
            view,
            parts: Vec::new(),
            notes: Vec::new(),
            noted: Vec::new(),
            comments: Vec::new(),
            commented: Vec::new(),
        }
    }
}

impl Build<'_> {
    /// Lets every paragraph with words of ours run from right to left; users' own run as they did.
    fn turn(&mut self) {
        fn turned(para: &mut Para) {
            let ours =
                |bit: &Bit| matches!(bit, Bit::Text(words) if !words.theirs && words.text.chars().any(is_leftward));
            para.rtl = para.rtl || para.bits.iter().any(ours);
        }
        for part in &mut self.parts {
            match part {
                Part::Para(para) => turned(para),
                Part::Table(table) => {
                    table.head.iter_mut().for_each(turned);
                    table.rows.iter_mut().flatten().flatten().for_each(turned);
                }
            }
        }
        self.notes.iter_mut().chain(self.comments.iter_mut().flatten()).for_each(turned);
    }

    fn put(&mut self, para: Para) {
        if !para.bits.is_empty() {
            self.parts.push(Part::Para(para));
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.put(Para::own(Style::Heading(level), text));
    }

    fn facts(&mut self, facts: &[Fact], depth: usize) {
        for fact in facts {
            let mut bits = vec![Bit::own(&format!("{}: ", fact.label), Look { strong: true, ..Look::default() })];
            bits.extend(self.bits(&fact.line, false));
            self.put(Para { style: Style::Fact, depth, bits, ..Para::default() });
        }
    }

    fn line(&mut self, style: Style, line: &Line) -> Para {
        Para { style, bits: self.bits(line, false), ..Para::default() }
    }

    /// A line; the first mention of a source in a claim calls a footnote that names it, where that is asked for.
    fn bits(&mut self, line: &Line, notes: bool) -> Vec<Bit> {
        let mut bits = Vec::with_capacity(line.0.len());
        for span in &line.0 {
            bits.extend(bit(span));
            if let (true, Span::Source(number)) = (notes, span)
                && !self.noted.contains(number)
                && let Some(source) = self.view.sources.iter().find(|source| source.number == *number)
            {
                self.noted.push(*number);
                let note = source.citation.0.iter().flat_map(bit).collect();
                let rtl = is_rtl(&source.citation.plain());
                bits.push(Bit::Note(self.notes.len()));
                self.notes.push(Para { style: Style::Note, rtl, bits: note, ..Para::default() });
            }
        }
        bits
    }
}

impl Para {
    fn own(style: Style, text: &str) -> Self {
        Self { style, bits: vec![Bit::own(text, Look::default())], ..Self::default() }
    }

    /// A user's words as a paragraph of their own, in their own direction.
    fn theirs(style: Style, text: &str) -> Self {
        Self { style, rtl: is_rtl(text), bits: vec![Bit::user(text, Look::default())], ..Self::default() }
    }

    fn deep(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    fn at(mut self, anchor: String) -> Self {
        self.anchor = Some(anchor);
        self
    }

    fn begin(mut self, bits: Vec<Bit>) -> Self {
        self.bits.splice(0..0, bits);
        self
    }
}

impl Bit {
    fn own(text: &str, look: Look) -> Self {
        Self::Text(Words { text: text.to_owned(), look, ..Words::default() })
    }

    fn user(text: &str, look: Look) -> Self {
        Self::Text(Words { text: text.to_owned(), look, theirs: true, edit: None })
    }
}

/// A verdict by sign and name, in its colour.
fn badge(badge: &BadgeView) -> Vec<Bit> {
    let look = Look { strong: true, tone: Tone::of(badge.tone), ..Look::default() };
    vec![Bit::own(&format!("{} ", badge.glyph), look), Bit::user(&badge.name, look)]
}

fn bit(span: &Span) -> Vec<Bit> {
    let plain = Look::default();
    let one = |bit: Bit| vec![bit];
    match span {
        Span::Own(text) => one(Bit::own(text, plain)),
        Span::Strong(text) => one(Bit::own(text, Look { strong: true, ..plain })),
        Span::Quiet(text) => one(Bit::own(text, Look { emphasis: true, tone: Tone::Quiet, ..plain })),
        Span::User(text) => one(Bit::user(text, plain)),
        Span::UserStrong(text) => one(Bit::user(text, Look { strong: true, ..plain })),
        Span::Title(text) => one(Bit::user(text, Look { emphasis: true, ..plain })),
        // The marks run with the words.
        Span::Quote(text) => one(Bit::user(&format!("“{text}”"), plain)),
        Span::Gone(text) => one(Bit::user(text, Look { strike: true, tone: Tone::Refuted, ..plain })),
        Span::Come(text) => one(Bit::user(text, Look { underline: true, tone: Tone::Supported, ..plain })),
        Span::Link(url) => one(Bit::Link { url: url.clone(), text: url.clone() }),
        Span::Source(number) => one(Bit::Ref { anchor: format!("source-{number}"), text: format!("[{number}]") }),
        Span::Claim(number) => one(Bit::Ref { anchor: format!("claim-{number}"), text: number.to_string() }),
        Span::Mono(text) => one(Bit::own(text, Look { mono: true, ..plain })),
    }
}

/// A text without breaks, for titles.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The head of a table.
fn head(names: &[&str]) -> Vec<Para> {
    names.iter().map(|name| Para::own(Style::HeadCell, name)).collect()
}
