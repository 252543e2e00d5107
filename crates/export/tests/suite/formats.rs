//! Markdown, JSON and HTML, whole and read back.

use std::cell::RefCell;

use claimdesk_export::{Audience, ExportEnv, FORMATS, Format, Report, find};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::desk::{Desk, env, look};
use crate::report::sample;

pub(crate) fn text(report: &Report, key: &str) -> String {
    let bytes = find(key).expect("a format").render(report, &ExportEnv::default()).expect("it renders");
    String::from_utf8(bytes).expect("UTF-8")
}

/// What a snapshot keeps: all but the hash, which any change of the ledger's format changes.
pub(crate) fn kept(report: &Report, key: &str) -> String {
    let hash = &report.head.hash;
    let short = format!("{} {} {} … {}", &hash[..4], &hash[4..8], &hash[8..12], &hash[60..]);
    text(report, key).replace(hash, "HEAD-HASH").replace(&short, "HEAD")
}

#[test]
fn markdown_of_the_checking_file() {
    insta::assert_snapshot!(kept(&sample().desk.report(Audience::CheckingFile), "markdown"));
}

#[test]
fn markdown_of_the_checked_copy() {
    insta::assert_snapshot!(kept(&sample().desk.report(Audience::CheckedCopy), "markdown"));
}

#[test]
fn json_of_the_checked_copy() {
    insta::assert_snapshot!(kept(&sample().desk.report(Audience::CheckedCopy), "json"));
}

#[test]
fn json_of_the_checking_file() {
    insta::assert_snapshot!(kept(&sample().desk.report(Audience::CheckingFile), "json"));
}

#[test]
fn formats_differ_in_key_and_extension() {
    for (n, one) in FORMATS.iter().enumerate() {
        for other in &FORMATS[n + 1..] {
            assert_ne!((one.key(), one.extension()), (other.key(), other.extension()));
        }
        assert!(find(one.key()).is_some());
    }
    assert!(find("papyrus").is_none());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for audience in Audience::ALL {
        let (one, two) = (sample().desk.report(audience), sample().desk.report(audience));
        for format in FORMATS.iter().filter(|format| format.fits(audience)) {
            let bytes = [&one, &two].map(|report| format.render(report, &env()).expect("it renders"));
            assert!(bytes[0] == bytes[1], "{} differs", format.key());
        }
    }
}

#[test]
fn an_empty_case_has_a_report_in_every_format() {
    for audience in Audience::ALL {
        let report = Desk::new("Nothing yet").report(audience);
        // Where nothing is decided there is no verdict to publish.
        let published = |format: &&&dyn Format| {
            format.key() == "claimreview" || (format.key() == "html" && audience == Audience::Article)
        };
        for format in FORMATS.iter().filter(|format| format.fits(audience) && !published(format)) {
            format.render(&report, &env()).unwrap_or_else(|error| panic!("{}: {error}", format.key()));
        }
    }
}

#[test]
fn html_is_well_formed_and_runs_nothing() {
    for audience in [Audience::CheckingFile, Audience::CheckedCopy] {
        let html = text(&sample().desk.report(audience), "html");
        let page = parse(&html);
        assert_eq!(page.faults, Vec::<String>::new());
        assert!(html.contains("default-src 'none'"));
        for tag in ["script", "iframe", "object", "form", "link", "img"] {
            assert!(!page.tags.iter().any(|(name, _)| name == tag), "<{tag}> in {audience:?}");
        }
        assert_links_lead_somewhere(&page);
        look(&format!("{audience:?}.html"), html.as_bytes());
    }
}

pub(crate) fn assert_links_lead_somewhere(page: &Parsed) {
    let attributes = || page.tags.iter().flat_map(|(_, attributes)| attributes);
    let ids: Vec<&str> = attributes().filter(|(name, _)| name == "id").map(|(_, value)| value.as_str()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len(), "an id stands twice");
    for (_, href) in attributes().filter(|(name, _)| name == "href") {
        match href.strip_prefix('#') {
            Some(id) => assert!(ids.contains(&id), "{href} leads nowhere"),
            None => assert!(href.to_ascii_lowercase().starts_with("http"), "{href}"),
        }
    }
}

/// A page as a browser reads it.
#[derive(Default)]
pub(crate) struct Parsed {
    pub(crate) faults: Vec<String>,
    pub(crate) tags: Vec<(String, Vec<(String, String)>)>,
    pub(crate) text: String,
    open: Vec<String>,
}

struct Sink(RefCell<Parsed>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => page.tag(&tag, line),
            Token::CharacterTokens(text) => page.text.push_str(&text),
            Token::ParseError(fault) => page.faults.push(format!("{line}: {fault}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Parsed {
    fn tag(&mut self, tag: &Tag, line: u64) {
        const VOID: [&str; 3] = ["meta", "br", "img"];
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            let open = self.open.pop();
            if open.as_deref() != Some(name.as_str()) {
                self.faults.push(format!("{line}: </{name}> closes {open:?}"));
            }
            return;
        }
        if !VOID.contains(&name.as_str()) {
            self.open.push(name.clone());
        }
        let attributes =
            tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
        self.tags.push((name, attributes.collect()));
    }
}

pub(crate) fn parse(html: &str) -> Parsed {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Parsed::default())), options);
    let _done = tokenizer.feed(&input);
    tokenizer.end();
    let mut page = tokenizer.sink.0.into_inner();
    let open = std::mem::take(&mut page.open);
    page.faults.extend(open.into_iter().map(|name| format!("<{name}> is never closed")));
    page
}
