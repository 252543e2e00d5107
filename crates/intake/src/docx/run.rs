//! The letters of a paragraph: runs, links, fields, and what is marked in them.

use super::Part;
use super::notes::hand;
use super::styles::Letters;
use super::walk::{Walker, choice};
use crate::flow::Marked;
use crate::html::links::{Leads, resolve};
use crate::limits::MAX_DEPTH;
use crate::unreadable::Unreadable;
use crate::xml::{Id, Xml};
use claimdesk_core::model::MarkStyle;

/// A field: what computes it is not text, what it came to is.
#[derive(Debug, Default)]
struct Field {
    code: String,
    result: bool,
    link: Option<String>,
    /// Its number on the trail.
    number: usize,
}

/// The fields that are open; they may go over paragraphs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

impl Fields {
    /// A field begins, or goes on to its result; or it ends, and its number is given back.
    fn mark(&mut self, kind: Option<&str>, number: impl FnOnce() -> usize) -> Option<usize> {
        match kind {
            Some("begin") if self.open.len() < MAX_DEPTH as usize => {
                self.open.push(Field { number: number(), ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.result = true;
                    field.link = hyperlink(&field.code);
                }
            }
            Some("end") => return self.open.pop().map(|field| field.number),
            _ => {}
        }
        None
    }

    fn code(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.code.len() < 8192) {
            field.code.push_str(words);
        }
    }

    fn in_code(&self) -> bool {
        self.open.iter().any(|field| !field.result)
    }

    /// The outermost one that is no link.
    fn outermost(&self) -> Option<usize> {
        self.open.iter().find(|field| field.link.is_none()).map(|field| field.number)
    }

    fn link(&self) -> Option<&String> {
        self.open.iter().rev().find_map(|field| field.link.as_ref())
    }
}

/// The address in the code of a `HYPERLINK` field.
fn hyperlink(code: &str) -> Option<String> {
    let rest = code.trim_start();
    let (verb, rest) = rest.split_at_checked("HYPERLINK".len())?;
    let quoted = rest.trim_start().strip_prefix('"')?;
    let (address, _) = quoted.split_once('"')?;
    verb.eq_ignore_ascii_case("HYPERLINK").then(|| leads(address))?
}

fn leads(address: &str) -> Option<String> {
    match resolve(address, None) {
        Leads::To(href) => Some(href),
        Leads::Inside | Leads::Nowhere => None,
    }
}

impl Walker<'_, '_> {
    /// Reads what is inside a paragraph.
    pub(super) fn inlines(&mut self, part: &Part, id: Id, hidden: Option<bool>) -> Result<(), Unreadable> {
        for child in part.xml.children(id) {
            self.inline(part, child, hidden)?;
        }
        Ok(())
    }

