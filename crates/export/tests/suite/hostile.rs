//! Hostile words in every field: none is read as markup in any format.

use claimdesk_core::model::BlockKind;
use claimdesk_export::{Audience, FORMATS, Report};
use serde_json::{Value, json};

use crate::desk::{Desk, env, look, text_of};
use crate::formats::{assert_links_lead_somewhere, kept, parse, text};

/// Markup of every format, controls, and an override that nobody closes.
const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&amp; | **b** _i_ `c` [l](javascript:x) ![i](http://e.example/x.png)\n\n# h\n- i\n1. n\n---\n| t | u |\n#eval(\"1\") #read(\"/etc/passwd\") $x$ @ref <label> \\u{41} // c /* d */ \u{202e}txt\u{0}\u{1b}\u{feff} \u{2069} \u{ffff} {{ v }} {% x %}";

/// Fills every text of a record's JSON.
fn party() -> Value {
    json!({"name": HOSTILE, "role": HOSTILE, "body": HOSTILE})
}

fn desk() -> Desk {
    let mut desk = Desk::new(HOSTILE);
    let case = desk.case;
    desk.run(&json!({"do": "edit_case", "case": case, "set": {"brief": HOSTILE, "language": HOSTILE}}));
    let blocks = [
        (BlockKind::Title, HOSTILE),
        (BlockKind::Paragraph, "words | of <b>an</b> author"),
        (BlockKind::Code, HOSTILE),
    ];
    let with =
        json!({"author": HOSTILE, "outlet": HOSTILE, "language": "x\" onload=\"y", "url": "javascript:alert(1)"});
    let revision = desk.document(HOSTILE, &blocks, &with);
    let (words, _) = text_of(&blocks);
    let source = desk.source(&json!({"symbol": HOSTILE, "originator": HOSTILE, "language": HOSTILE, "translator": HOSTILE,
        "interests": HOSTILE, "note": HOSTILE, "csl": {"title": HOSTILE, "publisher": HOSTILE, "publisher-place": HOSTILE,
            "container-title": HOSTILE, "volume": HOSTILE, "issue": HOSTILE, "page": HOSTILE, "archive": HOSTILE, "DOI": HOSTILE,
            "URL": "https://example.org/\"><script>x</script>", "author": [{"family": HOSTILE, "given": HOSTILE}],
            "issued": {"literal": HOSTILE}}}));
    let claim = desk.tag(
        revision,
        &words,
        "of <b>an</b> author",
        &json!({
        "statement": HOSTILE, "language": HOSTILE, "claimant": party(), "attributor": party(), "place": HOSTILE,
        "topics": [HOSTILE], "not_known": HOSTILE,
        "appearances": [{"title": HOSTILE, "url": "javascript:alert(1)", "source": source}],
        "questions": [{"question": HOSTILE, "strategy": HOSTILE, "answers": [{"answer": HOSTILE, "note": HOSTILE,
            "url": "data:text/html,<script>x</script>", "source": source}]}]}),
    );
    let excerpt = json!([{"quote": HOSTILE, "locator": HOSTILE, "translation": HOSTILE}]);
    let evidence = desk.link(claim, source, &json!({"shows": HOSTILE, "excerpts": excerpt}));
    let rebuttal = desk.rebut(&json!({"evidence": evidence}), HOSTILE, &json!({"by": party(), "place": HOSTILE,
        "excerpts": excerpt, "reflect": HOSTILE, "evidence": [{"source": source, "locator": HOSTILE, "quote": HOSTILE}]}));
    desk.rebut(&json!({"rebuttal": rebuttal}), HOSTILE, &json!({"by": party(), "excerpts": excerpt}));
    desk.run(
        &json!({"do": "weigh_rebuttal", "rebuttal": rebuttal, "weighing": {"weight": "holds", "reason": HOSTILE}}),
    );
    desk.verdict(
        claim,
        "Supported",
        &json!({"finding": HOSTILE, "reasoning": HOSTILE, "limits": HOSTILE, "context": HOSTILE,
        "change_asked": {"old": HOSTILE, "new": HOSTILE, "note": HOSTILE}}),
    );
    desk.why(&json!({"do": "set_work_state", "claim": claim, "state": "returned", "reason": HOSTILE}), HOSTILE);
    desk
}

pub(crate) fn report(audience: Audience) -> Report {
    desk().report(audience)
}

fn reports() -> [Report; 2] {
    let mut desk = desk();
    [Audience::CheckingFile, Audience::CheckedCopy].map(|audience| desk.report(audience))
}

#[test]
fn html_shows_hostile_words_as_words() {
    for report in reports() {
        let page = parse(&text(&report, "html"));
        assert_eq!(page.faults, Vec::<String>::new());
        for (name, attributes) in &page.tags {
            assert!(!["script", "img", "label", "b", "t"].contains(&name.as_str()), "<{name}> came in");
            assert!(!attributes.iter().any(|(name, _)| name.starts_with("on")), "{attributes:?}");
        }
        assert_links_lead_somewhere(&page);
        assert!(page.text.contains("<script>alert(1)</script>"));
        // The override is closed within the field in which it was opened.
        assert_eq!(page.text.matches('\u{202e}').count(), page.text.matches('\u{202c}').count());
    }
}

#[test]
fn markdown_shows_hostile_words_as_words() {
    let [file, copy] = reports();
    for markdown in [text(&file, "markdown"), text(&copy, "markdown")] {
        for line in markdown.lines() {
            assert!(!line.trim_start().starts_with("# h") && !line.trim_start().starts_with("---"), "{line}");
        }
        for (at, _) in markdown.match_indices("<script") {
            assert!(
                markdown[..at].ends_with('\\') || markdown[..at].ends_with("example.org/\\\""),
                "{}",
                &markdown[at..at + 40]
            );
        }
        for (at, _) in markdown.match_indices("](javascript:") {
            assert!(markdown[..at].ends_with('\\'), "a link came in");
        }
    }
    insta::assert_snapshot!(kept(&copy, "markdown"));
}

#[test]
fn every_format_takes_hostile_words() {
    for report in reports() {
        for format in FORMATS.iter().filter(|format| format.fits(report.audience)) {
            let bytes = format.render(&report, &env()).unwrap_or_else(|error| panic!("{}: {error}", format.key()));
            look(&format!("hostile-{:?}.{}", report.audience, format.extension()), &bytes);
        }
    }
}

#[test]
fn json_keeps_hostile_words_as_they_are() {
    let [file, _] = reports();
    let read: Report = serde_json::from_str(&text(&file, "json")).expect("it reads back");
    assert_eq!(read.claims[0].statement.trim(), HOSTILE.trim());
}
