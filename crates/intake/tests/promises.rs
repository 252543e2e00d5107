//! What holds for every input, however odd: no panic, and a layout that fits
//! its text.

use claimdesk_intake::{Hint, Unreadable, read, show};
use promises::{check, is_inert};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The fuzzers hold every reader to the same.
#[path = "../../../fuzz/src/promises.rs"]
mod promises;

fn named(name: &str) -> Hint {
    Hint { name: Some(name.to_owned()), ..Hint::default() }
}

fn check_as(bytes: &[u8], name: &str) {
    if let Ok(intake) = read(bytes, &named(name)) {
        check(&intake);
        let letters: Vec<char> = intake.text.chars().collect();
        for cell in intake.layout.blocks.iter().flat_map(|block| &block.cells) {
            assert!(!letters[cell.start as usize..cell.end as usize].iter().any(|c| matches!(c, '\t' | '\n')));
        }
    }
}

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<p>", "</p>", "<div dir=rtl>", "</div>", "<ul>", "<ol start=7 reversed>", "<li>", "</ul>",
    "<li value=-3>", "<table>", "<tr>", "<td>", "<td colspan=3 rowspan=2>", "</table>", "<th>", "<caption>",
    "<pre>", "</pre>", "<br>", "<br><br>", "<b>", "</b>", "<i>", "</i>", "<a href=http://e.org>",
    "<a href=javascript:x>", "</a>", "<blockquote>", "</blockquote>", "<h1>", "</h1>", "<h7>", "<figure>",
    "<figcaption>", "<svg>", "<math><msup><mi>", "</math>", "<script>", "</script>", "<style>", "<!--",
    "-->", "<template>", "<select>", "<title>", "</title>", "<q>", "</q>", "<sup id=fn1>", "<hr>", "&#0;",
    "&#133;", "&nbsp;", "\u{2028}", "\u{202e}", "word ", "كلمة", "слово\t", " \n", "字", "\u{7}",
    "<frameset>", "<plaintext>", "<form>", "<button>", "<p hidden>", "<ruby><rt>", "<noscript>",
    "<![CDATA[x]]>", "<dl><dt>", "<img src=http://e.org/x onerror=x()>", "<p style='background:url(//e.org)' onclick=x>",
    "<svg><a xlink:href=javascript:x>", "<base href=//e.org>", "<iframe srcdoc='<script>x</script>'>", "<a title='\"><b>'>",
    "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=>", "<meta http-equiv=refresh content=0>",
];

/// Pieces of HTML that mean something to a parser, in any order.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// Pieces of Markdown and of plain text, in any order.
fn lines() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "## ",
        "- ",
        "  - ",
        "1. ",
        "12) ",
        "> ",
        ">> ",
        "\n",
        "\n\n",
        "    ",
        "| a | b |\n",
        "|---|---|\n",
        "```\n",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "[a](http://e.org)",
        "[^1]",
        "[^1]: ",
        "![x](y)",
        "<div>",
        "</div>\n\n",
        "<br>",
        "---\n",
        "title: x\n",
        "word ",
        "كلمة ",
        "\t",
        "\u{a0}",
        "\u{85}",
        "\u{b}",
        "[x]",
        "\\",
        "***\n",
        "===\n",
        "<!-- ",
        "\r",
        "\u{feff}",
        "字",
        "a long line of words that goes on to about the place where mail is broken\n",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a", "a.txt", "a.md", "a.html"] {
            check_as(&bytes, name);
        }
    }

    #[test]
    fn any_letters_are_read_or_refused(text in "\\PC{0,200}", charset in "[a-z0-9-]{0,12}") {
        let hint = Hint { charset: Some(charset), media_type: Some("text/html".to_owned()), ..Hint::default() };
        if let Ok(intake) = read(text.as_bytes(), &hint) {
            check(&intake);
        }
        check_as(text.as_bytes(), "a.md");
    }

    #[test]
    fn any_markup_is_read_or_refused(page in markup()) {
        check_as(page.as_bytes(), "a.html");
        check_as(page.as_bytes(), "a.md");
        if let Ok(shown) = show(page.as_bytes(), &named("a.html")) {
            is_inert(&shown);
        }
    }

    #[test]
    fn any_lines_are_read_or_refused(text in lines()) {
        check_as(text.as_bytes(), "a.txt");
        check_as(text.as_bytes(), "a.md");
    }
}

/// The time that this thread had a processor, where the system says so.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[test]
fn bombs_are_refused_in_two_seconds() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let bombs = [
        ("a.html", "<div>".repeat(1_000_000)),
        ("a.html", "<table><tr><td>".repeat(300_000)),
        ("a.html", format!("<p>x<p{attributes}>y")),
        ("a.html", "<a>".repeat(1_000_000)),
        ("a.md", ">".repeat(500_000)),
        ("a.md", (0..600).map(|n| format!("{}- a\n", "  ".repeat(n))).collect()),
        ("a.txt", "a\n".repeat(10_000_000)),
        ("a.txt", "a".repeat(100_000_000)),
    ];
    for (name, bomb) in bombs {
        let (begun, worked) = (Instant::now(), worked());
        let refused = read(bomb.as_bytes(), &named(name)).unwrap_err();
        // Of the processor: a busy computer is no fault of the reader's.
        let took = self::worked().zip(worked).map_or_else(|| begun.elapsed(), |(now, then)| now - then);
        assert!(took < Duration::from_secs(2), "{name} {refused}: {took:?}");
        use Unreadable::{TooDeep, TooLarge, TooMuch};
        assert!(matches!(refused, TooDeep { .. } | TooLarge { .. } | TooMuch { .. }));
    }
}

#[test]
fn formulas_keep_their_letters() {
    let page = "<!doctype html><p>When <math><mi>a</mi><mo>≠</mo><mn>0</mn>\
        <msup><mi>x</mi><mn>2</mn></msup><annotation>latex</annotation></math> holds.";
    let intake = read(page.as_bytes(), &Hint::default()).unwrap();
    assert_eq!(intake.text, "When a≠0x2 holds.");
    assert_eq!(intake.layout.blocks[0].marks.len(), 1);
}
