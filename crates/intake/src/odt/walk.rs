//! The body of a text becomes blocks: paragraphs, lists, tables, frames, notes.

use super::changes::{Change, Changes};
use super::styles::{Letters, Styles};
use crate::draft::Draft;
use crate::flow::{Flow, Hand, Marked, Shape};
use crate::html::links::{Leads, resolve};
use crate::intake::Warning;
use crate::limits::{LAYOUT_CELL, MAX_COLUMNS};
use crate::unreadable::Unreadable;
use crate::xml::{Id, Xml};
use claimdesk_core::model::{BlockKind, MarkStyle, NoteKind};
use std::collections::{HashMap, HashSet, VecDeque};

/// Spaces that one element may stand for.
const MAX_SPACES: usize = 64;

/// What surrounds a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// The list, with the level and the number of the item that begins here.
    list: Option<(Option<String>, u8)>,
    ordinal: Option<u32>,
    /// The item has begun already: what follows belongs to it.
    begun: bool,
}

/// A foot- or endnote whose words are to be written.
struct Foot {
    body: Id,
    number: usize,
    ordinal: Option<u32>,
}

/// A text and the blocks that are made of it.
pub(super) struct Walker<'a, 'c> {
    xml: &'a Xml,
    styles: &'a Styles,
    changes: Changes,
    flow: Flow<'c>,
    marks: Vec<Marked>,
    /// Frames that hang on the paragraph that is being written.
    frames: Vec<Id>,
    /// Notes by the names under which they are open.
    open: HashMap<String, (usize, Hand)>,
    footnotes: VecDeque<Foot>,
    endnotes: VecDeque<Foot>,
    /// How far each list has counted, by its id.
    counts: HashMap<String, u32>,
    /// Comments that have an end, so that they hang on words and not on a place.
    ended: HashSet<String>,
}

impl<'a, 'c> Walker<'a, 'c> {
    pub(super) fn new(xml: &'a Xml, styles: &'a Styles, changes: Changes, flow: Flow<'c>) -> Self {
        let ends = xml.below(crate::xml::ROOT).filter(|id| xml.name(*id) == "office:annotation-end");
        let ended = ends.filter_map(|id| xml.attribute(id, "office:name")).map(str::to_owned).collect();
        Self {
            ended,
            xml,
            styles,
            changes,
            flow,
            marks: Vec::new(),
            frames: Vec::new(),
            open: HashMap::new(),
            footnotes: VecDeque::new(),
            endnotes: VecDeque::new(),
            counts: HashMap::new(),
        }
    }

    /// Reads the blocks below an element.
    pub(super) fn body(&mut self, id: Id, around: Around) -> Result<(), Unreadable> {
        let mut around = around;
        for child in self.xml.children(id) {
            self.block(child, &mut around)?;
        }
        Ok(())
    }

    fn block(&mut self, id: Id, around: &mut Around) -> Result<(), Unreadable> {
        match self.xml.name(id) {
            "text:p" | "text:h" => self.paragraph(id, around),
            "text:list" => self.list(id, around),
            "table:table" => self.table(id),
            "draw:frame" | "draw:text-box" | "draw:custom-shape" | "draw:g" | "text:section" | "text:index-body" => {
                self.body(id, around.clone())
            }
            "text:table-of-content" | "text:index-title" | "text:alphabetical-index" | "text:bibliography" => {
                self.body(id, around.clone())
            }
            "text:change" | "text:change-start" | "text:change-end" => self.change(id),
            "office:annotation" | "office:annotation-end" => self.annotation(id),
            _ => Ok(()),
        }
    }

