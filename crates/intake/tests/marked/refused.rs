//! What is refused, with its reason: nothing is written then.

use crate::made::{W, document, docx, docx_of, markup, on, packed, remark, text, try_mark};
use claimdesk_core::model::Replacement;
use claimdesk_core::sha256;
use claimdesk_intake::{Unmarkable, Unreadable, mark};

fn plain() -> Vec<u8> {
    docx("<w:p><w:r><w:t>One word here.</w:t></w:r></w:p>", &[])
}

#[test]
fn a_text_that_is_read_otherwise_is_not_marked() {
    let bytes = plain();
    let all = on(&bytes, &["word"], &[]);
    assert_eq!(mark(&bytes, &sha256(b"One word there."), &all), Err(Unmarkable::Differs));
    assert_eq!(mark(&bytes, "", &all), Err(Unmarkable::Differs));
}

#[test]
fn places_that_lie_are_refused() {
    let bytes = plain();
    for (start, end) in [(0, 15), (5, 5), (9, 4), (20, 30), (0, u32::MAX), (u32::MAX, u32::MAX), (u32::MAX, 0)] {
        let refused = Unmarkable::Place { start, end };
        let all = markup(vec![remark((start, end), "x")], Vec::new());
        assert_eq!(try_mark(&bytes, &all), Err(refused.clone()));
        let all = markup(Vec::new(), vec![Replacement { start, end, new: "x".to_owned() }]);
        assert_eq!(try_mark(&bytes, &all), Err(refused));
    }
    let replaced = |start, end| Replacement { start, end, new: String::new() };
    let twice = markup(Vec::new(), vec![replaced(4, 8), replaced(0, 5)]);
    assert_eq!(try_mark(&bytes, &twice), Err(Unmarkable::Place { start: 4, end: 8 }));
}

#[test]
fn other_files_are_refused() {
    let all = markup(vec![remark((0, 1), "x")], Vec::new());
    assert_eq!(try_mark(&packed(&[("a.txt", b"word")]), &all), Err(Unmarkable::OtherFormat));
    let damaged = try_mark(b"PK\x03\x04 and no more", &all).expect_err("refused");
    assert!(matches!(damaged, Unmarkable::Unreadable { why: Unreadable::Damaged { .. } }), "{damaged}");
    assert!(matches!(try_mark(b"", &all), Err(Unmarkable::Unreadable { .. })));
}

#[test]
fn documents_to_which_nothing_can_be_added_are_refused() {
    let whole = format!("<document xmlns='{W}'><body><p><r><t>One word</t></r></p></body></document>");
    let bytes = docx_of(&whole, &[]);
    let all = markup(vec![remark((0, 3), "x")], Vec::new());
    assert_eq!(text(&bytes).text, "One word");
    assert!(matches!(try_mark(&bytes, &all), Err(Unmarkable::Closed { .. })));
    let (words, unit) = ("<w:p><w:r><w:t>One word</w:t></w:r></w:p>", "<w:comments");
    for comments in [format!("{unit} xmlns:w='{W}'>"), "<other/>".to_owned(), format!("{unit}/>")] {
        let refused = try_mark(&docx(words, &[("comments.xml", &comments)]), &all);
        assert!(refused.is_err(), "{comments}: {refused:?}");
    }
}

#[test]
fn templates_documents_with_macros_and_signed_ones_are_left_alone() {
    let all = markup(vec![remark((0, 3), "x")], Vec::new());
    let document = document("<w:p><w:r><w:t>One word</w:t></w:r></w:p>");
    let typed = |kind: &str| {
        format!(r#"<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>"#)
    };
    for kind in [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ] {
        let types = typed(kind);
        let parts = [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())];
        assert_eq!(try_mark(&packed(&parts), &all), Err(Unmarkable::OtherFormat), "{kind}");
    }
    let parts: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("_xmlsignatures/sig1.xml", b"<Signature/>"),
    ];
    assert!(matches!(try_mark(&packed(&parts), &all), Err(Unmarkable::Closed { .. })));
    assert!(try_mark(&packed(&parts[..2]), &all).is_ok(), "without any relations too");
}

#[test]
fn too_much_is_refused() {
    let bytes = plain();
    let many = markup(vec![remark((0, 3), "x"); 20_001], Vec::new());
    assert!(matches!(try_mark(&bytes, &many), Err(Unmarkable::TooMuch { .. })));
    let long = markup(vec![remark((0, 3), &"x".repeat(9 << 20))], Vec::new());
    assert!(matches!(try_mark(&bytes, &long), Err(Unmarkable::TooMuch { .. })));
}
