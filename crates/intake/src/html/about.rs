//! What a page says about itself, where the article finder does not look.
//!
//! Words of the page, never trusted: cut to one line, addresses only if they
//! are `http` or `https`.

use super::dom::{Content, Dom, NodeId, ROOT};
use super::links;
use crate::composer;
use crate::reader::{About, language_tag};
use url::Url;

/// Reads the head of a page.
pub(crate) fn read(dom: &Dom) -> About {
    let mut about = About::default();
    for id in dom.below(ROOT) {
        match dom.name(id) {
            "html" => {
                let stated = dom.attribute(id, "lang").or(dom.attribute(id, "xml:lang"));
                about.language = stated.and_then(language_tag);
            }
            "title" if about.title.is_none() => about.title = composer::line(&dom.letters(id)),
            "link" if is_canonical(dom, id) => {
                let href = dom.attribute(id, "href");
                about.url = href.and_then(links::absolute).or(about.url.take());
            }
            "meta" => meta(dom, id, &mut about),
            _ => {}
        }
    }
    about
}

fn meta(dom: &Dom, id: NodeId, about: &mut About) {
    let Some(content) = dom.attribute(id, "content") else {
        return;
    };
    let name = dom
        .attribute(id, "property")
        .or(dom.attribute(id, "name"))
        .or(dom.attribute(id, "http-equiv"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let field = match name.as_str() {
        "og:url" if about.url.is_none() => {
            about.url = links::absolute(content);
            return;
        }
        "og:locale" | "content-language" | "language" if about.language.is_none() => {
            about.language = language_tag(content);
            return;
        }
        "og:site_name" => &mut about.site,
        "article:published_time" | "date" | "dc.date" | "dcterms.date" | "citation_publication_date" => {
            &mut about.published
        }
        "author" | "dc.creator" | "dcterms.creator" | "citation_author" => &mut about.author,
        _ => return,
    };
    if field.is_none() {
        *field = composer::line(content);
    }
}

fn is_canonical(dom: &Dom, id: NodeId) -> bool {
    let rel = dom.attribute(id, "rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
}

/// The address that relative links start from, if there is one.
pub(crate) fn base(dom: &Dom, own: Option<&str>) -> Option<Url> {
    let own = own.and_then(|own| Url::parse(own).ok());
    let stated = dom.below(ROOT).filter(|id| dom.name(*id) == "base").find_map(|id| dom.attribute(id, "href"));
    let Some(stated) = stated else {
        return own;
    };
    let joined = match &own {
        Some(own) => own.join(stated).ok(),
        None => Url::parse(stated).ok(),
    };
    joined.filter(links::is_web).or(own)
}

/// All words that stand outside of the page's head, as [`squeezed`] writes them.
pub(crate) fn shown(dom: &Dom) -> String {
    let mut words = String::new();
    let mut waiting = vec![ROOT];
    while let Some(id) = waiting.pop() {
        if matches!(dom.name(id), "head" | "title" | "script" | "style" | "template" | "noscript") {
            continue;
        }
        if let Content::Text(text) = dom.content(id) {
            words.push_str(&squeezed(text));
        }
        waiting.extend(dom.children(id).iter().rev());
    }
    words
}

/// Letters and figures alone, in small letters: how words are looked for.
pub(crate) fn squeezed(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the page as a whole is stated to run from right to left.
pub(crate) fn is_rtl(dom: &Dom) -> bool {
    let outer =
        dom.below(ROOT).filter(|id| matches!(dom.name(*id), "html" | "body")).find_map(|id| dom.attribute(id, "dir"));
    outer.is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"))
}
