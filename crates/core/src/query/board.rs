//! The board: claims of a case or of the desk, filtered, sorted, a page at a time, with counts by work state.
//!
//! Filters and sorts walk columns that one index covers; what looks beyond them is asked once for the counts
//! and the page. Records are read for the page alone.

mod filter;

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::filter::{Filter, OPEN_POINT, quoted, state_rank};
use super::claim_list::{COUNTS, ClaimRow, claim_row, first_passage};
use super::origins::Origins;
use super::standing::word;
use crate::error::Result;
use crate::id::{CaseId, ClaimId, EditorId};
use crate::model::{BoardFilter, BoardSort, Case, Claim, Contact, Evidence, View, WorkState};
use crate::reader::Reader;
use crate::table::{find, get, rows, search};
use crate::time::PartialDate;

/// The most rows of one answer.
const LIMIT: u32 = 1_000;

/// The most ids of one answer.
const IDS: u32 = 10_000;

/// Asks for claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct Board {
    /// Which, and in which order.
    #[ts(optional = false)]
    pub filter: BoardFilter,
    /// Of those, only the ones about which the desk has still to talk: without a verdict, disputed, stale,
    /// overdue, or with a question or a point that nobody answered or settled. Those set aside are not among them.
    #[ts(as = "Option<bool>")]
    pub unsettled: bool,
    /// The day against which deadlines are held; nothing is overdue without it.
    pub today: Option<PartialDate>,
    /// Only the ids, up to 10,000 of them, without rows.
    #[ts(as = "Option<bool>")]
    pub ids: bool,
    /// How many to skip.
    pub offset: Option<u32>,
    /// How many to give; at most 1,000, by default 100.
    pub limit: Option<u32>,
}

/// A page of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardAnswer {
    /// How many claims there are in all with this filter.
    pub total: u32,
    /// They, by work state, whatever states the filter asks for.
    pub states: Vec<(WorkState, u32)>,
    /// The page; empty where only ids were asked for.
    pub rows: Vec<BoardRow>,
    /// The ids, where they were asked for.
    pub ids: Vec<ClaimId>,
    /// The saved views, by name.
    pub views: Vec<View>,
}

/// A claim as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardRow {
    /// The claim as a list shows it.
    pub claim: ClaimRow,
    /// Its case.
    pub case: CaseId,
    /// The name of its case.
    pub case_name: String,
    /// Who checks it.
    pub assignee: Option<EditorId>,
    /// The day by which it must be checked.
    pub deadline: PartialDate,
    /// Whether that is past while work is to be done, or an answer is overdue.
    pub overdue: bool,
    /// Answers that are still to come.
    pub awaited: u32,
    /// Points that are not settled.
    pub open_points: u32,
    /// Whether all that bears it out or speaks against it goes back to one origin.
    pub single_origin: bool,
}

/// The claims by work state, and the ids of a page.
type Found = (Vec<(WorkState, u32)>, Vec<String>);

impl Board {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<BoardAnswer> {
        let words = search::query(&self.filter.text);
        let tables = if words.is_some() { reader.searchable()? } else { reader.tables() };
        let filter = Filter::of(self, words);
        let (mut states, found) =
            if filter.is_costly { self.at_once(tables, &filter)? } else { self.by_columns(tables, filter)? };
        states.sort_by_key(|(state, _)| *state as u8);
        let shown = |(state, _): &&(WorkState, u32)| self.shows(*state);
        let total = states.iter().filter(shown).map(|(_, claims)| claims).sum();
        let views = rows(tables, "order by name, id", [])?;
        let mut answer = BoardAnswer { total, states, rows: Vec::new(), ids: Vec::new(), views };
        if self.ids {
            let id = |text: &String| text.parse().map_err(|_| crate::table::not_an_id(text));
            answer.ids = found.iter().map(id).collect::<Result<_>>()?;
        } else {
            let mut origins = Origins::default();
            let row = |id: &String| self.row(tables, &mut origins, id);
            answer.rows = found.iter().map(row).collect::<Result<_>>()?;
        }
        Ok(answer)
    }

    fn shows(&self, state: WorkState) -> bool {
        self.filter.states.is_empty() || self.filter.states.contains(&state)
    }

    fn limit(&self) -> u32 {
        let most = if self.ids { IDS } else { LIMIT };
        self.limit.unwrap_or(100).min(most)
    }

    /// Counts and page in one statement, so that what is costly to know is asked once.
    fn at_once(&self, tables: &Connection, filter: &Filter) -> Result<Found> {
        let with = if filter.with.is_empty() { "with".to_owned() } else { format!("{},", filter.with) };
        let states = if self.filter.states.is_empty() {
            "true".to_owned()
        } else {
            format!("claim.work_state in ({})", quoted(&self.filter.states)?)
        };
        let sql = format!(
            "{with} hit as materialized (
               select id, case_id, number, work_state, priority, deadline, assignee_id from claim where {})
             select work_state, count(*), null from hit group by work_state
             union all
             select * from (select '', 0, claim.id from hit as claim where {states} order by {} limit {} offset {})",
            filter.text(),
            self.order(),
            self.limit(),
            self.offset.unwrap_or(0)
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query(filter.params().as_slice())?;
        let (mut counts, mut ids) = (Vec::new(), Vec::new());
        while let Some(row) = found.next()? {
            match row.get::<_, Option<String>>(2)? {
                Some(id) => ids.push(id),
                None => counts.push(counted(row)?),
            }
        }
        Ok((counts, ids))
    }

