//! Paragraphs, runs and tables in WordprocessingML.

use std::fmt::Write;

use super::super::package::{apart, xml};
use super::{IN_MEMORY, Made, fixed};
use crate::flow::{Bit, Edit, Look, Para, Style, Table, Tone, Words};
use crate::text::{is_rtl, language};

/// The width of the text in twentieths of a point.
const WIDTH: u32 = 9_806;

/// One step of depth in twentieths of a point.
const STEP: usize = 284;

/// Markup as it grows.
pub(super) struct Writer<'a> {
    made: &'a Made,
    text: String,
    links: Vec<String>,
    /// Bookmarks and changes have numbers of their own.
    count: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(made: &'a Made) -> Self {
        Self { made, text: String::new(), links: Vec::new(), count: 0 }
    }

    /// The markup, and the addresses that it names by number.
    pub(super) fn finish(self) -> (String, Vec<String>) {
        (self.text, self.links)
    }

    pub(super) fn para(&mut self, para: &Para) {
        self.text.push_str("<w:p>");
        self.properties(para);
        self.bits(para);
        self.text.push_str("</w:p>");
    }

    /// The elements stand in the order that the schema asks for.
    fn properties(&mut self, para: &Para) {
        self.push(format_args!(r#"<w:pPr><w:pStyle w:val="{}"/>"#, style_id(para.style)));
        if para.new_page {
            self.text.push_str("<w:pageBreakBefore/>");
        }
        if para.style == Style::Item {
            let level = para.depth.min(8);
            self.push(format_args!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#));
        }
        if para.rtl {
            self.text.push_str("<w:bidi/>");
        }
        if para.depth > 0 && para.style != Style::Item {
            let (extra, hanging) = match para.style {
                Style::Fact => (340, r#" w:hanging="340""#),
                Style::Quote => (STEP, ""),
                _ => (0, ""),
            };
            // “Left” is where a paragraph begins. What hangs on something stands in from the side of the page.
            let side = if para.rtl == self.made.rtl { "left" } else { "right" };
            self.push(format_args!(r#"<w:ind w:{side}="{}"{hanging}/>"#, para.depth * STEP + extra));
        }
        self.text.push_str("</w:pPr>");
    }

    fn bits(&mut self, para: &Para) {
        let bookmark = para.anchor.as_ref().map(|anchor| {
            self.count += 1;
            (self.count, bookmark(anchor))
        });
        if let Some((id, name)) = &bookmark {
            self.push(format_args!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#));
        }
        for bit in &para.bits {
            self.bit(bit, para);
        }
        if let Some((id, _)) = bookmark {
            self.push(format_args!(r#"<w:bookmarkEnd w:id="{id}"/>"#));
        }
    }

    fn bit(&mut self, bit: &Bit, para: &Para) {
        match bit {
            Bit::Text(words) => self.words(words, para),
            Bit::Link { url, text } => {
                self.push(format_args!(r#"<w:hyperlink r:id="link{}" w:history="1">"#, self.links.len()));
                self.links.push(url.clone());
                self.run(r#"<w:rStyle w:val="Hyperlink"/>"#, "t", text);
                self.text.push_str("</w:hyperlink>");
            }
            Bit::Ref { anchor, text } => {
                self.push(format_args!(r#"<w:hyperlink w:anchor="{}" w:history="1">"#, bookmark(anchor)));
                self.run(r#"<w:rStyle w:val="Hyperlink"/>"#, "t", text);
                self.text.push_str("</w:hyperlink>");
            }
            // The numbers -1 and 0 are the separators'.
            Bit::Note(n) => self.push(format_args!(
                r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>"#,
                n + 1
            )),
            Bit::Logo(logo) => self.text.push_str(&fixed::logo(logo)),
            Bit::CommentStart(n) => self.push(format_args!(r#"<w:commentRangeStart w:id="{n}"/>"#)),
            Bit::CommentEnd(n) => self.push(format_args!(
                r#"<w:commentRangeEnd w:id="{n}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{n}"/></w:r>"#
            )),
        }
    }

    fn words(&mut self, words: &Words, para: &Para) {
        let rtl = is_rtl(&words.text);
        let look = look(words.look, rtl, if words.theirs { &para.language } else { "" });
        let change = |text: &mut Self, name: &str| {
            text.count += 1;
            let (id, by, at) = (text.count, xml(&text.made.by), text.made.at.clone());
            text.push(format_args!(r#"<w:{name} w:id="{id}" w:author="{by}" w:date="{at}">"#));
        };
        match words.edit {
            None if words.theirs => self.run(&look, "t", &apart(&words.text, para.rtl)),
            None => self.run(&look, "t", &words.text),
            Some(Edit::Delete) => {
                change(self, "del");
                self.run(&look, "delText", &words.text);
                self.text.push_str("</w:del>");
            }
            Some(Edit::Insert) => {
                change(self, "ins");
                self.run(&look, "t", &words.text);
                self.text.push_str("</w:ins>");
            }
        }
    }

    /// A run; lines and tabs are elements of their own.
    fn run(&mut self, properties: &str, element: &str, text: &str) {
        self.text.push_str("<w:r>");
        if !properties.is_empty() {
            self.push(format_args!("<w:rPr>{properties}</w:rPr>"));
        }
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.text.push_str("<w:br/>");
            }
            for (n, part) in line.split('\t').enumerate() {
                if n > 0 {
                    self.text.push_str("<w:tab/>");
                }
                if !part.is_empty() {
                    self.push(format_args!(r#"<w:{element} xml:space="preserve">{}</w:{element}>"#, xml(part)));
                }
            }
        }
        self.text.push_str("</w:r>");
    }

    pub(super) fn table(&mut self, table: &Table) {
        let total: u32 = table.widths.iter().sum::<u32>().max(1);
        let widths: Vec<u32> = table.widths.iter().map(|part| part * WIDTH / total).collect();
        let turned = if self.made.rtl { "<w:bidiVisual/>" } else { "" };
        self.push(format_args!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Lines"/>{turned}<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>"#
        ));
        for width in &widths {
            self.push(format_args!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.text.push_str("</w:tblGrid>");
        if !table.head.is_empty() {
            self.text.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (cell, width) in table.head.iter().zip(&widths) {
                self.cell(std::slice::from_ref(cell), *width);
            }
            self.text.push_str("</w:tr>");
        }
        for row in &table.rows {
            self.text.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (cell, width) in row.iter().zip(&widths) {
                self.cell(cell, *width);
            }
            self.text.push_str("</w:tr>");
        }
        // Two tables without a paragraph between them would be one.
        self.text.push_str(r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>"#);
    }

    /// A cell must hold a paragraph, even if it says nothing.
    fn cell(&mut self, paras: &[Para], width: u32) {
        self.push(format_args!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#));
        if paras.is_empty() {
            self.para(&Para { style: Style::Cell, ..Para::default() });
        }
        for para in paras {
            self.para(para);
        }
        self.text.push_str("</w:tc>");
    }

    pub(super) fn note(&mut self, n: usize, para: &Para) {
        self.push(format_args!(r#"<w:footnote w:id="{}"><w:p>"#, n + 1));
        self.properties(para);
        self.text.push_str(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>"#);
        self.run("", "t", " ");
        para.bits.iter().for_each(|bit| self.bit(bit, para));
        self.text.push_str("</w:p></w:footnote>");
    }

    pub(super) fn comment(&mut self, n: usize, paras: &[Para]) {
        let (by, initials, at) = (xml(&self.made.by), xml(&self.made.initials), &self.made.at);
        let head = format!(r#"<w:comment w:id="{n}" w:author="{by}" w:date="{at}" w:initials="{initials}">"#);
        self.text.push_str(&head);
        for para in paras {
            self.text.push_str("<w:p>");
            self.properties(para);
            para.bits.iter().for_each(|bit| self.bit(bit, para));
            self.text.push_str("</w:p>");
        }
        self.text.push_str("</w:comment>");
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect(IN_MEMORY);
    }
}

/// The name of a place within Word's limits: letters, digits and lines below.
fn bookmark(anchor: &str) -> String {
    anchor.replace('-', "_")
}

pub(super) fn style_id(style: Style) -> String {
    match style {
        Style::Body => "BodyText".to_owned(),
        Style::Title => "Title".to_owned(),
        Style::Heading(level) => format!("Heading{level}"),
        Style::Small => "Small".to_owned(),
        Style::Fact => "Fact".to_owned(),
        Style::Item => "ListBullet".to_owned(),
        Style::Quote => "Quote".to_owned(),
        Style::Thread => "Thread".to_owned(),
        Style::Code => "Code".to_owned(),
        Style::Cell => "Cell".to_owned(),
        Style::HeadCell => "HeadCell".to_owned(),
        Style::Note => "FootnoteText".to_owned(),
        Style::Comment => "CommentText".to_owned(),
    }
}

/// The properties of a run, in the order that the schema asks for.
fn look(look: Look, rtl: bool, tag: &str) -> String {
    let mut text = String::new();
    let mut add = |on: bool, markup: &str| {
        if on {
            text.push_str(markup);
        }
    };
    add(look.mono, r#"<w:rFonts w:ascii="Noto Sans Mono" w:hAnsi="Noto Sans Mono" w:cs="Noto Sans Mono"/>"#);
    add(look.strong, "<w:b/><w:bCs/>");
    add(look.emphasis, "<w:i/><w:iCs/>");
    add(look.strike, "<w:strike/>");
    add(look.tone != Tone::Ink, &format!(r#"<w:color w:val="{}"/>"#, look.tone.hex()));
    add(look.underline, r#"<w:u w:val="single"/>"#);
    add(look.mark, r#"<w:shd w:val="clear" w:color="auto" w:fill="F6ECC9"/>"#);
    add(rtl, "<w:rtl/>");
    if let Some(tag) = language(tag) {
        text.push_str(&format!(r#"<w:lang w:val="{tag}" w:bidi="{tag}"/>"#));
    }
    text
}
