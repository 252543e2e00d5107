//! Paragraphs, words and tables in OpenDocument. Looks become automatic styles as they come.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::package::{apart, xml};
use super::fixed;
use crate::flow::{Bit, Edit, Flow, Look, Para, Style, Table, Tone, Words};
use crate::text::language;

/// One step of depth in hundredths of a centimetre.
const STEP: usize = 50;

/// What makes the look of a paragraph.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ParaLook {
    style: Style,
    depth: usize,
    rtl: bool,
    new_page: bool,
}

/// Markup as it grows.
pub(super) struct Writer<'a> {
    flow: &'a Flow,
    by: &'a str,
    at: &'a str,
    text: String,
    /// The changes asked, each with who and when.
    changes: String,
    count: usize,
    tables: usize,
    columns: String,
    in_list: bool,
    paras: BTreeMap<ParaLook, usize>,
    looks: BTreeMap<(Look, String), usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(flow: &'a Flow, by: &'a str, at: &'a str) -> Self {
        Self {
            flow,
            by,
            at,
            text: String::new(),
            changes: String::new(),
            count: 0,
            tables: 0,
            columns: String::new(),
            in_list: false,
            paras: BTreeMap::new(),
            looks: BTreeMap::new(),
        }
    }

    /// The whole of `content.xml`.
    pub(super) fn finish(mut self) -> String {
        self.list(false);
        let mut styles = self.columns.clone();
        for (look, n) in &self.paras {
            para_style(&mut styles, look, *n, self.flow.rtl);
        }
        for ((look, tag), n) in &self.looks {
            text_style(&mut styles, *look, tag, *n);
        }
        fixed::content(&styles, &self.changes, &self.text, self.flow.rtl)
    }

    pub(super) fn para(&mut self, para: &Para) {
        let is_item = para.style == Style::Item;
        self.list(is_item);
        if is_item {
            self.text.push_str("<text:list-item>");
        }
        self.element(para);
        if is_item {
            self.text.push_str("</text:list-item>");
        }
    }

    /// A heading or a paragraph by itself, wherever it stands.
    fn element(&mut self, para: &Para) {
        let look = ParaLook { style: para.style, depth: para.depth, rtl: para.rtl, new_page: para.new_page };
        let next = self.paras.len();
        let n = *self.paras.entry(look).or_insert(next);
        let element = if let Style::Heading(level) = para.style {
            self.push(format_args!(r#"<text:h text:style-name="P{n}" text:outline-level="{level}">"#));
            "h"
        } else {
            self.push(format_args!(r#"<text:p text:style-name="P{n}">"#));
            "p"
        };
        if let Some(anchor) = &para.anchor {
            self.push(format_args!(r#"<text:bookmark text:name="{}"/>"#, xml(anchor)));
        }
        for bit in &para.bits {
            self.bit(bit, para);
        }
        self.push(format_args!("</text:{element}>"));
    }

    /// Opens or closes a list, where it is not so already.
    fn list(&mut self, wanted: bool) {
        if wanted != self.in_list {
            self.text.push_str(if wanted { r#"<text:list text:style-name="Bullets">"# } else { "</text:list>" });
            self.in_list = wanted;
        }
    }

    fn bit(&mut self, bit: &Bit, para: &Para) {
        match bit {
            Bit::Text(words) => self.words(words, para),
            Bit::Link { url, text } => self.link(url, text),
            Bit::Ref { anchor, text } => self.link(&format!("#{anchor}"), text),
            Bit::Note(n) => {
                let number = n + 1;
                self.push(format_args!(
                    r#"<text:note text:id="note{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation><text:note-body>"#
                ));
                let flow = self.flow;
                flow.notes.get(*n).into_iter().for_each(|para| self.element(para));
                self.text.push_str("</text:note-body></text:note>");
            }
            Bit::Logo(logo) => self.text.push_str(&fixed::logo(logo)),
            Bit::CommentStart(n) => {
                let (by, at, flow) = (xml(self.by), self.at.to_owned(), self.flow);
                self.push(format_args!(
                    r#"<office:annotation office:name="comment{n}"><dc:creator>{by}</dc:creator><dc:date>{at}</dc:date>"#
                ));
                flow.comments.get(*n).into_iter().flatten().for_each(|para| self.element(para));
                self.text.push_str("</office:annotation>");
            }
            Bit::CommentEnd(n) => self.push(format_args!(r#"<office:annotation-end office:name="comment{n}"/>"#)),
        }
    }

    fn link(&mut self, href: &str, text: &str) {
        self.push(format_args!(r#"<text:a xlink:type="simple" xlink:href="{}" text:style-name="Link">"#, xml(href)));
        spaced(&mut self.text, text);
        self.text.push_str("</text:a>");
    }

    fn words(&mut self, words: &Words, para: &Para) {
        let tag = if words.theirs { language(&para.language).unwrap_or_default() } else { "" };
        let next = self.looks.len();
        let n = *self.looks.entry((words.look, tag.to_owned())).or_insert(next);
        let shown =
            if words.theirs && words.edit.is_none() { apart(&words.text, para.rtl) } else { words.text.clone() };
        let mut span = format!(r#"<text:span text:style-name="T{n}">"#);
        spaced(&mut span, &shown);
        span.push_str("</text:span>");
        let Some(edit) = words.edit else {
            self.text.push_str(&span);
            return;
        };
        self.count += 1;
        let id = self.count;
        let info = format!(
            "<office:change-info><dc:creator>{}</dc:creator><dc:date>{}</dc:date></office:change-info>",
            xml(self.by),
            self.at
        );
        let what = match edit {
            Edit::Insert => {
                self.push(format_args!(
                    r#"<text:change-start text:change-id="change{id}"/>{span}<text:change-end text:change-id="change{id}"/>"#
                ));
                format!("<text:insertion>{info}</text:insertion>")
            }
            Edit::Delete => {
                self.push(format_args!(r#"<text:change text:change-id="change{id}"/>"#));
                format!("<text:deletion>{info}<text:p>{span}</text:p></text:deletion>")
            }
        };
        write!(
            self.changes,
            r#"<text:changed-region xml:id="change{id}" text:id="change{id}">{what}</text:changed-region>"#
        )
        .expect(IN_MEMORY);
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.list(false);
        self.tables += 1;
        let number = self.tables;
        self.push(format_args!(r#"<table:table table:name="Table{number}" table:style-name="Table">"#));
        for (n, width) in table.widths.iter().enumerate() {
            // The text is 17.3 centimetres wide.
            let width = width * 1730 / table.widths.iter().sum::<u32>().max(1);
            write!(
                self.columns,
                r#"<style:style style:name="Table{number}.{n}" style:family="table-column"><style:table-column-properties style:column-width="{}.{:02}cm"/></style:style>"#,
                width / 100,
                width % 100
            )
            .expect(IN_MEMORY);
            self.push(format_args!(r#"<table:table-column table:style-name="Table{number}.{n}"/>"#));
        }
        if !table.head.is_empty() {
            self.text.push_str("<table:table-header-rows><table:table-row>");
            table.head.iter().for_each(|cell| self.cell(std::slice::from_ref(cell)));
            self.text.push_str("</table:table-row></table:table-header-rows>");
        }
        for row in &table.rows {
            self.text.push_str(r#"<table:table-row table:style-name="Row">"#);
            for cell in row {
                self.cell(cell);
            }
            self.text.push_str("</table:table-row>");
        }
        self.text.push_str("</table:table>");
    }

    fn cell(&mut self, paras: &[Para]) {
        self.text.push_str(r#"<table:table-cell table:style-name="Cells" office:value-type="string">"#);
        if paras.is_empty() {
            self.text.push_str("<text:p/>");
        }
        for para in paras {
            self.para(para);
        }
        self.list(false);
        self.text.push_str("</table:table-cell>");
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect(IN_MEMORY);
    }
}

const IN_MEMORY: &str = "writing to a string cannot fail";

/// A text with the spaces that XML would lose, its tabs and its lines as elements.
fn spaced(to: &mut String, text: &str) {
    let mut blank = true;
    let mut letters = String::new();
    for letter in text.chars() {
        let element = match letter {
            ' ' if blank => "<text:s/>",
            '\t' => "<text:tab/>",
            '\n' => "<text:line-break/>",
            _ => {
                letters.push(letter);
                blank = letter == ' ';
                continue;
            }
        };
        to.push_str(&xml(&letters));
        letters.clear();
        to.push_str(element);
        blank = true;
    }
    // A last space would be lost before the end of the element.
    match letters.strip_suffix(' ') {
        Some(rest) => {
            to.push_str(&xml(rest));
            to.push_str("<text:s/>");
        }
        None => to.push_str(&xml(&letters)),
    }
}

fn para_style(to: &mut String, look: &ParaLook, n: usize, page_rtl: bool) {
    let mut properties = String::new();
    if look.new_page {
        properties.push_str(r#" fo:break-before="page""#);
    }
    if look.rtl || page_rtl {
        properties.push_str(fixed::direction(look.rtl));
    }
    if look.depth > 0 {
        let extra = match look.style {
            Style::Fact => 60,
            Style::Quote => STEP,
            _ => 0,
        };
        let left = look.depth * STEP + extra;
        // What hangs on something stands in from the side of the page.
        let side = if page_rtl { "right" } else { "left" };
        write!(properties, r#" fo:margin-{side}="{}.{:02}cm""#, left / 100, left % 100).expect(IN_MEMORY);
    }
    write!(
        to,
        r#"<style:style style:name="P{n}" style:family="paragraph" style:parent-style-name="{}"><style:paragraph-properties{properties}/></style:style>"#,
        fixed::style_name(look.style)
    )
    .expect(IN_MEMORY);
}

fn text_style(to: &mut String, look: Look, tag: &str, n: usize) {
    let mut text = String::new();
    let mut add = |on: bool, properties: &str| {
        if on {
            text.push_str(properties);
        }
    };
    add(look.strong, r#" fo:font-weight="bold" style:font-weight-complex="bold" style:font-weight-asian="bold""#);
    add(look.emphasis, r#" fo:font-style="italic" style:font-style-complex="italic""#);
    add(look.underline, r#" style:text-underline-style="solid" style:text-underline-width="auto""#);
    add(look.strike, r#" style:text-line-through-style="solid""#);
    add(look.mono, r#" fo:font-family="'Noto Sans Mono'""#);
    add(look.mark, r##" fo:background-color="#F6ECC9""##);
    add(look.tone != Tone::Ink, &format!(r##" fo:color="#{}""##, look.tone.hex()));
    if !tag.is_empty() {
        let (main, land) = tag.split_once('-').unwrap_or((tag, "none"));
        let land = if land.len() == 2 { land } else { "none" };
        for kind in ["fo:language", "style:language-complex", "style:language-asian"] {
            write!(text, r#" {kind}="{main}""#).expect(IN_MEMORY);
        }
        for kind in ["fo:country", "style:country-complex", "style:country-asian"] {
            write!(text, r#" {kind}="{land}""#).expect(IN_MEMORY);
        }
    }
    write!(to, r#"<style:style style:name="T{n}" style:family="text"><style:text-properties{text}/></style:style>"#)
        .expect(IN_MEMORY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_is_lost() {
        let mut text = String::new();
        spaced(&mut text, " a  b \n c\t<d> ");
        assert_eq!(text, "<text:s/>a <text:s/>b <text:line-break/><text:s/>c<text:tab/>&lt;d&gt;<text:s/>");
    }
}
