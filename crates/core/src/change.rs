//! Changes: what one row was and became. Pure; the inverse lives here.
//!
//! Replay uses changes only, so that today's rules never rewrite yesterday's
//! history. No SQL.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::id::{CaseId, ClaimId};
#[allow(clippy::wildcard_imports, reason = "the list of records names them all")]
use crate::model::*;

/// What happened to one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Edit<T> {
    /// It was not there before.
    Added(T),
    /// It was `from` and became `to`; both have the same id.
    Updated {
        /// What it was.
        from: T,
        /// What it became.
        to: T,
    },
    /// It is there no more.
    Removed(T),
}

impl<T> Edit<T> {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Added(row) => Self::Removed(row),
            Self::Updated { from, to } => Self::Updated { from: to, to: from },
            Self::Removed(row) => Self::Added(row),
        }
    }

    /// This edit and a later one of the same row as one; nothing if they cancel out.
    #[must_use]
    pub fn then(self, later: Self) -> Option<Self>
    where
        T: Clone + PartialEq,
    {
        match (self.before().cloned(), later.after().cloned()) {
            (None, None) => None,
            (None, Some(row)) => Some(Self::Added(row)),
            (Some(row), None) => Some(Self::Removed(row)),
            (Some(from), Some(to)) => (from != to).then_some(Self::Updated { from, to }),
        }
    }

    /// The row before, if there was one.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::Added(_) => None,
            Self::Updated { from: row, .. } | Self::Removed(row) => Some(row),
        }
    }

    /// The row after, if there is one.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Added(row) | Self::Updated { to: row, .. } => Some(row),
            Self::Removed(_) => None,
        }
    }

    /// The row that names the thing: as it is now, or as it last was.
    pub fn subject(&self) -> &T {
        match self {
            Self::Added(row) | Self::Updated { to: row, .. } | Self::Removed(row) => row,
        }
    }
}

macro_rules! change {
    ($($record:ident),*) => {
        /// What happened to one row of one table.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each variant is the record of that name")]
        #[allow(clippy::large_enum_variant, reason = "a change lives for one entry; boxes would only be in the way")]
        pub enum Change { $($record(Edit<$record>)),* }

        impl Change {
            /// The change that takes this one back.
            #[must_use]
            pub fn inverse(self) -> Self {
                match self { $(Self::$record(edit) => Self::$record(edit.inverse())),* }
            }

            /// This change and a later one of the same record as one; nothing if they cancel
            /// out, or if they are of two kinds.
            #[must_use]
            pub fn then(self, later: Self) -> Option<Self> {
                match (self, later) {
                    $((Self::$record(one), Self::$record(two)) => one.then(two).map(Self::$record),)*
                    _ => None,
                }
            }

            /// Of an update: the same for one field of the record alone; nothing if that does not differ.
            pub(crate) fn only(self, field: &str) -> serde_json::Result<Option<Self>> {
                match self {
                    $(Self::$record(Edit::Updated { from, to }) => {
                        let to = with_field(&from, &to, field)?;
                        Ok((from != to).then_some(Self::$record(Edit::Updated { from, to })))
                    })*
                    _ => Ok(None),
                }
            }

            /// What happened to the record, in a word.
            pub fn what(&self) -> &'static str {
                if self.is_added() {
                    "added"
                } else if self.is_removed() {
                    "removed"
                } else {
                    "updated"
                }
            }

            /// The kind of its record.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$record(_) => Kind::$record),* }
            }

            /// The id of its record.
            pub fn id(&self) -> Uuid {
                match self { $(Self::$record(edit) => edit.subject().id()),* }
            }

            /// The case of its record.
            pub fn case(&self) -> Option<CaseId> {
                match self { $(Self::$record(edit) => edit.subject().case()),* }
            }

            /// The claim in whose history it belongs.
            pub fn claim(&self) -> Option<ClaimId> {
                match self { $(Self::$record(edit) => edit.subject().claim()),* }
            }

            /// What a person calls its record.
            pub fn name(&self) -> String {
                match self { $(Self::$record(edit) => edit.subject().name()),* }
            }

            /// Whether the record was added, and is there afterwards.
            pub fn is_added(&self) -> bool {
                match self { $(Self::$record(edit) => matches!(edit, Edit::Added(_))),* }
            }

            /// Whether the record was removed.
            pub fn is_removed(&self) -> bool {
                match self { $(Self::$record(edit) => matches!(edit, Edit::Removed(_))),* }
            }

            /// The record before and after, as JSON objects, for showing what differs.
            pub(crate) fn sides(&self) -> serde_json::Result<(serde_json::Value, serde_json::Value)> {
                match self { $(Self::$record(edit) => Ok((
                    serde_json::to_value(edit.before())?,
                    serde_json::to_value(edit.after())?,
                ))),* }
            }
        }
    };
}
with_records!(change);

/// One record with one field of another.
fn with_field<R: Record>(into: &R, of: &R, field: &str) -> serde_json::Result<R> {
    let (mut into, mut of) = (serde_json::to_value(into)?, serde_json::to_value(of)?);
    if let (Some(into), Some(of)) = (into.as_object_mut(), of.as_object_mut()) {
        // A field that is not written has its default.
        match of.remove(field) {
            Some(value) => into.insert(field.to_owned(), value),
            None => into.remove(field),
        };
    }
    serde_json::from_value(into)
}

/// Takes back a list of changes: each inverted, last first.
pub fn inverse(changes: Vec<Change>) -> Vec<Change> {
    changes.into_iter().rev().map(Change::inverse).collect()
}
