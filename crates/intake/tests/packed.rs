//! Documents that are archives, made here part by part: what Word writes and
//! LibreOffice does not, and what hostile ones hold.

use claimdesk_core::model::{BlockKind, LocatorKind, Note, NoteKind};
use claimdesk_intake::{Hint, Intake, Unreadable, read};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const SPACES: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
    xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml""#;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A Word document of this body, and of further parts below `word/`.
fn docx_in(space: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let document = format!("<w:document xmlns:w=\"{space}\" {SPACES}><w:body>{body}</w:body></w:document>");
    let mut all: Vec<(String, String)> = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        ("word/document.xml".to_owned(), document),
    ];
    let mut links = String::new();
    for (name, content) in parts {
        if name.starts_with("https:") {
            links.push_str(&format!(
                r#"<Relationship Id="{content}" Type="{relation}/hyperlink" Target="{name}" TargetMode="External"/>"#
            ));
            continue;
        }
        let kind = name.trim_end_matches(".xml");
        links.push_str(&format!(r#"<Relationship Id="{kind}" Type="{relation}/{kind}" Target="{name}"/>"#));
        let root = content.split_once('>').unwrap_or_default();
        let whole = format!("{} xmlns:w=\"{space}\" {SPACES}>{}", root.0, root.1);
        all.push((format!("word/{name}"), whole));
    }
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
    );
    all.push(("word/_rels/document.xml.rels".to_owned(), links));
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    packed(&all)
}

fn docx(body: &str, parts: &[(&str, &str)]) -> Intake {
    read(&docx_in(W, body, parts), &Hint::default()).expect("a document")
}

fn refused(bytes: &[u8]) -> Unreadable {
    read(bytes, &Hint::default()).expect_err("it is refused")
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn hangs_on(read: &Intake, note: &Note) -> String {
    let span = note.span.expect("it hangs somewhere");
    read.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

#[test]
fn the_strict_kind_reads_like_the_other() {
    let bytes = docx_in(STRICT, &p("The mission reported on 29 June."), &[]);
    assert_eq!(read(&bytes, &Hint::default()).unwrap().text, "The mission reported on 29 June.");
}

#[test]
fn answers_to_comments_know_what_they_answer() {
    let comments = r#"<w:comments>
        <w:comment w:id="7" w:author="Editor A" w:date="2017-07-05T09:15:00Z"><w:p w14:paraId="0A"><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment>
        <w:comment w:id="8" w:author="Editor B"><w:p w14:paraId="0B"><w:r><w:t>The mission.</w:t></w:r></w:p></w:comment>
        <w:comment w:id="9" w:author="Editor B"><w:p w14:paraId="0C"><w:r><w:t>A place.</w:t></w:r></w:p></w:comment></w:comments>"#;
    let threads = r#"<w15:commentsEx><w15:commentEx w15:paraId="0A"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/></w15:commentsEx>"#;
    let body = r#"<w:p><w:r><w:t>First words.</w:t></w:r></w:p><w:commentRangeStart w:id="7"/><w:commentRangeStart w:id="8"/>
        <w:p><w:r><w:t xml:space="preserve">Sarin </w:t></w:r><w:r><w:t>was used</w:t></w:r><w:commentRangeEnd w:id="7"/><w:commentRangeEnd w:id="8"/>
        <w:r><w:commentReference w:id="7"/></w:r><w:r><w:commentReference w:id="8"/></w:r><w:r><w:t xml:space="preserve"> there.</w:t></w:r><w:r><w:commentReference w:id="9"/></w:r></w:p>"#;
    let read = docx(body, &[("comments.xml", comments), ("commentsExtended.xml", threads)]);
    let notes: Vec<_> =
        read.layout.notes.iter().map(|note| (note.text.as_str(), hangs_on(&read, note), note.answers)).collect();
    let words = || "Sarin was used".to_owned();
    assert_eq!(
        notes,
        [("Who says so?", words(), None), ("The mission.", words(), Some(0)), ("A place.", String::new(), None)]
    );
    assert_eq!(read.layout.notes[2].span.unwrap().start, read.code_points);
}

#[test]
fn fields_give_their_results_and_links_lead_somewhere() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://www.opcw.org/" </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the mission</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:t xml:space="preserve"> and </w:t></w:r><w:hyperlink r:id="link1"><w:r><w:t>France</w:t></w:r></w:hyperlink>
        <w:fldSimple w:instr=" PAGE "><w:r><w:t>, page 4</w:t></w:r></w:fldSimple></w:p>"#;
    let read = docx(body, &[("https://www.diplomatie.gouv.fr/", "link1")]);
    assert_eq!(read.text, "the mission and France, page 4");
    let links: Vec<_> = read.layout.blocks[0].marks.iter().filter_map(|mark| mark.href.as_deref()).collect();
    assert_eq!(links, ["https://www.opcw.org/", "https://www.diplomatie.gouv.fr/"]);
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Before </w:t></w:r><w:r><mc:AlternateContent>
        <mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r><w:r><w:t>after.</w:t></w:r></w:p>"#;
    assert_eq!(docx(body, &[]).text, "Before after.\n\nIn the box.");
}

#[test]
fn tracked_changes_join_what_word_parts() {
    let by = r#"w:author="Editor A" w:date="2017-07-03T10:00:00Z""#;
    let body = format!(
        r#"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">It is dated </w:t></w:r>
        <w:del {by}><w:r><w:delText>30 </w:delText></w:r></w:del><w:del {by}><w:r><w:delText>June</w:delText></w:r></w:del>
        <w:ins {by}><w:r><w:t xml:space="preserve">29 </w:t></w:r></w:ins><w:ins {by}><w:r><w:t>June</w:t></w:r></w:ins></w:p>
        <w:p><w:r><w:t xml:space="preserve"> 2017.</w:t></w:r><w:moveFrom {by}><w:r><w:t>Gone.</w:t></w:r></w:moveFrom><w:ins {by}></w:ins></w:p>"#
    );
    let read = docx(&body, &[]);
    assert_eq!(read.text, "It is dated 29 June 2017.");
    let notes: Vec<_> = read.layout.notes.iter().map(|note| (note.kind, note.text.as_str())).collect();
    use NoteKind::{TrackedDeletion, TrackedInsertion};
    assert_eq!(notes, [(TrackedDeletion, "30 June"), (TrackedInsertion, "29 June"), (TrackedDeletion, "Gone.")]);
    assert_eq!(hangs_on(&read, &read.layout.notes[1]), "29 June");
}

#[test]
fn a_note_that_refers_to_itself_is_written_once() {
    let notes = r#"<w:footnotes><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
        <w:r><w:t xml:space="preserve"> See the report.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = r#"<w:p><w:r><w:t>Sarin.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>"#;
    let read = docx(body, &[("footnotes.xml", notes)]);
    assert_eq!(read.text, "Sarin.\n\nSee the report.");
    let note = &read.layout.notes[0];
    assert_eq!((read.layout.notes.len(), note.kind, note.block), (1, NoteKind::Footnote, Some(1)));
    assert_eq!((note.span.unwrap().start, note.text.as_str()), (6, "See the report."));
}

#[test]
fn a_book_is_read_chapter_by_chapter_without_its_scripts() {
    let container = r#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#;
    let package = r#"<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <metadata><dc:title>A report</dc:title><dc:creator>Author A</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
        <item id="a" href="a%20one.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>"#;
    let page = |heading: &str, words: &str| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title><script>alert(1)</script></head><body><h1>{heading}</h1><p onclick=\"x()\">{words}</p><script>steal()</script></body></html>"
        )
    };
    let (one, two) = (page("First", "The mission reported."), page("Second", "خان شيخون"));
    let parts: [(&str, &[u8]); 6] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OPS/book.opf", package.as_bytes()),
        ("OPS/nav.xhtml", b"<nav><a href='a'>First</a></nav>"),
        ("OPS/a one.xhtml", one.as_bytes()),
        ("OPS/two.xhtml", two.as_bytes()),
    ];
    let read = read(&packed(&parts), &Hint::default()).expect("a book");
    assert_eq!(read.text, "A report\n\nFirst\n\nThe mission reported.\n\nSecond\n\nخان شيخون");
    assert_eq!((read.author.as_deref(), read.media_type.as_str()), (Some("Author A"), "application/epub+zip"));
    let parts: Vec<_> = read.layout.locators.iter().map(|part| (part.kind, part.label.as_str(), part.start)).collect();
    assert_eq!(parts, [(LocatorKind::Part, "First", 10), (LocatorKind::Part, "Second", 40)]);
    assert_eq!(read.layout.blocks[0].kind, BlockKind::Title);
}

