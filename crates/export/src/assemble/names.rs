//! The names that a report must not say, and how they are taken out of its texts.
//!
//! They are the names of the sources that are kept back, and of those who spoke to the desk, but not on the record.

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use claimdesk_core::Reader;
use claimdesk_core::id::RebuttalId;
use claimdesk_core::model::{Contact, CslName, Excerpt, Party, Rebuttal, Source, Terms};
use claimdesk_core::query::{ClaimPageAnswer, SourceList, Thread};

use super::record::contacts;
use super::sources::withheld;
use crate::error::Result;
use crate::report::{Redaction, Withheld};
use crate::text::is_leftward;

/// What stands in the place of a name that is kept back.
const KEPT: &str = "[kept back]";

/// Fewer letters are no name by which anybody is found; two are, where a letter is a syllable or a word.
const FEWEST: usize = 3;

/// What Arabic and Hebrew write before a name without a space: and, so, in, to, as, the.
const JOINED: [&str; 2] = ["وفبلكسا", "והבלכמש"];

/// The most of those letters at once.
const MOST_JOINED: usize = 3;

/// What was told to the desk, but not on the record; nothing where a report keeps nothing back.
#[derive(Default)]
pub(super) struct Confided {
    contacts: Vec<Contact>,
    /// The answers that were recorded as rebuttals.
    rebuttals: HashMap<RebuttalId, Terms>,
}

impl Confided {
    pub(super) fn read(reader: &Reader<'_>, redaction: Redaction) -> Result<Self> {
        let mut confided = Self::default();
        if redaction == Redaction::Nothing {
            return Ok(confided);
        }
        let all = contacts(reader, None)?.into_iter().map(|row| row.contact);
        confided.contacts = all.filter(|contact| contact.terms != Terms::OnRecord).collect();
        for contact in &confided.contacts {
            if let Some(rebuttal) = contact.rebuttal {
                let terms = confided.rebuttals.entry(rebuttal).or_insert(contact.terms);
                *terms = contact.terms.max(*terms);
            }
        }
        Ok(confided)
    }

    /// Who disputes.
    pub(super) fn by(&self, rebuttal: &Rebuttal) -> Party {
        if self.rebuttals.contains_key(&rebuttal.id) {
            Party { name: KEPT.to_owned(), ..Party::default() }
        } else {
            rebuttal.by.clone()
        }
    }

    /// The words of a rebuttal.
    pub(super) fn excerpts(&self, rebuttal: &Rebuttal) -> Vec<Excerpt> {
        let said = self.rebuttals.get(&rebuttal.id) != Some(&Terms::OffRecord);
        if said { rebuttal.excerpts.clone() } else { Vec::new() }
    }
}

const CYRILLIC: RangeInclusive<char> = 'а'..='ё';

/// Letters that stand at the end of a Russian name in the nominative alone.
const DROPPED: &str = "аяйьое";

/// The endings of Russian names in the other cases.
const ENDINGS: [&str; 23] = [
    "а", "я", "у", "ю", "е", "и", "ы", "ой", "ей", "ою", "ею", "ом", "ем", "ём", "ым", "им", "ого", "его", "ому",
    "ему", "ых", "их", "ью",
];

/// Names in small letters, by the letter with which they begin; the longest first.
pub(super) struct Names(HashMap<char, Vec<Vec<char>>>);

impl Names {
    /// All that a report of these claims must not say.
    pub(super) fn read(
        reader: &Reader<'_>,
        redaction: Redaction,
        confided: &Confided,
        pages: &[ClaimPageAnswer],
    ) -> Result<Self> {
        let mut names: Vec<String> = Vec::new();
        if redaction != Redaction::Nothing {
            of_sources(reader, redaction, &mut names)?;
            of_contacts(confided, pages, redaction, &mut names);
        }
        Ok(Self::of(&names))
    }