    /// Counts by the index, then the page: by work state each state for itself, so that a page far down
    /// sorts one of them and not all that comes before.
    fn by_columns(&self, tables: &Connection, mut filter: Filter) -> Result<Found> {
        let sql = format!("select work_state, count(*) from claim where {} group by work_state", filter.text());
        let mut statement = tables.prepare_cached(&sql)?;
        let mut counts = statement.query_and_then(filter.params().as_slice(), counted)?.collect::<Result<Vec<_>>>()?;
        let (mut skip, mut left) = (self.offset.unwrap_or(0), self.limit());
        if self.filter.sort != BoardSort::State {
            filter.and_states(&self.filter.states)?;
            return Ok((counts, self.ids_of(tables, &filter, None, (skip, left))?));
        }
        counts.sort_by_key(|(state, _)| *state as u8);
        if self.filter.backwards {
            counts.reverse();
        }
        let mut ids = Vec::new();
        for (state, claims) in counts.iter().filter(|(state, _)| self.shows(*state)) {
            if left > 0 && skip < *claims {
                let found = self.ids_of(tables, &filter, Some(*state), (skip, left))?;
                left -= u32::try_from(found.len()).unwrap_or(left).min(left);
                ids.extend(found);
            }
            skip = skip.saturating_sub(*claims);
        }
        Ok((counts, ids))
    }

    fn ids_of(
        &self,
        tables: &Connection,
        filter: &Filter,
        state: Option<WorkState>,
        (skip, limit): (u32, u32),
    ) -> Result<Vec<String>> {
        let within = match state {
            Some(state) => format!("claim.work_state = {}", quoted(&[state])?),
            None => "true".to_owned(),
        };
        let (text, order) = (filter.text(), self.order());
        let sql = format!(
            "select claim.id from claim where {text} and {within} order by {order} limit {limit} offset {skip}"
        );
        let mut statement = tables.prepare_cached(&sql)?;
        let params = filter.params();
        Ok(statement.query_map(params.as_slice(), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn order(&self) -> String {
        let (way, turned) = if self.filter.backwards { ("desc", "asc") } else { ("asc", "desc") };
        let order = match self.filter.sort {
            BoardSort::State => {
                format!("{} {way}, claim.priority desc, claim.deadline = '', claim.deadline", state_rank())
            }
            BoardSort::Number => format!("claim.case_id {way}, claim.number {way}"),
            BoardSort::Priority => format!("claim.priority {turned}"),
            BoardSort::Deadline => format!("claim.deadline = '', claim.deadline {way}"),
            BoardSort::Assignee => format!("claim.assignee_id is null, claim.assignee_id {way}"),
            BoardSort::Newest => format!("claim.id {turned}"),
        };
        format!("{order}, claim.case_id, claim.number, claim.id")
    }

    fn row(&self, tables: &Connection, origins: &mut Origins, id: &str) -> Result<BoardRow> {
        let sql = format!("select claim.record, {COUNTS}, ({}) from claim where claim.id = ?1", first_passage(false));
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query([id])?;
        let row = found.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let shown = claim_row(tables, row)?;
        let claim: Claim = get(tables, shown.id)?;
        let contacts: Vec<Contact> = rows(tables, "where claim_id = ?1 and outcome = 'awaited'", [id])?;
        let open_points = tables
            .prepare_cached(&format!("select count(*) from comment where claim_id = ?1 and {OPEN_POINT}"))?
            .query_row([id], |row| row.get(0))?;
        let today = self.today.as_ref();
        let late = |deadline: &PartialDate| today.is_some_and(|today| !deadline.is_empty() && deadline < today);
        Ok(BoardRow {
            case: claim.case,
            case_name: find::<Case>(tables, claim.case)?.map_or_else(String::new, |case| case.name),
            assignee: claim.assignee,
            overdue: (claim.work_state.is_open() && late(&claim.deadline))
                || contacts.iter().any(|contact| today.is_some_and(|today| contact.is_overdue(today))),
            deadline: claim.deadline,
            awaited: u32::try_from(contacts.len()).unwrap_or(u32::MAX),
            open_points,
            single_origin: has_one_origin(tables, origins, shown.id)?,
            claim: shown,
        })
    }
}

/// A work state and how many claims are in it.
fn counted(row: &Row<'_>) -> Result<(WorkState, u32)> {
    Ok((word(&row.get::<_, String>(0)?)?, row.get(1)?))
}

/// Whether all that bears a claim out or speaks against it goes back to one origin.
fn has_one_origin(tables: &Connection, origins: &mut Origins, claim: ClaimId) -> Result<bool> {
    let evidence: Vec<Evidence> = rows(tables, "where claim_id = ?1 and stance <> 'context'", [claim.to_string()])?;
    let mut roots = evidence.iter().map(|one| origins.root(tables, one.source)).collect::<Result<Vec<_>>>()?;
    roots.sort_unstable();
    roots.dedup();
    Ok(roots.len() == 1)
}
