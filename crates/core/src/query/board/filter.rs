//! Which claims a board shows, as SQL. Nothing is read here.

use rusqlite::ToSql;

use super::Board;
use crate::error::Result;
use crate::model::{Tone, WorkState};
use crate::query::standing::{DISPUTED, OPEN, STALE_IDS, WAITS};

/// SQL that holds for a comment with which somebody has still to deal.
pub(super) const OPEN_POINT: &str =
    "not settled and (comment.record ->> '$.kind' = 'question' or json_array_length(comment.record, '$.mentions') > 0)";

/// Work that is still to be done, by the columns of the index.
const TO_DO: &str = "claim.work_state in ('tagged', 'triaged', 'assigned', 'checking', 'awaiting_source', 'proposed', 'second_check', 'returned')";

/// The first-hand source behind each source that has one; a circle has the least of its ids.
const ROOTS: &str = "with recursive up(id, at, depth) as (
      select id, origin_id, 1 from source where origin_id is not null
      union all
      select up.id, source.origin_id, depth + 1 from up join source on source.id = up.at
      where source.origin_id is not null and depth < 24),
    root(id, root) as materialized (
      select up.id, coalesce(max(case when source.origin_id is null then up.at end), min(up.at))
      from up join source on source.id = up.at group by up.id)";

/// A claim whose evidence for and against it goes back to one origin. Needs `ROOTS`.
const SINGLE_ORIGIN: &str = "claim.id in (select claim_id from evidence left join root on root.id = evidence.source_id
     where stance <> 'context' group by claim_id
     having min(coalesce(root.root, source_id)) = max(coalesce(root.root, source_id)))";

/// The values of a filter, and the SQL that holds for what it shows.
pub(super) struct Filter {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
    /// What the SQL needs before its `select`; empty, or a `with` that another table may be added to.
    pub(super) with: &'static str,
    /// Whether it looks beyond the columns of the claims: then it is worth asking once for counts and page.
    pub(super) is_costly: bool,
}

impl Filter {
    /// All that the question asks for, apart from the work states.
    pub(super) fn of(board: &Board, words: Option<String>) -> Self {
        let asked = &board.filter;
        let mut filter = Self { sql: Vec::new(), values: Vec::new(), with: "", is_costly: false };
        if let Some(case) = asked.case {
            let case = filter.value(case.to_string());
            filter.and(format!("claim.case_id = {case}"));
        }
        if let Some(editor) = asked.assignee {
            let editor = filter.value(editor.to_string());
            filter.and(format!("claim.assignee_id = {editor}"));
        }
        if asked.unassigned {
            // The plus keeps SQLite on the index of the board: most claims may be nobody's.
            filter.and("+claim.assignee_id is null");
        }
        if !asked.priorities.is_empty() {
            let ranks: Vec<String> = asked.priorities.iter().map(|one| (*one as u8).to_string()).collect();
            filter.and(format!("claim.priority in ({})", ranks.join(", ")));
        }
        filter.and_elsewhere(board);
        if let Some(words) = words {
            let words = filter.value(words);
            filter.and_costly(format!("claim.id in (select search_row.id from search join search_row on search_row.row = search.rowid where search match {words})"));
        }
        filter
    }

    /// What is not known from the columns of a claim.
    fn and_elsewhere(&mut self, board: &Board) {
        let asked = &board.filter;
        if !asked.tones.is_empty() {
            self.and_costly(tones(&asked.tones));
        }
        if asked.stale {
            self.and_costly(format!("claim.id in {STALE_IDS}"));
        }
        if asked.unanswered {
            self.and_costly(format!("claim.id in (select claim_id from rebuttal where {WAITS})"));
        }
        if asked.single_origin {
            self.with = ROOTS;
            self.and_costly(SINGLE_ORIGIN);
        }
        if asked.overdue {
            let overdue = self.overdue(board);
            self.and_costly(overdue);
        }
        if asked.open_points {
            self.and_costly(format!("claim.id in (select claim_id from comment where {OPEN_POINT})"));
        }
        if board.unsettled {
            let overdue = self.overdue(board);
            // The cheapest first; a question without an answer is found by its letters, as JSON writes them.
            self.and_costly(format!(
                "claim.work_state not in ('not_to_be_checked', 'superseded', 'withdrawn')
                 and ({OPEN} or {overdue} or claim.id in {STALE_IDS} or {DISPUTED}
                   or claim.id in (select claim_id from comment where {OPEN_POINT})
                   or claim.record like '%\"answers\":[]%')"
            ));
        }
    }

    fn overdue(&mut self, board: &Board) -> String {
        let today = self.value(board.today.as_ref().map_or_else(String::new, ToString::to_string));
        format!(
            "((claim.deadline <> '' and claim.deadline < {today} and {TO_DO}) or claim.id in
              (select claim_id from contact where outcome = 'awaited' and deadline <> '' and deadline < {today}))"
        )
    }

    /// Adds some work states; none asks for nothing.
    pub(super) fn and_states(&mut self, states: &[WorkState]) -> Result<()> {
        if !states.is_empty() {
            self.and(format!("claim.work_state in ({})", quoted(states)?));
        }
        Ok(())
    }

    /// The place of a value in the statement.
    fn value(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    fn and(&mut self, sql: impl Into<String>) {
        self.sql.push(sql.into());
    }

    fn and_costly(&mut self, sql: impl Into<String>) {
        self.is_costly = true;
        self.and(sql);
    }

    pub(super) fn text(&self) -> String {
        if self.sql.is_empty() { "true".to_owned() } else { self.sql.join(" and ") }
    }

    pub(super) fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
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
pub(super) fn quoted(states: &[WorkState]) -> Result<String> {
    let words: Vec<String> = states
        .iter()
        .map(|state| Ok(serde_json::to_value(state)?.as_str().map_or_else(String::new, |word| format!("'{word}'"))))
        .collect::<Result<_>>()?;
    Ok(words.join(", "))
}

/// The place of a work state on the board, in the order in which work goes on, as SQL.
pub(super) fn state_rank() -> String {
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
        .filter_map(|state| Some((serde_json::to_value(state).ok()?.as_str()?.to_owned(), *state as u8)))
        .map(|(word, rank)| format!("when '{word}' then {rank}"))
        .collect();
    format!("case claim.work_state {} end", whens.join(" "))
}
