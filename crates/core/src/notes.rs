//! Notes that a draft brought along, as candidates for claims and sources: what
//! each hangs on, what answers it, and which note of another draft is the same.
//! Pure; nothing is decided here.

use std::collections::HashMap;

use claimdesk_anchor as engine;

use crate::draft::DraftText;
use crate::id::{ClaimId, RevisionId};
use crate::model::{Note, NoteKind, Span, Uptake};

/// The most code points before a mark by which it is known again.
const BEFORE: u32 = 240;

/// How far behind the words of a claim a mark may stand, where only signs and spaces lie between.
const BEHIND: u32 = 8;

/// A note about which something can be decided: no answer to another, no tracked change.
pub(crate) struct Candidate<'a> {
    /// Its index in the layout.
    pub(crate) at: u32,
    pub(crate) note: &'a Note,
    /// The words that it hangs on; of a mark between two letters those before it.
    pub(crate) quote: String,
    /// What was said in answer to it, in order.
    pub(crate) replies: Vec<&'a Note>,
}

/// Words of a draft in which a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) claim: ClaimId,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The candidates among the notes of a draft, in order.
pub(crate) fn candidates(draft: &DraftText) -> Vec<Candidate<'_>> {
    let notes = draft.notes();
    let mut found: Vec<Candidate<'_>> = Vec::new();
    let mut slots: HashMap<usize, usize> = HashMap::new();
    let roots = roots(notes);
    for (at, note) in notes.iter().enumerate() {
        if is_candidate(note.kind) && roots[at] == at {
            slots.insert(at, found.len());
            found.push(Candidate { at: index(at), note, quote: quote(draft, note), replies: Vec::new() });
        }
    }
    for (at, note) in notes.iter().enumerate() {
        if roots[at] != at
            && let Some(slot) = slots.get(&roots[at])
        {
            found[*slot].replies.push(note);
        }
    }
    found
}

/// Whether something can be decided about notes of this kind.
fn is_candidate(kind: NoteKind) -> bool {
    match kind {
        NoteKind::Comment | NoteKind::Footnote | NoteKind::Endnote => true,
        NoteKind::TrackedInsertion | NoteKind::TrackedDeletion => false,
    }
}

/// For each note the one that it answers in the end, itself if it answers none. Each step is taken once:
/// a document may hold a chain of any length, or a circle, in which the first that is come to counts.
fn roots(notes: &[Note]) -> Vec<usize> {
    const UNKNOWN: usize = usize::MAX;
    let mut roots = vec![UNKNOWN; notes.len()];
    let mut on_path = vec![UNKNOWN; notes.len()];
    for first in 0..notes.len() {
        let (mut path, mut at) = (Vec::new(), first);
        let root = loop {
            if roots[at] != UNKNOWN {
                break roots[at];
            }
            if on_path[at] == first {
                break at;
            }
            on_path[at] = first;
            path.push(at);
            let answered = notes[at].answers.map(|answers| answers as usize).filter(|answers| *answers < notes.len());
            match answered.filter(|answers| is_candidate(notes[*answers].kind)) {
                Some(answers) => at = answers,
                None => break at,
            }
        };
        for at in path {
            roots[at] = root;
        }
    }
    roots
}

/// The words that a note hangs on, by which it is known again.
pub(crate) fn quote(draft: &DraftText, note: &Note) -> String {
    let Some(span) = note.span else { return String::new() };
    let words = if span.start < span.end { draft.slice(span.start, span.end) } else { before(draft, span.start) };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of its sentence before a mark. Of a block without end only what is near is looked at.
fn before(draft: &DraftText, at: u32) -> &str {
    let block = draft.block_at(at.saturating_sub(1)).map_or(at, |block| draft.blocks()[block].start);
    let from = block.max(at.saturating_sub(2 * BEFORE));
    let last = sentences(draft, from, at).into_iter().next_back().map_or(from, |sentence| sentence.start);
    draft.slice(last.max(at.saturating_sub(BEFORE)), at)
}

/// The sentences of a stretch.
fn sentences(draft: &DraftText, from: u32, to: u32) -> Vec<Span> {
    let (words, whole) = (draft.slice(from, to), engine::Span { start: 0, end: to.saturating_sub(from) });
    let found = engine::sentences(&engine::Text { text: words, blocks: &[whole] });
    found.into_iter().map(|span| Span { start: from + span.start, end: from + span.end }).collect()
}

/// Which of what was decided holds for each candidate of a draft: what was decided on the note itself; or
/// else, in another draft, on one of the same kind, author and text that hangs on the same words, or that
/// is the only one of its text in both.
pub(crate) fn decided(candidates: &[Candidate<'_>], uptakes: &[Uptake], revision: RevisionId) -> Vec<Option<usize>> {
    let mut taken: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut used = vec![false; uptakes.len()];
    let own: HashMap<u32, usize> =
        uptakes.iter().enumerate().filter(|(_, one)| one.revision == revision).map(|(n, one)| (one.note, n)).collect();
    for (slot, candidate) in candidates.iter().enumerate() {
        if let Some(n) = own.get(&candidate.at) {
            taken[slot] = Some(*n);
            used[*n] = true;
        }
    }
    // In its own draft each is found by its number alone.
    for (n, one) in uptakes.iter().enumerate() {
        used[n] |= one.revision == revision;
    }
    same_words(candidates, uptakes, &mut taken, &mut used);
    only_ones(candidates, uptakes, &mut taken, &used);
    taken
}

type Key<'a> = (NoteKind, &'a str, &'a str);

fn key_of<'a>(candidate: &Candidate<'a>) -> Key<'a> {
    let Note { kind, author, text, .. } = candidate.note;
    (family(*kind), author.as_deref().unwrap_or_default().trim(), text.trim())
}

