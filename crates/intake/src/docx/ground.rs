//! Where in the markup of a document something may be put, so that it stands
//! before or behind a letter of the text.
//!
//! Between the elements of a paragraph, or within a run that is parted for it.
//! What is computed, controlled or drawn (simple and other fields, content
//! controls, text boxes, formulas) is not parted: there the place is before or
//! behind all of it. The letters of a note stand at its sign.

use super::trail::{Piece, Trail};
use crate::draft::UNCOUNTED;
use crate::xml::{Id, Place, ROOT, Xml};
use std::collections::HashSet;
use std::ops::Range;

/// A place between two letters; places compare in the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    /// The byte at which it is, or at which the element begins in whose letters it is.
    pub(super) at: usize,
    /// How many letters of that element stand before it.
    pub(super) letters: usize,
    /// The run that has to be parted there; none between elements.
    pub(super) run: Option<Id>,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub(super) before: Cut,
    pub(super) behind: Cut,
    /// Paragraph and run, if it stands in nothing else and may be struck.
    bare: Option<(Id, Id)>,
}

/// Letters of one run that may be struck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Struck {
    pub(super) run: Id,
    pub(super) from: Cut,
    pub(super) to: Cut,
}

/// The markup of a document, and what the reader met in it.
pub(super) struct Ground<'a> {
    pub(super) xml: &'a Xml,
    trail: &'a Trail,
    numbers: &'a [u32],
    parents: Vec<Id>,
    met: HashSet<Id>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(xml: &'a Xml, trail: &'a Trail, numbers: &'a [u32]) -> Self {
        let mut parents = vec![ROOT; xml.count()];
        for id in 0..u32::try_from(xml.count()).unwrap_or(0) {
            for child in xml.children(id) {
                if let Some(parent) = parents.get_mut(child as usize) {
                    *parent = id;
                }
            }
        }
        let met = trail.pieces().iter().map(|piece| piece.id).collect();
        Self { xml, trail, numbers, parents, met }
    }

    /// Before and behind all letters of a span that came from the document; if
    /// none of them did, the letter next to the span.
    pub(super) fn around(&self, span: Range<u32>) -> Option<(Cut, Cut)> {
        let Some((first, last)) = self.ends_within(span.clone()) else {
            let before = (0..span.start).rev().find_map(|at| self.stand(at));
            let beside = before.or_else(|| (span.end..self.length()).find_map(|at| self.stand(at)))?;
            return Some((beside.before, beside.behind));
        };
        if first.before <= last.before {
            return Some((first.before, last.behind.max(first.behind)));
        }
        // It goes on in a note, whose sign stands before what was said last.
        let stands = span.filter_map(|at| self.stand(at));
        let widest = |(before, behind): (Cut, Cut), stand: Stand| (before.min(stand.before), behind.max(stand.behind));
        Some(stands.fold((last.before, first.behind), widest))
    }

    fn ends_within(&self, span: Range<u32>) -> Option<(Stand, Stand)> {
        let first = span.clone().find_map(|at| self.stand(at))?;
        Some((first, span.rev().find_map(|at| self.stand(at))?))
    }

    fn length(&self) -> u32 {
        u32::try_from(self.numbers.len()).unwrap_or(u32::MAX)
    }

    /// Where the letter at an offset of the text stands; `None` for white space between letters.
    fn stand(&self, at: u32) -> Option<Stand> {
        let number = *self.numbers.get(at as usize)?;
        if number == UNCOUNTED {
            return None;
        }
        let (piece, nth) = self.trail.find(number)?;
        self.in_field(piece).or_else(|| self.at(piece.id, nth as usize, piece.field.is_none()))
    }

    /// Before and behind the field whose result a letter is, if the field is of this paragraph alone.
    fn in_field(&self, piece: Piece) -> Option<Stand> {
        let (begin, end) = self.trail.field(piece.field?)?;
        let paragraph = |id| self.path(id).and_then(|path| path.last().copied());
        let here = paragraph(piece.id)?;
        if paragraph(begin)? != here || paragraph(end)? != here {
            return None;
        }
        let (begin, end) = (self.at(begin, 0, false)?, self.at(end, 0, false)?);
        Some(Stand { before: begin.before, behind: end.behind, bare: None })
    }

    /// The elements from one up to the outermost paragraph that it stands in.
    fn path(&self, id: Id) -> Option<Vec<Id>> {
        let mut path = Vec::new();
        let mut outermost = 0;
        let mut next = id;
        while next != ROOT {
            path.push(next);
            if self.xml.name(next) == "w:p" {
                outermost = path.len();
            }
            next = *self.parents.get(next as usize)?;
        }
        path.truncate(outermost);
        (outermost > 0).then_some(path)
    }

    /// Where a letter of an element stands.
    fn at(&self, id: Id, nth: usize, may_be_bare: bool) -> Option<Stand> {
        let path = self.path(id)?;
        let mut steps = path.iter().rev().copied();
        let paragraph = steps.next()?;
        let mut is_bare = may_be_bare && !self.is_tracked(paragraph);
        while let Some(step) = steps.next() {
            match self.xml.name(step) {
                "w:hyperlink" | "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                    is_bare = false;
                }
                "w:r" => {
                    let child = steps.next()?;
                    let letters = (child == id && self.xml.name(child) == "w:t").then_some(nth);
                    let bare = (is_bare && child == id).then_some((paragraph, step));
                    return self.in_run(step, child, letters, bare);
                }
                _ => {
                    let place = self.xml.place(step)?;
                    let beside = |at| Cut { at, letters: 0, run: None };
                    return Some(Stand { before: beside(place.start), behind: beside(place.end), bare: None });
                }
            }
        }
        None
    }

    /// Whether a paragraph as a whole was put in while changes were tracked.
    fn is_tracked(&self, paragraph: Id) -> bool {
        let mut next = paragraph;
        while next != ROOT {
            if matches!(self.xml.name(next), "w:ins" | "w:moveTo") {
                return true;
            }
            next = self.parents.get(next as usize).copied().unwrap_or(ROOT);
        }
        false
    }

    fn in_run(&self, run: Id, child: Id, nth: Option<usize>, bare: Option<(Id, Id)>) -> Option<Stand> {
        let content = self.content(run);
        let nth_child = content.iter().position(|id| *id == child)?;
        let place = self.xml.place(run)?;
        let before = match (nth_child, nth.unwrap_or(0)) {
            (0, 0) => Cut { at: place.start, letters: 0, run: None },
            (_, letters) => Cut { at: self.xml.place(child)?.start, letters, run: Some(run) },
        };
        let letters = nth.map(|nth| nth + 1).filter(|behind| *behind < self.xml.letters(child).chars().count());
        let behind = match (letters, content.get(nth_child + 1)) {
            (Some(letters), _) => Cut { at: self.xml.place(child)?.start, letters, run: Some(run) },
            (None, Some(next)) => Cut { at: self.xml.place(*next)?.start, letters: 0, run: Some(run) },
            (None, None) => Cut { at: place.end, letters: 0, run: None },
        };
        Some(Stand { before, behind, bare })
    }

    /// What is in a run besides its properties.
    pub(super) fn content(&self, run: Id) -> Vec<Id> {
        let is_content = |id: &Id| !matches!(self.xml.name(*id), "w:rPr" | "");
        self.xml.children(run).filter(is_content).collect()
    }

    /// Where the content of a run begins, and where it ends.
    pub(super) fn bounds(&self, run: Id) -> Option<(Cut, Cut)> {
        let Place { inside, close, .. } = self.xml.place(run)?;
        let properties = self.xml.child(run, "w:rPr").and_then(|id| self.xml.place(id));
        let cut = |at| Cut { at, letters: 0, run: Some(run) };
        Some((cut(properties.map_or(inside, |place| place.end)), cut(close)))
    }

    /// What is to be struck for a span, run by run: nothing unless all of it is
    /// plain words of one paragraph, with nothing between them.
    pub(super) fn struck(&self, span: Range<u32>) -> Option<(Vec<Struck>, Cut)> {
        let (first, last) = self.ends_within(span)?;
        let ((paragraph, from), (same, to)) = (first.bare?, last.bare?);
        if paragraph != same {
            return None;
        }
        let mut struck = Vec::new();
        let mut is_in = false;
        for id in self.xml.children(paragraph) {
            is_in = is_in || id == from;
            if !is_in {
                continue;
            }
            match self.xml.name(id) {
                "w:r" => struck.extend(self.struck_in(id, first.before, last.behind)?),
                "" | "w:commentRangeStart" | "w:commentRangeEnd" => {}
                _ => return None,
            }
            if id == to {
                return Some((struck, last.behind));
            }
        }
        None
    }

    /// The part of a run between two places; the whole run if they are not in it.
    fn struck_in(&self, run: Id, from: Cut, to: Cut) -> Option<Option<Struck>> {
        let (first, last) = self.bounds(run)?;
        let from = if from.run == Some(run) { from } else { first };
        let to = if to.run == Some(run) { to } else { last };
        let mut is_empty = true;
        for id in self.content(run) {
            let place = self.xml.place(id)?;
            let is_in = place.end > from.at && (place.start, 0) < (to.at, to.letters);
            match self.xml.name(id) {
                _ if !is_in => {}
                "w:t" | "w:tab" | "w:noBreakHyphen" if self.met.contains(&id) => is_empty = false,
                "w:br" | "w:cr" if self.xml.attribute(id, "w:type").is_none() => is_empty = false,
                // The sign of a comment stays where it is.
                "w:commentReference" => {}
                // An empty text is no letter that anybody hid.
                "w:t" if self.xml.letters(id).is_empty() => {}
                _ => return None,
            }
        }
        let has_sign = self.content(run).iter().any(|id| self.xml.name(*id) == "w:commentReference");
        match (is_empty, has_sign) {
            (true, _) => Some(None),
            // Words and a sign in one run: the sign would go with them.
            (false, true) => None,
            (false, false) => Some(Some(Struck { run, from, to })),
        }
    }
}
