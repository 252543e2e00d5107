//! The full-text index: derived, rebuilt, and compared word by word when a desk is verified.
//!
//! Words are found by ICU's segmentation before they go in, so that Chinese,
//! Japanese and Thai are searched by word too; FTS5 folds case and accents.

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::change::Change;
use crate::error::Result;
use crate::model::{Case, Claim, Document, Kind, Rebuttal, Record, Source};

/// Makes the index follow a change.
pub(crate) fn follow(conn: &Connection, change: &Change) -> Result<()> {
    let words = match change {
        Change::Case(edit) => edit.after().map(case_words),
        Change::Document(edit) => edit.after().map(document_words),
        Change::Claim(edit) => edit.after().map(claim_words),
        Change::Source(edit) => edit.after().map(source_words),
        Change::Rebuttal(edit) => edit.after().map(rebuttal_words),
        Change::Editor(_)
        | Change::Scale(_)
        | Change::Revision(_)
        | Change::Passage(_)
        | Change::Omission(_)
        | Change::Anchor(_)
        | Change::Evidence(_)
        | Change::Verdict(_)
        | Change::SignOff(_)
        | Change::Contact(_)
        | Change::Comment(_)
        | Change::Uptake(_)
        | Change::View(_)
        | Change::Letterhead(_)
        | Change::Snapshot(_) => return Ok(()),
    };
    remove(conn, change.id())?;
    match words {
        Some(words) => insert(conn, change.kind(), change.id(), change.case().map(Uuid::from), &words),
        None => Ok(()),
    }
}

/// Fills the index of a database whose tables were made without it.
pub(crate) fn fill(conn: &Connection) -> Result<()> {
    let filled: bool = conn.query_row("select exists (select 1 from search_row)", [], |row| row.get(0))?;
    if filled {
        return Ok(());
    }
    fill_kind::<Case>(conn, case_words)?;
    fill_kind::<Document>(conn, document_words)?;
    fill_kind::<Claim>(conn, claim_words)?;
    fill_kind::<Source>(conn, source_words)?;
    fill_kind::<Rebuttal>(conn, rebuttal_words)
}

/// Whether two indexes find the same words in the same places, however they came to be.
pub(crate) fn is_same(one: &Connection, other: &Connection) -> Result<bool> {
    let (ours, our_ranks) = numbered_rows(one)?;
    let (theirs, their_ranks) = numbered_rows(other)?;
    if ours != theirs {
        return Ok(false);
    }
    with_words(one, |one| with_words(other, |other| same_words((one, &our_ranks), (other, &their_ranks))))
}

/// The rows that are indexed, in the order of their ids, and by their number in the index the place in that order.
#[expect(clippy::type_complexity, reason = "read once, above")]
fn numbered_rows(conn: &Connection) -> Result<(Vec<(String, String, Option<String>)>, HashMap<i64, usize>)> {
    let mut statement = conn.prepare("select kind, id, case_id, row from search_row order by id")?;
    let mut found = statement.query([])?;
    let (mut rows, mut ranks) = (Vec::new(), HashMap::new());
    while let Some(row) = found.next()? {
        ranks.insert(row.get(3)?, rows.len());
        rows.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    Ok((rows, ranks))
}

/// The list of words is a table of its own, made for the moment, where otherwise nothing may be written.
fn with_words<T>(conn: &Connection, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let query_only: bool = conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
    conn.pragma_update(None, "query_only", false)?;
    conn.execute_batch("create virtual table temp.search_word using fts5vocab('main', 'search', 'instance')")?;
    let seen = look(conn);
    conn.execute_batch("drop table temp.search_word")?;
    conn.pragma_update(None, "query_only", query_only)?;
    seen
}

type Ranked<'a> = (&'a Connection, &'a HashMap<i64, usize>);

/// Walks both lists word by word. They have the words in the same order, but each word's rows in an order of its own.
fn same_words(one: Ranked<'_>, other: Ranked<'_>) -> Result<bool> {
    const SQL: &str = "select term, doc, offset from temp.search_word";
    let (mut ours, mut theirs) = (one.0.prepare(SQL)?, other.0.prepare(SQL)?);
    let mut ours = Words { rows: ours.query([])?, ranks: one.1, ahead: None };
    let mut theirs = Words { rows: theirs.query([])?, ranks: other.1, ahead: None };
    loop {
        let (our, their) = (ours.next()?, theirs.next()?);
        if our != their {
            return Ok(false);
        }
        if our.is_none() {
            return Ok(true);
        }
    }
}

/// A place of a word: the row's rank, if it is known, and the place in the row.
type Place = (Option<usize>, i64);

struct Words<'a> {
    rows: rusqlite::Rows<'a>,
    ranks: &'a HashMap<i64, usize>,
    /// The first of the word after the one that was given last.
    ahead: Option<(String, Place)>,
}

