//! The claims of a case or document, a page at a time, with counts.

use rusqlite::{Connection, OptionalExtension, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::standing::{Badge, DISPUTED, OPEN, RELEASED, STALE, STALE_IDS, STANDS, UNANSWERED, WAITS, word};
use crate::error::{Error, Result};
use crate::id::{CaseId, ClaimId, DocumentId, EditorId, RevisionId};
use crate::model::{Claim, ClaimKind, Editor, Priority, Tone, Verdict, WorkState};
use crate::reader::Reader;
use crate::table::{find, parse, search};

/// The most rows of one answer.
const LIMIT: u32 = 1_000;

/// Asks for claims of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct ClaimList {
    /// The case.
    pub case: CaseId,
    /// Only those that stand in the newest draft of this document, in the order of its text.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// Which of them.
    #[serde(default)]
    pub show: Show,
    /// Only those with these words.
    #[serde(default)]
    pub text: String,
    /// How many to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many to give; at most and by default 1,000.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Which claims of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Without a verdict, and not left out.
    Open,
    /// With a rebuttal that still stands.
    Disputed,
    /// With a verdict.
    Checked,
    /// Released by a second person as it stands.
    SignedOff,
    /// Released once, and different since.
    Stale,
    /// With a rebuttal that nobody answered or weighed.
    Unanswered,
    /// Left out on purpose.
    NotChecked,
}

/// Claims, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Tally {
    /// All.
    pub all: u32,
    /// Without a verdict, and not left out.
    pub open: u32,
    /// With a rebuttal that still stands.
    pub disputed: u32,
    /// With a verdict.
    pub checked: u32,
    /// Released by a second person as it stands.
    pub signed_off: u32,
    /// Released once, and different since.
    pub stale: u32,
    /// With a rebuttal that nobody answered or weighed.
    pub unanswered: u32,
    /// Left out on purpose.
    pub not_checked: u32,
    /// Those with a verdict, by its tone.
    pub tones: Vec<(Tone, u32)>,
}

/// A page of claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClaimListAnswer {
    /// How many there are in all with this `show` and `text`.
    pub total: u32,
    /// Those of the case or document, counted, whatever `show` and `text` say.
    pub tally: Tally,
    /// The page.
    pub rows: Vec<ClaimRow>,
}

/// A claim as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClaimRow {
    /// The claim.
    pub id: ClaimId,
    /// Its number.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// Its statement.
    pub statement: String,
    /// Its kinds.
    pub kinds: Vec<ClaimKind>,
    /// Its verdict.
    pub verdict: Option<Badge>,
    /// Where the work stands.
    pub work_state: WorkState,
    /// How urgent it is.
    pub priority: Priority,
    /// Initials of who checks it; empty if nobody does.
    pub assignee: String,
    /// Pieces of evidence for it.
    pub supports: u32,
    /// Pieces of evidence against it.
    pub contradicts: u32,
    /// Pieces of context.
    pub context: u32,
    /// Rebuttals of it or its evidence.
    pub rebuttals: u32,
    /// Of those, neither answered nor weighed.
    pub unanswered: u32,
    /// Whether a rebuttal still stands.
    pub disputed: bool,
    /// Initials of who signed it off last; empty if nobody did.
    pub signed_by: String,
    /// Whether it was signed off and is different since.
    pub stale: bool,
    /// Its first place in the newest draft of the document asked for, or of any: revision and first code point.
    /// If it stands in none, the first place where it was marked.
    pub first: Option<(RevisionId, u32)>,
}

impl ClaimList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<ClaimListAnswer> {
        let words = search::query(&self.text);
        let tables = if words.is_some() { reader.searchable()? } else { reader.tables() };
        let mut filter = String::from("claim.case_id = ?1");
        let (case, draft) = (self.case.to_string(), newest(tables, self.document)?);
        let mut values: Vec<&dyn ToSql> = vec![&case];
        if let Some(draft) = &draft {
            values.push(draft);
            filter.push_str(&format!(" and claim.id in ({STANDING})"));
        }
        if let Some(show) = self.show.filter() {
            filter.push_str(" and ");
            filter.push_str(show);
        }
        if let Some(words) = &words {
            values.push(words);
            let n = values.len();
            filter.push_str(&format!(
                " and claim.id in (select search_row.id from search join search_row on search_row.row = search.rowid where search match ?{n})"
            ));
        }
        let tally = tally(tables, self.case, self.document)?;
        let total = match words {
            None => tally.of(self.show),
            Some(_) => tables
                .prepare_cached(&format!("select count(*) from claim where {filter}"))?
                .query_row(values.as_slice(), |row| row.get(0))?,
        };
        let order = if draft.is_some() { "first_at, claim.number" } else { "claim.number" };
        let limit = self.limit.unwrap_or(LIMIT).min(LIMIT);
        let first = first_passage(draft.is_some());
        let sql = format!(
            "select claim.record, {COUNTS}, ({first}) as first_at from claim where {filter} order by {order}, claim.id limit {limit} offset {}",
            self.offset
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query(values.as_slice())?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(claim_row(tables, row)?);
        }
        Ok(ClaimListAnswer { total, tally, rows })
    }
}

