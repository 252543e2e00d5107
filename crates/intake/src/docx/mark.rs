//! Remarks and tracked changes in a document of somebody else's.
//!
//! Places are found by the reader itself, on the text that it reads now; if that
//! is not the text on which they were made, nothing is written. What comes of it is
//! read once more: only a document whose text is what it must be is given back.

use super::ground::Ground;
use super::parts::Parts;
use super::remark::Hand;
use super::splice::Splice;
use super::trail::Trail;
use super::{Relations, Whole, is_looks, is_one, whole};
use crate::limits::{MAX_BYTES, MAX_REMARK_LETTERS, MAX_REMARKS};
use crate::packed::archive::{Archive, damaged};
use crate::unmarkable::Unmarkable;
use crate::unreadable::Unreadable;
use crate::xml::Xml;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::model::{Markup, NoteKind, Replacement};
use claimdesk_core::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A document into which something was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The DOCX, in Base64.
    pub docx: String,
    /// How many replacements stand in it as tracked changes. The others could not: remarks say them.
    pub tracked: u32,
}

impl Marked {
    /// The DOCX itself.
    ///
    /// # Errors
    ///
    /// If somebody else wrote this value, it may be no Base64.
    pub fn bytes(&self) -> Result<Vec<u8>, base64::DecodeError> {
        STANDARD.decode(&self.docx)
    }
}

/// Writes remarks and changes into a DOCX whose canonical text has this SHA-256.
///
/// # Errors
///
/// [`Unmarkable`] says why nothing was written.
pub fn mark(bytes: &[u8], text: &str, markup: &Markup) -> Result<Marked, Unmarkable> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unreadable::TooLarge { bytes: bytes.len() as u64, limit: MAX_BYTES }.into());
    }
    let mut archive = Archive::open(bytes)?;
    if !is_one(&archive) {
        return Err(Unmarkable::OtherFormat);
    }
    let package = Relations::of("", &mut archive)?;
    let place = package.main().to_owned();
    let part = archive.part(&place)?.ok_or_else(|| damaged("its text is missing"))?;
    let source = written(part)?;
    let (lead, source) = source.split_at(source.len() - source.trim_start_matches('\u{feff}').len());
    let document = Xml::parse_placed(source, is_looks)?;
    let whole = whole(&mut archive, &package, document, Trail::kept())?;
    if sha256(whole.intake.text.as_bytes()) != text {
        return Err(Unmarkable::Differs);
    }
    check(markup, whole.intake.code_points)?;
    let prefix = prefix(&whole.document.xml, &["w:document"], source)?;
    let parts = Parts::open(&mut archive, &place, &whole.relations, is_strict(source, &whole))?;
    let mut taken = BTreeSet::new();
    numbers(source, &mut taken);
    numbers(parts.comments(), &mut taken);
    let mut fresh = (1..).filter(|number| !taken.contains(number));
    let hand = Hand {
        prefix,
        markup,
        words_style: whole.styles.comment_words.as_deref(),
        sign_style: whole.styles.comment_sign.as_deref(),
    };
    let ground = Ground::new(&whole.document.xml, &whole.trail, &whole.numbers);
    let mut splice = Splice::new(&ground, source, prefix);
    let tracked = replace(&ground, &mut splice, &hand, &mut fresh);
    let comments = remark(&ground, &mut splice, &hand, &mut fresh);
    let made = splice.finish().ok_or_else(|| damaged("its elements lie over one another"))?;
    let document = (place, [lead, &made].concat().into_bytes());
    let changed = parts.finish(document, |prefix| {
        let hand = Hand { prefix, ..hand };
        comments.iter().map(|(number, nth)| hand.comment(*number, &markup.remarks[*nth])).collect()
    })?;
    let docx = archive.repacked(&changed)?;
    prove(&docx, &whole.intake.text, markup, &tracked)?;
    Ok(Marked { docx: STANDARD.encode(docx), tracked: u32::try_from(tracked.len()).unwrap_or(u32::MAX) })
}

/// Looks at what is to be written before anything is spent on it.
fn check(markup: &Markup, length: u32) -> Result<(), Unmarkable> {
    let count = markup.remarks.len() + markup.replacements.len();
    let words = markup.remarks.iter().flat_map(|remark| &remark.lines).flat_map(|line| &line.words);
    let said: usize = words.map(|words| words.text.len()).sum();
    let come: usize = markup.replacements.iter().map(|replacement| replacement.new.len()).sum();
    let counted =
        [("remarks and changes", count, MAX_REMARKS), ("letters in remarks", said + come, MAX_REMARK_LETTERS)];
    if let Some((what, _, limit)) = counted.into_iter().find(|(_, count, limit)| count > limit) {
        return Err(Unmarkable::TooMuch { what: what.to_owned(), limit: limit as u64 });
    }
    let spans = markup.remarks.iter().map(|remark| (remark.start, remark.end));
    let mut replaced: Vec<(u32, u32)> = markup.replacements.iter().map(|one| (one.start, one.end)).collect();
    if let Some((start, end)) = spans.chain(replaced.iter().copied()).find(|(start, end)| start >= end || *end > length)
    {
        return Err(Unmarkable::Place { start, end });
    }
    replaced.sort_unstable();
    let twice = replaced.windows(2).find(|pair| matches!(pair, [(_, end), (start, _)] if end > start));
    match twice {
        Some([_, (start, end)]) => Err(Unmarkable::Place { start: *start, end: *end }),
        _ => Ok(()),
    }
}

