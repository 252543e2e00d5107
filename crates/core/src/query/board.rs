//! The board: claims of a case or of the desk, filtered, sorted, a page at a time, with counts by work state.
//!
//! Filters and sorts walk columns that one index covers; records are read for the page alone.

use rusqlite::{Connection, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::claim_list::{COUNTS, ClaimRow, claim_row, first_passage};
use super::standing::{STALE_IDS, WAITS, word};
use crate::error::Result;
use crate::id::{CaseId, EditorId};
use crate::model::{BoardFilter, BoardSort, Case, Claim, Contact, Tone, View, WorkState};
use crate::reader::Reader;
use crate::table::{find, get, rows, search};
use crate::time::PartialDate;

/// The most rows of one answer.
const LIMIT: u32 = 1_000;

/// Asks for claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct Board {
    /// Which, and in which order.
    #[ts(optional = false)]
    pub filter: BoardFilter,
    /// The day against which deadlines are held; nothing is overdue without it.
    pub today: Option<PartialDate>,
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
    /// The page.
    pub rows: Vec<BoardRow>,
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
}

/// The values of a filter, and the SQL that holds for what it shows.
struct Filter {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    /// The place of a value in the statement.
    fn value(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    fn and(&mut self, sql: impl Into<String>) {
        self.sql.push(sql.into());
    }

    fn text(&self) -> String {
        if self.sql.is_empty() { "true".to_owned() } else { self.sql.join(" and ") }
    }

    fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

/// The first-hand source behind each source that has one; a circle has the least of its ids.
const ROOTS: &str = "with recursive up(id, at, depth) as (
      select id, origin_id, 1 from source where origin_id is not null
      union all
      select up.id, source.origin_id, depth + 1 from up join source on source.id = up.at
      where source.origin_id is not null and depth < 24),
    root(id, root) as materialized (
      select up.id, coalesce(max(case when source.origin_id is null then up.at end), min(up.at))
      from up join source on source.id = up.at group by up.id)";

/// Work that is still to be done, by the columns of the index.
const TO_DO: &str = "claim.work_state in ('tagged', 'triaged', 'assigned', 'checking', 'awaiting_source', 'proposed', 'second_check', 'returned')";

impl Board {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<BoardAnswer> {
        let words = search::query(&self.filter.text);
        let tables = if words.is_some() { reader.searchable()? } else { reader.tables() };
        let mut filter = self.apart_from_states(words);
        let with = if self.filter.single_origin { ROOTS } else { "" };
        let sql = format!("{with} select work_state, count(*) from claim where {} group by work_state", filter.text());
        let mut statement = tables.prepare_cached(&sql)?;
        let mut found = statement.query(filter.params().as_slice())?;
        let mut states: Vec<(WorkState, u32)> = Vec::new();
        while let Some(row) = found.next()? {
            states.push((word(&row.get::<_, String>(0)?)?, row.get(1)?));
        }
        states.sort_by_key(|(state, _)| rank(*state));
        let wanted = &self.filter.states;
        let shown = |(state, _): &&(WorkState, u32)| wanted.is_empty() || wanted.contains(state);
        let total = states.iter().filter(shown).map(|(_, claims)| claims).sum();
        if !wanted.is_empty() {
            let list = quoted(wanted)?;
            filter.and(format!("claim.work_state in ({list})"));
        }
        let rows = self.page(tables, &filter, with)?;
        Ok(BoardAnswer { total, states, rows, views: rows_of_views(tables)? })
    }