impl Tally {
    /// How many claims a filter shows.
    fn of(&self, show: Show) -> u32 {
        match show {
            Show::All => self.all,
            Show::Open => self.open,
            Show::Disputed => self.disputed,
            Show::Checked => self.checked,
            Show::SignedOff => self.signed_off,
            Show::Stale => self.stale,
            Show::Unanswered => self.unanswered,
            Show::NotChecked => self.not_checked,
        }
    }
}

impl Show {
    fn filter(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Open => Some(OPEN),
            Self::Disputed => Some(DISPUTED),
            Self::Checked => Some("exists (select 1 from verdict where verdict.claim_id = claim.id)"),
            Self::SignedOff => Some(RELEASED),
            Self::Stale => Some(STALE),
            Self::Unanswered => Some(UNANSWERED),
            Self::NotChecked => Some("claim.work_state in ('not_to_be_checked', 'superseded', 'withdrawn')"),
        }
    }
}

/// Counts that a row shows, in the order in which `claim_row` reads them.
pub(crate) const COUNTS: &str = "
    (select count(*) from evidence where evidence.claim_id = claim.id and stance = 'supports'),
    (select count(*) from evidence where evidence.claim_id = claim.id and stance = 'contradicts'),
    (select count(*) from evidence where evidence.claim_id = claim.id and stance = 'context'),
    (select count(*) from rebuttal where rebuttal.claim_id = claim.id and target_rebuttal_id is null),
    (select count(*) from rebuttal where rebuttal.claim_id = claim.id and target_rebuttal_id is null
        and status = 'unanswered' and rebuttal.record ->> '$.weighing.weight' = 'unweighed'),
    (select record from verdict where verdict.claim_id = claim.id),
    exists (select 1 from rebuttal where rebuttal.claim_id = claim.id
        and rebuttal.target_rebuttal_id is null and rebuttal.status not in ('withdrawn', 'conceded', 'overtaken')),
    (select printf('%d ', (select min(stale) from sign_off where sign_off.claim_id = claim.id)) || by_id
        from sign_off where sign_off.claim_id = claim.id order by at desc, rowid desc limit 1)";

/// The claims that stand in a draft. The draft is bound, not asked for inside: then both halves of `place` are
/// searched by it, where otherwise they would be walked whole.
const STANDING: &str = "select place.claim_id from place where place.revision_id = ?2";

/// Place and revision as one text, so that one sub-query gives both: the first place in a newest draft, or
/// else the first where it was marked.
pub(crate) fn first_passage(in_draft: bool) -> String {
    let first = "select min(printf('%010d %s', start, revision_id))";
    if in_draft {
        return format!(
            "{first} from (select start, revision_id from passage where passage.claim_id = claim.id
               union all select start, revision_id from anchor where anchor.claim_id = claim.id and anchor.start is not null)
             where revision_id = ?2"
        );
    }
    format!(
        "coalesce(({first} from (select start, revision_id from passage where passage.claim_id = claim.id
            union all select start, revision_id from anchor where anchor.claim_id = claim.id and anchor.start is not null)
          as stood where exists (select 1 from newest where newest.revision_id = stood.revision_id)),
          ({first} from passage where passage.claim_id = claim.id))"
    )
}

/// The newest draft of a document, if one is asked for; of one that is not there a draft that is none.
fn newest(tables: &Connection, document: Option<DocumentId>) -> Result<Option<String>> {
    let Some(document) = document else { return Ok(None) };
    let found: Option<String> = tables
        .prepare_cached("select revision_id from newest where document_id = ?1")?
        .query_row([document.to_string()], |row| row.get(0))
        .optional()?;
    Ok(Some(found.unwrap_or_default()))
}