    fn inline(&mut self, part: &Part, id: Id, hidden: Option<bool>) -> Result<(), Unreadable> {
        let xml = &part.xml;
        match xml.name(id) {
            "w:r" => self.run(part, id, hidden),
            "w:hyperlink" => {
                let target = xml.attribute(id, "r:id").and_then(|link| part.links.get(link));
                self.links.push(target.and_then(|target| leads(target)));
                let read = self.inlines(part, id, hidden);
                self.links.pop();
                read
            }
            "w:ins" | "w:moveTo" => {
                let number = self.flow.insertion(hand(xml, id))?;
                let read = self.inlines(part, id, hidden);
                self.flow.end_insertion(number, hand(xml, id));
                read
            }
            "w:del" | "w:moveFrom" => self.deletion(part, id),
            "w:fldSimple" => {
                self.links.push(xml.attribute(id, "w:instr").and_then(hyperlink));
                let read = self.inlines(part, id, hidden);
                self.links.pop();
                read
            }
            "w:sdt" => xml.child(id, "w:sdtContent").map_or(Ok(()), |content| self.inlines(part, content, hidden)),
            "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" | "w:rubyBase" => self.inlines(part, id, hidden),
            "mc:AlternateContent" => choice(xml, id).map_or(Ok(()), |chosen| self.inlines(part, chosen, hidden)),
            "m:oMath" | "m:oMathPara" => {
                for letters in xml.below(id).filter(|id| xml.name(*id) == "m:t") {
                    self.write(letters, &xml.letters(letters));
                }
                Ok(())
            }
            "w:commentRangeStart" | "w:commentRangeEnd" => {
                self.notes.comment(xml, id, &mut self.flow);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn run(&mut self, part: &Part, id: Id, hidden: Option<bool>) -> Result<(), Unreadable> {
        let xml = &part.xml;
        let properties = xml.child(id, "w:rPr");
        let named = properties.and_then(|properties| xml.child(properties, "w:rStyle"));
        let named = named.and_then(|named| xml.attribute(named, "w:val"));
        let style = named.map(|named| self.styles.resolve(Some(named)).letters).unwrap_or_default();
        let around = Letters { hidden, ..Letters::default() };
        let letters = Letters::read(xml, properties).over(style).over(around);
        let marks = self.marks(letters);
        self.flow.mark(marks);
        self.pieces(part, id, letters.hidden == Some(true))?;
        self.flow.mark(Vec::new());
        Ok(())
    }

    fn marks(&self, letters: Letters) -> Vec<Marked> {
        let link = self.links.iter().rev().find_map(Option::as_ref).or_else(|| self.fields.link());
        let mut marks: Vec<Marked> = Vec::new();
        marks.extend(link.map(|href| (MarkStyle::Link, Some(href.clone()))));
        let styles = [
            (letters.bold == Some(true), MarkStyle::Strong),
            (letters.italic == Some(true), MarkStyle::Emphasis),
            (letters.strike == Some(true), MarkStyle::Strike),
            (letters.raised == Some(1), MarkStyle::Superscript),
            (letters.raised == Some(-1), MarkStyle::Subscript),
        ];
        marks.extend(styles.into_iter().filter(|(on, _)| *on).map(|(_, style)| (style, None)));
        marks
    }

    fn pieces(&mut self, part: &Part, id: Id, hidden: bool) -> Result<(), Unreadable> {
        let xml = &part.xml;
        for child in xml.children(id) {
            match xml.name(child) {
                "w:t" => self.words(child, &xml.letters(child), hidden),
                "w:tab" | "w:ptab" => self.words(child, "\t", hidden),
                "w:noBreakHyphen" => self.words(child, "\u{2011}", hidden),
                "w:sym" => self.words(child, symbol(xml, child).as_deref().unwrap_or_default(), hidden),
                "w:cr" => self.flow.line_break(),
                "w:br" => match xml.attribute(child, "w:type") {
                    Some("page" | "column") => self.words(child, " ", hidden),
                    _ => self.flow.line_break(),
                },
                "w:fldChar" => {
                    let kind = xml.attribute(child, "w:fldCharType");
                    if let Some(ended) = self.fields.mark(kind, || self.trail.begin_field(child)) {
                        self.trail.end_field(ended, child);
                    }
                }
                "w:instrText" => self.fields.code(&xml.letters(child)),
                "w:footnoteReference" | "w:endnoteReference" if !hidden => {
                    self.notes.reference(xml, (child, self.trail.sign_of(child)), &mut self.flow)?;
                }
                "w:commentReference" => self.notes.comment(xml, child, &mut self.flow),
                "w:drawing" | "w:pict" | "w:object" => find_boxes(xml, child, &mut self.boxes),
                "w:ruby" => self.inlines(part, child, Some(hidden))?,
                "mc:AlternateContent" => {
                    if let Some(chosen) = choice(xml, child) {
                        self.pieces(part, chosen, hidden)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn words(&mut self, id: Id, words: &str, hidden: bool) {
        if hidden || self.fields.in_code() {
            self.flow.hide(words);
        } else {
            self.write(id, words);
        }
    }

    /// Writes words of an element, and keeps where they stand.
    fn write(&mut self, id: Id, words: &str) {
        let first = self.trail.step(id, words, self.fields.outermost());
        self.flow.write_from(words, first);
    }
}

/// A sign from a font of signs; those that only such a font knows are no letters.
fn symbol(xml: &Xml, id: Id) -> Option<String> {
    let number = u32::from_str_radix(xml.attribute(id, "w:char")?, 16).ok()?;
    let sign = char::from_u32(number)?;
    (!('\u{e000}'..='\u{f8ff}').contains(&sign)).then(|| sign.to_string())
}

/// The text boxes in a drawing, each once.
fn find_boxes(xml: &Xml, id: Id, found: &mut Vec<Id>) {
    match xml.name(id) {
        "w:txbxContent" => found.push(id),
        "mc:AlternateContent" => {
            if let Some(chosen) = choice(xml, id) {
                find_boxes(xml, chosen, found);
            }
        }
        _ => {
            for child in xml.children(id) {
                find_boxes(xml, child, found);
            }
        }
    }
}