    fn of(names: &[String]) -> Self {
        let mut by_first: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        for name in names.iter().map(|name| folded(name)).filter(|name| is_name(name)) {
            by_first.entry(name[0]).or_default().push(name);
        }
        for names in by_first.values_mut() {
            names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            names.dedup();
        }
        Self(by_first)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text without the names, if one of them stands in it.
    pub(super) fn out_of(&self, text: &str) -> Option<String> {
        let mut kept = text.to_owned();
        self.out_of_pieces(&mut [&mut kept]);
        (kept != text).then_some(kept)
    }

    /// Takes the names out of a text that stands in pieces.
    pub(super) fn out_of_pieces(&self, pieces: &mut [&mut String]) {
        self.out_of_a_part(pieces, Cut::default());
    }

    /// Takes the names out of a part of a text, and what is left of those at its ends. What stands in the place of a
    /// name comes where it began.
    pub(super) fn out_of_a_part(&self, pieces: &mut [&mut String], cut: Cut) {
        let letters: Vec<char> = pieces.iter().flat_map(|piece| piece.chars()).map(single).collect();
        let places = self.places(&letters, cut);
        if places.is_empty() {
            return;
        }
        let mut at = 0;
        for piece in pieces {
            let mut kept = String::with_capacity(piece.len());
            for letter in piece.chars() {
                match places.iter().find(|place| place.contains(&at)) {
                    Some(place) if place.start == at => kept.push_str(KEPT),
                    Some(_) => {}
                    None => kept.push(letter),
                }
                at += 1;
            }
            **piece = kept;
        }
    }

    /// Where a name stands as a word of its own, in letters, and what is left of one where the text is cut.
    fn places(&self, letters: &[char], cut: Cut) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        let rest = if cut.before { self.all().filter_map(|name| rest_of(letters, name)).max() } else { None };
        if let Some(rest) = rest {
            found.push(0..rest);
            at = rest;
        }
        while at < letters.len() {
            let names = self.0.get(&letters[at]).into_iter().flatten();
            let end = names.filter_map(|name| end_of(letters, at, name)).max();
            found.extend(end.map(|end| at..end));
            at = end.unwrap_or(at + 1);
        }
        let free = found.last().map_or(0, |place: &Range<usize>| place.end);
        let begun = if cut.after { self.all().filter_map(|name| begun(letters, free, name)).min() } else { None };
        found.extend(begun.map(|start| start..letters.len()));
        found
    }

    fn all(&self) -> impl Iterator<Item = &Vec<char>> {
        self.0.values().flatten()
    }
}

/// Whether a text goes on before its first letter and after its last.
#[derive(Clone, Copy, Default)]
pub(super) struct Cut {
    pub(super) before: bool,
    pub(super) after: bool,
}

/// The names of all sources of the desk that are kept back.
fn of_sources(reader: &Reader<'_>, redaction: Redaction, names: &mut Vec<String>) -> Result<()> {
    let mut offset = 0;
    loop {
        let page = SourceList { offset: Some(offset), limit: Some(1_000), ..SourceList::default() }.ask(reader)?;
        let Some(count) = u32::try_from(page.rows.len()).ok().filter(|count| *count > 0) else { return Ok(()) };
        let kept =
            page.rows.iter().map(|row| &row.source).filter(|source| withheld(source, redaction) != Withheld::Nothing);
        kept.for_each(|source| of_source(source, names));
        offset += count;
        if offset >= page.total {
            return Ok(());
        }
    }
}

fn of_source(source: &Source, names: &mut Vec<String>) {
    let csl = &source.csl;
    names.extend(
        [&source.originator, &source.symbol, &source.translator, &csl.title, &csl.url, &csl.doi].map(Clone::clone),
    );
    for CslName { family, given, literal } in csl.author.iter().chain(&csl.editor) {
        let both = !family.is_empty() && !given.is_empty();
        names.extend([family.clone(), literal.clone()]);
        if both {
            names.extend([format!("{given} {family}"), format!("{family}, {given}"), format!("{family} {given}")]);
        }
    }
}

/// Who spoke, but not on the record, and under which address.
fn of_contacts(confided: &Confided, pages: &[ClaimPageAnswer], redaction: Redaction, names: &mut Vec<String>) {
    let rebuttals: Vec<&Rebuttal> = pages.iter().flat_map(rebuttals).collect();
    let (kept, open): (Vec<&Rebuttal>, Vec<&Rebuttal>) =
        rebuttals.into_iter().partition(|rebuttal| confided.rebuttals.contains_key(&rebuttal.id));
    // A body that the report names anyway tells nobody who spoke for it; its absence would.
    let sources = pages.iter().flat_map(|page| &page.evidence).map(|row| &row.source);
    let sources = sources.filter(|source| withheld(source, redaction) == Withheld::Nothing);
    let parties = pages.iter().flat_map(|page| [&page.claim.claimant, &page.claim.attributor]);
    let parties = parties.chain(open.into_iter().map(|rebuttal| &rebuttal.by));
    let public: HashSet<Vec<char>> = parties
        .flat_map(|party| [&party.name, &party.body])
        .chain(sources.flat_map(|source| [&source.originator, &source.csl.publisher]))
        .map(|name| folded(name))
        .collect();
    let bodies = confided.contacts.iter().map(|contact| &contact.whom.body);
    let bodies = bodies.chain(kept.into_iter().flat_map(|rebuttal| [&rebuttal.by.name, &rebuttal.by.body]));
    names.extend(bodies.filter(|body| !public.contains(&folded(body))).cloned());
    names.extend(confided.contacts.iter().flat_map(|contact| [contact.whom.name.clone(), contact.address.clone()]));
}