/// Tracks the replacements that can be tracked, and gives them back.
fn replace<'m>(
    ground: &Ground<'_>,
    splice: &mut Splice<'_>,
    hand: &Hand<'m>,
    fresh: &mut impl Iterator<Item = u32>,
) -> Vec<&'m Replacement> {
    let mut tracked = Vec::new();
    for replacement in &hand.markup.replacements {
        let Some((struck, behind)) = ground.struck(replacement.start..replacement.end) else { continue };
        let Some(last) = struck.last().map(|last| last.run) else { continue };
        for (one, number) in struck.into_iter().zip(&mut *fresh) {
            splice.strike(one, hand.strike(number));
        }
        if !replacement.new.is_empty()
            && let Some(number) = fresh.next()
        {
            splice.put(behind, &hand.come(number, &splice.properties(last), &replacement.new));
        }
        tracked.push(replacement);
    }
    tracked
}

/// Puts the remarks in their places: the number of each comment, and which remark it is.
fn remark(
    ground: &Ground<'_>,
    splice: &mut Splice<'_>,
    hand: &Hand<'_>,
    fresh: &mut impl Iterator<Item = u32>,
) -> Vec<(u32, usize)> {
    let mut comments = Vec::new();
    for (nth, remark) in hand.markup.remarks.iter().enumerate() {
        let Some((before, behind)) = ground.around(remark.start..remark.end) else { continue };
        let Some(number) = fresh.next() else { break };
        splice.begin(before, &hand.begin(number));
        splice.end(behind, &hand.end(number));
        comments.push((number, nth));
    }
    comments
}

/// The markup of a part.
pub(super) fn written(part: Vec<u8>) -> Result<String, Unmarkable> {
    String::from_utf8(part).map_err(|_| Unmarkable::Closed { what: "it is not UTF-8".to_owned() })
}

/// The prefix of an element's name, as the document itself writes it.
pub(super) fn prefix<'s>(xml: &Xml, path: &[&str], source: &'s str) -> Result<&'s str, Unmarkable> {
    let place = xml.at(path).and_then(|id| xml.place(id));
    let tag = place.and_then(|place| source.get(place.start + 1..place.inside)).unwrap_or_default();
    let name = tag.split(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).next();
    match name.and_then(|name| name.split_once(':')) {
        Some((prefix, _)) => Ok(prefix),
        None => Err(Unmarkable::Closed { what: "its elements have no prefix".to_owned() }),
    }
}

/// Whether the document is of the strict kind, whose names are others.
fn is_strict(source: &str, whole: &Whole) -> bool {
    let xml = &whole.document.xml;
    let place = xml.at(&["w:document"]).and_then(|id| xml.place(id));
    let tag = place.and_then(|place| source.get(place.start..place.inside)).unwrap_or_default();
    tag.contains("http://purl.oclc.org/ooxml/wordprocessingml/main")
}

/// The numbers by which things are named in a part.
fn numbers(source: &str, taken: &mut BTreeSet<u32>) {
    for (at, name) in source.match_indices(":id=") {
        let rest = source.get(at + name.len() + 1..).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        taken.extend(rest.get(..digits).and_then(|digits| digits.parse::<u32>().ok()));
    }
}

/// Reads what was made: its text must be the one before, with what was replaced.
fn prove(docx: &[u8], text: &str, markup: &Markup, tracked: &[&Replacement]) -> Result<(), Unmarkable> {
    let mut archive = Archive::open(docx)?;
    let read = super::read(&mut archive)?;
    let mut tracked = tracked.to_vec();
    tracked.sort_by_key(|replacement| replacement.start);
    let mut letters = text.chars();
    let (mut expected, mut at) = (String::new(), 0);
    for replacement in tracked {
        expected.extend(letters.by_ref().take((replacement.start - at) as usize));
        expected.push_str(&replacement.new);
        letters.by_ref().take((replacement.end - replacement.start) as usize).for_each(drop);
        at = replacement.end;
    }
    expected.extend(letters);
    // New words may join or part others; white space and controls are the reader's own.
    let seen = |text: &str| {
        let is_seen = |letter: &char| !letter.is_whitespace() && !letter.is_control();
        text.chars().filter(is_seen).collect::<String>()
    };
    let comments = read.layout.notes.iter().filter(|note| note.kind == NoteKind::Comment).count();
    if seen(&read.text) != seen(&expected) || comments < markup.remarks.len() {
        return Err(Unmarkable::Closed { what: "what came of it is read otherwise".to_owned() });
    }
    Ok(())
}
