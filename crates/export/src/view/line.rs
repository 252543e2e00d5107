//! A line of a report: our words and users' words, told apart.
//!
//! Each format writes the spans in its own way; only so can it set users'
//! words apart, whatever they hold.

use claimdesk_core::model::Party;
use serde::Serialize;

use crate::labels::{Piece, pieces, t};
use crate::text::{apart, visible, web_address};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "t", content = "s", rename_all = "snake_case")]
pub(crate) enum Span {
    /// Words of ours.
    Own(String),
    /// Words of ours that stand out.
    Strong(String),
    /// Words of ours that stand back.
    Quiet(String),
    /// Words of a user.
    User(String),
    /// Words of a user that stand out.
    UserStrong(String),
    /// Words of a user that are a title.
    Title(String),
    /// Words of a user between quotation marks.
    Quote(String),
    /// Words that went.
    Gone(String),
    /// Words that came.
    Come(String),
    /// An address that can be followed.
    Link(String),
    /// A source by number.
    Source(u32),
    /// A claim of this report by number.
    Claim(u32),
    /// Bytes in hex, an entry's number and the like.
    Mono(String),
}

/// A line: its spans in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Line(pub(crate) Vec<Span>);

impl Span {
    fn words(&self) -> String {
        match self {
            Self::Own(text)
            | Self::Strong(text)
            | Self::Quiet(text)
            | Self::User(text)
            | Self::UserStrong(text)
            | Self::Title(text)
            | Self::Gone(text)
            | Self::Come(text)
            | Self::Link(text)
            | Self::Mono(text) => text.clone(),
            Self::Quote(text) => format!("“{text}”"),
            Self::Source(number) => format!("[{number}]"),
            Self::Claim(number) => number.to_string(),
        }
    }
}

impl Line {
    /// A line of our words.
    pub(crate) fn own(text: impl Into<String>) -> Self {
        Self::default().say(text)
    }

    /// A sentence of ours with its gaps filled, in the language that is spoken.
    pub(crate) fn phrase(english: &'static str, gaps: &[Self]) -> Self {
        let mut line = Self::default();
        for piece in pieces(t(english)) {
            match piece {
                Piece::Words(words) => line = line.say(words),
                Piece::Gap(n) => line.0.extend(gaps.get(n).into_iter().flat_map(|gap| gap.0.iter().cloned())),
            }
        }
        line
    }

    /// The same with our words standing back.
    pub(crate) fn hushed(mut self) -> Self {
        for span in &mut self.0 {
            if let Span::Own(text) = span {
                *span = Span::Quiet(std::mem::take(text));
            }
        }
        self
    }

    /// A line of a user's words.
    pub(crate) fn of(text: &str) -> Self {
        Self::default().user(text)
    }

    /// A person or body. Each part is set apart: a name may run one way and a role the other.
    pub(crate) fn party(party: &Party) -> Self {
        Self::join([&party.name, &party.role, &party.body].map(|part| Self::of(part)), ", ")
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn say(self, text: impl Into<String>) -> Self {
        self.with(Span::Own(text.into()))
    }

    pub(crate) fn strong(self, text: impl Into<String>) -> Self {
        self.with(Span::Strong(text.into()))
    }

    pub(crate) fn quiet(self, text: impl Into<String>) -> Self {
        self.with(Span::Quiet(text.into()))
    }

    pub(crate) fn user(self, text: &str) -> Self {
        self.theirs(text, Span::User)
    }

    pub(crate) fn user_strong(self, text: &str) -> Self {
        self.theirs(text, Span::UserStrong)
    }

    pub(crate) fn title(self, text: &str) -> Self {
        self.theirs(text, Span::Title)
    }

    pub(crate) fn quote(self, text: &str) -> Self {
        self.theirs(text, Span::Quote)
    }

    pub(crate) fn gone(self, text: &str) -> Self {
        self.theirs(text, Span::Gone)
    }

    pub(crate) fn come(self, text: &str) -> Self {
        self.theirs(text, Span::Come)
    }

    pub(crate) fn mono(self, text: &str) -> Self {
        self.theirs(text, Span::Mono)
    }

    /// An address; a link only if it leads to the web.
    pub(crate) fn link(self, url: &str) -> Self {
        match web_address(url) {
            Some(web) => self.with(Span::Link(web.to_owned())),
            None => self.user(url),
        }
    }

    /// The number of a source.
    pub(crate) fn source(self, number: u32) -> Self {
        self.with(Span::Source(number))
    }

    /// The number of a claim, as a link if its sheet is in the report.
    pub(crate) fn claim(self, number: u32, here: bool) -> Self {
        if here { self.with(Span::Claim(number)) } else { self.say(number.to_string()) }
    }

    pub(crate) fn with(mut self, span: Span) -> Self {
        let says = match &span {
            Span::Source(_) | Span::Claim(_) => true,
            Span::Own(text)
            | Span::Strong(text)
            | Span::Quiet(text)
            | Span::User(text)
            | Span::UserStrong(text)
            | Span::Title(text)
            | Span::Quote(text)
            | Span::Gone(text)
            | Span::Come(text)
            | Span::Link(text)
            | Span::Mono(text) => !text.is_empty(),
        };
        if says {
            self.0.push(span);
        }
        self
    }

    /// Adds another line, with words of ours between if both say something.
    pub(crate) fn then(mut self, between: &str, next: Self) -> Self {
        if !self.is_empty() && !next.is_empty() {
            self = self.say(between);
        }
        self.0.extend(next.0);
        self
    }

    /// Adds a sentence: a stop goes between, unless the line ends in one.
    pub(crate) fn sentence(self, next: Self) -> Self {
        let stopped = self.plain().ends_with(['.', '?', '!', '…', '。', '؟']);
        self.then(if stopped { " " } else { ". " }, next)
    }

    /// Lines in a row, with words of ours between.
    pub(crate) fn join(lines: impl IntoIterator<Item = Self>, between: &str) -> Self {
        lines.into_iter().fold(Self::default(), |line, next| line.then(between, next))
    }

    /// The words alone, for titles and metadata.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(Span::words).collect()
    }

    /// The same for a line of a page that runs this way: users' words are set apart among ours.
    pub(crate) fn plain_apart(&self, in_rtl: bool) -> String {
        let word = |span: &Span| match span {
            Span::User(_) | Span::UserStrong(_) | Span::Title(_) | Span::Quote(_) | Span::Gone(_) | Span::Come(_) => {
                apart(&span.words(), in_rtl)
            }
            Span::Own(_)
            | Span::Strong(_)
            | Span::Quiet(_)
            | Span::Link(_)
            | Span::Mono(_)
            | Span::Source(_)
            | Span::Claim(_) => span.words(),
        };
        self.0.iter().map(word).collect()
    }

    fn theirs(self, text: &str, span: fn(String) -> Span) -> Self {
        if text.trim().is_empty() { self } else { self.with(span(visible(text.trim()).into_owned())) }
    }
}