    fn paragraph(&mut self, id: Id, around: &mut Around) -> Result<(), Unreadable> {
        let xml = self.xml;
        let style = self.styles.paragraph(xml.attribute(id, "text:style-name"));
        let heading = xml.name(id) == "text:h";
        let stated = xml.attribute(id, "text:outline-level").and_then(|level| level.parse::<u8>().ok());
        let shape = match style.kind {
            Some((BlockKind::Title, _)) => Shape::of(BlockKind::Title, 0),
            _ if heading => Shape::of(BlockKind::Heading, stated.unwrap_or(1).clamp(1, 6)),
            Some((kind, level)) if kind != BlockKind::Heading => Shape::of(kind, level),
            _ => match &around.list {
                Some((_, level)) if !around.begun => {
                    Shape { ordinal: around.ordinal, ..Shape::of(BlockKind::ListItem, *level) }
                }
                _ => Shape::PLAIN,
            },
        };
        around.begun = true;
        self.flow.paragraph(Shape { rtl: style.rtl, ..shape })?;
        let hidden = Letters { hidden: style.letters.hidden, ..Letters::default() };
        self.inlines(id, hidden)?;
        self.flow.flush()?;
        for frame in std::mem::take(&mut self.frames) {
            self.body(frame, Around::default())?;
        }
        Ok(())
    }

    fn list(&mut self, id: Id, around: &Around) -> Result<(), Unreadable> {
        let xml = self.xml;
        let (name, level) = match &around.list {
            Some((name, level)) => (name.clone(), level.saturating_add(1)),
            None => (None, 0),
        };
        let name = xml.attribute(id, "text:style-name").map(str::to_owned).or(name);
        let shown = self.styles.level(name.as_deref(), level);
        let goes_on = xml.attribute(id, "text:continue-list").and_then(|list| self.counts.get(list)).copied();
        let mut count = goes_on.unwrap_or_else(|| shown.start.saturating_sub(1));
        for item in xml.children(id).filter(|id| matches!(xml.name(*id), "text:list-item" | "text:list-header")) {
            let is_item = xml.name(item) == "text:list-item";
            let stated = xml.attribute(item, "text:start-value").and_then(|start| start.parse().ok());
            // An item that holds only a deeper list shows nothing itself.
            let shows = xml.children(item).any(|id| matches!(xml.name(id), "text:p" | "text:h"));
            if is_item && shows {
                count = stated.unwrap_or_else(|| count.saturating_add(1));
            }
            let ordinal = (shown.numbered && is_item).then_some(count);
            self.body(item, Around { list: Some((name.clone(), level)), ordinal, begun: !is_item })?;
        }
        if let Some(list) = xml.attribute(id, "xml:id") {
            self.counts.insert(list.to_owned(), count);
        }
        Ok(())
    }

