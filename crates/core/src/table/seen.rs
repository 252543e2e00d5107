//! What somebody sees of a claim at this moment: what a sign-off is bound to.
//!
//! Reads only. The comparison itself is the record's own (`model/sign_off.rs`).

use rusqlite::Connection;

use super::{find, place, rows};
use crate::error::Result;
use crate::model::{
    Claim, Evidence, Rebuttal, Seen, SeenEvidence, SeenPassage, SeenRebuttal, SeenVerdict, Source, Verdict,
};

/// What stands on a claim now.
pub(crate) fn seen(conn: &Connection, claim: &Claim) -> Result<Seen> {
    // By id, so that an order set by hand is no change of what was seen.
    const OF_CLAIM: &str = "where claim_id = ?1 order by id";
    let id = claim.id.to_string();
    let passages = place::words_of_claim(conn, claim.id)?;
    let verdict: Vec<Verdict> = rows(conn, OF_CLAIM, [&id])?;
    let evidence: Vec<Evidence> = rows(conn, OF_CLAIM, [&id])?;
    let rebuttals: Vec<Rebuttal> = rows(conn, OF_CLAIM, [&id])?;
    let named = |evidence: &Evidence| -> Result<SeenEvidence> {
        let source: Option<Source> = find(conn, evidence.source)?;
        Ok(SeenEvidence::of(evidence, source.map_or_else(String::new, |source| source.label())))
    };
    Ok(Seen {
        statement: claim.statement.clone(),
        passages: passages.iter().map(SeenPassage::from).collect(),
        verdict: verdict.first().map(SeenVerdict::from),
        evidence: evidence.iter().map(named).collect::<Result<_>>()?,
        rebuttals: rebuttals.iter().map(SeenRebuttal::from).collect(),
    })
}
