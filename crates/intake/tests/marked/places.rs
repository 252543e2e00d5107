//! Where in the markup a remark begins and ends, and what is tracked.

use crate::made::{W, comments, document, docx, docx_of, marked, marked_part, markup, on, part, remark, span, text};

const BY: &str = r#"w:author="Foreign desk" w:date="2017-07-06T11:30:00Z""#;

fn begin(n: u32) -> String {
    format!(r#"<w:commentRangeStart w:id="{n}"/>"#)
}

fn end(n: u32) -> String {
    format!(r#"<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>"#)
}

fn t(words: &str) -> String {
    format!(r#"<w:t xml:space="preserve">{words}</w:t>"#)
}

/// Holds what is written against what was expected; every other byte is as it was.
#[track_caller]
fn check(body: &str, remarks: &[&str], replaced: &[(&str, &str)], expected: &str) -> u32 {
    let bytes = docx(body, &[]);
    let (made, tracked) = marked(&bytes, &on(&bytes, remarks, replaced));
    assert_eq!(part(&made, "word/document.xml"), document(expected));
    tracked
}

#[test]
fn a_run_is_parted_with_its_properties_and_all_else_stays() {
    let run = r#"<w:r w:rsidR="00A1"><w:rPr><w:b/><w:sz w:val="24"/></w:rPr>"#;
    let body = format!(
        r#"<w:p w:rsidP="1"><w:pPr><w:jc w:val="both"/></w:pPr>{run}<w:t>A &amp; B were dry.</w:t></w:r></w:p>"#
    );
    let expected = format!(
        r#"<w:p w:rsidP="1"><w:pPr><w:jc w:val="both"/></w:pPr>{run}{}</w:r>{}{run}{}</w:r>{}{run}{}</w:r></w:p>"#,
        t("A &amp; "),
        begin(1),
        t("B were"),
        end(1),
        t(" dry.")
    );
    check(&body, &["B were"], &[], &expected);
}

#[test]
fn whole_runs_are_not_touched() {
    let body =
        "<w:p><w:r><w:t>One </w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:t>two</w:t></w:r><!-- here --></w:p>\n";
    let expected = format!(
        "<w:p>{}<w:r><w:t>One </w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:t>two</w:t></w:r>{}<!-- here --></w:p>\n",
        begin(1),
        end(1)
    );
    check(body, &["One two"], &[], &expected);
}

#[test]
fn white_space_that_word_drops_is_dropped_still() {
    let body = "<w:p><w:r><w:t> One two </w:t><w:t>three</w:t></w:r></w:p>";
    let expected = format!(
        "<w:p><w:r><w:t> </w:t>{}</w:r>{}<w:r>{}<w:t> </w:t><w:t>three</w:t></w:r>{}</w:p>",
        t("One "),
        begin(1),
        t("two"),
        end(1)
    );
    check(body, &["two three"], &[], &expected);
}

#[test]
fn remarks_nest_overlap_and_touch() {
    let bytes = docx(&format!("<w:p><w:r>{}</w:r></w:p>", t("one two three four")), &[]);
    let all = on(&bytes, &["one two", "two three", "three", "four"], &[]);
    let found = comments(&marked(&bytes, &all).0);
    let hang: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(hang, ["one two", "two three", "three", "four"]);
}

#[test]
fn a_remark_may_go_over_paragraphs_cells_and_scripts() {
    let p = |words: &str| format!("<w:p><w:r>{}</w:r></w:p>", t(words));
    let cell = |words: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(words));
    let body = format!(
        "{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        p("It began here."),
        p("It ended there. 😀"),
        cell("North"),
        cell("41"),
        cell("South"),
        cell("12"),
        p("قالت الوزارة إن الآبار جفت.")
    );
    let bytes = docx(&body, &[]);
    let read = text(&bytes).text;
    let spans = ["here.\n\nIt ended", "there. 😀", "41\nSouth", "الوزارة إن"].map(|words| span(&read, words));
    let remarks = spans.iter().zip(1..).map(|(at, n)| remark(*at, &format!("Claim {n}."))).collect();
    let (made, _) = marked(&bytes, &markup(remarks, Vec::new()));
    let hang: Vec<String> = comments(&made).into_iter().map(|(_, words)| words).collect();
    assert_eq!(hang, ["here.\n\nIt ended", "there. 😀", "41\nSouth", "الوزارة إن"]);
    assert_eq!(text(&made).text, read);
}

#[test]
fn links_and_insertions_are_parted_inside() {
    let body = format!(
        r#"<w:p><w:hyperlink w:anchor="x"><w:r>{}</w:r></w:hyperlink><w:ins w:id="1" w:author="B"><w:r>{}</w:r></w:ins></w:p>"#,
        t("the page of"),
        t(" July 4")
    );
    let expected = format!(
        r#"<w:p><w:hyperlink w:anchor="x"><w:r>{}</w:r>{}<w:r>{}</w:r></w:hyperlink><w:ins w:id="1" w:author="B"><w:r>{}</w:r>{}<w:r>{}</w:r></w:ins></w:p>"#,
        t("the "),
        begin(2),
        t("page of"),
        t(" July"),
        end(2),
        t(" 4")
    );
    // The number 1 is the insertion's.
    check(&body, &["page of July"], &[], &expected);
}

#[test]
fn what_is_computed_controlled_or_drawn_is_marked_as_a_whole() {
    let r = |inner: &str| format!("<w:r>{inner}</w:r>");
    let field = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r(&t("Table one"))
    );
    let parts = [
        (field, "Table"),
        (format!(r#"<w:fldSimple w:instr="PAGE">{}</w:fldSimple>"#, r(&t("page seven"))), "seven"),
        (format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", r(&t("a control here"))), "control"),
        (r"<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>".to_owned(), "a+b"),
    ];
    for (inner, words) in &parts {
        let around = |inner: &str| format!("<w:p><w:r>{}</w:r>{inner}<w:r>{}</w:r></w:p>", t("Before "), t(" behind"));
        let body = around(inner);
        let bytes = docx(&body, &[]);
        let made = marked_part(&bytes, &on(&bytes, &[words], &[(words, "new words")]));
        assert_eq!(made, document(&around(&format!("{}{inner}{}", begin(1), end(1)))), "{words}");
    }
    let drawn = format!("<w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict>", r(&t("in a box")));
    let body = format!("<w:p><w:r>{}{drawn}</w:r><w:r>{}</w:r></w:p>", t("Before"), t(" behind"));
    let expected = format!(
        "<w:p><w:r>{}</w:r>{}<w:r>{drawn}</w:r>{}<w:r>{}</w:r></w:p>",
        t("Before"),
        begin(1),
        end(1),
        t(" behind")
    );
    check(&body, &["in a box"], &[("a box", "none")], &expected);
}

#[test]
fn the_words_of_a_note_are_marked_at_its_sign() {
    let sign = r#"<w:footnoteReference w:id="2"/>"#;
    let notes = format!(
        r#"<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r>{}</w:r></w:p></w:footnote></w:footnotes>"#,
        t("Bulletin 12, page 3.")
    );
    let body = format!("<w:p><w:r>{}{sign}</w:r><w:r>{}</w:r></w:p>", t("Dry"), t(" and closed."));
    let bytes = docx(&body, &[("footnotes.xml", &notes)]);
    let all = on(&bytes, &["page 3", "closed.\n\nBulletin"], &[("12", "14")]);
    let (made, tracked) = marked(&bytes, &all);
    // The number 2 is taken; what is marked at the sign goes over all that follows.
    let expected = format!(
        "<w:p><w:r>{}</w:r>{}{}<w:r>{sign}</w:r>{}<w:r>{}</w:r>{}</w:p>",
        t("Dry"),
        begin(1),
        begin(3),
        end(1),
        t(" and closed."),
        end(3)
    );
    assert_eq!((part(&made, "word/document.xml"), tracked), (document(&expected), 0));
    assert_eq!(part(&made, "word/footnotes.xml"), notes);
}

#[test]
fn a_change_is_tracked_where_its_words_are_plain() {
    let rpr = "<w:rPr><w:i/></w:rPr>";
    let body = format!(
        r#"<w:p><w:r>{}</w:r><w:bookmarkStart w:id="3" w:name="x"/><w:r>{rpr}{}</w:r></w:p>"#,
        t("It proved"),
        t(" that sarin was used")
    );
    let expected = format!(
        r#"<w:p>{}<w:r>{}</w:r><w:del w:id="1" {BY}><w:r><w:delText xml:space="preserve">proved</w:delText></w:r></w:del><w:bookmarkStart w:id="3" w:name="x"/><w:del w:id="2" {BY}><w:r>{rpr}<w:delText xml:space="preserve"> that</w:delText></w:r></w:del><w:ins w:id="4" {BY}><w:r>{rpr}<w:t xml:space="preserve">found &lt;that&gt;</w:t></w:r></w:ins><w:r>{rpr}{}</w:r>{}<w:r>{rpr}{}</w:r></w:p>"#,
        begin(5),
        t("It "),
        t(" sarin"),
        end(5),
        t(" was used")
    );
    let tracked = check(&body, &["It proved that sarin"], &[("proved that", "found <that>")], &expected);
    assert_eq!(tracked, 1);
}

#[test]
fn a_change_at_the_edges_of_a_remark_stays_inside_it() {
    let bytes = docx(&format!("<w:p><w:r>{}</w:r></w:p>", t("a proved b")), &[]);
    let (made, _) = marked(&bytes, &on(&bytes, &["proved"], &[("proved", "found")]));
    assert_eq!(comments(&made), [("Claim 1.".to_owned(), "found".to_owned())]);
    assert_eq!(text(&made).text, "a found b");
    let (made, tracked) = marked(&bytes, &on(&bytes, &["proved"], &[("proved ", "")]));
    assert_eq!((text(&made).text.as_str(), tracked), ("a b", 1));
    assert!(!part(&made, "word/document.xml").contains("<w:ins "));
}

#[test]
fn a_comment_of_the_author_stays_where_a_change_goes_over_it() {
    let there = format!(
        r#"<w:comments xmlns:w="{W}"><w:comment w:id="5" w:author="A"><w:p><w:r>{}</w:r></w:p></w:comment></w:comments>"#,
        t("Says who?")
    );
    let body = format!(
        r#"<w:p><w:r>{}</w:r><w:commentRangeStart w:id="5"/><w:r>{}</w:r><w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r><w:r>{}</w:r></w:p>"#,
        t("It "),
        t("has"),
        t(" proved it.")
    );
    let bytes = docx(&body, &[("comments.xml", &there)]);
    let (made, tracked) = marked(&bytes, &on(&bytes, &["It has"], &[("has proved", "found")]));
    assert_eq!(tracked, 1);
    let comments = part(&made, "word/comments.xml");
    assert!(comments.starts_with(there.trim_end_matches("</w:comments>")), "{comments}");
    let document = part(&made, "word/document.xml");
    assert!(document.contains(r#"<w:r><w:commentReference w:id="5"/></w:r><w:del "#), "{document}");
    assert_eq!(text(&made).text, "It found it.");
}

#[test]
fn lines_and_tabs_are_struck_and_come() {
    let body = "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>";
    let expected = format!(
        r#"<w:p>{}<w:r>{}</w:r><w:del w:id="1" {BY}><w:r><w:delText xml:space="preserve">e</w:delText><w:br/><w:delText xml:space="preserve">two</w:delText><w:tab/><w:delText xml:space="preserve">th</w:delText></w:r></w:del><w:ins w:id="2" {BY}><w:r><w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t></w:r></w:ins><w:r>{}</w:r>{}</w:p>"#,
        begin(3),
        t("on"),
        t("ree"),
        end(3)
    );
    check(body, &["one\ntwo three"], &[("e\ntwo th", "a\nb")], &expected);
}

#[test]
fn what_is_not_plain_is_said_in_the_remark_alone() {
    let r = |inner: &str| format!("<w:r>{inner}</w:r>");
    let (old, hidden) = (r(&t("old ")), format!("<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>", t("unseen ")));
    let link = |inner: &str| format!(r#"<w:hyperlink w:anchor="x">{inner}</w:hyperlink>"#);
    let change = |name: &str, inner: &str| format!(r#"<w:{name} w:id="9" w:author="B">{inner}</w:{name}>"#);
    let bodies = [
        format!("<w:p>{}</w:p>", link(&r(&t("old words")))),
        format!("<w:p>{}</w:p>", change("ins", &r(&t("old words")))),
        format!("<w:p>{old}{}</w:p>", link(&r(&t("words")))),
        format!("<w:p>{old}{}{}</w:p>", change("del", "<w:r><w:delText>x</w:delText></w:r>"), r(&t("words"))),
        format!("<w:p>{old}{hidden}{}</w:p>", r(&t("words"))),
        format!(r#"<w:p>{old}<w:r><w:footnoteReference w:id="1"/></w:r>{}</w:p>"#, r(&t("words"))),
        format!("<w:p>{old}<w:r><w:drawing/></w:r>{}</w:p>", r(&t("words"))),
    ];
    for body in bodies {
        let bytes = docx(&body, &[]);
        let (made, tracked) = marked(&bytes, &on(&bytes, &["old words"], &[("old words", "new ones")]));
        assert_eq!((tracked, text(&made).text.as_str()), (0, "old words"), "{body}");
        assert_eq!(comments(&made), [("Claim 1.".to_owned(), "old words".to_owned())], "{body}");
    }
}

#[test]
fn the_package_learns_of_its_first_comments() {
    let bytes = docx(&format!("<w:p><w:r>{}</w:r></w:p>", t("word")), &[]);
    let (made, _) = marked(&bytes, &on(&bytes, &["word"], &[]));
    assert!(part(&made, "[Content_Types].xml").contains(
        r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>"#
    ));
    assert!(part(&made, "word/_rels/document.xml.rels").contains(r#"Target="comments.xml"/></Relationships>"#));
    let made = part(&made, "word/comments.xml");
    assert!(
        made.contains(&format!(
            r#"<w:comment w:id="1" {BY} w:initials="FD"><w:p><w:r><w:t xml:space="preserve">Claim 1."#
        )),
        "{made}"
    );
    // A second desk finds them and adds its own.
    let empty = format!(r#"<w:comments xmlns:w="{W}"/>"#);
    let bytes = docx(&format!("<w:p><w:r>{}</w:r></w:p>", t("one two")), &[("comments.xml", &empty)]);
    let (once, _) = marked(&bytes, &on(&bytes, &["one"], &[]));
    let (twice, _) = marked(&once, &on(&once, &["two"], &[]));
    let found = comments(&twice);
    assert_eq!(found.iter().map(|(_, on)| on.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn the_strict_kind_and_other_prefixes_are_kept_to() {
    let space = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let whole = format!(
        "\u{feff}<x:document xmlns:x='{space}'><x:body><x:p><x:r><x:t>One word here</x:t></x:r></x:p></x:body></x:document>"
    );
    let bytes = docx_of(&whole, &[]);
    let (made, tracked) = marked(&bytes, &on(&bytes, &["word"], &[("word", "thing")]));
    let document = part(&made, "word/document.xml");
    assert!(document.starts_with("\u{feff}<x:document"), "{document}");
    assert!(document.contains(r#"<x:commentRangeStart x:id="3"/><x:del x:id="1""#), "{document}");
    assert!(part(&made, "word/comments.xml").contains(&format!(r#"<w:comments xmlns:w="{space}">"#)));
    assert!(
        part(&made, "word/_rels/document.xml.rels")
            .contains("purl.oclc.org/ooxml/officeDocument/relationships/comments")
    );
    assert_eq!((tracked, text(&made).text.as_str()), (1, "One thing here"));
}

#[test]
fn a_remark_that_begins_within_replaced_words_leaves_them_one_change() {
    let bytes = docx("<w:p><w:r><w:t>The mission proved that sarin was used.</w:t></w:r></w:p>", &[]);
    let markup = on(&bytes, &["that sarin was"], &[("proved that sarin", "found that sarin")]);
    let part = marked_part(&bytes, &markup);
    assert_eq!(part.matches("<w:del ").count(), 1, "{part}");
    let (begins, ends) = (part.find("<w:del ").expect("struck"), part.find("</w:del>").expect("its end"));
    let remark = part.find("<w:commentRangeStart").expect("a remark");
    assert!(begins < remark && remark < ends, "{part}");
    assert_eq!(text(&marked(&bytes, &markup).0).text, "The mission found that sarin was used.");
}
