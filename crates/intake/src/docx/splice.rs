//! Puts marks between the letters of a document and strikes words in it.
//!
//! Every byte that stands beside them is copied as it is. Only a run in which
//! something begins or ends is written anew, in parts, each with the properties
//! of the whole.

use super::ground::{Cut, Ground, Struck};
use super::remark::escaped;
use crate::xml::{Id, Place};
use std::collections::{BTreeMap, BTreeSet};

/// What XML takes for white space.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// What comes to stand at one place, in this order.
#[derive(Debug, Default)]
struct Here {
    /// Words that come in the place of struck ones.
    come: String,
    ends: String,
    begins: String,
}

/// All that is to be put into a document.
pub(super) struct Splice<'a> {
    ground: &'a Ground<'a>,
    source: &'a str,
    /// The prefix of the document's own elements.
    prefix: &'a str,
    here: BTreeMap<Cut, Here>,
    struck: BTreeMap<Id, Vec<(Cut, Cut, String)>>,
}

impl<'a> Splice<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, source: &'a str, prefix: &'a str) -> Self {
        Self { ground, source, prefix, here: BTreeMap::new(), struck: BTreeMap::new() }
    }

    /// Lets something begin at a place.
    pub(super) fn begin(&mut self, at: Cut, markup: &str) {
        self.here.entry(at).or_default().begins.push_str(markup);
    }

    /// Lets something end at a place.
    pub(super) fn end(&mut self, at: Cut, markup: &str) {
        self.here.entry(at).or_default().ends.push_str(markup);
    }

    /// Puts words at a place, before all that ends there.
    pub(super) fn put(&mut self, at: Cut, markup: &str) {
        self.here.entry(at).or_default().come.push_str(markup);
    }

    /// Strikes words; `tag` is how the element begins that says so.
    pub(super) fn strike(&mut self, struck: Struck, tag: String) {
        self.struck.entry(struck.run).or_default().push((struck.from, struck.to, tag));
    }

    /// The properties that a run has, without what says that they were changed.
    pub(super) fn properties(&self, run: Id) -> String {
        let raw = self.raw_properties(run).unwrap_or_default();
        let (begins, ends) = (format!("<{}:rPrChange", self.prefix), format!("</{}:rPrChange>", self.prefix));
        match (raw.find(&begins), raw.find(&ends)) {
            (Some(begin), Some(end)) => {
                let behind = raw.get(end + ends.len()..).unwrap_or_default();
                raw.get(..begin).unwrap_or_default().to_owned() + behind
            }
            (None, None) => raw.to_owned(),
            (Some(_), None) | (None, Some(_)) => String::new(),
        }
    }

    fn raw_properties(&self, run: Id) -> Option<&'a str> {
        let properties = self.ground.xml.child(run, "w:rPr").and_then(|id| self.ground.xml.place(id));
        properties.map_or(Some(""), |place| self.source.get(place.start..place.end))
    }

    /// The document with all of it.
    pub(super) fn finish(mut self) -> Option<String> {
        for cuts in self.struck.values_mut() {
            cuts.sort_by_key(|(from, ..)| *from);
        }
        let parted = self.here.keys().filter_map(|cut| cut.run).chain(self.struck.keys().copied());
        let mut runs: Vec<(Place, Id)> = parted
            .collect::<BTreeSet<Id>>()
            .into_iter()
            .filter_map(|id| Some((self.ground.xml.place(id)?, id)))
            .collect();
        runs.sort_by_key(|(place, _)| place.start);
        let mut made = String::with_capacity(self.source.len() + self.source.len() / 8);
        let mut at = 0;
        let mut between = self.here.iter().filter(|(cut, _)| cut.run.is_none()).peekable();
        for (place, run) in runs {
            while let Some((cut, here)) = between.next_if(|(cut, _)| cut.at <= place.start) {
                made.push_str(self.source.get(at..cut.at)?);
                here.write(&mut made);
                at = cut.at;
            }
            made.push_str(self.source.get(at..place.start)?);
            self.run(run, place, &mut made)?;
            at = place.end;
        }
        for (cut, here) in between {
            made.push_str(self.source.get(at..cut.at)?);
            here.write(&mut made);
            at = cut.at;
        }
        made.push_str(self.source.get(at..)?);
        Some(made)
    }

    /// Writes a run in its parts.
    fn run(&self, run: Id, place: Place, made: &mut String) -> Option<()> {
        let none = Vec::new();
        let struck = self.struck.get(&run).unwrap_or(&none);
        let (first, last) = self.ground.bounds(run)?;
        let content = self.ground.content(run);
        let marks: BTreeMap<Cut, &Here> = self
            .here
            .range(first..=last.max(first))
            .filter(|(cut, _)| cut.run == Some(run))
            .map(|(cut, here)| (*cut, here))
            .collect();
        let mut cuts: BTreeSet<Cut> = marks.keys().copied().chain([first, last]).collect();
        cuts.extend(struck.iter().flat_map(|(from, to, _)| [*from, *to]));
        let cuts: Vec<Cut> = cuts.into_iter().collect();
        let opening = self.source.get(place.start..place.inside)?;
        let closing = self.source.get(place.close..place.end)?;
        let properties = self.raw_properties(run)?;
        // A mark within struck words stands within their element: a change must not be told twice.
        let mut open = None;
        for pair in cuts.windows(2) {
            let [from, to] = pair else { return None };
            let change = struck.iter().position(|(begin, end, _)| begin <= from && to <= end);
            if open.is_some() && open != change {
                made.extend(["</", self.prefix, ":del>"]);
                open = None;
            }
            if let Some(here) = marks.get(from) {
                here.write(made);
            }
            let words = self.part(&content, *from, *to, change.is_some())?;
            if words.trim_matches(BLANK).is_empty() {
                continue;
            }
            if let (None, Some((.., tag))) = (open, change.and_then(|n| struck.get(n))) {
                made.push_str(tag);
                open = change;
            }
            made.extend([opening, properties, &words, closing]);
        }
        if open.is_some() {
            made.extend(["</", self.prefix, ":del>"]);
        }
        marks.get(&last).into_iter().for_each(|here| here.write(made));
        Some(())
    }

    /// What stands in a run between two places.
    fn part(&self, content: &[Id], from: Cut, to: Cut, is_struck: bool) -> Option<String> {
        let mut part = String::new();
        let mut at = from.at;
        for id in content {
            let place = self.ground.xml.place(*id)?;
            if place.start < from.at || (place.start, 0) >= (to.at, to.letters) {
                continue;
            }
            let begin = if place.start == from.at { from.letters } else { 0 };
            let end = (place.start == to.at).then_some(to.letters);
            part.push_str(self.source.get(at.min(place.start)..place.start)?);
            let is_text = self.ground.xml.name(*id) == "w:t";
            if is_text && (is_struck || begin > 0 || end.is_some()) {
                self.text(*id, begin, end, is_struck, &mut part);
            } else {
                part.push_str(self.source.get(place.start..place.end)?);
            }
            at = place.end;
        }
        part.push_str(self.source.get(at..to.at.max(at))?);
        Some(part)
    }

    /// Letters of a text. White space at its ends that the document does not
    /// keep is written so that it is not kept here either.
    fn text(&self, id: Id, begin: usize, end: Option<usize>, is_struck: bool, part: &mut String) {
        let letters: Vec<char> = self.ground.xml.letters(id).chars().map(legal).collect();
        let count = letters.len();
        let (mut first, mut last) = (0, count);
        if self.ground.xml.attribute(id, "xml:space") != Some("preserve") {
            first = letters.iter().take_while(|letter| BLANK.contains(letter)).count();
            last = count - letters.iter().rev().take_while(|letter| BLANK.contains(letter)).count();
            last = last.max(first);
        }
        let end = end.unwrap_or(count).min(count);
        let name = if is_struck { "delText" } else { "t" };
        let p = self.prefix;
        for (from, to, keeps) in [(0, first, false), (first, last, true), (last, count, false)] {
            let words = letters.get(from.max(begin)..to.min(end).max(from.max(begin))).unwrap_or_default();
            if words.is_empty() {
                continue;
            }
            let words: String = words.iter().filter(|letter| **letter != '\0').collect();
            let space = if keeps { r#" xml:space="preserve""# } else { "" };
            part.push_str(&format!("<{p}:{name}{space}>{}</{p}:{name}>", escaped(&words)));
        }
    }
}

/// What XML has no sign for, and the reader no letter: white space, or nothing (`'\0'`).
fn legal(letter: char) -> char {
    match letter {
        '\u{b}' | '\u{c}' => ' ',
        '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}' => '\0',
        _ => letter,
    }
}

impl Here {
    fn write(&self, made: &mut String) {
        made.extend([self.come.as_str(), &self.ends, &self.begins]);
    }
}
