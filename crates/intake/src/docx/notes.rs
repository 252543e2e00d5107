//! What hangs on the text of a document: comments, footnotes, endnotes.
//!
//! Which there are and where their words stand. `walk` meets their references.

use super::Part;
use crate::flow::{Flow, Hand};
use crate::unreadable::Unreadable;
use crate::xml::{Id, Xml};
use claimdesk_core::model::NoteKind;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// The notes at the foot of pages, or those at the end.
struct Feet {
    part: Option<Rc<Part>>,
    places: HashMap<String, Id>,
    met: HashSet<String>,
    count: u32,
    queue: VecDeque<Foot>,
}

/// A note whose reference was met.
pub(super) struct Foot {
    pub(super) part: Rc<Part>,
    pub(super) place: Id,
    pub(super) number: usize,
    /// The sign in the text that refers to it.
    pub(super) sign: Id,
    pub(super) ordinal: Option<u32>,
}

impl Feet {
    fn read(part: Option<Part>, root: &str, name: &str) -> Self {
        let mut places = HashMap::new();
        if let Some(Part { xml, .. }) = &part
            && let Some(all) = xml.at(&[root])
        {
            for note in xml.children(all).filter(|id| xml.name(*id) == name) {
                // Others are the lines between text and notes.
                let is_note = matches!(xml.attribute(note, "w:type"), None | Some("normal"));
                if let Some(id) = xml.attribute(note, "w:id").filter(|_| is_note) {
                    places.insert(id.to_owned(), note);
                }
            }
        }
        Self { part: part.map(Rc::new), places, met: HashSet::new(), count: 0, queue: VecDeque::new() }
    }
}

/// All that hangs on a document.
pub(super) struct Notes {
    comments: Option<Part>,
    threads: Option<Part>,
    footnotes: Feet,
    endnotes: Feet,
    /// The comments' numbers by their ids.
    numbers: HashMap<String, usize>,
    /// Comments that have a range; the others hang at their sign.
    ranged: HashSet<String>,
}

impl Notes {
    pub(super) fn read(
        comments: Option<Part>,
        threads: Option<Part>,
        footnotes: Option<Part>,
        endnotes: Option<Part>,
    ) -> Self {
        Self {
            comments,
            threads,
            footnotes: Feet::read(footnotes, "w:footnotes", "w:footnote"),
            endnotes: Feet::read(endnotes, "w:endnotes", "w:endnote"),
            numbers: HashMap::new(),
            ranged: HashSet::new(),
        }
    }

    /// Takes all comments in.
    pub(super) fn register(&mut self, flow: &mut Flow<'_>) -> Result<(), Unreadable> {
        let Some(Part { xml, .. }) = &self.comments else { return Ok(()) };
        let Some(all) = xml.at(&["w:comments"]) else { return Ok(()) };
        // Answers name a paragraph of what they answer.
        let mut by_paragraph = HashMap::new();
        let mut paragraphs_of = Vec::new();
        for comment in xml.children(all).filter(|id| xml.name(*id) == "w:comment") {
            let hand = hand(xml, comment);
            let number = flow.note(NoteKind::Comment, hand, &plain(xml, comment))?;
            if let Some(id) = xml.attribute(comment, "w:id") {
                self.numbers.insert(id.to_owned(), number);
            }
            for id in xml.below(comment).filter_map(|id| xml.attribute(id, "w14:paraId")) {
                by_paragraph.insert(id.to_owned(), number);
                paragraphs_of.push((id.to_owned(), number));
            }
        }
        let Some(Part { xml, .. }) = &self.threads else { return Ok(()) };
        let Some(all) = xml.at(&["w15:commentsEx"]) else { return Ok(()) };
        let parents: HashMap<_, _> = xml
            .children(all)
            .filter_map(|id| Some((xml.attribute(id, "w15:paraId")?, xml.attribute(id, "w15:paraIdParent")?)))
            .collect();
        for (paragraph, number) in paragraphs_of {
            let parent = parents.get(paragraph.as_str()).and_then(|parent| by_paragraph.get(*parent));
            if let (Some(parent), Some(note)) = (parent, flow.note_mut(number)) {
                note.answers = u32::try_from(*parent).ok().filter(|_| *parent != number);
            }
        }
        Ok(())
    }