pub(crate) fn claim_row(tables: &Connection, row: &rusqlite::Row<'_>) -> Result<ClaimRow> {
    let claim: Claim = parse(&row.get::<_, String>(0)?)?;
    let verdict: Option<Verdict> = row.get::<_, Option<String>>(6)?.map(|text| parse(&text)).transpose()?;
    let assignee = claim.assignee.map(|id| find::<Editor>(tables, id)).transpose()?.flatten();
    let signed = row.get::<_, Option<String>>(8)?.unwrap_or_default();
    let (stale, signer) = signed.split_once(' ').unwrap_or_default();
    let signer: Option<Editor> = signer.parse().ok().map(|id: EditorId| find(tables, id)).transpose()?.flatten();
    let first = row.get::<_, Option<String>>(9)?.map(|text| place(&text)).transpose()?;
    Ok(ClaimRow {
        id: claim.id,
        number: claim.number,
        heading: claim.heading().to_owned(),
        verdict: verdict.as_ref().map(Badge::from),
        work_state: claim.work_state,
        priority: claim.priority,
        assignee: assignee.map_or_else(String::new, |editor| editor.initials),
        supports: row.get(1)?,
        contradicts: row.get(2)?,
        context: row.get(3)?,
        rebuttals: row.get(4)?,
        unanswered: row.get(5)?,
        disputed: row.get(7)?,
        signed_by: signer.map_or_else(String::new, |editor| editor.initials),
        stale: stale == "1",
        first,
        statement: claim.statement,
        kinds: claim.kinds,
    })
}

fn place(text: &str) -> Result<(RevisionId, u32)> {
    let damaged = || Error::Damaged { seq: 0, why: format!("“{text}” is not a place") };
    let (start, revision) = text.split_once(' ').ok_or_else(damaged)?;
    Ok((revision.parse().map_err(|_| damaged())?, start.parse().map_err(|_| damaged())?))
}

/// Counts the claims of a case, or of those that stand in a document: each count walks one index,
/// so that it costs what it counts and not seven looks at every claim.
pub(crate) fn tally(tables: &Connection, case: CaseId, document: Option<DocumentId>) -> Result<Tally> {
    let (case, draft) = (case.to_string(), newest(tables, document)?);
    let mut values: Vec<&dyn ToSql> = vec![&case];
    values.extend(draft.iter().map(|draft| draft as &dyn ToSql));
    let within = |claim: &str| match &draft {
        None => "case_id = ?1".to_owned(),
        Some(_) => format!("+case_id = ?1 and {claim} in ({STANDING})"),
    };
    let (claims, parts) = (within("claim.id"), within("claim_id"));
    let one = |sql: String| -> Result<u32> {
        Ok(tables.prepare_cached(&sql)?.query_row(values.as_slice(), |row| row.get(0))?)
    };
    let mut tally = Tally {
        open: one(format!("select count(*) from claim where {claims} and {OPEN}"))?,
        disputed: one(format!("select count(distinct claim_id) from rebuttal where {parts} and {STANDS}"))?,
        unanswered: one(format!("select count(distinct claim_id) from rebuttal where {parts} and {WAITS}"))?,
        stale: one(format!("select count(*) from claim where {claims} and claim.id in {STALE_IDS}"))?,
        ..Tally::default()
    };
    let sql = format!("select work_state, count(*) from claim where {claims} group by work_state");
    let mut statement = tables.prepare_cached(&sql)?;
    let mut rows = statement.query(values.as_slice())?;
    while let Some(row) = rows.next()? {
        let (state, claims): (WorkState, u32) = (word(&row.get::<_, String>(0)?)?, row.get(1)?);
        tally.all += claims;
        match state {
            WorkState::SignedOff | WorkState::Published | WorkState::Corrected => tally.signed_off += claims,
            left_out if !left_out.is_open() => tally.not_checked += claims,
            _ => {}
        }
    }
    tally.signed_off -= one(format!(
        "select count(*) from claim where {claims} and claim.id in {STALE_IDS} and work_state in ('signed_off', 'published', 'corrected')"
    ))?;
    let sql = format!("select tone, count(*) from verdict where {parts} group by tone");
    let mut statement = tables.prepare_cached(&sql)?;
    let mut rows = statement.query(values.as_slice())?;
    while let Some(row) = rows.next()? {
        let (tone, claims): (Tone, u32) = (word(&row.get::<_, String>(0)?)?, row.get(1)?);
        tally.checked += claims;
        tally.tones.push((tone, claims));
    }
    Ok(tally)
}
