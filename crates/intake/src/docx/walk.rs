//! The body of a document becomes blocks: paragraphs, lists, tables, text boxes.

use super::Part;
use super::notes::{Foot, Notes, hand, struck};
use super::numbering::Numbering;
use super::run::Fields;
use super::styles::{self, Style, Styles};
use super::trail::Trail;
use crate::draft::Draft;
use crate::flow::{Flow, Shape};
use crate::intake::Warning;
use crate::limits::{LAYOUT_CELL, MAX_COLUMNS};
use crate::unreadable::Unreadable;
use crate::xml::{Id, Xml};
use claimdesk_core::model::BlockKind;

/// A document and the text that is made of it.
pub(super) struct Walker<'a, 'c> {
    pub(super) styles: &'a Styles,
    numbering: Numbering,
    pub(super) notes: &'a mut Notes,
    pub(super) flow: Flow<'c>,
    pub(super) fields: Fields,
    pub(super) trail: Trail,
    /// Where the links lead that are open.
    pub(super) links: Vec<Option<String>>,
    /// Text boxes that hang on the paragraph that is being written.
    pub(super) boxes: Vec<Id>,
    /// The paragraph before was joined to this one by striking its end.
    joins: bool,
}

impl<'a, 'c> Walker<'a, 'c> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, notes: &'a mut Notes, flow: Flow<'c>) -> Self {
        let (fields, trail) = (Fields::default(), Trail::default());
        let (links, boxes) = (Vec::new(), Vec::new());
        Self { styles, numbering, notes, flow, fields, trail, links, boxes, joins: false }
    }

    /// Reads the blocks below an element.
    pub(super) fn body(&mut self, part: &Part, id: Id) -> Result<(), Unreadable> {
        for child in part.xml.children(id) {
            self.block(part, child)?;
        }
        Ok(())
    }

    fn block(&mut self, part: &Part, id: Id) -> Result<(), Unreadable> {
        let xml = &part.xml;
        match xml.name(id) {
            "w:p" => self.paragraph(part, id),
            "w:tbl" => self.table(part, id),
            "w:sdt" => xml.child(id, "w:sdtContent").map_or(Ok(()), |content| self.body(part, content)),
            "w:customXml" | "w:smartTag" => self.body(part, id),
            "w:ins" | "w:moveTo" => {
                let number = self.flow.insertion(hand(xml, id))?;
                self.body(part, id)?;
                self.flow.end_insertion(number, hand(xml, id));
                Ok(())
            }
            "w:del" | "w:moveFrom" => self.deletion(part, id),
            "mc:AlternateContent" => choice(xml, id).map_or(Ok(()), |chosen| self.body(part, chosen)),
            "w:commentRangeStart" | "w:commentRangeEnd" => {
                self.notes.comment(xml, id, &mut self.flow);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Keeps struck words, and what hung on them.
    pub(super) fn deletion(&mut self, part: &Part, id: Id) -> Result<(), Unreadable> {
        let xml = &part.xml;
        let author = hand(xml, id);
        self.flow.deletion(author, &struck(xml, id))?;
        for node in xml.below(id) {
            match xml.name(node) {
                "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference" => {
                    self.notes.comment(xml, node, &mut self.flow);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, part: &Part, id: Id) -> Result<(), Unreadable> {
        let xml = &part.xml;
        let properties = xml.child(id, "w:pPr");
        let named = properties.and_then(|properties| xml.child(properties, "w:pStyle"));
        let style = self.styles.resolve(named.and_then(|named| xml.attribute(named, "w:val")));
        let style = styles::over(styles::paragraph(xml, properties), &style);
        let shape = self.shape(&style);
        if !std::mem::take(&mut self.joins) {
            self.flow.paragraph(shape)?;
        }
        self.inlines(part, id, style.letters.hidden)?;
        let mark = properties.and_then(|properties| xml.child(properties, "w:rPr"));
        self.joins = mark.is_some_and(|mark| xml.child(mark, "w:del").is_some());
        if !self.joins {
            self.flow.flush()?;
        }
        for text_box in std::mem::take(&mut self.boxes) {
            self.flow.flush()?;
            self.body(part, text_box)?;
        }
        Ok(())
    }

    fn shape(&mut self, style: &Style) -> Shape {
        let rtl = style.rtl.unwrap_or(false);
        let list = style.list.0.as_deref().filter(|list| self.numbering.has(list)).map(str::to_owned);
        let level = style.list.1.unwrap_or(0);
        // Numbered headings count as well.
        let ordinal = list.as_ref().and_then(|list| self.numbering.count(list, level));
        let shape = match style.kind {
            None | Some((BlockKind::Paragraph, _)) if list.is_some() => {
                Shape { ordinal, ..Shape::of(BlockKind::ListItem, level) }
            }
            None => Shape::PLAIN,
            Some((kind, level)) => Shape::of(kind, level),
        };
        Shape { rtl, ..shape }
    }

    fn table(&mut self, part: &Part, id: Id) -> Result<(), Unreadable> {
        let xml = &part.xml;
        let rows = inside(xml, id, "w:tr");
        if self.flow.is_in_cell() || is_layout(xml, &rows) {
            for row in rows {
                for cell in inside(xml, row, "w:tc") {
                    self.body(part, cell)?;
                    self.flow.flush()?;
                }
            }
            return Ok(());
        }
        self.flow.flush()?;
        let mut cells: Vec<(Draft, u32, u32, bool)> = Vec::new();
        let mut at = 0;
        for row in rows {
            let properties = xml.child(row, "w:trPr");
            if let Some(struck_by) = properties.and_then(|properties| xml.child(properties, "w:del")) {
                self.flow.deletion(hand(xml, struck_by), &struck(xml, row))?;
                continue;
            }
            let header = properties.and_then(|properties| xml.child(properties, "w:tblHeader"));
            let header = header.is_some_and(|property| styles::is_on(xml, property));
            let read = self.row(part, row)?;
            if read.iter().all(|(cell, _)| cell.is_blank()) {
                continue;
            }
            cells.extend(read.into_iter().map(|(cell, column)| (cell, at, column, header)));
            at += 1;
        }
        self.flow.table(cells)
    }

    fn row(&mut self, part: &Part, row: Id) -> Result<Vec<(Draft, u32)>, Unreadable> {
        let xml = &part.xml;
        let mut column = 0_u32;
        let mut cells = Vec::new();
        for cell in inside(xml, row, "w:tc") {
            let properties = xml.child(cell, "w:tcPr");
            let property = |name| properties.and_then(|properties| xml.child(properties, name));
            let span = property("w:gridSpan").and_then(|span| xml.attribute(span, "w:val"));
            let span = span.and_then(|span| span.parse::<u32>().ok()).unwrap_or(1).clamp(1, MAX_COLUMNS);
            let goes_on = property("w:vMerge").is_some_and(|merge| xml.attribute(merge, "w:val") != Some("restart"));
            if column >= MAX_COLUMNS {
                break;
            }
            if !goes_on {
                let kept = self.flow.open_cell();
                let read = self.body(part, cell);
                let draft = self.flow.close_cell(kept);
                read?;
                cells.push((draft, column));
            }
            column = column.saturating_add(span);
        }
        Ok(cells)
    }

    /// Writes the foot- and endnotes whose references were met.
    pub(super) fn feet(&mut self) -> Result<(), Unreadable> {
        self.flow.flush()?;
        while let Some(Foot { part, place, number, sign, ordinal }) = self.notes.next() {
            self.trail.turn_to(sign);
            self.fields = Fields::default();
            let first = self.flow.begin_foot(ordinal)?;
            let read = self.body(&part, place);
            self.flow.end_foot(number, first)?;
            read?;
        }
        Ok(())
    }

    /// Ends the walk; says what a person should know, and where the letters stand.
    pub(super) fn finish(self) -> Result<(Vec<Warning>, Trail), Unreadable> {
        Ok((self.flow.finish()?, self.trail))
    }
}

/// Rows of a table or cells of a row, also inside what only groups them.
fn inside(xml: &Xml, id: Id, name: &str) -> Vec<Id> {
    let mut found = Vec::new();
    for child in xml.children(id) {
        match xml.name(child) {
            is if is == name => found.push(child),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" | "w:ins" | "w:moveTo" => {
                found.extend(inside(xml, child, name));
            }
            _ => {}
        }
    }
    found
}

/// Tables of one column, and such with whole articles in their cells, only place text.
fn is_layout(xml: &Xml, rows: &[Id]) -> bool {
    let narrow = rows.iter().all(|row| inside(xml, *row, "w:tc").len() < 2);
    let long = |cell: &Id| xml.below(*cell).map(|id| xml.piece(id).len()).sum::<usize>() > LAYOUT_CELL;
    narrow || rows.iter().any(|row| inside(xml, *row, "w:tc").iter().any(long))
}

/// Of several ways to say the same, the first; every reader is to know it or to take the last.
pub(super) fn choice(xml: &Xml, id: Id) -> Option<Id> {
    xml.child(id, "mc:Choice").or_else(|| xml.child(id, "mc:Fallback"))
}
