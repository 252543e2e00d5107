//! HTML: pages saved or fetched, of which only the article is read.
//!
//! The steps, each in its own module: `dom` parses under `guard`; `about`
//! reads what the page says about itself; `article` finds and cleans the part
//! that people read; `walk` turns it into blocks. Nothing of the page's
//! markup leaves this folder.

mod about;
mod article;
mod dom;
mod furniture;
mod guard;
pub(crate) mod kept;
pub(crate) mod links;
mod math;
mod table;
mod walk;

use crate::charset::Decoded;
use crate::composer::Composer;
use crate::intake::{Hint, Intake};
use crate::reader::{self, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use dom::Dom;

/// How pages begin, in small letters.
const OPENINGS: &[&str] =
    &["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<base", "<script", "<style"];

/// Elements that only pages have, as signs in a text without a name.
const SIGNS: &[&str] = &[
    "</p>",
    "</div>",
    "</a>",
    "<br>",
    "<br/>",
    "<br />",
    "</li>",
    "</table>",
    "</h1>",
    "</h2>",
    "</span>",
    "</article>",
    "</blockquote>",
    "<p>",
    "<div>",
];

/// Reads HTML pages.
#[derive(Debug)]
pub(crate) struct Html;

impl Reader for Html {
    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        let opening = sample.head.get(..opening_length(sample.head));
        let opening = opening.unwrap_or_default().to_ascii_lowercase();
        let begins = skip_comments(&opening);
        if OPENINGS.iter().any(|tag| begins.starts_with(tag)) {
            return Claim::Certain;
        }
        let endings = ["html", "htm", "xhtml", "xht", "shtml"];
        if sample.is_named(&endings, &["text/html", "application/xhtml+xml"]) {
            return Claim::Named;
        }
        let signs = SIGNS.iter().filter(|sign| opening.contains(*sign)).count();
        if begins.starts_with('<') && signs >= 2 { Claim::Likely } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let decoded = reader::letters(bytes, hint)?;
        if hint.chosen { read_chosen(decoded, self.media_type()) } else { read_page(decoded, None, self.media_type()) }
    }
}

/// Reads the article of a page. `url` is where it was found, if it does not say so itself.
pub(crate) fn read_page(decoded: Decoded, url: Option<String>, media_type: &str) -> Result<Intake, Unreadable> {
    let dom = Dom::parse(&decoded.text)?;
    drop(decoded.text);
    let mut about = about::read(&dom);
    about.url = about.url.or_else(|| url.as_deref().and_then(links::absolute));
    let base = about::base(&dom, about.url.as_deref());
    let rtl = about::is_rtl(&dom);
    let shown = about::shown(&dom);
    let found = article::find(dom, &mut about)?;
    let mut composer = Composer::default();
    // A title that the page does not show is known of the text, not part of it.
    if let Some(title) = about.title.as_deref().filter(|title| shown.contains(&about::squeezed(title))) {
        composer.title(title, rtl)?;
    }
    drop(shown);
    let context = walk::Context::new(base.as_ref(), rtl);
    walk::compose(&found.dom, context, &mut composer)?;
    let mut warnings = decoded.warnings;
    warnings.extend(found.warning);
    let made = composer.finish()?;
    let how = if found.whole { "html/whole page 1" } else { "html/legible 0.5.1" };
    Ok(reader::intake(media_type, how.to_owned(), about, made, (decoded.charset, warnings)))
}

/// Reads what somebody cut out of a page: nothing in it is taken for ballast.
fn read_chosen(decoded: Decoded, media_type: &str) -> Result<Intake, Unreadable> {
    let dom = Dom::parse(&decoded.text)?;
    drop(decoded.text);
    let about = about::read(&dom);
    let (base, rtl) = (about::base(&dom, about.url.as_deref()), about::is_rtl(&dom));
    let mut composer = Composer::default();
    walk::compose(&article::chosen(dom)?, walk::Context::new(base.as_ref(), rtl), &mut composer)?;
    let heard = (decoded.charset, decoded.warnings);
    Ok(reader::intake(media_type, "html/chosen 1".to_owned(), about, composer.finish()?, heard))
}

/// Adds all that a page shows to another text: nothing in it is taken for ballast.
pub(crate) fn add_whole(html: &str, composer: &mut Composer) -> Result<(), Unreadable> {
    let dom = Dom::parse(html)?;
    let (base, rtl) = (about::base(&dom, None), about::is_rtl(&dom));
    let dom = article::whole(dom)?;
    walk::compose(&dom, walk::Context::new(base.as_ref(), rtl), composer)
}

/// Adds the blocks of a piece of HTML that stands in another text.
pub(crate) fn add_fragment(html: &str, composer: &mut Composer) -> Result<(), Unreadable> {
    let dom = article::cleaned(html)?;
    walk::compose(&dom, walk::Context::new(None, false), composer)
}

/// Adds a page that is one of several, whole; gives its title.
pub(crate) fn add_page(bytes: &[u8], composer: &mut Composer) -> Result<Option<String>, Unreadable> {
    let decoded = crate::charset::decode(bytes, &Hint::default())?;
    let dom = Dom::parse(&decoded.text)?;
    drop(decoded.text);
    let about = about::read(&dom);
    let rtl = about::is_rtl(&dom);
    let dom = article::whole(dom)?;
    walk::compose(&dom, walk::Context::new(None, rtl), composer)?;
    Ok(about.title)
}

fn opening_length(head: &str) -> usize {
    head.floor_char_boundary(head.len().min(16 * 1024))
}

/// Skips comments and declarations before the first element.
fn skip_comments(opening: &str) -> &str {
    let mut rest = opening.trim_start();
    loop {
        let after = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else {
            None
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}
