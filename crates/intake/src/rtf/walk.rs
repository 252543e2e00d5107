//! Signs of RTF become paragraphs.

use super::aside::{Aside, Comments, Feet};
use super::letters::Decoder;
use super::state::{Collected, Goes, Letters, Paragraph, State, Tracked, moment};
use super::tokens::{Token, Tokens};
use crate::draft::Draft;
use crate::flow::{Flow, Hand, Kept, Shape, meaning};
use crate::intake::Warning;
use crate::limits::{MAX_COLUMNS, MAX_DEPTH, MAX_NOTE};
use crate::unreadable::Unreadable;
use claimdesk_core::model::BlockKind;
use std::collections::{HashMap, VecDeque};

/// What the document says about itself.
#[derive(Debug, Default)]
pub(super) struct Info {
    pub(super) title: String,
    pub(super) author: String,
}

/// A table while its cells are read.
#[derive(Debug, Default)]
struct Table {
    cells: Vec<(Draft, u32, u32, bool)>,
    row: u32,
    column: u32,
    header: bool,
}

/// A document on its way into blocks.
pub(super) struct Walker<'a, 'c> {
    pub(super) tokens: Tokens<'a>,
    pub(super) flow: Flow<'c>,
    pub(super) state: State,
    pub(super) stack: Vec<State>,
    pub(super) decoder: Decoder,
    /// What groups inside one another collect.
    pub(super) collected: Vec<String>,
    pub(super) info: Info,
    pub(super) styles: HashMap<i32, (BlockKind, u8)>,
    revisers: Vec<String>,
    pub(super) links: Vec<Option<String>>,
    pub(super) comments: Comments,
    /// Text boxes that hang on the paragraph.
    pub(super) boxes: VecDeque<Aside<'a>>,
    pub(super) footnotes: Feet<'a>,
    pub(super) endnotes: Feet<'a>,
    /// Inside how many notes and text boxes this is.
    pub(super) depth: u8,
    table: Table,
    cell: Option<Kept>,
    /// The sign of the list item that begins: its number, if it is one.
    item: Option<Option<u32>>,
    /// A paragraph is being written.
    begun: bool,
    inserting: Option<(usize, Tracked)>,
}

