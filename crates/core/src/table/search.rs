//! The full-text index: derived, rebuilt, never compared.
//!
//! Words are found by ICU's segmentation before they go in, so that Chinese,
//! Japanese and Thai are searched by word too; FTS5 folds case and accents.

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
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
        | Change::View(_)
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

/// What the index answers, as one number: equal for two indexes that find the same words in the same
/// places, however they came to be.
pub(crate) fn digest(conn: &Connection) -> Result<u128> {
    // The list of words is a table of its own, made for the moment, where otherwise nothing may be written.
    let query_only: bool = conn.pragma_query_value(None, "query_only", |row| row.get(0))?;
    conn.pragma_update(None, "query_only", false)?;
    conn.execute_batch("create virtual table temp.search_word using fts5vocab('main', 'search', 'instance')")?;
    let sum = sum(conn);
    conn.execute_batch("drop table temp.search_word")?;
    conn.pragma_update(None, "query_only", query_only)?;
    sum
}

fn sum(conn: &Connection) -> Result<u128> {
    let sql = "select kind, id, coalesce(case_id, ''), '', 0 from search_row
               union all
               select coalesce(kind, ''), coalesce(id, ''), '', term, offset
               from temp.search_word left join search_row on row = doc";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut sum = 0_u128;
    while let Some(row) = rows.next()? {
        let (kind, id, case, term): (String, String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let place: i64 = row.get(4)?;
        let hash = Sha256::digest(format!("{kind}\n{id}\n{case}\n{term}\n{place}").as_bytes());
        let (front, _) = hash.split_at(16);
        // A sum, for the order says nothing.
        sum = front.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)).wrapping_add(sum);
    }
    Ok(sum)
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
