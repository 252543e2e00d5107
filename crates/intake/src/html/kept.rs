//! A page as it can be shown: everything that acts, loads or leads anywhere is taken out of it.
//!
//! What comes out is shown in a sandboxed frame that allows nothing either. Pictures stand in it
//! only as their own bytes, and only those that came with the page.

use super::about;
use super::article::written;
use super::dom::{Dom, ROOT};
use crate::unreadable::Unreadable;
use ammonia::{Builder, UrlRelative};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use url::Url;

/// Bytes of pictures in one page.
const MAX_PICTURES: usize = 24 << 20;

/// The most things that a page is asked for.
const MAX_BESIDE: usize = 1_000;

/// A thing that came with a page.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its address, or `cid:` and its name.
    pub(crate) url: String,
    pub(crate) bytes: Vec<u8>,
}

/// Elements that a page has beyond those of a text.
const MORE: &[&str] = &["main", "section", "address", "picture", "small", "big", "center", "font", "tt", "label"];

const DRESS: &str = "html{color:#1c1b18;background:#fff;font:16px/1.5 Georgia,serif}body{max-width:48rem;margin:1.5rem auto;\
padding:0 1rem;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{border-collapse:collapse}td,th{padding:.2rem .5rem;\
border:1px solid #ccc;vertical-align:top}pre{white-space:pre-wrap}";

/// The page without what may act, whole, as a document of its own.
pub(crate) fn page(html: &str, url: Option<&str>, parts: Vec<Part>) -> Result<String, Unreadable> {
    let dom = Dom::parse(html)?;
    let base = about::base(&dom, url);
    let (rtl, counted) = (about::is_rtl(&dom), written(&dom)?);
    drop(dom);
    let cleaned = catch_unwind(AssertUnwindSafe(|| clean(&counted, base, parts)));
    let cleaned = cleaned.map_err(|_| Unreadable::NoText)?;
    let dir = if rtl { "rtl" } else { "auto" };
    Ok(format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><style>{DRESS}</style></head><body dir=\"{dir}\">{cleaned}</body></html>"
    ))
}

/// What a page shows beside its own text, by whole addresses, each once.
pub(crate) fn shown_beside(html: &str, url: &str) -> Result<Vec<String>, Unreadable> {
    let dom = Dom::parse(html)?;
    let base = about::base(&dom, Some(url));
    let mut found = Vec::new();
    for id in dom.below(ROOT) {
        let written = match dom.name(id) {
            "img" => dom.attribute(id, "src"),
            "link" => dom.attribute(id, "href").filter(|_| {
                let relation = dom.attribute(id, "rel").unwrap_or_default().to_ascii_lowercase();
                relation.split_whitespace().any(|word| word == "stylesheet")
            }),
            _ => None,
        };
        let whole = written.and_then(|written| base.as_ref()?.join(written.trim()).ok());
        let whole = whole.filter(|whole| matches!(whole.scheme(), "http" | "https")).map(String::from);
        if let Some(whole) = whole
            && found.len() < MAX_BESIDE
            && !found.contains(&whole)
        {
            found.push(whole);
        }
    }
    Ok(found)
}

fn clean(html: &str, base: Option<Url>, parts: Vec<Part>) -> String {
    let left = std::sync::atomic::AtomicUsize::new(MAX_PICTURES);
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(MORE)
        .clean_content_tags(HashSet::from(["script", "style", "template", "noscript", "title", "iframe", "object"]))
        .generic_attributes(HashSet::from(["dir", "lang", "title"]))
        .rm_tag_attributes("a", &["href", "hreflang"])
        .rm_tag_attributes("blockquote", &["cite"])
        .rm_tag_attributes("q", &["cite"])
        .rm_tag_attributes("del", &["cite"])
        .rm_tag_attributes("ins", &["cite"])
        .url_schemes(HashSet::from(["http", "https", "cid", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") => inline(value, base.as_ref(), &parts, &left).map(Cow::Owned),
            (_, "src" | "href" | "cite" | "action" | "background" | "poster" | "srcset") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    cleaner.clean(html).to_string()
}

/// A picture as its own bytes, if it came with the page.
fn inline(src: &str, base: Option<&Url>, parts: &[Part], left: &std::sync::atomic::AtomicUsize) -> Option<String> {
    if let Some(data) = src.strip_prefix("data:") {
        let (head, coded) = data.split_once(',')?;
        let bytes = STANDARD.decode(coded.trim()).ok().filter(|_| head.ends_with(";base64"))?;
        return picture(&bytes, left);
    }
    let whole = base.and_then(|base| base.join(src).ok()).map(String::from);
    let named = |part: &&Part| part.url == src || whole.as_deref() == Some(part.url.as_str());
    picture(&parts.iter().find(named)?.bytes, left)
}

fn picture(bytes: &[u8], left: &std::sync::atomic::AtomicUsize) -> Option<String> {
    use std::sync::atomic::Ordering;
    let media_type = picture_type(bytes)?;
    let before = left.load(Ordering::Relaxed);
    left.store(before.checked_sub(bytes.len())?, Ordering::Relaxed);
    Some(format!("data:{media_type};base64,{}", STANDARD.encode(bytes)))
}

/// The media type of a picture that can hold nothing but pixels, by how it begins.
pub(crate) fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = r##"<!doctype html><base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/r">
        <script>location='http://evil.example/s'</script><link rel=stylesheet href="http://evil.example/c.css">
        <style>body{background:url(http://evil.example/b)}</style>
        <p style="background:url(http://evil.example/i)" onclick="x()">Words <a href="http://evil.example/a" ping="http://evil.example/p">link</a></p>
        <img src="http://evil.example/img.png" srcset="http://evil.example/2x 2x" onerror="x()"><img src="/known.png">
        <svg><script>x()</script><image href="http://evil.example/svg"/></svg><math><mtext><img src=x onerror=x()></mtext></math>
        <form action="http://evil.example/f"><input autofocus onfocus=x()><button formaction="http://evil.example/g">Go</button></form>
        <iframe src="http://evil.example/frame" srcdoc="<script>x()</script>"></iframe><object data="http://evil.example/o"></object>
        <embed src="http://evil.example/e"><video src="http://evil.example/v" poster="http://evil.example/po"></video><audio src="http://evil.example/au"></audio>
        <blockquote cite="http://evil.example/q">Quote</blockquote><a href="javascript:x()">js</a><img src="data:image/svg+xml;base64,PHN2Zy8+">"##;

    #[test]
    fn nothing_of_a_hostile_page_acts_loads_or_leads_away() {
        let known = Part { url: "http://evil.example/known.png".to_owned(), bytes: b"\x89PNG\r\n\x1a\n".to_vec() };
        let shown = page(HOSTILE, None, vec![known]).unwrap();
        for sign in [
            "evil.example",
            "script",
            "javascript",
            "onerror",
            "onclick",
            "onfocus",
            "<form",
            "<input",
            "<svg",
            "<iframe",
            "http-equiv",
            "<base",
            "<link",
            "href",
            "svg+xml",
        ] {
            assert!(!shown.contains(sign), "{sign} is left in {shown}");
        }
        assert!(shown.contains("Words") && shown.contains("Quote"));
        assert!(shown.contains("src=\"data:image/png;base64,"), "a picture that came along is shown: {shown}");
    }
}
