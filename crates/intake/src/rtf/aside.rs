//! What stands beside the text: which groups do, and what becomes of them.
//!
//! Foot- and endnotes and text boxes stand in the middle of a paragraph. Their
//! places are kept, and they are read when the paragraph, or the text, is over.

use super::state::{Collected, Goes, State, moment};
use super::tokens::{Token, Tokens};
use super::walk::Walker;
use crate::flow::Hand;
use crate::html::links::{Leads, resolve};
use crate::unreadable::Unreadable;
use claimdesk_core::model::NoteKind;
use std::collections::{HashMap, VecDeque};

/// A group to be read later.
#[derive(Clone, Debug)]
pub(super) struct Aside<'a> {
    tokens: Tokens<'a>,
    state: State,
    /// The note whose words they are, and the number that it shows; nothing for a text box.
    note: Option<(usize, u32)>,
    /// Inside how many others it stands.
    depth: u8,
}

/// How deep text boxes and notes may stand in one another; each level is read once more.
const DEEPEST: u8 = 4;

/// Foot- or endnotes: how many there were, and which are still to be read.
#[derive(Debug, Default)]
pub(super) struct Feet<'a> {
    count: u32,
    queue: VecDeque<Aside<'a>>,
}

/// The comments, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Comments {
    by_number: HashMap<String, usize>,
    author: String,
    written: Option<String>,
    number: String,
}

