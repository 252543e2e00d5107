//! How a claim stands, in one word: the tone of its mark in the text and its badge in lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Sign, Tone, Verdict};

/// A verdict as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Badge {
    /// The verdict's name.
    pub name: String,
    /// Its colour, by role.
    pub tone: Tone,
    /// Its sign.
    pub sign: Sign,
    /// Its sign as a character.
    pub glyph: char,
}

impl From<&Verdict> for Badge {
    fn from(verdict: &Verdict) -> Self {
        let value = &verdict.value;
        Self { name: value.name.clone(), tone: value.tone, sign: value.sign, glyph: value.sign.glyph() }
    }
}

/// SQL that holds for a rebuttal, of a claim or its evidence, that still stands.
macro_rules! stands {
    () => {
        "rebuttal.target_rebuttal_id is null and rebuttal.status not in ('withdrawn', 'conceded', 'overtaken')"
    };
}

/// SQL that holds for such a rebuttal that nobody answered or weighed.
macro_rules! waits {
    () => {
        "rebuttal.target_rebuttal_id is null and rebuttal.status = 'unanswered'
         and rebuttal.record ->> '$.weighing.weight' = 'unweighed'"
    };
}

/// `stands!`, for counting rebuttals.
pub(crate) const STANDS: &str = stands!();

/// `waits!`, for counting rebuttals.
pub(crate) const WAITS: &str = waits!();

/// SQL that holds for a claim with a rebuttal that still stands.
pub(crate) const DISPUTED: &str =
    concat!("exists (select 1 from rebuttal where rebuttal.claim_id = claim.id and ", stands!(), ")");

/// SQL that holds for a claim with a rebuttal nobody answered or weighed.
pub(crate) const UNANSWERED: &str =
    concat!("exists (select 1 from rebuttal where rebuttal.claim_id = claim.id and ", waits!(), ")");

/// SQL that holds for a claim that was signed off, and of which no sign-off holds any more.
macro_rules! stale {
    () => {
        "exists (select 1 from sign_off where sign_off.claim_id = claim.id)
         and not exists (select 1 from sign_off where sign_off.claim_id = claim.id and not sign_off.stale)"
    };
}

/// `stale!`, for filters.
pub(crate) const STALE: &str = stale!();

/// The ids of such claims.
pub(crate) const STALE_IDS: &str = "(select claim_id from sign_off group by claim_id having min(stale) = 1)";

/// SQL that holds for a claim that somebody released as it stands.
pub(crate) const RELEASED: &str =
    concat!("claim.work_state in ('signed_off', 'published', 'corrected') and not (", stale!(), ")");

/// SQL that holds for a claim on which work is still to be done. The states are
/// named, not excluded, so that an index finds them: most claims of an old desk are done with.
pub(crate) const OPEN: &str = "(claim.work_state in ('tagged', 'triaged', 'assigned', 'checking', 'awaiting_source',
        'proposed', 'second_check', 'returned')
    and not exists (select 1 from verdict where verdict.claim_id = claim.id))";

/// The tone of a claim's mark in the text.
pub(crate) fn tone(verdict: Option<Tone>, disputed: bool) -> Tone {
    match verdict {
        Some(Tone::Supported) if disputed => Tone::Conflict,
        Some(tone) => tone,
        None => Tone::Open,
    }
}

/// Reads a snake_case word of a column as its enum.
pub(crate) fn word<T: serde::de::DeserializeOwned>(text: &str) -> crate::error::Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(text.to_owned()))?)
}