fn key_of_uptake(uptake: &Uptake) -> Key<'_> {
    (family(uptake.kind), uptake.author.trim(), uptake.text.trim())
}

/// A footnote may come back as an endnote.
fn family(kind: NoteKind) -> NoteKind {
    match kind {
        NoteKind::Footnote | NoteKind::Endnote => NoteKind::Footnote,
        NoteKind::Comment | NoteKind::TrackedInsertion | NoteKind::TrackedDeletion => kind,
    }
}

/// The same note on the same words: where several are, in their order.
fn same_words(candidates: &[Candidate<'_>], uptakes: &[Uptake], taken: &mut [Option<usize>], used: &mut [bool]) {
    let mut free: HashMap<(Key<'_>, &str), Vec<usize>> = HashMap::new();
    for (n, one) in uptakes.iter().enumerate().rev().filter(|(n, _)| !used[*n]) {
        free.entry((key_of_uptake(one), &one.quote)).or_default().push(n);
    }
    for (slot, candidate) in
        candidates.iter().enumerate().filter(|(slot, _)| taken[*slot].is_none()).collect::<Vec<_>>()
    {
        let found = free.get_mut(&(key_of(candidate), candidate.quote.as_str())).and_then(Vec::pop);
        if let Some(n) = found {
            taken[slot] = Some(n);
            used[n] = true;
        }
    }
}

/// The same note on other words, if there is one of its text alone, here and among what was decided.
fn only_ones(candidates: &[Candidate<'_>], uptakes: &[Uptake], taken: &mut [Option<usize>], used: &[bool]) {
    let mut here: HashMap<Key<'_>, (u32, usize)> = HashMap::new();
    for (slot, candidate) in candidates.iter().enumerate() {
        here.entry(key_of(candidate)).and_modify(|(count, _)| *count += 1).or_insert((1, slot));
    }
    let mut there: HashMap<Key<'_>, (u32, usize)> = HashMap::new();
    for (n, one) in uptakes.iter().enumerate().filter(|(n, _)| !used[*n]) {
        there.entry(key_of_uptake(one)).and_modify(|(count, _)| *count += 1).or_insert((1, n));
    }
    for (key, (count, slot)) in here {
        if count == 1
            && taken[slot].is_none()
            && let Some((1, n)) = there.get(&key)
        {
            taken[slot] = Some(*n);
        }
    }
}

/// The claim in whose words a note hangs: of several that with the fewest words.
pub(crate) fn holder(draft: &DraftText, places: &[Place], span: Span) -> Option<Place> {
    let holds = |place: &&Place| {
        if span.start < span.end {
            return place.start <= span.start && span.end <= place.end;
        }
        let between = || draft.slice(place.end, span.start);
        place.start < span.start
            && (span.start <= place.end
                || (span.start - place.end <= BEHIND && !between().contains(char::is_alphanumeric)))
    };
    places.iter().filter(holds).min_by_key(|place| (place.end - place.start, place.claim)).copied()
}

/// The words of a note as a passage: without the space around them, never cutting a letter; of a mark
/// between two letters the sentence in which it stands, or which it follows.
pub(crate) fn words(draft: &DraftText, span: Span) -> Option<Span> {
    if span.start < span.end {
        let words = draft.slice(span.start, span.end);
        let bare = words.trim();
        let before = points(&words[..words.len() - words.trim_start().len()]);
        let start = span.start + before;
        return (!bare.is_empty()).then(|| draft.settle(start, start + points(bare)));
    }
    sentence(draft, span.start)
}

/// The sentence that holds a place, or ends right before it.
pub(crate) fn sentence(draft: &DraftText, at: u32) -> Option<Span> {
    let block = &draft.blocks()[draft.block_at(at.saturating_sub(1))?];
    let found = sentences(draft, block.start, block.end);
    // A mark behind the full stop belongs to the sentence before it.
    let n = found.partition_point(|sentence| sentence.start < at).checked_sub(1)?;
    found.get(n).copied()
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(answers: Option<u32>) -> Note {
        Note {
            kind: NoteKind::Comment,
            span: None,
            text: String::new(),
            author: None,
            written: None,
            label: None,
            block: None,
            answers,
        }
    }

    #[test]
    fn a_chain_of_answers_is_walked_once_and_a_circle_ends() {
        let all = |answers: &[Option<u32>]| roots(&answers.iter().map(|one| comment(*one)).collect::<Vec<_>>());
        assert_eq!(all(&[None, Some(0), Some(1), None, Some(9)]), [0, 0, 0, 3, 4]);
        assert_eq!(all(&[Some(1), Some(2), None]), [2, 2, 2]);
        assert_eq!(all(&[Some(1), Some(0), Some(0)]), [0, 0, 0]);
        assert_eq!(all(&[Some(0)]), [0]);
        let chain: Vec<Option<u32>> = (0..200_000).map(|n: u32| n.checked_sub(1)).collect();
        assert!(all(&chain).iter().all(|root| *root == 0));
        let backwards: Vec<Option<u32>> = (0..200_000).map(|n| (n < 199_999).then_some(n + 1)).collect();
        assert!(all(&backwards).iter().all(|root| *root == 199_999));
    }
}
