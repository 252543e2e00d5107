//! The command by which a person decides what became of a passage in a later draft.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::{self, Span};
use super::{align, pending::Pending};
use crate::error::{Refusal, Result};
use crate::id::AnchorId;
use crate::model::{Anchor, AnchorState, Revision};

/// Decides what became of a passage, or of what was left out, in a later draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DecideAnchor {
    /// Which.
    pub anchor: AnchorId,
    /// What.
    pub to: Decision,
}

/// What a person says of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(export, optional_fields)]
pub enum Decision {
    /// It stands where it was found, or is gone as was found.
    Confirm,
    /// It stands at one of the places that come into question; 0 is the best.
    Candidate(u32),
    /// It stands here.
    Place {
        /// First code point.
        start: u32,
        /// Code point after the last.
        end: u32,
        /// What the caller reads there; refused if the text says otherwise.
        #[serde(default)]
        exact: Option<String>,
    },
    /// It is not in the text any more.
    Gone,
    /// It is doubtful after all.
    Ask,
}

impl DecideAnchor {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let was: Anchor = pending.get(self.anchor)?;
        let mut anchor = was.clone();
        match self.to {
            Decision::Confirm if anchor.state == AnchorState::Ask => {
                return Err(Refusal::NoSuchPlace("There is no place to confirm yet: choose one.").into());
            }
            Decision::Confirm => {}
            Decision::Candidate(n) => {
                let chosen = anchor.candidates.get(n as usize).cloned();
                let chosen = chosen.ok_or(Refusal::NoSuchPlace("There is no such place to choose."))?;
                stand(pending, &mut anchor, chosen.start, chosen.end, Some(&chosen.exact))?;
            }
            Decision::Place { start, end, exact } => stand(pending, &mut anchor, start, end, exact.as_deref())?,
            Decision::Gone => {
                align::ask_for_place(&mut anchor);
                anchor.state = AnchorState::Gone;
            }
            Decision::Ask => align::ask_for_place(&mut anchor),
        }
        if anchor == was && was.decided_by.is_some() {
            return Err(Refusal::NothingChanged.into());
        }
        anchor.decided_by = Some(pending.editor());
        anchor.decided_at = Some(pending.now());
        let has_moved = (was.span(), was.state) != (anchor.span(), anchor.state);
        pending.put(anchor.clone())?;
        if has_moved { align::follow(pending, &anchor) } else { Ok(()) }
    }
}

/// Lets an anchor stand at a place of its draft, checked against the text.
fn stand(pending: &Pending<'_>, anchor: &mut Anchor, start: u32, end: u32, exact: Option<&str>) -> Result<()> {
    let revision: Revision = pending.get(anchor.revision)?;
    let quote = rules::quote(pending, &revision, &Span { revision: revision.id, start, end, exact })?;
    if anchor.span() == Some((start, end)) {
        return Ok(());
    }
    align::keep_as_candidate(anchor);
    let is_same = quote.exact == align::words_in(pending, anchor.subject, anchor.from)?;
    anchor.state = if is_same { AnchorState::Moved } else { AnchorState::Reworded };
    (anchor.start, anchor.end) = (Some(start), Some(end));
    anchor.exact = quote.exact;
    Ok(())
}