/// All rebuttals of a claim and of its evidence, with their answers.
fn rebuttals(page: &ClaimPageAnswer) -> Vec<&Rebuttal> {
    fn walk<'a>(thread: &'a Thread, found: &mut Vec<&'a Rebuttal>) {
        found.push(&thread.rebuttal);
        thread.answers.iter().for_each(|answer| walk(answer, found));
    }
    let mut found = Vec::new();
    let roots = page.rebuttals.iter().chain(page.evidence.iter().flat_map(|row| &row.rebuttals));
    roots.for_each(|thread| walk(thread, &mut found));
    found
}

/// Where a name ends that begins there as a word of its own; its words may be declined.
fn end_of(letters: &[char], at: usize, name: &[char]) -> Option<usize> {
    let mut end = at;
    // Each piece is a word with the sign after it, or the last word.
    for piece in name.split_inclusive(|letter| !letter.is_alphanumeric()) {
        let (word, sign) = match piece.split_last() {
            Some((sign, word)) if !sign.is_alphanumeric() => (word, Some(*sign)),
            Some(_) | None => (piece, None),
        };
        let rest = letters.get(end..)?;
        end += if rest.starts_with(word) && ends(rest, word.len(), word) { word.len() } else { declined(rest, word)? };
        if let Some(sign) = sign {
            (letters.get(end) == Some(&sign)).then_some(())?;
            end += 1;
        }
    }
    begins(letters, at, name).then_some(end)
}

/// How long a word is that is a Russian one with the ending of another case.
fn declined(letters: &[char], word: &[char]) -> Option<usize> {
    let last = word.last().filter(|last| CYRILLIC.contains(*last))?;
    // Of nouns the last letter gives way, of adjectives the last two.
    let dropped = if DROPPED.contains(*last) { 1..=2 } else { 0..=0 };
    dropped.filter_map(|dropped| word.len().checked_sub(dropped)).find_map(|stem| {
        let rest = letters.strip_prefix(&word[..stem]).filter(|_| stem + 1 >= FEWEST)?;
        let ending: String = rest.iter().take_while(|letter| letter.is_alphanumeric()).collect();
        ENDINGS.contains(&ending.as_str()).then(|| stem + ending.chars().count())
    })
}

/// How many letters at the beginning are the end of a name.
fn rest_of(letters: &[char], name: &[char]) -> Option<usize> {
    let is_rest = |rest: &usize| {
        let end = &name[name.len() - rest..];
        is_name(end) && letters.starts_with(end) && ends(letters, *rest, name)
    };
    (1..name.len()).rev().find(is_rest)
}

/// Where the beginning of a name stands at the end.
fn begun(letters: &[char], free: usize, name: &[char]) -> Option<usize> {
    let first = letters.len().saturating_sub(name.len() - 1).max(free);
    let is_begun = |start: &usize| {
        let here = &letters[*start..];
        is_name(here) && name.starts_with(here) && begins(letters, *start, name)
    };
    (first..letters.len()).find(is_begun)
}

fn begins(letters: &[char], at: usize, name: &[char]) -> bool {
    let first = name.first().copied().unwrap_or_default();
    is_spaceless(first) || is_edge(letters, at.checked_sub(1)) || is_joined(letters, at, first)
}

fn ends(letters: &[char], at: usize, name: &[char]) -> bool {
    name.last().is_some_and(|last| is_spaceless(*last)) || is_edge(letters, Some(at))
}

fn is_edge(letters: &[char], at: Option<usize>) -> bool {
    at.and_then(|at| letters.get(at)).is_none_or(|letter| !letter.is_alphanumeric())
}