    fn table(&mut self, id: Id) -> Result<(), Unreadable> {
        let xml = self.xml;
        let rows = rows(xml, id, false);
        let narrow = rows.iter().all(|(row, _)| cells(xml, *row).count() < 2);
        let long = |cell: Id| xml.below(cell).map(|id| xml.piece(id).len()).sum::<usize>() > LAYOUT_CELL;
        let layout = narrow || rows.iter().any(|(row, _)| cells(xml, *row).any(long));
        if self.flow.is_in_cell() || layout {
            for cell in rows.iter().flat_map(|(row, _)| cells(xml, *row)) {
                self.body(cell, Around::default())?;
                self.flow.flush()?;
            }
            return Ok(());
        }
        let mut read: Vec<(Draft, u32, u32, bool)> = Vec::new();
        let mut at = 0;
        for (row, header) in rows {
            let mut column = 0_u32;
            let mut drafts = Vec::new();
            for cell in xml.children(row) {
                let number = |name| xml.attribute(cell, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
                let repeats = number("table:number-columns-repeated").clamp(1, MAX_COLUMNS);
                if column >= MAX_COLUMNS || !xml.name(cell).ends_with("table-cell") {
                    continue;
                }
                // A covered cell has its words in the one that covers it.
                if xml.name(cell) == "table:table-cell" {
                    let kept = self.flow.open_cell();
                    let done = self.body(cell, Around::default());
                    let draft = self.flow.close_cell(kept);
                    done?;
                    drafts.push((draft, column));
                }
                column = column.saturating_add(repeats);
            }
            if drafts.iter().any(|(draft, _)| !draft.is_blank()) {
                read.extend(drafts.into_iter().map(|(draft, column)| (draft, at, column, header)));
                at += 1;
            }
        }
        self.flow.table(read)
    }

    fn inlines(&mut self, id: Id, letters: Letters) -> Result<(), Unreadable> {
        for child in self.xml.children(id) {
            self.inline(child, letters)?;
        }
        Ok(())
    }

    fn inline(&mut self, id: Id, letters: Letters) -> Result<(), Unreadable> {
        let xml = self.xml;
        match xml.name(id) {
            "" => {
                // White space around elements is not of the text, except spaces.
                self.words(xml.piece(id), letters);
                Ok(())
            }
            "text:s" => {
                let count = xml.attribute(id, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.words(&" ".repeat(count.min(MAX_SPACES)), letters);
                Ok(())
            }
            "text:tab" => {
                self.words("\t", letters);
                Ok(())
            }
            "text:line-break" => {
                self.flow.line_break();
                Ok(())
            }
            "text:span" => {
                let own = self.styles.letters(xml.attribute(id, "text:style-name"));
                self.inlines(id, own.over(letters))
            }
            "text:a" => {
                let href = match resolve(xml.attribute(id, "xlink:href").unwrap_or_default(), None) {
                    Leads::To(href) => Some(href),
                    Leads::Inside | Leads::Nowhere => None,
                };
                let count = self.marks.len();
                self.marks.extend(href.map(|href| (MarkStyle::Link, Some(href))));
                let read = self.inlines(id, letters);
                self.marks.truncate(count);
                read
            }
            "text:note" => self.note(id),
            "text:change" | "text:change-start" | "text:change-end" => self.change(id),
            "office:annotation" | "office:annotation-end" => self.annotation(id),
            "draw:frame" | "draw:text-box" | "draw:custom-shape" | "draw:g" => {
                self.frames.push(id);
                Ok(())
            }
            "text:hidden-text" | "text:hidden-paragraph" => {
                self.flow.hide(&xml.letters(id));
                self.flow.hide(xml.attribute(id, "text:string-value").unwrap_or_default());
                Ok(())
            }
            "text:ruby" => xml.child(id, "text:ruby-base").map_or(Ok(()), |base| self.inlines(base, letters)),
            "text:bookmark" | "text:script" | "text:tracked-changes" | "text:note-citation" => Ok(()),
            // Fields and whatever else only wraps words.
            _ => self.inlines(id, letters),
        }
    }

    fn words(&mut self, words: &str, letters: Letters) {
        if letters.hidden == Some(true) {
            return self.flow.hide(words);
        }
        let styles = [
            (letters.bold == Some(true), MarkStyle::Strong),
            (letters.italic == Some(true), MarkStyle::Emphasis),
            (letters.strike == Some(true), MarkStyle::Strike),
            (letters.raised == Some(1), MarkStyle::Superscript),
            (letters.raised == Some(-1), MarkStyle::Subscript),
        ];
        let own = styles.into_iter().filter(|(on, _)| *on).map(|(_, style)| (style, None));
        self.flow.mark(self.marks.iter().cloned().chain(own).collect());
        self.flow.write(words);
        self.flow.mark(Vec::new());
    }

    fn note(&mut self, id: Id) -> Result<(), Unreadable> {
        let xml = self.xml;
        let Some(body) = xml.child(id, "text:note-body") else { return Ok(()) };
        let end = xml.attribute(id, "text:note-class") == Some("endnote");
        let kind = if end { NoteKind::Endnote } else { NoteKind::Footnote };
        let sign = xml.child(id, "text:note-citation").map(|sign| xml.letters(sign).trim().to_owned());
        let number = self.flow.note(kind, Hand::default(), "")?;
        let queue = if end { &mut self.endnotes } else { &mut self.footnotes };
        let ordinal = sign.as_deref().and_then(ordinal);
        if let Some(note) = self.flow.note_mut(number) {
            note.label = sign.as_deref().and_then(crate::composer::line);
        }
        queue.push_back(Foot { body, number, ordinal });
        self.flow.hang(number);
        Ok(())
    }

    fn change(&mut self, id: Id) -> Result<(), Unreadable> {
        let name = self.xml.attribute(id, "text:change-id");
        let Some(change) = self.changes.find(name).cloned() else { return Ok(()) };
        let name = format!("change {}", name.unwrap_or_default());
        match (change, self.xml.name(id)) {
            (Change::Deletion(hand, words), "text:change") => self.flow.deletion(hand, &words)?,
            (Change::Insertion(hand), "text:change-start") => {
                let number = self.flow.insertion(hand.clone())?;
                self.open.insert(name, (number, hand));
            }
            (Change::Insertion(_), "text:change-end") => {
                if let Some((number, hand)) = self.open.remove(&name) {
                    self.flow.end_insertion(number, hand);
                }
            }
            (Change::Insertion(_) | Change::Deletion(..), _) => {}
        }
        Ok(())
    }

    fn annotation(&mut self, id: Id) -> Result<(), Unreadable> {
        let xml = self.xml;
        let name = xml.attribute(id, "office:name").map(|name| format!("annotation {name}"));
        if xml.name(id) == "office:annotation-end" {
            if let Some((number, _)) = name.and_then(|name| self.open.remove(&name)) {
                self.flow.end(number);
            }
            return Ok(());
        }
        let stated = |name| xml.child(id, name).map(|id| xml.letters(id));
        let hand = Hand::new(stated("dc:creator").as_deref(), stated("dc:date").as_deref());
        let words: Vec<String> = xml
            .children(id)
            .filter(|id| matches!(xml.name(*id), "text:p" | "text:list" | "text:h"))
            .map(|id| plain(xml, id))
            .collect();
        let number = self.flow.note(NoteKind::Comment, hand.clone(), words.join("\n").trim_matches('\n'))?;
        let ranged = xml.attribute(id, "office:name").is_some_and(|name| self.ended.contains(name));
        match name.filter(|_| ranged) {
            Some(name) => {
                self.flow.begin(number);
                self.open.insert(name, (number, hand));
            }
            None => self.flow.hang(number),
        }
        Ok(())
    }

    /// Writes the foot- and endnotes that were met.
    pub(super) fn feet(&mut self) -> Result<(), Unreadable> {
        self.flow.flush()?;
        while let Some(foot) = self.footnotes.pop_front().or_else(|| self.endnotes.pop_front()) {
            let first = self.flow.begin_foot(foot.ordinal)?;
            let read = self.body(foot.body, Around::default());
            self.flow.end_foot(foot.number, first)?;
            read?;
        }
        Ok(())
    }

    /// Ends the walk; says what a person should know.
    pub(super) fn finish(self) -> Result<Vec<Warning>, Unreadable> {
        self.flow.finish()
    }
}

/// The number of a sign that is one, in Arabic or small Roman figures.
fn ordinal(sign: &str) -> Option<u32> {
    sign.parse().ok().or_else(|| {
        let values = sign.chars().map(|letter| match letter {
            'i' => Some(1_i32),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            _ => None,
        });
        let values: Vec<i32> = values.collect::<Option<_>>().filter(|all: &Vec<i32>| (1..16).contains(&all.len()))?;
        let next = values.iter().skip(1).copied().chain([0]);
        let sum: i32 = values.iter().zip(next).map(|(value, next)| if *value < next { -value } else { *value }).sum();
        u32::try_from(sum).ok()
    })
}

/// The rows of a table, each with whether it is of its head.
fn rows(xml: &Xml, id: Id, head: bool) -> Vec<(Id, bool)> {
    let mut found = Vec::new();
    for child in xml.children(id) {
        match xml.name(child) {
            "table:table-row" => found.push((child, head)),
            "table:table-header-rows" => found.extend(rows(xml, child, true)),
            "table:table-rows" | "table:table-row-group" => found.extend(rows(xml, child, head)),
            _ => {}
        }
    }
    found
}

fn cells(xml: &Xml, row: Id) -> impl Iterator<Item = Id> + '_ {
    xml.children(row).filter(|id| xml.name(*id) == "table:table-cell")
}

/// The words below an element, one line for each paragraph.
pub(super) fn plain(xml: &Xml, id: Id) -> String {
    let mut words = String::new();
    for node in std::iter::once(id).chain(xml.below(id)) {
        match xml.name(node) {
            "" => words.push_str(xml.piece(node)),
            "text:p" | "text:h" if !words.is_empty() => words.push('\n'),
            "text:s" | "text:tab" => words.push(' '),
            "text:line-break" => words.push('\n'),
            _ => {}
        }
    }
    words
}