impl<'a> Walker<'a, '_> {
    /// Whether a word says what its group is; if so, that is set.
    pub(super) fn destination(&mut self, word: &str) -> Result<bool, Unreadable> {
        let goes = match word {
            "fonttbl" => Goes::Letters(Collected::FontName),
            "stylesheet" => Goes::Letters(Collected::StyleName),
            "title" => Goes::Letters(Collected::Title),
            "author" => Goes::Letters(Collected::Author),
            "revtbl" => Goes::Letters(Collected::Reviser),
            "fldinst" => Goes::Letters(Collected::FieldCode),
            "listtext" | "pntext" => Goes::Letters(Collected::ItemSign),
            "atnauthor" => Goes::Letters(Collected::CommentAuthor),
            "atndate" => Goes::Letters(Collected::CommentDate),
            "atnref" => Goes::Letters(Collected::CommentNumber),
            "atrfstart" => Goes::Letters(Collected::CommentStart),
            "atrfend" => Goes::Letters(Collected::CommentEnd),
            "annotation" => Goes::Letters(Collected::Comment),
            "upr" => Goes::Twin,
            "ud" => self.before_twin(),
            "footnote" => {
                self.footnote()?;
                return Ok(true);
            }
            "shptxt" | "dptxbxtext" => {
                if self.depth < DEEPEST {
                    let tokens = self.tokens.clone();
                    self.boxes.push_back(Aside { tokens, state: State::FIRST, note: None, depth: self.depth + 1 });
                }
                Goes::Nowhere
            }
            // These hold groups that matter.
            "shpinst" | "do" | "shp" | "info" | "field" | "fldrslt" => return Ok(true),
            "colortbl" | "pict" | "object" | "sp" | "shprslt" | "nonshppict" | "header" | "headerl" | "headerr"
            | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "xe" | "tc" | "rxe" | "themedata"
            | "datastore" | "filetbl" | "listtable" | "listoverridetable" | "rsidtbl" | "generator"
            | "nonesttables" | "bkmkstart" | "bkmkend" | "atnid" | "operator" | "creatim" | "revtim" | "printim"
            | "buptim" | "subject" | "keywords" | "comment" | "doccomm" | "company" | "manager" | "category"
            | "hlinkbase" => Goes::Nowhere,
            // Styles of letters alone stand in the same list.
            "cs" | "ts" if self.state.goes == Goes::Letters(Collected::StyleName) => Goes::Nowhere,
            _ => return Ok(false),
        };
        self.state.goes = goes;
        if matches!(goes, Goes::Letters(_)) && !self.state.collects {
            self.state.collects = true;
            self.collected.push(String::new());
        }
        Ok(true)
    }

    /// Where letters went before a group with a Unicode twin began.
    fn before_twin(&self) -> Goes {
        let twin = self.stack.iter().rposition(|state| state.goes == Goes::Twin);
        let outer = twin.and_then(|at| at.checked_sub(1)).and_then(|at| self.stack.get(at));
        outer.map_or(Goes::Nowhere, |state| state.goes)
    }

    fn footnote(&mut self) -> Result<(), Unreadable> {
        let goes = std::mem::replace(&mut self.state.goes, Goes::Nowhere);
        if goes != Goes::Text || self.depth >= DEEPEST {
            return Ok(());
        }
        self.begin_paragraph()?;
        let end = matches!(self.tokens.clone().next(), Some(Token::Word("ftnalt", _)));
        let kind = if end { NoteKind::Endnote } else { NoteKind::Footnote };
        let feet = if end { &mut self.endnotes } else { &mut self.footnotes };
        feet.count += 1;
        let ordinal = feet.count;
        let number = self.flow.note(kind, Hand::default(), "")?;
        if let Some(note) = self.flow.note_mut(number) {
            note.label = Some(ordinal.to_string());
        }
        self.flow.hang(number);
        let (tokens, note) = (self.tokens.clone(), Some((number, ordinal)));
        feet.queue.push_back(Aside { tokens, state: State::FIRST, note, depth: self.depth + 1 });
        Ok(())
    }

    /// Reads a group whose place was kept.
    fn read_aside(&mut self, aside: &Aside<'a>) -> Result<(), Unreadable> {
        let tokens = std::mem::replace(&mut self.tokens, aside.tokens.clone());
        let stack = std::mem::take(&mut self.stack);
        let links = std::mem::take(&mut self.links);
        let state = std::mem::replace(&mut self.state, aside.state);
        let depth = std::mem::replace(&mut self.depth, aside.depth);
        let collected = std::mem::take(&mut self.collected);
        let read = self.run().and_then(|()| {
            self.state = State::FIRST;
            self.end_paragraph()
        });
        (self.tokens, self.stack, self.links, self.state) = (tokens, stack, links, state);
        (self.depth, self.collected) = (depth, collected);
        read
    }

    /// Reads the text boxes that hung on the paragraph.
    pub(super) fn write_boxes(&mut self) -> Result<(), Unreadable> {
        while let Some(aside) = self.boxes.pop_front() {
            self.read_aside(&aside)?;
        }
        Ok(())
    }

    /// Reads what was kept for the end.
    pub(super) fn asides(&mut self) -> Result<(), Unreadable> {
        self.state = State::FIRST;
        self.end_paragraph()?;
        self.end_table()?;
        self.write_boxes()?;
        while let Some(aside) = self.footnotes.queue.pop_front().or_else(|| self.endnotes.queue.pop_front()) {
            let Some((number, ordinal)) = aside.note else { continue };
            let first = self.flow.begin_foot(Some(ordinal))?;
            let read = self.read_aside(&aside).and_then(|()| self.end_table());
            self.flow.end_foot(number, first)?;
            read?;
        }
        Ok(())
    }

    /// Takes what a group collected.
    pub(super) fn collected_all(&mut self, what: Collected, words: &str) -> Result<(), Unreadable> {
        match what {
            Collected::FontName => {}
            Collected::StyleName => self.add_style(words),
            Collected::Title => words.clone_into(&mut self.info.title),
            Collected::Author => words.clone_into(&mut self.info.author),
            Collected::Reviser => {
                if !words.is_empty() {
                    self.add_reviser(words);
                }
            }
            Collected::FieldCode => self.field(words),
            Collected::ItemSign => self.set_item(words),
            Collected::CommentAuthor => words.clone_into(&mut self.comments.author),
            Collected::CommentDate => {
                self.comments.written = words.trim().parse().ok().and_then(moment);
            }
            Collected::CommentNumber => words.trim().clone_into(&mut self.comments.number),
            Collected::CommentStart => {
                self.begin_paragraph()?;
                let number = self.flow.note(NoteKind::Comment, Hand::default(), "")?;
                self.comments.by_number.insert(words.trim().to_owned(), number);
                self.flow.begin(number);
            }
            Collected::CommentEnd => {
                if let Some(number) = self.comments.by_number.get(words.trim()) {
                    self.flow.end(*number);
                }
            }
            Collected::Comment => self.comment(words)?,
        }
        Ok(())
    }

    fn comment(&mut self, words: &str) -> Result<(), Unreadable> {
        let author = std::mem::take(&mut self.comments.author);
        let written = self.comments.written.take();
        let hand = Hand::new(Some(&author), written.as_deref());
        let began = self.comments.by_number.get(&std::mem::take(&mut self.comments.number)).copied();
        if let Some(number) = began {
            self.flow.fill(number, hand, words);
            return Ok(());
        }
        self.begin_paragraph()?;
        let number = self.flow.note(NoteKind::Comment, hand, words)?;
        self.flow.hang(number);
        Ok(())
    }

    /// A field that leads somewhere makes a link of its result, which is the next group.
    fn field(&mut self, code: &str) {
        let rest = code.trim_start().strip_prefix("HYPERLINK").and_then(|rest| rest.trim_start().strip_prefix('"'));
        let Some((address, _)) = rest.and_then(|rest| rest.split_once('"')) else { return };
        if let Leads::To(href) = resolve(address, None) {
            self.links.push(Some(href));
        }
    }
}
