//! Notes and locators of a text that is complete.
//!
//! Their order, their references to one another, and the words of what was put
//! in while changes were tracked. The composer calls this once, at the end.

use crate::limits::{MAX_NOTE, MAX_NOTE_LETTERS};
use claimdesk_core::model::{Area, Locator, LocatorKind, Note, NoteKind};

/// A locator that may still be open.
#[derive(Debug)]
pub(crate) struct Locating {
    pub(crate) kind: LocatorKind,
    pub(crate) label: String,
    pub(crate) area: Option<Area>,
    pub(crate) start: Option<u32>,
    pub(crate) end: Option<u32>,
}

/// The notes in the order of the text; those that hang nowhere come last, and
/// tracked changes without words go.
pub(crate) fn notes(mut notes: Vec<Note>, text: &str) -> Vec<Note> {
    fill_insertions(&mut notes, text);
    let mut order: Vec<usize> =
        notes.iter().enumerate().filter(|(_, note)| !is_empty(note)).map(|(at, _)| at).collect();
    order.sort_by_key(|at| notes.get(*at).and_then(|note| note.span).map_or(u32::MAX, |span| span.start));
    let mut now_at: Vec<Option<u32>> = vec![None; notes.len()];
    for (now, before) in order.iter().enumerate() {
        if let Some(place) = now_at.get_mut(*before) {
            *place = u32::try_from(now).ok();
        }
    }
    let mut notes: Vec<Option<Note>> = notes.into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|at| notes.get_mut(at)?.take());
    let linked = sorted.map(|mut note| {
        note.answers = note.answers.and_then(|before| *now_at.get(before as usize)?);
        note
    });
    linked.collect()
}

fn is_empty(note: &Note) -> bool {
    let tracked = matches!(note.kind, NoteKind::TrackedInsertion | NoteKind::TrackedDeletion);
    tracked && note.text.trim().is_empty()
}

/// The words that were put in stand in the text; their notes repeat them.
fn fill_insertions(notes: &mut [Note], text: &str) {
    let insertions = notes.iter_mut().filter(|note| note.kind == NoteKind::TrackedInsertion);
    let mut insertions: Vec<_> = insertions.filter_map(|note| note.span.map(|span| (span, note))).collect();
    insertions.sort_by_key(|(span, _)| span.start);
    let mut left = MAX_NOTE_LETTERS;
    let (mut reached, mut byte) = (0, 0);
    for (span, note) in insertions {
        let rest = text.get(byte..).unwrap_or_default();
        let ahead = rest.char_indices().nth((span.start - reached) as usize);
        byte += ahead.map_or(rest.len(), |(ahead, _)| ahead);
        reached = span.start;
        let most = MAX_NOTE.min(left).min((span.end - span.start) as usize);
        note.text = text.get(byte..).unwrap_or_default().chars().take(most).collect();
        left -= most;
    }
}

/// The locators in the order of the text. One that nobody ended ends where the
/// next of its kind begins.
pub(crate) fn locators(open: Vec<Locating>, length: u32) -> Vec<Locator> {
    let mut settled: Vec<Locator> = Vec::with_capacity(open.len());
    let kinds = [LocatorKind::Page, LocatorKind::Time, LocatorKind::Part, LocatorKind::Area];
    let mut next_start = kinds.map(|kind| (kind, length));
    for locating in open.into_iter().rev() {
        let Some(start) = locating.start else { continue };
        let next = next_start.iter_mut().find(|(kind, _)| *kind == locating.kind);
        let Some((kind, next)) = next else { continue };
        let end = locating.end.unwrap_or(*next).max(start);
        *next = start;
        settled.push(Locator { kind: *kind, start, end, label: locating.label, area: locating.area });
    }
    settled.reverse();
    settled
}
