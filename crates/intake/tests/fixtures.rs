//! Whole files of each format, read as the worker reads them.

use claimdesk_core::model::{Block, BlockKind, MarkStyle, NoteKind};
use claimdesk_intake::{Hint, Intake, Warning, read};
use std::path::Path;

fn fixture(name: &str) -> Intake {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let bytes = std::fs::read(path.join(name)).expect("the fixture is there");
    let hint = Hint { name: Some(name.to_owned()), ..Hint::default() };
    read(&bytes, &hint).expect("a fixture can be read")
}

fn words(intake: &Intake, start: u32, end: u32) -> String {
    let letters = intake.text.chars().skip(start as usize);
    letters.take((end - start) as usize).collect()
}

fn of_kind(intake: &Intake, kind: BlockKind) -> Vec<(&Block, String)> {
    let blocks = intake.layout.blocks.iter().filter(|b| b.kind == kind);
    blocks.map(|b| (b, words(intake, b.start, b.end))).collect()
}

#[test]
fn an_arabic_page_runs_from_right_to_left() {
    let page = fixture("arabic.html");
    assert_eq!(page.title.as_deref(), Some("تقرير البعثة عن خان شيخون"));
    assert_eq!(page.language.as_deref(), Some("ar"));
    assert_eq!(page.published.as_deref(), Some("2017-06-30"));
    assert_eq!(page.author.as_deref(), Some("مكتب التحقق"));
    assert_eq!(page.media_type, "text/html");
    let title = &page.layout.blocks[0];
    assert!(title.kind == BlockKind::Title && title.rtl);
    let repeated = of_kind(&page, BlockKind::Heading);
    assert_eq!(repeated.len(), 1, "the title is not repeated as a heading");
    let (quote, _) = of_kind(&page, BlockKind::Quote).remove(0);
    assert!(!quote.rtl && quote.level == 0);
    assert!(page.layout.blocks.last().unwrap().rtl, "figures alone follow `dir`");
    assert!(!page.text.contains("الرئيسية"), "the menu is gone");
}

#[test]
fn an_arabic_page_keeps_lists_tables_and_links() {
    let page = fixture("arabic.html");
    let items = of_kind(&page, BlockKind::ListItem);
    let shape: Vec<_> = items.iter().map(|(b, _)| (b.level, b.ordinal)).collect();
    assert_eq!(shape, [(0, None), (0, None), (1, Some(3))]);
    let (table, text) = of_kind(&page, BlockKind::Table).remove(0);
    assert_eq!(text, "المصدر\tالعدد\nجهة أولى\t87\nجهة ثانية\tأكثر من 80");
    assert!(table.cells[0].header && !table.cells[2].header);
    let cell = table.cells.last().unwrap();
    assert_eq!((cell.row, cell.column), (2, 1));
    assert_eq!(words(&page, cell.start, cell.end), "أكثر من 80");
    assert_eq!(of_kind(&page, BlockKind::Caption).len(), 1);
    let marks = page.layout.blocks.iter().flat_map(|b| &b.marks);
    let link = marks.clone().find(|m| m.style == MarkStyle::Link).unwrap();
    assert_eq!(link.href.as_deref(), Some("https://example.org/ar/notes.html"));
    let strong = marks.clone().find(|m| m.style == MarkStyle::Strong).unwrap();
    assert_eq!(words(&page, strong.start, strong.end), "S/1510/2017");
}

#[test]
fn a_russian_page_is_decoded_as_it_says() {
    let page = fixture("russian-1251.html");
    assert_eq!(page.charset, "windows-1251");
    assert!(page.text.contains("собранных в соседней стране, а не на месте."));
    assert_eq!(page.title.as_deref(), Some("Заявление о докладе"));
    assert!(page.warnings.is_empty(), "{:?}", page.warnings);
}

#[test]
fn a_hostile_page_is_only_words() {
    let page = fixture("hostile.html");
    let json = serde_json::to_string(&page).unwrap();
    for trace in ["javascript", "onclick", "onerror", "data:", "srcdoc", "<b>", "<p"] {
        assert!(!json.contains(trace), "{trace} in {json}");
    }
    for unseen in ["written by", "styled", "drawn", "framed", "object", "area", "template", "unseen", "button"] {
        assert!(!page.text.contains(unseen), "{unseen} in {}", page.text);
    }
    for seen in ["as it put it, again, and on witnesses named in its note", "misnested markup", "ends here", "\u{202e}"]
    {
        assert!(page.text.contains(seen), "{seen} not in {}", page.text);
    }
    let hrefs: Vec<_> = page.layout.blocks.iter().flat_map(|b| &b.marks).filter_map(|m| m.href.as_deref()).collect();
    assert_eq!(hrefs, ["https://example.org/a/b.html"]);
    let counted = |warning: &Warning| page.warnings.contains(warning);
    assert!(counted(&Warning::DirectionControls { count: 1 }));
    assert!(counted(&Warning::ControlsDropped { count: 1 }));
}

