//! What stands around the text of a page that is read as a whole.
//!
//! The article finder leaves all this out by itself. Where it found nothing sure,
//! the whole page is read, and with it came the foot of the site, its menus and
//! its question about cookies. They are told by their element, role or name, and
//! stay if hardly anything else would be left.

use super::dom::{Dom, NodeId, ROOT};

/// Roles of what is no text of the page.
const ROLES: &[&str] = &["contentinfo", "navigation", "banner", "search", "dialog", "alertdialog", "menu", "menubar"];

/// Words of names that are given to such parts.
const NAMES: &[&str] = &[
    "footer",
    "sitefooter",
    "pagefooter",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "breadcrumb",
    "breadcrumbs",
    "navbar",
    "navigation",
    "copyright",
    "colophon",
    "sharing",
    "skiplink",
];

/// How much of a page must be left, in parts of its letters.
const LEFT: usize = 20;

/// Removes what stands around the text, if text is left.
pub(super) fn clear(dom: &mut Dom) {
    let mut gone = vec![false; dom.count()];
    let (mut all, mut kept) = (0, 0);
    // A footer of an article or quotation belongs to it.
    let mut waiting: Vec<(NodeId, bool, bool)> = vec![(ROOT, false, false)];
    while let Some((id, within, lost)) = waiting.pop() {
        let within = within || matches!(dom.name(id), "article" | "blockquote" | "figure" | "main");
        let here = !within && is_furniture(dom, id);
        if let Some(place) = gone.get_mut(id) {
            *place = here;
        }
        let (signs, lost) = (dom.signs(id), lost || here);
        all += signs;
        kept += if lost { 0 } else { signs };
        waiting.extend(dom.children(id).iter().map(|child| (*child, within, lost)));
    }
    if kept > 0 && kept * LEFT >= all {
        dom.prune(|_, id| gone.get(id).copied().unwrap_or(false));
    }
}

fn is_furniture(dom: &Dom, id: NodeId) -> bool {
    match dom.name(id) {
        "footer" | "nav" | "menu" => return true,
        "div" | "section" | "aside" | "ul" | "ol" | "p" | "form" | "table" | "header" | "td" => {}
        _ => return false,
    }
    if dom.attribute(id, "role").is_some_and(|role| ROLES.contains(&role.trim())) {
        return true;
    }
    ["id", "class"].iter().filter_map(|name| dom.attribute(id, name)).any(|value| {
        let small = value.to_ascii_lowercase();
        small.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use crate::{Hint, read};

    fn text(body: &str) -> String {
        let page = format!("<!doctype html><title>A page</title><body>{body}");
        read(page.as_bytes(), &Hint::default()).unwrap().text
    }

    #[test]
    fn a_page_with_hardly_any_text_keeps_its_foot_to_itself() {
        let foot = "<div id=site-footer>All rights reserved by the paper. <a href=/imprint>Imprint</a></div>\
            <footer>About us, and how to write to us</footer><div role=contentinfo>Terms of use</div>";
        assert_eq!(text(&format!("<p>The report is late.</p>{foot}")), "The report is late.");
    }

    #[test]
    fn a_page_of_nothing_else_is_read_all_the_same() {
        assert_eq!(
            text("<div class=footer>The whole of the page stands in here.</div>"),
            "The whole of the page stands in here."
        );
    }

    #[test]
    fn the_foot_of_an_article_is_read() {
        let found = text("<article><p>The report is late.</p><footer>Corrected on 30 June.</footer></article>");
        assert!(found.ends_with("Corrected on 30 June."), "{found}");
    }
}
