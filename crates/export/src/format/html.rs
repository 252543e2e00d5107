//! HTML: one file that needs nothing else and runs nothing.
//!
//! The structure is in `templates/`; users' words come in as escaped `<bdi>`.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ExportEnv, Format};
use crate::error::{ExportError, Result};
use crate::linked::reviews;
use crate::report::{Audience, Report};
use crate::view::{ClaimView, Drawn, LeftOutView, Line, RebuttalView, RunView, Span, View};

/// The report as HTML.
pub(super) struct Html;

impl Format for Html {
    fn key(&self) -> &'static str {
        "html"
    }

    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extension(&self) -> &'static str {
        "html"
    }

    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let view = View::new(report, &env.options, Drawn::Screen);
        let linked = linked(report, env)?;
        Ok(Page { v: &view, w: &view.words, linked }.render()?.into_bytes())
    }
}

/// The ClaimReview of an article that has an address, as data that no browser runs.
fn linked(report: &Report, env: &ExportEnv) -> Result<String> {
    if report.audience != Audience::Article || env.options.address.trim().is_empty() {
        return Ok(String::new());
    }
    let reviews = reviews(report, &env.options);
    if !reviews.faults.is_empty() {
        return Err(ExportError::NotPublishable(reviews.faults.join(" ")));
    }
    let json = reviews.graph.map(|graph| serde_json::to_string(&graph)).transpose()?.unwrap_or_default();
    // No word of a user's may end the element.
    Ok(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    v: &'a View,
    w: &'a crate::labels::Words,
    linked: String,
}

/// A rebuttal; its answers are the same again.
#[derive(Template)]
#[template(path = "rebuttal.html")]
struct Thread<'a> {
    r: &'a RebuttalView,
    claim: u32,
}

impl Page<'_> {
    /// The lists of what was not done: heading, anchor, lines.
    fn not_done(&self) -> [(&'static str, &'static str, &[LeftOutView]); 2] {
        [(self.w.not_checked, "not-checked", &self.v.not_checked), (self.w.open, "open", &self.v.open)]
    }

    fn thread(&self, claim: &ClaimView, r: &RebuttalView) -> askama::Result<String> {
        Thread { r, claim: claim.number }.render()
    }
}

impl Thread<'_> {
    fn answer(&self, r: &RebuttalView) -> askama::Result<String> {
        Thread { r, claim: self.claim }.render()
    }
}

/// A line as HTML.
fn html(line: &Line) -> String {
    line.0.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    match span {
        Span::Own(text) => escape(text),
        Span::Strong(text) => format!("<strong>{}</strong>", escape(text)),
        Span::Quiet(text) => format!("<em class=\"quiet\">{}</em>", escape(text)),
        Span::User(text) => theirs(text),
        Span::UserStrong(text) => format!("<strong>{}</strong>", theirs(text)),
        Span::Title(text) => format!("<cite>{}</cite>", theirs(text)),
        // The marks run with the words.
        Span::Quote(text) => format!("<bdi><q>{}</q></bdi>", block(text)),
        Span::Gone(text) => format!("<del>{}</del>", theirs(text)),
        Span::Come(text) => format!("<ins>{}</ins>", theirs(text)),
        Span::Link(url) => {
            format!(
                "<a rel=\"noopener noreferrer\" href=\"{}\"><bdi dir=\"ltr\" class=\"url\">{}</bdi></a>",
                escape(&address(url)),
                escape(url)
            )
        }
        Span::Source(number) => format!("<a class=\"ref\" href=\"#source-{number}\">[{number}]</a>"),
        Span::Claim(number) => format!("<a href=\"#claim-{number}\">{number}</a>"),
        Span::Mono(text) => format!("<code dir=\"ltr\">{}</code>", escape(text)),
    }
}

/// Words of a user: escaped, and kept from turning round what stands beside them.
fn theirs(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text).replace('\n', "<br>"))
}

/// Words of a user as a block of their own.
fn block(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Words of an author with the numbers of the marks.
fn runs(runs: &[RunView]) -> String {
    let run = |run: &RunView| {
        let mut text = block(&run.text);
        for (on, tag) in [(run.emphasis, "em"), (run.strong, "strong"), (run.strike, "s"), (run.marked, "mark")] {
            if on {
                text = format!("<{tag}>{text}</{tag}>");
            }
        }
        let number = |number: &u32| format!("<a class=\"mark\" href=\"#claim-{number}\">{number}</a>");
        text + &run.ends.iter().map(number).collect::<String>()
    };
    runs.iter().map(run).collect()
}

/// An address as one may stand in a link: what is no sign of an address (RFC 3986, 2) is written by its bytes.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                address.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => address.push(letter),
        }
    }
    address
}

/// A language tag that may stand in an attribute; empty where it is none.
fn lang(tag: &str) -> &str {
    let is_tag = !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_tag { tag } else { "" }
}

/// A share as a percentage with one decimal, the same on every machine.
fn percent(share: &f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Points as pixels of CSS (96 to an inch).
fn pixels(points: &f64) -> String {
    format!("{:.0}", points * 4.0 / 3.0)
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// How high a label of the timeline stands.
fn lane(lane: &usize) -> &'static str {
    ["a1", "b1", "a2", "b2"].get(*lane).copied().unwrap_or("a1")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