#[test]
fn markdown_keeps_its_blocks() {
    let notes = fixture("notes.md");
    assert_eq!(notes.title.as_deref(), Some("Notes on a resolution"));
    assert_eq!(notes.published.as_deref(), Some("2013-09-27"));
    assert_eq!(notes.author.as_deref(), Some("The desk"));
    let kinds: Vec<_> = notes.layout.blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Code, Footnote, ListItem, Paragraph, Quote, Table, Title};
    let expected =
        [Title, Paragraph, ListItem, ListItem, ListItem, Quote, Quote, Table, Code, Paragraph, Paragraph, Footnote];
    assert_eq!(kinds, expected, "{}", notes.text);
    let items = of_kind(&notes, ListItem);
    let shape: Vec<_> = items.iter().map(|(b, _)| (b.level, b.ordinal)).collect();
    assert_eq!(shape, [(0, Some(1)), (0, Some(2)), (1, None)]);
    assert_eq!(items[2].1, "Full access is due. Monthly reports, too.");
    let levels: Vec<_> = of_kind(&notes, Quote).iter().map(|(b, _)| b.level).collect();
    assert_eq!(levels, [0, 1]);
    assert_eq!(of_kind(&notes, Code)[0].1, "keep   these\n    spaces");
    let (table, text) = of_kind(&notes, Table).remove(0);
    assert_eq!(text, "Body\tDate\n\t2013\nFFM\t2017");
    assert!(table.cells[1].header && !table.cells[2].header);
    assert_eq!(of_kind(&notes, Footnote)[0].0.ordinal, Some(1));
}

#[test]
fn markdown_keeps_its_marks_and_no_markup() {
    let notes = fixture("notes.md");
    let first = &notes.layout.blocks[1];
    let marks: Vec<_> = first.marks.iter().map(|m| (m.style, words(&notes, m.start, m.end))).collect();
    let expected = [
        (MarkStyle::Emphasis, "unanimous"),
        (MarkStyle::Strong, "record"),
        (MarkStyle::Link, "the text"),
        (MarkStyle::Code, "S/RES/2118"),
        (MarkStyle::Strike, "2117"),
    ];
    assert_eq!(marks, expected.map(|(style, words)| (style, words.to_owned())));
    // A footnote hangs where it is named: it is a place, not a figure in the text.
    let [note] = notes.layout.notes.as_slice() else { panic!("one footnote: {:?}", notes.layout.notes) };
    assert_eq!(
        (note.kind, note.text.as_str(), note.label.as_deref()),
        (NoteKind::Footnote, "At the 7038th meeting.", Some("1"))
    );
    let at = note.span.map(|span| span.end).expect("a place");
    assert!(words(&notes, 0, at).ends_with("unanimous"));
    assert_eq!(note.block, Some(11));
    let twice = read(
        b"# A\n\nOne[^x] and two[^x].\n\n[^x]: Said *so*.\n",
        &Hint { name: Some("a.md".to_owned()), ..Hint::default() },
    )
    .unwrap();
    assert_eq!(twice.layout.notes.len(), 1);
    assert!(twice.text.contains("One and two1."), "named again its figure stands: {}", twice.text);
    assert!(notes.text.contains("Words of a box."));
    assert!(notes.text.contains("A trap with inline markup."));
    assert!(!notes.text.contains("alert(2)") && !notes.text.contains("<span>"));
}

#[test]
fn mail_is_unwrapped() {
    let mail = fixture("mail.txt");
    assert_eq!(mail.title.as_deref(), Some("A reply to the report"));
    assert!(mail.text.contains("was not asked by whom. The second body"));
    assert_eq!(of_kind(&mail, BlockKind::Quote).len(), 1);
    let items = of_kind(&mail, BlockKind::ListItem);
    assert_eq!(items[1].1, "the name of the body that named anyone, in the second paragraph;");
    assert!(mail.text.ends_with("With regards,\nThe desk"));
}

#[test]
fn an_intake_survives_its_journey_as_json() {
    let page = fixture("arabic.html");
    let json = serde_json::to_string(&page).unwrap();
    assert_eq!(serde_json::from_str::<Intake>(&json).unwrap(), page);
}

#[test]
fn what_was_pasted_keeps_its_shape_and_loses_nothing() {
    let pasted = "<meta charset='utf-8'><h2>What was found</h2><p>The <b>report</b> is <a href=\"https://example.org/r\">here</a>.</p>\
        <ul><li>samples<ul><li>of soil</li></ul></li></ul><blockquote>Who says so?</blockquote>\
        <table><tr><th>Body</th><th>Date</th></tr><tr><td>FFM</td><td>2017</td></tr></table>\
        <div class=footer>A line that somebody chose.</div><nav>And another.</nav>";
    let hint = Hint { media_type: Some("text/html".to_owned()), chosen: true, ..Hint::default() };
    let read = read(pasted.as_bytes(), &hint).unwrap();
    let kinds: Vec<_> = read.layout.blocks.iter().map(|b| (b.kind, b.level)).collect();
    use BlockKind::{Heading, ListItem, Paragraph, Quote, Table};
    let expected = [
        (Heading, 2),
        (Paragraph, 0),
        (ListItem, 0),
        (ListItem, 1),
        (Quote, 0),
        (Table, 0),
        (Paragraph, 0),
        (Paragraph, 0),
    ];
    assert_eq!(kinds, expected, "{}", read.text);
    assert!(read.text.ends_with("A line that somebody chose.\n\nAnd another."), "{}", read.text);
    let marks: Vec<_> = read.layout.blocks[1].marks.iter().map(|m| m.style).collect();
    assert_eq!(marks, [MarkStyle::Strong, MarkStyle::Link]);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}