    fn apart_from_states(&self, words: Option<String>) -> Filter {
        let asked = &self.filter;
        let mut filter = Filter { sql: Vec::new(), values: Vec::new() };
        if let Some(case) = asked.case {
            let case = filter.value(case.to_string());
            filter.and(format!("claim.case_id = {case}"));
        }
        if let Some(editor) = asked.assignee {
            let editor = filter.value(editor.to_string());
            filter.and(format!("claim.assignee_id = {editor}"));
        }
        if asked.unassigned {
            filter.and("claim.assignee_id is null");
        }
        if !asked.priorities.is_empty() {
            let ranks: Vec<String> = asked.priorities.iter().map(|one| (*one as u8).to_string()).collect();
            filter.and(format!("claim.priority in ({})", ranks.join(", ")));
        }
        if !asked.tones.is_empty() {
            filter.and(tones(&asked.tones));
        }
        if asked.stale {
            filter.and(format!("claim.id in {STALE_IDS}"));
        }
        if asked.unanswered {
            filter.and(format!("claim.id in (select claim_id from rebuttal where {WAITS})"));
        }
        if asked.single_origin {
            filter.and(
                "claim.id in (select claim_id from evidence left join root on root.id = evidence.source_id
                 where stance <> 'context' group by claim_id
                 having min(coalesce(root.root, source_id)) = max(coalesce(root.root, source_id)))",
            );
        }
        if asked.overdue {
            let today = filter.value(self.today.as_ref().map_or_else(String::new, ToString::to_string));
            filter.and(format!(
                "((claim.deadline <> '' and claim.deadline < {today} and {TO_DO}) or claim.id in
                  (select claim_id from contact where outcome = 'awaited' and deadline <> '' and deadline < {today}))"
            ));
        }
        if asked.open_points {
            filter.and(format!("claim.id in (select claim_id from comment where {OPEN_POINT})"));
        }
        if let Some(words) = words {
            let words = filter.value(words);
            filter.and(format!("claim.id in (select search_row.id from search join search_row on search_row.row = search.rowid where search match {words})"));
        }
        filter
    }

    fn page(&self, tables: &Connection, filter: &Filter, with: &str) -> Result<Vec<BoardRow>> {
        let way = if self.filter.backwards { "desc" } else { "asc" };
        let order = match self.filter.sort {
            BoardSort::State => {
                format!("{} {way}, claim.priority desc, claim.deadline = '', claim.deadline", state_rank())
            }
            BoardSort::Number => format!("claim.case_id {way}, claim.number {way}"),
            BoardSort::Priority => format!("claim.priority {}", if self.filter.backwards { "asc" } else { "desc" }),
            BoardSort::Deadline => format!("claim.deadline = '', claim.deadline {way}"),
            BoardSort::Assignee => format!("claim.assignee_id is null, claim.assignee_id {way}"),
            BoardSort::Newest => format!("claim.id {}", if self.filter.backwards { "asc" } else { "desc" }),
        };
        // First the page by the index alone, then what its rows show.
        let page = format!(
            "select claim.id from claim where {} order by {order}, claim.case_id, claim.number, claim.id limit {} offset {}",
            filter.text(),
            self.limit.unwrap_or(100).min(LIMIT),
            self.offset.unwrap_or(0)
        );
        let mut statement = tables.prepare_cached(&format!("{with} {page}"))?;
        let params = filter.params();
        let ids: Vec<String> =
            statement.query_map(params.as_slice(), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.iter().map(|id| self.row(tables, id)).collect()
    }

    fn row(&self, tables: &Connection, id: &str) -> Result<BoardRow> {
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
            claim: shown,
        })
    }
}

/// SQL that holds for a comment with which somebody has still to deal.
pub(crate) const OPEN_POINT: &str =
    "not settled and (comment.record ->> '$.kind' = 'question' or json_array_length(comment.record, '$.mentions') > 0)";

fn rows_of_views(tables: &Connection) -> Result<Vec<View>> {
    rows(tables, "order by name, id", [])
}

/// SQL that holds for a claim whose verdict has one of these tones.
fn tones(tones: &[Tone]) -> String {
    let words: Vec<String> = tones
        .iter()
        .filter(|tone| **tone != Tone::Open)
        .filter_map(|tone| serde_json::to_value(tone).ok())
        .filter_map(|tone| tone.as_str().map(|tone| format!("'{tone}'")))
        .collect();
    let given = format!("claim.id in (select claim_id from verdict where tone in ({}))", words.join(", "));
    let none = "claim.id not in (select claim_id from verdict)";
    match (words.is_empty(), tones.contains(&Tone::Open)) {
        (true, _) => none.to_owned(),
        (false, false) => given,
        (false, true) => format!("({given} or {none})"),
    }
}

/// The words of work states, for SQL.
fn quoted(states: &[WorkState]) -> Result<String> {
    let words: Vec<String> = states
        .iter()
        .map(|state| Ok(serde_json::to_value(state)?.as_str().map_or_else(String::new, |word| format!("'{word}'"))))
        .collect::<Result<_>>()?;
    Ok(words.join(", "))
}

/// The place of a work state on the board: in the order in which work goes on.
fn rank(state: WorkState) -> u8 {
    state as u8
}

/// The same as SQL.
fn state_rank() -> String {
    const ALL: [WorkState; 14] = [
        WorkState::Tagged,
        WorkState::Triaged,
        WorkState::Assigned,
        WorkState::Checking,
        WorkState::AwaitingSource,
        WorkState::Proposed,
        WorkState::SecondCheck,
        WorkState::SignedOff,
        WorkState::Published,
        WorkState::Corrected,
        WorkState::Returned,
        WorkState::NotToBeChecked,
        WorkState::Superseded,
        WorkState::Withdrawn,
    ];
    let whens: Vec<String> = ALL
        .iter()
        .filter_map(|state| Some((serde_json::to_value(state).ok()?.as_str()?.to_owned(), rank(*state))))
        .map(|(word, rank)| format!("when '{word}' then {rank}"))
        .collect();
    format!("case claim.work_state {} end", whens.join(" "))
}
