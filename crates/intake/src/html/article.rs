//! The part of a page that people read, cleaned.
//!
//! Two foreign helpers are called here and nowhere else: legible finds the
//! article, ammonia removes what may act. Both get a page that was parsed,
//! counted, pruned and written anew, so that what they see is well formed and
//! bounded; and a panic in either costs the article, not the program.

use super::dom::{Dom, NodeId, ROOT};
use super::furniture;
use super::math;
use crate::composer;
use crate::intake::Warning;
use crate::limits::{MAX_ENTITIES, MAX_METADATA, MAX_SEARCHED};
use crate::reader::{About, language_tag};
use crate::unreadable::Unreadable;
use ammonia::Builder;
use html5ever::serialize::{SerializeOpts, serialize};
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// Elements that are kept; of all others only the words stay.
const KEPT: &[&str] = &[
    "a",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with all that is in them.
const GONE: &[&str] = &[
    "annotation",
    "annotation-xml",
    "audio",
    "button",
    "canvas",
    "datalist",
    "embed",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(KEPT.iter().copied().collect())
        .clean_content_tags(GONE.iter().copied().collect())
        .generic_attributes(HashSet::from(["dir", "id", "role"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start", "reversed"])),
            ("li", HashSet::from(["value"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan", "scope"])),
        ]))
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// Letters below which the article finder is itself not sure of its find.
const SURE: usize = 500;

/// How many times as much as a doubtful find a page may hold and still be
/// taken as a page without much around its text.
const BARE: usize = 3;

/// The article, or the whole page in its place.
pub(crate) struct Found {
    pub(crate) dom: Dom,
    pub(crate) whole: bool,
    /// What a person should know about the find.
    pub(crate) warning: Option<Warning>,
}

/// Finds the article of a page and completes what is known about it.
pub(crate) fn find(mut dom: Dom, about: &mut About) -> Result<Found, Unreadable> {
    dom.prune(is_ballast);
    // On a page with hardly anything around its text, nothing needs finding.
    let mut bare = false;
    if dom.below(ROOT).count() <= MAX_SEARCHED
        && let Some(article) = search(&written(&dom)?)
    {
        let cleaned = cleaned(&article.content)?;
        complete(about, &article);
        dom.prune(is_unseen);
        let (kept, all) = (letters(&cleaned), letters(&dom));
        let doubtful = kept < SURE && kept < all;
        if kept > 0 && !(doubtful && all <= kept.saturating_mul(BARE)) {
            let warning = doubtful.then_some(Warning::ShortArticle);
            return Ok(Found { dom: cleaned, whole: false, warning });
        }
        bare = kept > 0;
    }
    dom.prune(is_unseen);
    furniture::clear(&mut dom);
    let warning = (!bare).then_some(Warning::WholePage);
    Ok(Found { dom: clean_tree(dom)?, whole: true, warning })
}

/// The whole of a page, without what it does not show.
pub(crate) fn whole(mut dom: Dom) -> Result<Dom, Unreadable> {
    dom.prune(is_ballast);
    dom.prune(is_unseen);
    clean_tree(dom)
}

/// All words of what somebody cut out of a page.
pub(crate) fn chosen(mut dom: Dom) -> Result<Dom, Unreadable> {
    dom.prune(is_ballast);
    clean_tree(dom)
}

/// How many letters and signs a tree shows.
fn letters(dom: &Dom) -> usize {
    dom.below(ROOT).map(|id| dom.signs(id)).sum()
}

/// Removes what may act from HTML, and parses what is left.
pub(crate) fn cleaned(html: &str) -> Result<Dom, Unreadable> {
    clean_tree(Dom::parse(html)?)
}

/// ammonia has no counters, and misnested tables cost it the square of their
/// size; so it gets only what was counted and is written anew.
fn clean_tree(mut dom: Dom) -> Result<Dom, Unreadable> {
    math::flatten(&mut dom);
    let html = written(&dom)?;
    drop(dom);
    let clean = catch_unwind(AssertUnwindSafe(|| CLEANER.clean(&html).to_string()));
    drop(html);
    Dom::parse(&clean.map_err(|_| Unreadable::NoText)?)
}

fn search(html: &str) -> Option<legible::Article> {
    let found = catch_unwind(AssertUnwindSafe(|| legible::parse(html, None, None)));
    found.ok()?.ok()
}

/// What the article finder knows wins over the head of the page, because it
/// also reads JSON-LD and removes the site's name from titles.
fn complete(about: &mut About, article: &legible::Article) {
    let line = |words: &Option<String>| words.as_deref().and_then(composer::line);
    about.title = composer::line(&article.title).or(about.title.take());
    about.author = line(&article.byline).or(about.author.take());
    about.site = line(&article.site_name).or(about.site.take());
    about.published = line(&article.published_time).or(about.published.take());
    if about.language.is_none() {
        about.language = article.lang.as_deref().and_then(language_tag);
    }
}

/// What neither the article finder nor a reader needs.
fn is_ballast(dom: &Dom, id: NodeId) -> bool {
    match dom.name(id) {
        "script" => {
            let stated = dom.attribute(id, "type").unwrap_or_default();
            let about = stated.trim().eq_ignore_ascii_case("application/ld+json");
            !about || is_excessive(&dom.letters(id))
        }
        "meta" => dom.attribute(id, "content").is_some_and(is_excessive),
        "title" => is_excessive(&dom.letters(id)),
        // The article finder would parse a `noscript` once more, unguarded.
        "style" | "template" | "noscript" | "iframe" | "object" | "embed" | "xmp" | "noframes" => true,
        _ => false,
    }
}

/// The article finder searches data about the page anew from every `&`.
fn is_excessive(data: &str) -> bool {
    data.len() > MAX_METADATA || data.matches('&').count() > MAX_ENTITIES
}

/// What a page does not show.
fn is_unseen(dom: &Dom, id: NodeId) -> bool {
    if matches!(dom.name(id), "head" | "script" | "nav" | "dialog") {
        return true;
    }
    let style = dom.attribute(id, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    dom.attribute(id, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// Writes a tree as HTML again.
pub(super) fn written(dom: &Dom) -> Result<String, Unreadable> {
    let mut html = Vec::new();
    let options = SerializeOpts { create_missing_parent: true, ..SerializeOpts::default() };
    // Writing to memory cannot fail; if it ever does, there is no text.
    serialize(&mut html, dom, options).map_err(|_| Unreadable::NoText)?;
    String::from_utf8(html).map_err(|_| Unreadable::NoText)
}