impl Words<'_> {
    /// The next word with all its places, in their order.
    fn next(&mut self) -> Result<Option<(String, Vec<Place>)>> {
        let (mut word, mut places) = (String::new(), Vec::new());
        if let Some((next, place)) = self.ahead.take() {
            (word, places) = (next, vec![place]);
        }
        while let Some(row) = self.rows.next()? {
            let found = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let place = (self.ranks.get(&row.get(1)?).copied(), row.get(2)?);
            if places.is_empty() {
                found.clone_into(&mut word);
            } else if found != word {
                self.ahead = Some((found.to_owned(), place));
                break;
            }
            places.push(place);
        }
        places.sort_unstable();
        Ok(if places.is_empty() { None } else { Some((word, places)) })
    }
}

/// Turns what a person typed into an FTS5 query: every word, the last one as a beginning.
pub(crate) fn query(text: &str) -> Option<String> {
    let words = split(text);
    let mut terms: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
    terms.last_mut()?.push('*');
    Some(terms.join(" "))
}

fn fill_kind<R: Record>(conn: &Connection, words: fn(&R) -> String) -> Result<()> {
    for row in super::rows::<R>(conn, "", [])? {
        insert(conn, R::KIND, row.id(), row.case().map(Uuid::from), &words(&row))?;
    }
    Ok(())
}

fn insert(conn: &Connection, kind: Kind, id: Uuid, case: Option<Uuid>, words: &str) -> Result<()> {
    conn.prepare_cached("insert into search_row (kind, id, case_id) values (?1, ?2, ?3)")?.execute(params![
        kind.table(),
        id.to_string(),
        case.map(|case| case.to_string())
    ])?;
    let row = conn.last_insert_rowid();
    conn.prepare_cached("insert into search (rowid, words) values (?1, ?2)")?
        .execute(params![row, split(words).join(" ")])?;
    Ok(())
}

fn remove(conn: &Connection, id: Uuid) -> Result<()> {
    let row: Option<i64> = conn
        .prepare_cached("delete from search_row where id = ?1 returning row")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    if let Some(row) = row {
        conn.prepare_cached("delete from search where rowid = ?1")?.execute([row])?;
    }
    Ok(())
}

/// The words of a text, by ICU; what is neither letter nor number is dropped.
fn split(text: &str) -> Vec<&str> {
    // Latin, Cyrillic and Greek words are runs of letters: only other scripts need the dictionary.
    if text.chars().all(|c| (c as u32) < 0x0590) {
        return text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    }
    let segmenter: WordSegmenterBorrowed<'static> = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut words = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(text) {
        let word = &text[start..end];
        if word.chars().any(char::is_alphanumeric) {
            words.push(word);
        }
        start = end;
    }
    words
}

fn case_words(case: &Case) -> String {
    [case.name.as_str(), &case.brief].join(" ")
}

fn document_words(document: &Document) -> String {
    [document.title.as_str(), &document.author, &document.outlet, &document.url].join(" ")
}

fn claim_words(claim: &Claim) -> String {
    let mut words = vec![claim.statement.as_str(), &claim.short, &claim.claimant.name, &claim.claimant.body];
    words.extend([claim.attributor.name.as_str(), &claim.place]);
    words.extend(claim.topics.iter().map(String::as_str));
    words.join(" ")
}

fn source_words(source: &Source) -> String {
    let csl = &source.csl;
    let mut words = vec![csl.title.as_str(), &source.symbol, &source.originator, &csl.publisher];
    words.extend([csl.container_title.as_str(), &csl.url, &csl.doi]);
    for name in csl.author.iter().chain(&csl.editor) {
        words.extend([name.family.as_str(), &name.given, &name.literal]);
    }
    words.join(" ")
}

fn rebuttal_words(rebuttal: &Rebuttal) -> String {
    [rebuttal.statement.as_str(), &rebuttal.by.name, &rebuttal.by.body, &rebuttal.place].join(" ")
}
