//! Commands on evidence.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::{ClaimId, EvidenceId, SourceId};
use crate::model::{Claim, Directness, Evidence, EvidencePatch, Excerpt, Kind, Source, SourcePatch, Stance, Strength};

/// Links a source to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct LinkEvidence {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<EvidenceId>,
    /// The claim.
    pub claim: ClaimId,
    /// A source of the desk; or else `new_source`.
    #[serde(default)]
    pub source: Option<SourceId>,
    /// A source that is new to the desk, added in the same step.
    #[serde(default)]
    pub new_source: Option<SourcePatch>,
    /// What it shows, and how.
    #[serde(default)]
    pub with: Option<EvidencePatch>,
}

impl LinkEvidence {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim: Claim = pending.get(self.claim)?;
        let source = source_of(pending, self.source, self.new_source)?;
        let mut evidence = Evidence {
            id: pending.id(self.id),
            case: claim.case,
            claim: claim.id,
            source,
            stance: Stance::default(),
            strength: Strength::default(),
            directness: Directness::default(),
            excerpts: Vec::new(),
            shows: String::new(),
            position: pending.highest(Kind::Evidence, "position", "claim_id", claim.id)? + 1,
        };
        self.with.unwrap_or_default().apply(&mut evidence);
        check(pending, &evidence)?;
        pending.add(evidence)
    }
}

/// Edits evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// What.
    pub set: EvidencePatch,
}

impl EditEvidence {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut evidence: Evidence = pending.get(self.evidence)?;
        self.set.apply(&mut evidence);
        check(pending, &evidence)?;
        pending.put(evidence)
    }
}

/// Removes evidence that no rebuttal attacks. The source stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveEvidence {
    /// Which.
    pub evidence: EvidenceId,
}

impl RemoveEvidence {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let evidence: Evidence = pending.get(self.evidence)?;
        let attacked = pending.count(Kind::Rebuttal, "target_evidence_id", evidence.id)?;
        if attacked > 0 {
            return Err(Refusal::StillUsed {
                what: "evidence",
                by: rules::counted(attacked, "rebuttal of it", "rebuttals of it"),
            }
            .into());
        }
        pending.remove(evidence)
    }
}

/// A source of the desk, or one that is added in the same step.
pub(crate) fn source_of(
    pending: &mut Pending<'_>,
    source: Option<SourceId>,
    new: Option<SourcePatch>,
) -> Result<SourceId> {
    match (source, new) {
        (Some(source), None) => pending.require::<Source>(source).map(|()| source),
        (None, Some(with)) => {
            let id: SourceId = pending.id(None);
            super::AddSource { id: Some(id), with }.run(pending)?;
            Ok(id)
        }
        (None, None) => Err(Refusal::Empty("source").into()),
        (Some(_), Some(_)) => {
            Err(crate::error::Error::Input("Give either a source or a new source, not both.".to_owned()))
        }
    }
}

/// Checks the excerpts of evidence or of a rebuttal.
pub(crate) fn check_excerpts(excerpts: &[Excerpt]) -> Result<()> {
    excerpts.iter().try_for_each(|excerpt| {
        rules::length("quote", &excerpt.quote)?;
        rules::length("locator", &excerpt.locator)
    })
}

fn check(pending: &Pending<'_>, evidence: &Evidence) -> Result<()> {
    super::quote::check_pins(pending, evidence.source, &evidence.excerpts)?;
    rules::length("sentence on what it shows", &evidence.shows)?;
    check_excerpts(&evidence.excerpts)
}
