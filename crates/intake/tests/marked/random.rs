//! What holds for all documents and all places: it stays a document, and its text stays what it was.

use crate::made::{W, comments, docx, markup, remark, text, try_mark};
use claimdesk_core::model::{Markup, Replacement};
use claimdesk_intake::{Hint, Unmarkable, Unreadable, mark, read};
use proptest::prelude::*;

#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<w:r><w:t>One two </w:t></w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> three&amp;four</w:t></w:r>",
    "<w:r><w:t>خان شيخون</w:t><w:tab/><w:t>😀汉</w:t></w:r>", "<w:r><w:t/><w:br/><w:t> \u{7}a\u{a0}b </w:t></w:r>",
    "</w:p><w:p>", "</w:p><w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>",
    "<w:hyperlink w:anchor=\"x\"><w:r><w:t>link to it</w:t></w:r></w:hyperlink>",
    "<w:ins w:id=\"1\" w:author=\"B\"><w:r><w:t>put in</w:t></w:r></w:ins>",
    "<w:del w:id=\"2\" w:author=\"B\"><w:r><w:delText>struck</w:delText></w:r></w:del>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>",
    "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>seven</w:t></w:r></w:fldSimple>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:r><w:t>before</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "<w:r><w:footnoteReference w:id=\"1\"/></w:r>", "<w:r><w:t>x</w:t><w:footnoteReference w:id=\"2\"/><w:t>y</w:t></w:r>",
    "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>",
    "<w:commentRangeStart w:id=\"0\"/>", "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>",
    "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B1 and</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>",
    "<mc:AlternateContent><mc:Choice><w:r><w:t>chosen</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>other</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    "<w:r><w:ruby><w:rt><w:r><w:t>rt</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
];

fn body() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..14);
    pieces.prop_map(|pieces| format!("<w:p><w:r><w:t>Begin. </w:t></w:r>{}</w:p>", pieces.concat()))
}

fn document(body: &str) -> Vec<u8> {
    let note =
        |id: u32| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>Note {id} says.</w:t></w:r></w:p></w:footnote>");
    let notes = format!("<w:footnotes xmlns:w=\"{W}\">{}{}</w:footnotes>", note(1), note(2));
    let comments = format!(
        "<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"A\"><w:p><w:r><w:t>Who?</w:t></w:r></w:p></w:comment></w:comments>"
    );
    docx(body, &[("footnotes.xml", &notes), ("comments.xml", &comments)])
}

/// Places as fractions of the text, so that they fit every text.
fn places() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.0..1.0, 0.0..1.0), 0..8)
}

fn spans(places: &[(f64, f64)], length: u32) -> Vec<(u32, u32)> {
    let at = |fraction: f64| (fraction * f64::from(length)) as u32;
    places.iter().map(|(a, b)| (at(a.min(*b)), (at(a.max(*b)) + 1).min(length))).collect()
}

fn remarks_on(spans: &[(u32, u32)]) -> Markup {
    markup(spans.iter().zip(1..).map(|(at, n)| remark(*at, &format!("Claim {n}."))).collect(), Vec::new())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn remarks_leave_every_text_as_it_was(body in body(), places in places()) {
        let bytes = document(&body);
        let before = text(&bytes);
        let spans = spans(&places, before.code_points);
        let made = try_mark(&bytes, &remarks_on(&spans)).map_err(|why| TestCaseError::fail(why.to_string()))?;
        let made = made.bytes().expect("Base64");
        let after = text(&made);
        prop_assert_eq!(&after.text, &before.text);
        prop_assert_eq!(&after.layout.blocks, &before.layout.blocks);
        prop_assert_eq!(comments(&made).len(), spans.len() + 1);
    }

    #[test]
    fn in_plain_runs_a_remark_hangs_on_its_very_words(runs in prop::collection::vec("[a-zäخ😀 &]{1,9}", 1..6), places in places()) {
        let run = |words: &String| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", words.replace('&', "&amp;"));
        let body: String = runs.iter().map(run).collect();
        let bytes = document(&format!("<w:p><w:r><w:t>Begin.</w:t></w:r>{body}</w:p>"));
        let before = text(&bytes);
        let letters: Vec<char> = before.text.chars().collect();
        let spans = spans(&places, before.code_points);
        let is_blank = |(start, end): &(u32, u32)| letters[*start as usize..*end as usize].iter().all(|c| *c == ' ');
        let spans: Vec<_> = spans.into_iter().filter(|span| !is_blank(span)).collect();
        let made = try_mark(&bytes, &remarks_on(&spans)).map_err(|why| TestCaseError::fail(why.to_string()))?;
        let found = comments(&made.bytes().expect("Base64"));
        for ((start, end), n) in spans.iter().zip(1..) {
            let words: String = letters[*start as usize..*end as usize].iter().collect();
            let said = format!("Claim {n}.");
            let (_, hangs) = found.iter().find(|(text, _)| *text == said).expect("the comment");
            prop_assert_eq!(hangs, words.trim());
        }
    }

    #[test]
    fn changes_leave_what_is_around_them(body in body(), places in places(), new in "[a-z<&]{0,6}") {
        let bytes = document(&body);
        let before = text(&bytes);
        let mut spans = spans(&places, before.code_points);
        spans.sort_unstable();
        let mut reached = 0;
        spans.retain(|(start, end)| *start >= reached && { reached = *end; true });
        let replacements = spans.iter().map(|(start, end)| Replacement { start: *start, end: *end, new: new.clone() });
        let all = Markup { replacements: replacements.collect(), ..remarks_on(&spans) };
        // What was made is read again before it is given: nothing but that may refuse it.
        match try_mark(&bytes, &all) {
            Ok(made) => prop_assert!(made.tracked as usize <= spans.len()),
            // All words were struck.
            Err(Unmarkable::Unreadable { why: Unreadable::NoText }) => {}
            Err(why) => prop_assert!(false, "{why}"),
        }
    }

    #[test]
    fn places_may_be_anything(body in body(), places in prop::collection::vec((any::<u32>(), any::<u32>()), 1..4)) {
        let bytes = document(&body);
        let length = text(&bytes).code_points;
        let fits = places.iter().all(|(start, end)| start < end && *end <= length);
        prop_assert_eq!(try_mark(&bytes, &remarks_on(&places)).is_ok(), fits);
    }

    #[test]
    fn a_damaged_archive_is_refused_and_never_more(body in body(), at in 0.0..1.0, byte: u8) {
        let mut bytes = document(&body);
        let place = (at * bytes.len() as f64) as usize;
        bytes[place] = byte;
        let said = read(&bytes, &Hint::default()).map(|read| read.text).unwrap_or_default();
        match mark(&bytes, &claimdesk_core::sha256(said.as_bytes()), &remarks_on(&[(0, 3)])) {
            Ok(made) => prop_assert!(read(&made.bytes().expect("Base64"), &Hint::default()).is_ok()),
            Err(Unmarkable::Place { .. } | Unmarkable::TooMuch { .. }) => prop_assert!(false, "the places were good"),
            Err(_) => {}
        }
    }
}