/// Whether only letters that are written before a name stand between it and the word before.
fn is_joined(letters: &[char], at: usize, first: char) -> bool {
    let before =
        letters[..at].iter().rev().take_while(|letter| JOINED.iter().any(|all| all.contains(**letter))).count();
    is_leftward(first) && (1..=MOST_JOINED).contains(&before) && is_edge(letters, at.checked_sub(before + 1))
}

/// Whether words of a letter's script stand without spaces, or take endings that are no part of a name.
fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_name(letters: &[char]) -> bool {
    letters.len() >= FEWEST || (letters.len() == FEWEST - 1 && letters.iter().all(|letter| is_spaceless(*letter)))
}

fn folded(name: &str) -> Vec<char> {
    name.trim().chars().map(single).collect()
}

/// A letter as it is compared: capitals are the same, and so are spaces and ends of lines.
fn single(letter: char) -> char {
    if letter.is_whitespace() {
        return ' ';
    }
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        // Where capitals and small letters differ in number, places would not match: such letters stay as they are.
        (Some(one), None) => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str, name: &str) -> String {
        Names::of(&[name.to_owned()]).out_of(text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn names_go_wherever_they_stand_as_words() {
        let name = "A Secret person";
        assert_eq!(without("Said A Secret Person.", name), "Said [kept back].");
        assert_eq!(without("a secret\nperson", name), "[kept back]", "a line may end within a name");
        for text in ["a secret personality", ""] {
            assert_eq!(Names::of(&[name.to_owned()]).out_of(text), None);
        }
        let names = Names::of(&["Person", "A Secret Person", "secret"].map(str::to_owned));
        assert_eq!(names.out_of("a secret person, a secret").as_deref(), Some("[kept back], a [kept back]"));
        assert!(Names::of(&["Al".to_owned()]).is_empty(), "so short a name would be found in other words");
    }

    #[test]
    fn names_go_where_their_script_writes_other_words_to_them() {
        for (name, text, kept) in [
            ("خان", "في خان شيخون", "في [kept back] شيخون"),
            ("خان", "وقال لخان وخان", "وقال ل[kept back] و[kept back]"),
            ("خان", "خانات", "خانات"),
            ("金明", "记者金明说", "记者[kept back]说"),
            ("김철수", "김철수가 말했다", "[kept back]가 말했다"),
        ] {
            assert_eq!(without(text, name), kept);
        }
    }

    #[test]
    fn russian_names_go_in_every_case() {
        for text in ["Карим Иванов", "Карима Иванова", "Кариму Иванову", "Каримом Ивановым", "о Кариме Иванове"]
        {
            assert!(without(text, "Карим Иванов").ends_with(KEPT), "{text}");
        }
        for text in ["Анны Ивановой", "Анне Ивановой", "Анну Иванову"] {
            assert_eq!(without(text, "Анна Иванова"), KEPT, "{text}");
        }
        assert_eq!(without("Андрея Белого", "Андрей Белый"), KEPT);
        for text in ["Каримский Иванов", "Мирный договор", "Карим и Иванов"] {
            assert_eq!(without(text, "Карим Иванов"), text);
            assert_eq!(without(text, "Мир"), text);
        }
    }

    #[test]
    fn a_name_that_is_cut_in_two_goes_from_both() {
        let names = Names::of(&["a secret person".to_owned()]);
        let mut pieces = ["Said A Sec", "ret", " Person; a secret person", "ality"].map(str::to_owned);
        names.out_of_pieces(&mut pieces.each_mut());
        assert_eq!(pieces, ["Said [kept back]", "", "; a secret person", "ality"]);
    }

    #[test]
    fn of_a_name_that_is_cut_off_nothing_is_left() {
        let names = Names::of(&["a secret person".to_owned()]);
        let part = |text: &str, cut: Cut| {
            let mut text = text.to_owned();
            names.out_of_a_part(&mut [&mut text], cut);
            text
        };
        let both = Cut { before: true, after: true };
        assert_eq!(part("cret person said that a sec", both), "[kept back] said that [kept back]");
        assert_eq!(part("person", both), KEPT);
        assert_eq!(part("personal words, a", both), "personal words, a");
        assert_eq!(part("person said a sec", Cut::default()), "person said a sec");
        assert_eq!(part("a secret person", both), KEPT);
    }
}