#[test]
fn what_is_packed_but_no_text_is_named() {
    let workbook = refused(&packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]));
    assert_eq!(workbook.to_string(), "This is an Excel workbook (XLSX). This format is not read yet.");
    assert!(matches!(refused(b"PK\x03\x04 and then nothing"), Unreadable::Damaged { .. }));
    let torn = docx_in(W, &p("The mission reported."), &[]);
    assert!(matches!(refused(&torn[..torn.len() / 2]), Unreadable::Damaged { .. }));
}

#[test]
fn an_encrypted_text_says_so() {
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", b"\x07\x01\x99"),
    ];
    assert_eq!(refused(&packed(&parts)), Unreadable::Encrypted);
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let honest = docx_in(W, &p(&"The mission reported. ".repeat(400)), &[]);
    // The size of the text in the directory, which comes last in the file.
    let at = honest.windows(4).enumerate().filter(|(_, part)| *part == b"PK\x01\x02").map(|(at, _)| at);
    let at: Vec<usize> = at.filter(|at| honest[at + 46..].starts_with(b"word/document.xml")).collect();
    for (stated, also) in [(10_u32, true), (u32::MAX - 1, true), (10, false)] {
        let mut lying = honest.clone();
        lying[at[0] + 24..at[0] + 28].copy_from_slice(&stated.to_le_bytes());
        if also {
            // The same lie before the part itself.
            let local = honest.windows(17).position(|part| part == b"word/document.xml").expect("it is there") - 30;
            lying[local + 22..local + 26].copy_from_slice(&stated.to_le_bytes());
        }
        let refusal = refused(&lying);
        assert!(matches!(refusal, Unreadable::Damaged { .. } | Unreadable::Expands { .. }), "{stated}: {refusal}");
    }
}

#[test]
fn hostile_xml_is_refused_with_its_reason() {
    let deep = format!("{}{}{}", "<w:ins>".repeat(100_000), p("x"), "</w:ins>".repeat(100_000));
    assert!(matches!(refused(&docx_in(W, &deep, &[])), Unreadable::TooDeep { .. }));
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document>&b;</w:document>";
    let parts: [(&str, &[u8]); 2] = [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", laughs.as_bytes())];
    assert_eq!(refused(&packed(&parts)), Unreadable::Declaration);
}
