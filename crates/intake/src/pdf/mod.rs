//! PDF with a text layer: words with the page on which they stand.
//!
//! `engine` asks the foreign library for letters and their places; `line`,
//! `column`, `running` and `paragraph` make a text of them, each knowing only
//! numbers. A PDF that holds pictures of pages is refused: nothing here guesses
//! what a picture says.

mod column;
mod engine;
mod line;
mod page;
mod paragraph;
mod picture;
mod running;
mod visual;

pub use engine::load_pdf_engine;
pub(crate) use picture::pictures;

use crate::composer::{self, Composer};
use crate::intake::{Hint, Intake, Warning};
use crate::reader::{self, About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use engine::Found;
use page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How far into a file its beginning is looked for.
const BEGINS: usize = 1024;

/// Endings of files that programs take for a title.
const FILES: [&str; 9] = [".doc", ".docx", ".odt", ".rtf", ".indd", ".pdf", ".txt", ".dvi", ".qxd"];

/// Reads PDF files.
#[derive(Debug)]
pub(crate) struct Pdf;

/// Whether bytes are those of a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..BEGINS).unwrap_or(bytes);
    head.windows(5).any(|part| part == b"%PDF-")
}

impl Reader for Pdf {
    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let named = sample.is_named(&["pdf"], &["application/pdf"]);
        if sample.bytes.starts_with(b"%PDF-") || named && is_pdf(sample.bytes) { Claim::Certain } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], _: &Hint) -> Result<Intake, Unreadable> {
        let found = catch_unwind(AssertUnwindSafe(|| engine::read(bytes)));
        let found = found.unwrap_or_else(|_| Err(Unreadable::Damaged { what: "its pages cannot be read".to_owned() }));
        compose(found?, self.media_type())
    }
}

fn compose(found: Found, media_type: &str) -> Result<Intake, Unreadable> {
    let Found { mut pages, title, author, created } = found;
    let mut warnings = Vec::new();
    let odd = pages.iter().map(|page| page.odd).fold(0, u32::saturating_add);
    let letters: usize = pages.iter().map(Page::letters).sum();
    if letters == 0 || odd as usize > letters {
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        return Err(Unreadable::NoTextLayer { pages: count });
    }
    let pictured: Vec<&str> = pages.iter().filter(|page| page.pictured).map(|page| page.label.as_str()).collect();
    if !pictured.is_empty() {
        let count = u32::try_from(pictured.len()).unwrap_or(u32::MAX);
        let first: Vec<&str> = pictured.into_iter().take(12).collect();
        warnings.push(Warning::PagesWithoutText { count, first: first.join(", ") });
    }
    if odd > 0 {
        warnings.push(Warning::SignsWithoutMeaning { count: odd });
    }
    let repeated = running::remove(&mut pages);
    if repeated > 0 {
        warnings.push(Warning::RepeatedLines { count: repeated });
    }
    for page in &mut pages {
        page.lines = column::order(std::mem::take(&mut page.lines));
    }
    let mut composer = Composer::default();
    paragraph::compose(&pages, &mut composer)?;
    let heading = composer.promote_heading();
    let about = About {
        title: title.as_deref().and_then(composer::line).filter(|title| is_title(title)).or(heading),
        author: author.as_deref().and_then(composer::line),
        published: created.as_deref().and_then(date),
        ..About::default()
    };
    let made = composer.finish()?;
    Ok(reader::intake(
        media_type,
        "pdf/PDFium 159.0.8149, layout 1".to_owned(),
        about,
        made,
        ("UTF-8".to_owned(), warnings),
    ))
}

/// Whether a stated title is one: many programs put the name of the file there.
fn is_title(title: &str) -> bool {
    let small = title.to_lowercase();
    let file = FILES.iter().any(|ending| small.ends_with(ending)) || small.starts_with("microsoft word");
    !file && small != "untitled" && title.chars().any(char::is_alphabetic)
}

/// The day of a PDF's date, `D:20170630102030+02'00'`.
fn date(stated: &str) -> Option<String> {
    let figures = stated.strip_prefix("D:").unwrap_or(stated).get(..8)?;
    let (year, rest) = figures.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    figures.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{year}-{month}-{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_is_held_against_what_people_call_a_title() {
        assert!(is_title("On the report"));
        assert!(!is_title("Microsoft Word - report_final.doc"));
        assert!(!is_title("report.indd"));
        assert!(!is_title("2017"));
        assert_eq!(date("D:20170630102030+02'00'").as_deref(), Some("2017-06-30"));
        assert_eq!(date("D:2017"), None);
    }
}
