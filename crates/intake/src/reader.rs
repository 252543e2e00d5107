//! THE list of readers, and how one is chosen.
//!
//! A reader is one value that claims bytes and reads them. Content is asked
//! before names: each reader says how sure it is, the surest one reads. A
//! reader here never opens anything and never decides what a text means.

use crate::charset::{self, Decoded};
use crate::composer::Composition;
use crate::html::Html;
use crate::intake::{Hint, Intake, Warning};
use crate::limits::{HEAD, MAX_BYTES};
use crate::magic;
use crate::mail::{Eml, Mhtml, Msg};
use crate::markdown::Markdown;
use crate::packed::Packed;
use crate::pdf::Pdf;
use crate::plain::Plain;
use crate::rtf::Rtf;
use crate::subtitles::Subtitles;
use crate::unreadable::Unreadable;
use crate::warc::Warc;

/// The readers; where two are equally sure, the first one reads.
pub const READERS: &[&dyn Reader] = &[
    &Pdf,
    &Packed::DOCX,
    &Packed::ODT,
    &Packed::EPUB,
    &Rtf,
    &Msg,
    &Warc,
    &Mhtml,
    &Eml,
    &Subtitles,
    &Html,
    &Markdown,
    &Plain,
];

/// How the names of files end that are read, for a dialog that offers them.
pub const ENDINGS: &[&str] = &[
    "docx", "odt", "rtf", "epub", "pdf", "html", "htm", "xhtml", "mhtml", "mht", "md", "markdown", "txt", "text",
    "eml", "msg", "srt", "vtt", "warc", "wacz",
];

/// A reader of one format.
pub trait Reader: Sync {
    /// The media type of what it reads.
    fn media_type(&self) -> &'static str;

    /// How sure it is that these bytes are of its format.
    fn claim(&self, sample: &Sample<'_>) -> Claim;

    /// Reads the bytes.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] if they are not what they seemed, or hold no text.
    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable>;
}

/// How sure a reader is, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// Not of its format.
    No,
    /// Nothing speaks against it.
    Possible,
    /// The content has the look of it.
    Likely,
    /// The name or the stated type says so, and nothing speaks against it.
    Named,
    /// The content says so itself.
    Certain,
}

/// What readers look at to make their claim.
#[derive(Clone, Debug)]
pub struct Sample<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The first letters, if the bytes can be a text; white space before them is gone.
    pub head: &'a str,
    /// The ending of the file name, in small letters.
    pub ending: Option<String>,
    /// The stated media type without parameters, in small letters.
    pub media_type: Option<String>,
}

impl<'a> Sample<'a> {
    fn new(bytes: &'a [u8], head: &'a str, hint: &Hint) -> Self {
        let ending = hint.name.as_deref().and_then(|name| {
            let (_, ending) = name.rsplit_once('.')?;
            Some(ending.trim().to_lowercase())
        });
        let media_type = hint.media_type.as_deref().map(|stated| {
            let essence = stated.split(';').next().unwrap_or_default();
            essence.trim().to_lowercase()
        });
        Self { bytes, head, ending, media_type }
    }

    /// Whether the name or the stated type is one of these.
    #[must_use]
    pub fn is_named(&self, endings: &[&str], media_types: &[&str]) -> bool {
        let by_name = self.ending.as_deref();
        let by_type = self.media_type.as_deref();
        by_name.is_some_and(|ending| endings.contains(&ending))
            || by_type.is_some_and(|stated| media_types.contains(&stated))
    }
}

/// What a document says about itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
}

/// Reads foreign bytes as the format that fits them best.
pub(crate) fn read(bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(Unreadable::TooLarge { bytes: size, limit: MAX_BYTES });
    }
    let head = charset::decode(bytes.get(..HEAD).unwrap_or(bytes), hint);
    let head = head.map(|decoded| decoded.text).unwrap_or_default();
    let sample = Sample::new(bytes, head.trim_start(), hint);
    let mut chosen: (&dyn Reader, Claim) = (&Plain, Claim::No);
    for reader in READERS {
        let claim = reader.claim(&sample);
        if claim > chosen.1 {
            chosen = (*reader, claim);
        }
    }
    // Names are not believed against the content.
    if chosen.1 < Claim::Certain {
        magic::refuse(bytes)?;
    }
    chosen.0.read(bytes, hint)
}

/// Joins what a reader of letters found.
pub(crate) fn intake(
    media_type: &str,
    reader: String,
    about: About,
    made: Composition,
    decoded: (String, Vec<Warning>),
) -> Intake {
    let (charset, mut warnings) = decoded;
    warnings.extend(made.warnings);
    Intake {
        media_type: media_type.to_owned(),
        title: about.title,
        author: about.author,
        published: about.published,
        site: about.site,
        url: about.url,
        language: about.language.or(made.language),
        text: made.text,
        layout: made.layout,
        words: made.words,
        code_points: made.code_points,
        charset,
        reader,
        warnings,
    }
}

/// Decodes bytes for a reader of letters.
pub(crate) fn letters(bytes: &[u8], hint: &Hint) -> Result<Decoded, Unreadable> {
    let decoded = charset::decode(bytes, hint)?;
    if decoded.text.trim().is_empty() {
        return Err(Unreadable::NoText);
    }
    Ok(decoded)
}

/// A language tag in its usual shape, or nothing.
pub(crate) fn language_tag(stated: &str) -> Option<String> {
    let tag = stated.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let fits = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (first && fits && tag.len() <= 35).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(content: &str, name: Option<&str>) -> String {
        let hint = Hint { name: name.map(str::to_owned), ..Hint::default() };
        read(content.as_bytes(), &hint).unwrap().media_type
    }

    #[test]
    fn content_is_asked_before_names() {
        let page = "<!DOCTYPE html><title>t</title><p>Words of a page.";
        assert_eq!(read_as(page, Some("page.txt")), "text/html");
        assert_eq!(read_as("Just words.", Some("a.txt")), "text/plain");
        assert_eq!(read_as("Just words.", Some("a.md")), "text/markdown");
        assert_eq!(read_as("Just words.", Some("a.HTM")), "text/html");
        let marked = "# Finding\n\nSee the [report](https://example.org/r).";
        assert_eq!(read_as(marked, None), "text/markdown");
        assert_eq!(read_as("Costs <b>rose</b> by 4 %.", None), "text/plain");
    }

    #[test]
    fn what_is_too_large_or_empty_is_refused() {
        assert_eq!(read(b"", &Hint::default()), Err(Unreadable::Empty));
        assert_eq!(read(b" \n", &Hint::default()), Err(Unreadable::NoText));
        let large = vec![b'a'; usize::try_from(MAX_BYTES).unwrap() + 1];
        let refused = read(&large, &Hint::default()).unwrap_err();
        assert!(matches!(refused, Unreadable::TooLarge { .. }));
    }

    #[test]
    fn language_tags_have_a_shape() {
        assert_eq!(language_tag(" pt_BR ").as_deref(), Some("pt-BR"));
        assert_eq!(language_tag("english"), None);
        assert_eq!(language_tag("<script>"), None);
    }
}
