//! Restoring: what brings the desk, or a part of it, to where it stood.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::net::{self, Within};
use crate::change::{Change, inverse};
use crate::error::{Error, Result};
use crate::id::{CaseId, ClaimId, Seq};
use crate::model::Kind;

/// What is restored; by itself the whole desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct RestoreScope {
    /// Only what belongs to this case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Only what belongs to this claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// Only one record: its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Only one record: its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub id: Option<Uuid>,
    /// Only this field of that record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl RestoreScope {
    /// Whether it is the whole desk.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// What was restored, in English.
    pub(crate) fn label(&self) -> String {
        match self {
            Self { field: Some(_), kind: Some(kind), .. } => format!("Restored a field of a {}", kind.table()),
            Self { kind: Some(kind), .. } => format!("Restored a {}", kind.table()),
            Self { claim: Some(_), .. } => "Restored a claim".to_owned(),
            Self { case: Some(_), .. } => "Restored a case".to_owned(),
            _ => "Restored the desk".to_owned(),
        }
    }
}

/// What must change for the scope to read as it did just after `to`, in an order in which it can be done.
/// Who joined since then stays: entries name them.
pub(crate) fn changes(ledger: &Connection, to: Seq, head: Seq, scope: &RestoreScope) -> Result<Vec<Change>> {
    let row = match (scope.kind, scope.id) {
        (Some(kind), Some(id)) => Some((kind, id)),
        (None, None) if scope.field.is_none() => None,
        _ => return Err(Error::Input("A record is named by its kind and its id; a field by its record.".to_owned())),
    };
    let within = Within { case: scope.case, claim: scope.claim, editor: None, row };
    let mut changes = inverse(net::net(ledger, to, head, &within)?);
    changes.retain(|change| !(change.is_removed() && change.kind() == Kind::Editor));
    if let Some(field) = &scope.field {
        changes = changes.into_iter().filter_map(|change| change.only(field).transpose()).collect::<Result<_, _>>()?;
    }
    // Removals first, the children before their parents (so `inverse` left them); then the rest, parents first.
    let (removals, mut rest): (Vec<_>, Vec<_>) = changes.into_iter().partition(Change::is_removed);
    rest.reverse();
    Ok(removals.into_iter().chain(rest).collect())
}