impl<'a, 'c> Walker<'a, 'c> {
    pub(super) fn new(bytes: &'a [u8], flow: Flow<'c>) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            flow,
            state: State::FIRST,
            stack: Vec::new(),
            decoder: Decoder::new(),
            collected: Vec::new(),
            info: Info::default(),
            styles: HashMap::new(),
            revisers: Vec::new(),
            links: Vec::new(),
            comments: Comments::default(),
            boxes: VecDeque::new(),
            footnotes: Feet::default(),
            endnotes: Feet::default(),
            depth: 0,
            table: Table::default(),
            cell: None,
            item: None,
            begun: false,
            inserting: None,
        }
    }

    /// Reads to the end of the bytes, or of the group in which this began.
    pub(super) fn run(&mut self) -> Result<(), Unreadable> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    if self.close()? {
                        break;
                    }
                }
                Token::Byte(byte) => {
                    self.state.fresh = false;
                    self.decoder.byte(byte);
                }
                Token::Sign(b'*') => self.state.optional = true,
                Token::Sign(sign) => self.sign(sign)?,
                Token::Word(word, number) => self.word(word, number)?,
            }
        }
        self.settle()
    }

    fn open(&mut self) -> Result<(), Unreadable> {
        self.settle()?;
        self.decoder.stop_passing();
        if self.stack.len() >= MAX_DEPTH as usize {
            return Err(Unreadable::TooDeep { limit: MAX_DEPTH });
        }
        self.stack.push(self.state);
        let state = &mut self.state;
        (state.fresh, state.optional, state.links) = (true, false, self.links.len());
        // In these lists every group is one of it.
        state.collects = matches!(state.goes, Goes::Letters(Collected::StyleName | Collected::Reviser));
        if state.collects {
            self.collected.push(String::new());
        }
        if state.goes == Goes::Twin {
            state.goes = Goes::Nowhere;
        }
        Ok(())
    }

    /// Ends a group. Says whether it was the one in which the reading began.
    fn close(&mut self) -> Result<bool, Unreadable> {
        self.settle()?;
        self.decoder.stop_passing();
        self.links.truncate(self.state.links);
        if self.state.collects {
            let words = self.collected.pop().unwrap_or_default();
            if let Goes::Letters(what) = self.state.goes {
                self.collected_all(what, &words)?;
            }
        }
        let Some(state) = self.stack.pop() else { return Ok(true) };
        self.state = State { fresh: false, optional: false, ..state };
        // What stands behind the document is none of it.
        Ok(self.stack.is_empty() && self.depth == 0)
    }

    /// Writes the letters whose bytes are complete.
    fn settle(&mut self) -> Result<(), Unreadable> {
        let letters = self.decoder.take(self.state.letters.font);
        if letters.is_empty() { Ok(()) } else { self.letters(&letters) }
    }

    fn sign(&mut self, sign: u8) -> Result<(), Unreadable> {
        if self.decoder.passes() {
            return Ok(());
        }
        self.settle()?;
        self.state.fresh = false;
        match sign {
            b'~' => self.letters("\u{a0}"),
            b'_' => self.letters("\u{2011}"),
            b'{' | b'}' | b'\\' => self.letters(char::from(sign).encode_utf8(&mut [0; 4])),
            b'\n' | b'\r' => self.end_paragraph(),
            _ => Ok(()),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Unreadable> {
        if word != "u" && self.decoder.passes() {
            return Ok(());
        }
        self.settle()?;
        let fresh = std::mem::take(&mut self.state.fresh);
        let optional = std::mem::take(&mut self.state.optional);
        if self.state.goes == Goes::Nowhere && word != "ud" {
            return Ok(());
        }
        if (fresh || optional) && self.destination(word)? {
            return Ok(());
        }
        if optional {
            self.state.goes = Goes::Nowhere;
            return Ok(());
        }
        if let Some(letter) = named(word) {
            return self.letters(letter);
        }
        match word {
            "u" => match self.decoder.number(number.unwrap_or(0), self.state.stand_ins) {
                Some(letter) => self.letters(letter.encode_utf8(&mut [0; 4])),
                None => Ok(()),
            },
            "uc" => {
                self.state.stand_ins = u32::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
                Ok(())
            }
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" => {
                if self.state.goes == Goes::Text {
                    self.flow.line_break();
                }
                Ok(())
            }
            "cell" => self.end_cell(),
            "nestcell" | "nestrow" => self.letters(" "),
            "row" => {
                self.table.row += 1;
                self.table.column = 0;
                Ok(())
            }
            _ => {
                self.property(word, number);
                Ok(())
            }
        }
    }

    /// Sets what holds for letters, paragraphs and tables.
    fn property(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let letters = &mut self.state.letters;
        let paragraph = &mut self.state.paragraph;
        let author = usize::try_from(value).unwrap_or(0);
        match word {
            "plain" => *letters = Letters { font: letters.font, ..Letters::default() },
            "f" => letters.font = value,
            "b" => letters.bold = on,
            "i" => letters.italic = on,
            "strike" | "striked" => letters.strike = on,
            "v" => letters.hidden = on,
            "super" | "up" => letters.raised = i32::from(on),
            "sub" | "dn" => letters.raised = -i32::from(on),
            "nosupersub" => letters.raised = 0,
            "revised" => letters.inserted = on.then(|| letters.inserted.unwrap_or_default()),
            "revauth" => letters.inserted.get_or_insert_default().author = author,
            "revdttm" => letters.inserted.get_or_insert_default().minute = value,
            "deleted" => letters.deleted = on.then(|| letters.deleted.unwrap_or_default()),
            "revauthdel" => letters.deleted.get_or_insert_default().author = author,
            "revdttmdel" => letters.deleted.get_or_insert_default().minute = value,
            "pard" => *paragraph = Paragraph::default(),
            "s" => paragraph.style = Some(value),
            "outlinelevel" => paragraph.outline = u8::try_from(value).ok(),
            "ilvl" => paragraph.level = u8::try_from(value).unwrap_or(0).min(8),
            "intbl" => paragraph.in_table = on,
            "rtlpar" => paragraph.rtl = true,
            "ltrpar" => paragraph.rtl = false,
            "trowd" => self.table.header = false,
            "trhdr" => self.table.header = true,
            "deff" => letters.font = value,
            "ansicpg" => self.decoder.set_page(value),
            "mac" => self.decoder.set_page(10000),
            "fcharset" => self.decoder.set_font(letters.font, value),
            _ => {}
        }
    }

    /// Takes letters to where the group says.
    fn letters(&mut self, words: &str) -> Result<(), Unreadable> {
        match self.state.goes {
            Goes::Nowhere | Goes::Twin => Ok(()),
            Goes::Letters(_) => {
                if let Some(collected) = self.collected.last_mut().filter(|collected| collected.len() < 4 * MAX_NOTE) {
                    collected.push_str(words);
                }
                Ok(())
            }
            Goes::Text => self.write(words),
        }
    }

    fn write(&mut self, words: &str) -> Result<(), Unreadable> {
        let letters = self.state.letters;
        if letters.hidden {
            self.flow.hide(words);
            return Ok(());
        }
        self.begin_paragraph()?;
        if let Some(deleted) = letters.deleted {
            let hand = self.hand(deleted);
            return self.flow.deletion(hand, words);
        }
        if self.inserting.map(|(_, tracked)| tracked) != letters.inserted {
            self.end_insertion();
            if let Some(inserted) = letters.inserted {
                let number = self.flow.insertion(self.hand(inserted))?;
                self.inserting = Some((number, inserted));
            }
        }
        let link = self.links.iter().rev().find_map(Option::as_ref);
        self.flow.mark(self.state.marks(link));
        self.flow.write(words);
        self.flow.mark(Vec::new());
        Ok(())
    }

    fn end_insertion(&mut self) {
        if let Some((number, tracked)) = self.inserting.take() {
            let hand = self.hand(tracked);
            self.flow.end_insertion(number, hand);
        }
    }

    fn hand(&self, tracked: Tracked) -> Hand {
        let author = self.revisers.get(tracked.author).map(String::as_str);
        Hand::new(author.filter(|author| *author != "Unknown"), moment(tracked.minute).as_deref())
    }

    pub(super) fn add_reviser(&mut self, name: &str) {
        self.revisers.push(name.trim_end_matches(';').trim().to_owned());
    }

    pub(super) fn set_item(&mut self, sign: &str) {
        let digits: String = sign.trim().chars().take_while(char::is_ascii_digit).collect();
        self.item = Some(digits.parse().ok());
    }

    /// Begins a paragraph with the first of its letters, when all that it is has been said.
    pub(super) fn begin_paragraph(&mut self) -> Result<(), Unreadable> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let Paragraph { style, outline, level, in_table, rtl } = self.state.paragraph;
        if in_table && self.cell.is_none() {
            self.flow.flush()?;
            self.cell = Some(self.flow.open_cell());
        } else if !in_table {
            self.end_table()?;
        }
        let styled = style.and_then(|style| self.styles.get(&style)).copied();
        let outlined = outline.filter(|level| *level < 9).map(|level| (BlockKind::Heading, (level + 1).min(6)));
        let item = self.item.take();
        let shape = match (outlined.or(styled), item) {
            (Some((kind, level)), _) => Shape::of(kind, level),
            (None, Some(ordinal)) => Shape { ordinal, ..Shape::of(BlockKind::ListItem, level) },
            (None, None) => Shape::PLAIN,
        };
        self.flow.paragraph(Shape { rtl, ..shape })
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), Unreadable> {
        if self.state.goes != Goes::Text {
            return self.letters("\n");
        }
        // The end of a paragraph may itself be struck.
        if self.state.letters.deleted.is_some() && self.begun {
            return Ok(());
        }
        self.end_insertion();
        self.flow.flush()?;
        self.begun = false;
        self.item = None;
        if self.cell.is_none() { self.write_boxes() } else { Ok(()) }
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        if self.state.goes != Goes::Text {
            return Ok(());
        }
        self.end_insertion();
        self.begun = false;
        self.item = None;
        let draft = match self.cell.take() {
            Some(kept) => self.flow.close_cell(kept),
            None => Draft::line(),
        };
        if self.table.column < MAX_COLUMNS {
            self.table.cells.push((draft, self.table.row, self.table.column, self.table.header));
            self.table.column += 1;
        }
        Ok(())
    }

    /// Writes the table whose last row was read.
    pub(super) fn end_table(&mut self) -> Result<(), Unreadable> {
        if let Some(kept) = self.cell.take() {
            let draft = self.flow.close_cell(kept);
            self.table.cells.push((draft, self.table.row, self.table.column, false));
        }
        let Table { cells, .. } = std::mem::take(&mut self.table);
        let narrow = cells.iter().all(|(_, _, column, _)| *column == 0);
        if cells.is_empty() {
            return Ok(());
        }
        if narrow {
            return self.flow.lines(cells.into_iter().map(|(cell, ..)| cell));
        }
        self.flow.table(cells)
    }

    /// Ends the walk; what was said of the document, its encoding, and what a person should know.
    pub(super) fn finish(mut self) -> Result<(Info, String, Vec<Warning>), Unreadable> {
        self.end_insertion();
        self.flow.flush()?;
        self.end_table()?;
        Ok((self.info, self.decoder.charset(), self.flow.finish()?))
    }

    /// What a style of this name is.
    pub(super) fn add_style(&mut self, name: &str) {
        let Paragraph { style, outline, .. } = self.state.paragraph;
        let outlined = outline.filter(|level| *level < 9).map(|level| (BlockKind::Heading, (level + 1).min(6)));
        if let Some(kind) = meaning(name.trim_end_matches(';')).or(outlined) {
            self.styles.insert(style.unwrap_or(0), kind);
        }
    }
}

/// Letters that have a word of their own.
fn named(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "emdash" => "\u{2014}",
        "endash" => "\u{2013}",
        "lquote" => "\u{2018}",
        "rquote" => "\u{2019}",
        "ldblquote" => "\u{201c}",
        "rdblquote" => "\u{201d}",
        "bullet" => "\u{2022}",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}
