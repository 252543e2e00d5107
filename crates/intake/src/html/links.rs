//! Which addresses a link may carry.
//!
//! Only `http`, `https` and `mailto`, decided after parsing, never by the
//! look of the letters. A link inside the page leads nowhere and is dropped.

use crate::limits::MAX_HREF;
use url::Url;

/// What becomes of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To an address that may be shown.
    To(String),
    /// To a place in the same text.
    Inside,
    /// Somewhere that must not be opened, or nowhere.
    Nowhere,
}

/// Decides about an address as it stands in a page.
pub(crate) fn resolve(written: &str, base: Option<&Url>) -> Leads {
    let written = written.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if written.is_empty() || written.starts_with('#') {
        return Leads::Inside;
    }
    if written.len() > MAX_HREF {
        return Leads::Nowhere;
    }
    let (address, absolute) = match (Url::parse(written), base) {
        (Ok(address), _) => (address, true),
        (Err(url::ParseError::RelativeUrlWithoutBase), Some(base)) => match base.join(written) {
            Ok(address) => (address, false),
            Err(_) => return Leads::Nowhere,
        },
        // Without a base nobody knows where it leads, but it is harmless.
        (Err(url::ParseError::RelativeUrlWithoutBase), None) => return Leads::Inside,
        (Err(_), _) => return Leads::Nowhere,
    };
    if !is_web(&address) && address.scheme() != "mailto" {
        return Leads::Nowhere;
    }
    let clean = written.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let spelled = written.starts_with(address.scheme());
    // An address without tricks stays as written; any other is spelled out
    // the way it would really be followed.
    let href = if absolute && clean && spelled { written.to_owned() } else { String::from(address) };
    if href.len() > MAX_HREF {
        return Leads::Nowhere;
    }
    Leads::To(href)
}

/// An absolute web address, or nothing.
pub(crate) fn absolute(written: &str) -> Option<String> {
    match resolve(written, None) {
        Leads::To(href) if !href.starts_with("mailto:") => Some(href),
        Leads::To(_) | Leads::Inside | Leads::Nowhere => None,
    }
}

/// Whether an address is one of the web, with a host.
pub(crate) fn is_web(address: &Url) -> bool {
    matches!(address.scheme(), "http" | "https") && address.has_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(href: &str) -> Leads {
        Leads::To(href.to_owned())
    }

    #[test]
    fn relative_links_need_a_base() {
        let base = Url::parse("https://example.org/a/b.html").unwrap();
        assert_eq!(resolve("c.html", Some(&base)), to("https://example.org/a/c.html"));
        assert_eq!(resolve("//cdn.example/x", Some(&base)), to("https://cdn.example/x"));
        assert_eq!(resolve("c.html", None), Leads::Inside);
        assert_eq!(resolve("#note1", Some(&base)), Leads::Inside);
    }

    #[test]
    fn tricks_lead_nowhere() {
        for written in [
            "javascript:alert(1)",
            " java\tscript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "http://",
            "\u{1}javascript:x",
        ] {
            assert_eq!(resolve(written, None), Leads::Nowhere, "{written}");
        }
    }

    #[test]
    fn addresses_stay_as_written_unless_they_hide_something() {
        assert_eq!(resolve("https://example.org", None), to("https://example.org"));
        assert_eq!(resolve("ht\ntps://example.org/\u{202e}x", None), to("https://example.org/%E2%80%AEx"));
        assert_eq!(resolve("mailto:desk@example.org", None), to("mailto:desk@example.org"));
    }
}
