//! The contacts of a case or of the desk: those that wait first, the longest overdue at the top.

use rusqlite::ToSql;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::CaseId;
use crate::model::{Claim, Contact};
use crate::reader::Reader;
use crate::table::{find, rows};
use crate::time::PartialDate;

/// The most rows of one answer.
const LIMIT: u32 = 1_000;

/// Asks for contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct ContactList {
    /// Only of this case.
    pub case: Option<CaseId>,
    /// Only those whose answer is still to come.
    #[ts(optional = false)]
    pub waiting: bool,
    /// The day against which deadlines are held; none is overdue without it.
    pub today: Option<PartialDate>,
    /// How many to skip: an answer has at most 1,000.
    pub offset: Option<u32>,
}

/// A contact as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContactRow {
    /// The contact.
    pub contact: Contact,
    /// The number of its claim.
    pub number: Option<u32>,
    /// The short form or statement of its claim; empty where it is about the case.
    pub heading: String,
    /// Whether the day by which they were to answer is past.
    pub overdue: bool,
}

impl ContactList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<ContactRow>> {
        let tables = reader.tables();
        let case = self.case.map(|id| id.to_string());
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let mut filter = "true".to_owned();
        if let Some(case) = &case {
            values.push(case);
            filter.push_str(" and case_id = ?1");
        }
        if self.waiting {
            filter.push_str(" and outcome = 'awaited'");
        }
        let rest = format!(
            "where {filter} order by outcome <> 'awaited', deadline = '', deadline, rowid limit {LIMIT} offset {}",
            self.offset.unwrap_or(0)
        );
        let all: Vec<Contact> = rows(tables, &rest, values.as_slice())?;
        let row = |contact: Contact| {
            let claim: Option<Claim> = contact.claim.map(|id| find(tables, id)).transpose()?.flatten();
            Ok(ContactRow {
                number: claim.as_ref().map(|claim| claim.number),
                heading: claim.map_or_else(String::new, |claim| claim.heading().to_owned()),
                overdue: self.today.as_ref().is_some_and(|today| contact.is_overdue(today)),
                contact,
            })
        };
        all.into_iter().map(row).collect()
    }
}
