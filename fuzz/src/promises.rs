//! What holds for every text that was read, whatever it was read from.

use claimdesk_core::model::BLOCK_BREAK;
use claimdesk_intake::Intake;

/// Fails if the layout does not fit the text.
pub(crate) fn check(intake: &Intake) {
    let letters: Vec<char> = intake.text.chars().collect();
    let cut = |start: u32, end: u32| -> String { letters[start as usize..end as usize].iter().collect() };
    assert_eq!(letters.len(), intake.code_points as usize);
    assert!(letters.iter().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
    let mut last = None;
    for block in &intake.layout.blocks {
        assert!(block.start < block.end);
        match last {
            None => assert_eq!(block.start, 0),
            Some(end) => assert_eq!(cut(end, block.start), BLOCK_BREAK),
        }
        for mark in &block.marks {
            assert!(block.start <= mark.start && mark.start < mark.end && mark.end <= block.end);
            let href = mark.href.as_deref().unwrap_or("https://");
            assert!(["http://", "https://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)), "{href}");
        }
        let mut at = block.start;
        for cell in &block.cells {
            assert!(at <= cell.start && cell.start <= cell.end && cell.end <= block.end);
            at = cell.end;
        }
        last = Some(block.end);
    }
    assert_eq!(last, Some(intake.code_points));
    for locator in &intake.layout.locators {
        assert!(locator.start <= locator.end && locator.end <= intake.code_points, "{locator:?}");
    }
    for note in &intake.layout.notes {
        assert!(note.span.is_none_or(|span| span.start <= span.end && span.end <= intake.code_points), "{note:?}");
    }
}

/// Elements that act, load, or lead somewhere.
const ACTING: &[&str] = &[
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "form", "input", "button", "meta",
    "link", "base", "style", "svg", "math", "audio", "video", "source", "track", "template", "noscript",
];

/// Fails if a page that is to be shown could act, load or lead anywhere.
pub(crate) fn is_inert(page: &str) {
    let start = page.find("<body").expect("the page has a body");
    assert_eq!(page.matches("<body").count(), 1, "a page within the page");
    let mut rest = &page[start + 1..];
    loop {
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(rest.len());
        let name = rest[..name_end].trim_start_matches('/').to_ascii_lowercase();
        assert!(!ACTING.contains(&name.as_str()), "<{name}>");
        rest = attributes(&rest[name_end..], |attribute, value| match attribute {
            "src" => assert!(value.starts_with("data:image/"), "{name} {attribute}={value}"),
            "href" | "srcset" | "action" | "formaction" | "background" | "poster" | "cite" | "ping" | "data"
            | "style" | "srcdoc" => panic!("{name} has {attribute}={value}"),
            _ => assert!(!attribute.starts_with("on") && !attribute.contains(':'), "{name} has {attribute}={value}"),
        });
        // What stands between tags is text: a serializer writes its `<` as an entity.
        let Some(next) = rest.find('<') else { return };
        rest = &rest[next + 1..];
    }
}

/// Hands on each attribute of a tag, its name in small letters; what is left behind the tag.
fn attributes(mut rest: &str, mut each: impl FnMut(&str, &str)) -> &str {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return behind;
        }
        let end = rest.find(['=', '>', ' ']).expect("the tag ends");
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let Some(quoted) = rest.strip_prefix("=\"") else {
            each(&name, "");
            continue;
        };
        let close = quoted.find('"').expect("the value ends");
        each(&name, &quoted[..close]);
        rest = &quoted[close + 1..];
    }
}
