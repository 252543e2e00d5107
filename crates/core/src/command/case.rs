//! Commands on cases.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::{document, rules};
use crate::error::{Refusal, Result};
use crate::id::{CaseId, EditorId, ScaleId};
use crate::model::{Case, CasePatch, CaseState, Claim, Contact, Document, Editor, Scale, View};
use crate::time::PartialDate;

/// Opens a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddCase {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<CaseId>,
    /// What the desk calls it.
    pub name: String,
    /// What else is known.
    #[serde(default)]
    pub with: Option<CasePatch>,
}

impl AddCase {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut case = Case {
            id: pending.id(self.id),
            name: self.name,
            brief: String::new(),
            state: CaseState::Open,
            language: String::new(),
            scale: None,
            lead: None,
            deadline: PartialDate::default(),
            sample: false,
            opened_at: pending.now(),
        };
        self.with.unwrap_or_default().apply(&mut case);
        check(pending, &case)?;
        pending.add(case)
    }
}

/// Edits a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditCase {
    /// Which.
    pub case: CaseId,
    /// What.
    pub set: CasePatch,
}

impl EditCase {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut case: Case = pending.get(self.case)?;
        self.set.apply(&mut case);
        check(pending, &case)?;
        pending.put(case)
    }
}

/// Removes a case with all that is in it. Sources stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveCase {
    /// Which.
    pub case: CaseId,
}

impl RemoveCase {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let case: Case = pending.get(self.case)?;
        let claims = pending.with::<Claim>("case_id", case.id)?;
        for claim in &claims {
            // Another case may call one of its claims the same as ours.
            let same: Vec<Claim> = pending.with("same_as_id", claim.id)?;
            let outside = same.iter().filter(|other| other.case != case.id).count();
            let outside = u32::try_from(outside).unwrap_or(u32::MAX);
            if outside > 0 {
                let by = rules::counted(outside, "claim of another case", "claims of other cases");
                return Err(Refusal::StillUsed { what: "claim", by }.into());
            }
            super::claim::remove_parts(pending, claim.id)?;
        }
        for claim in claims {
            pending.remove(claim)?;
        }
        for view in pending.with::<View>("case_id", case.id)? {
            pending.remove(view)?;
        }
        for contact in pending.with::<Contact>("case_id", case.id)? {
            pending.remove(contact)?;
        }
        for document in pending.with::<Document>("case_id", case.id)? {
            document::remove(pending, document)?;
        }
        pending.remove(case)
    }
}

fn check(pending: &Pending<'_>, case: &Case) -> Result<()> {
    rules::not_empty("name", &case.name)?;
    rules::length("brief", &case.brief)?;
    case.scale.map_or(Ok(()), |scale: ScaleId| pending.require::<Scale>(scale))?;
    case.lead.map_or(Ok(()), |lead: EditorId| pending.require::<Editor>(lead))
}