    /// What an element in the text says about where a comment hangs.
    pub(super) fn comment(&mut self, xml: &Xml, id: Id, flow: &mut Flow<'_>) {
        let comment = xml.attribute(id, "w:id").unwrap_or_default();
        let Some(number) = self.numbers.get(comment).copied() else { return };
        match xml.name(id) {
            "w:commentRangeStart" => {
                self.ranged.insert(comment.to_owned());
                flow.begin(number);
            }
            "w:commentRangeEnd" => flow.end(number),
            _ if self.ranged.contains(comment) => {}
            _ => flow.hang(number),
        }
    }

    /// Meets the reference of a foot- or endnote, and its sign in the text itself.
    pub(super) fn reference(&mut self, xml: &Xml, (id, sign): (Id, Id), flow: &mut Flow<'_>) -> Result<(), Unreadable> {
        let end = xml.name(id) == "w:endnoteReference";
        let feet = if end { &mut self.endnotes } else { &mut self.footnotes };
        let note = xml.attribute(id, "w:id").unwrap_or_default();
        let (Some(part), Some(place)) = (&feet.part, feet.places.get(note).copied()) else {
            return Ok(());
        };
        // One note that several places refer to is one note.
        if !feet.met.insert(note.to_owned()) {
            return Ok(());
        }
        let own_sign = xml.attribute(id, "w:customMarkFollows").is_some_and(|stated| stated == "1" || stated == "true");
        let ordinal = (!own_sign).then(|| {
            feet.count += 1;
            feet.count
        });
        let part = Rc::clone(part);
        let kind = if end { NoteKind::Endnote } else { NoteKind::Footnote };
        let number = flow.note(kind, Hand::default(), "")?;
        if let Some(note) = flow.note_mut(number) {
            note.label = ordinal.map(|ordinal| ordinal.to_string());
        }
        flow.hang(number);
        feet.queue.push_back(Foot { part, place, number, sign, ordinal });
        Ok(())
    }

    /// The next note whose words are to be written.
    pub(super) fn next(&mut self) -> Option<Foot> {
        self.footnotes.queue.pop_front().or_else(|| self.endnotes.queue.pop_front())
    }
}

/// Who made a comment or tracked a change, and when.
pub(super) fn hand(xml: &Xml, id: Id) -> Hand {
    Hand::new(xml.attribute(id, "w:author"), xml.attribute(id, "w:date"))
}

/// The words below an element, one line for each paragraph; struck ones too where `w:del` is asked.
pub(super) fn plain(xml: &Xml, id: Id) -> String {
    let mut words = String::new();
    for node in xml.below(id) {
        match xml.name(node) {
            "w:t" => words.push_str(&xml.letters(node)),
            "w:p" if !words.is_empty() => words.push('\n'),
            "w:br" | "w:cr" => words.push('\n'),
            "w:tab" => words.push(' '),
            "w:noBreakHyphen" => words.push('\u{2011}'),
            _ => {}
        }
    }
    words
}

/// The words that were struck below an element, as one line.
pub(super) fn struck(xml: &Xml, id: Id) -> String {
    let mut words = String::new();
    for node in xml.below(id) {
        match xml.name(node) {
            "w:t" | "w:delText" => words.push_str(&xml.letters(node)),
            "w:p" if !words.is_empty() => words.push(' '),
            "w:br" | "w:cr" | "w:tab" => words.push(' '),
            "w:noBreakHyphen" => words.push('\u{2011}'),
            _ => {}
        }
    }
    words
}
