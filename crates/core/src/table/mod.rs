//! The tables that the screens read: projections of the ledger.
//!
//! A row is its record as JSON, with generated columns for what queries filter
//! and join by, so a new field of a record needs no new column and a person
//! with any SQLite tool still finds `claim.statement`. Reading lives here;
//! writing lives in `apply` alone.

pub(crate) mod apply;
pub(crate) mod blob;
pub(crate) mod place;
pub(crate) mod search;
pub(crate) mod seen;

use rusqlite::{Connection, OptionalExtension, Params, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result, or_not_found};
use crate::model::{Kind, Record};

/// The text of each projection, parents before children.
const SCHEMA: &[&str] = &[
    include_str!("editor.sql"),
    include_str!("scale.sql"),
    include_str!("source.sql"),
    include_str!("snapshot.sql"),
    include_str!("case.sql"),
    include_str!("document.sql"),
    include_str!("revision.sql"),
    include_str!("claim.sql"),
    include_str!("passage.sql"),
    include_str!("omission.sql"),
    include_str!("anchor.sql"),
    include_str!("evidence.sql"),
    include_str!("rebuttal.sql"),
    include_str!("verdict.sql"),
    include_str!("sign_off.sql"),
    include_str!("contact.sql"),
    include_str!("comment.sql"),
    include_str!("uptake.sql"),
    include_str!("view.sql"),
    include_str!("letterhead.sql"),
    include_str!("search.sql"),
    include_str!("../ledger/touch.sql"),
    include_str!("../ledger/node.sql"),
];

/// Columns that refer to a row of another table: parent, child, column. The same
/// as the foreign keys, here so that a refusal can say what stands in the way.
/// (`case_id` of what belongs to a document or claim is left out: its parent has it too.)
pub(crate) const REFERENCES: &[(Kind, Kind, &str)] = &[
    (Kind::Source, Kind::Source, "origin_id"),
    (Kind::Source, Kind::Evidence, "source_id"),
    (Kind::Source, Kind::Snapshot, "source_id"),
    (Kind::Editor, Kind::Snapshot, "by_id"),
    (Kind::Case, Kind::Document, "case_id"),
    (Kind::Case, Kind::Claim, "case_id"),
    (Kind::Document, Kind::Revision, "document_id"),
    (Kind::Document, Kind::Passage, "document_id"),
    (Kind::Revision, Kind::Passage, "revision_id"),
    (Kind::Claim, Kind::Passage, "claim_id"),
    (Kind::Document, Kind::Omission, "document_id"),
    (Kind::Revision, Kind::Omission, "revision_id"),
    (Kind::Document, Kind::Anchor, "document_id"),
    (Kind::Revision, Kind::Anchor, "revision_id"),
    (Kind::Revision, Kind::Anchor, "from_id"),
    (Kind::Passage, Kind::Anchor, "passage_id"),
    (Kind::Omission, Kind::Anchor, "omission_id"),
    (Kind::Claim, Kind::Anchor, "claim_id"),
    (Kind::Claim, Kind::Evidence, "claim_id"),
    (Kind::Claim, Kind::Rebuttal, "claim_id"),
    (Kind::Claim, Kind::Verdict, "claim_id"),
    (Kind::Claim, Kind::SignOff, "claim_id"),
    (Kind::Claim, Kind::Contact, "claim_id"),
    (Kind::Case, Kind::Contact, "case_id"),
    (Kind::Source, Kind::Contact, "source_id"),
    (Kind::Rebuttal, Kind::Contact, "rebuttal_id"),
    (Kind::Claim, Kind::Comment, "claim_id"),
    (Kind::Document, Kind::Uptake, "document_id"),
    (Kind::Revision, Kind::Uptake, "revision_id"),
    (Kind::Claim, Kind::Uptake, "claim_id"),
    (Kind::Source, Kind::Uptake, "source_id"),
    (Kind::Editor, Kind::Uptake, "by_id"),
    (Kind::Case, Kind::View, "case_id"),
    (Kind::Editor, Kind::View, "by_id"),
    (Kind::Comment, Kind::Comment, "answers_id"),
    (Kind::Claim, Kind::Claim, "part_of_id"),
    (Kind::Claim, Kind::Claim, "same_as_id"),
    (Kind::Evidence, Kind::Rebuttal, "target_evidence_id"),
    (Kind::Rebuttal, Kind::Rebuttal, "target_rebuttal_id"),
    (Kind::Scale, Kind::Verdict, "scale_id"),
    (Kind::Scale, Kind::Case, "scale_id"),
    (Kind::Editor, Kind::Claim, "assignee_id"),
    (Kind::Editor, Kind::Case, "lead_id"),
    (Kind::Editor, Kind::SignOff, "by_id"),
    (Kind::Editor, Kind::Contact, "by_id"),
    (Kind::Editor, Kind::Comment, "by_id"),
    (Kind::Editor, Kind::Comment, "of_id"),
];

/// Makes all projections, empty.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    for sql in SCHEMA {
        conn.execute_batch(sql)?;
    }
    Ok(())
}

/// SHA-256 of the text of all projections, in hex: differs where an older or
/// newer program made the tables, which are then made anew.
pub(crate) fn schema_hash() -> String {
    let mut hash = Sha256::new();
    for sql in SCHEMA {
        hash.update(sql.as_bytes());
    }
    crate::hex(&hash.finalize())
}

/// Quotes the name of a table (`case` is a word of SQL).
pub(crate) fn quoted(kind: Kind) -> String {
    format!("\"{}\"", kind.table())
}

/// The row with this id, if it is there.
pub(crate) fn find<R: Record>(conn: &Connection, id: impl Into<Uuid>) -> Result<Option<R>> {
    let sql = format!("select record from {} where id = ?1", quoted(R::KIND));
    let text: Option<String> =
        conn.prepare_cached(&sql)?.query_row(params![id.into().to_string()], |row| row.get(0)).optional()?;
    text.map(|text| parse(&text)).transpose()
}

/// The row with this id.
pub(crate) fn get<R: Record>(conn: &Connection, id: impl Into<Uuid>) -> Result<R> {
    let id = id.into();
    or_not_found(find(conn, id)?, R::KIND, id)
}

/// The rows for which the rest of the SQL holds: `rows::<Claim>(conn, "where case_id = ?1 order by number", [..])`.
pub(crate) fn rows<R: Record>(conn: &Connection, rest: &str, params: impl Params) -> Result<Vec<R>> {
    let sql = format!("select record from {} {rest}", quoted(R::KIND));
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = found.next()? {
        out.push(parse(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
    }
    Ok(out)
}

/// How many rows the rest of the SQL finds.
pub(crate) fn count(conn: &Connection, from: &str, params: impl Params) -> Result<u32> {
    let sql = format!("select count(*) from {from}");
    Ok(conn.prepare_cached(&sql)?.query_row(params, |row| row.get(0))?)
}

/// The error for a column that should name something.
pub(crate) fn not_an_id(text: &str) -> Error {
    Error::Damaged { seq: 0, why: format!("“{text}” is not an id") }
}

/// Reads a record from the text of its row.
pub(crate) fn parse<R: Record>(text: &str) -> Result<R> {
    serde_json::from_str(text).map_err(|error| Error::Damaged {
        seq: 0,
        why: format!("a row of “{}” cannot be read ({error})", R::KIND.table()),
    })
}
