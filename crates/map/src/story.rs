//! What happened around a claim, in order of time: a value, told by whoever has the facts.

use claimdesk_core::Timestamp;
use claimdesk_core::model::{RebuttalStatus, Sign, Stance};
use claimdesk_core::time::PartialDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::value::{Opens, Side};

/// What happened around a claim, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Story {
    /// The claim's number in its case.
    pub number: u32,
    /// What happened; what has no date comes last.
    pub events: Vec<StoryEvent>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StoryEvent {
    /// What.
    pub what: StoryWhat,
    /// When, as far as it is known.
    pub date: PartialDate,
    /// When exactly, where the desk itself did it.
    pub at: Option<Timestamp>,
    /// On which side it stands; the desk's own acts on none.
    pub side: Side,
    /// Who, or which source; empty where a source is kept back.
    pub name: String,
    /// What it says or shows.
    pub text: String,
    /// What it opens.
    pub opens: Option<Opens>,
    /// The stance of evidence.
    pub stance: Option<Stance>,
    /// What became of a rebuttal.
    pub status: Option<RebuttalStatus>,
    /// The sign of a verdict.
    pub sign: Option<Sign>,
    /// Whether a rebuttal is neither answered nor weighed, or a sign-off stale.
    pub waits: bool,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StoryWhat {
    /// The claim was made.
    Claim,
    /// It appeared somewhere.
    Appearance,
    /// A source came out that bears on it.
    Source,
    /// Somebody disputed it, or a piece of its evidence.
    Rebuttal,
    /// Somebody answered that.
    Answer,
    /// The desk gave a verdict, or changed it.
    Verdict,
    /// The desk took its verdict back.
    Withdrawn,
    /// Somebody released it.
    SignedOff,
}

/// Tells a story: takes what happened in any order.
#[derive(Clone, Debug, Default)]
pub struct Teller {
    story: Story,
}

/// When something happened.
#[derive(Clone, Debug)]
pub enum StoryDate {
    /// As a source gives it, or as far as the desk knows it; it may be empty.
    Given(PartialDate),
    /// As the ledger has it.
    Ledger(Timestamp),
}

impl Teller {
    /// Begins the story of a claim.
    pub fn new(number: u32) -> Self {
        Self { story: Story { number, events: Vec::new() } }
    }

    /// Adds what happened; gives it back to say more of it.
    pub fn tell(&mut self, what: StoryWhat, when: StoryDate, name: &str, text: &str) -> &mut StoryEvent {
        let (date, at) = match when {
            StoryDate::Given(date) => (date, None),
            // A day of the ledger is a date.
            StoryDate::Ledger(at) => (at.day().parse().unwrap_or_default(), Some(at)),
        };
        let at_end = self.story.events.len();
        self.story.events.push(StoryEvent {
            what,
            date,
            at,
            side: Side::Neither,
            name: name.to_owned(),
            text: text.to_owned(),
            opens: None,
            stance: None,
            status: None,
            sign: None,
            waits: false,
        });
        &mut self.story.events[at_end]
    }

    /// The story in order of time. A year stands before the months in it, and a month before its days.
    pub fn finish(mut self) -> Story {
        self.story.events.sort_by(|a, b| {
            let key =
                |event: &StoryEvent| (event.date.is_empty(), event.date.as_str().to_owned(), event.at, event.what);
            key(a).cmp(&key(b))
        });
        self.story
    }
}
