//! The tail in words: what was not done, and how to verify the rest.

use serde::Serialize;

use super::Line;
use super::claim::place;
use crate::labels::{self, WORDS};
use crate::report::{LeftOut, Report};
use crate::text::{thousands, visible};

/// A claim without a verdict, with the reason.
#[derive(Debug, Serialize)]
pub(crate) struct LeftOutView {
    pub(crate) number: u32,
    pub(crate) here: bool,
    pub(crate) statement: String,
    pub(crate) place: Line,
    pub(crate) state: Line,
}

pub(super) fn left_out(line: &LeftOut) -> LeftOutView {
    let places = Line::join(line.passages.iter().map(place), "; ");
    let reason = Line::of(&line.reason);
    LeftOutView {
        number: line.number,
        here: line.has_sheet,
        statement: visible(line.statement.trim()).into_owned(),
        place: if places.is_empty() { Line::own(WORDS.unplaced) } else { places },
        state: Line::default().strong(labels::work_state(line.work_state)).then(": ", reason),
    }
}

/// What can be checked, and what that shows: no more.
pub(super) fn verify(report: &Report) -> Vec<Line> {
    let head = &report.head;
    let entry = thousands(head.entry);
    vec![
        Line::own(format!("This report shows the desk as it stood after entry {entry} of its ledger, written "))
            .say(format!("{}. The hash of that entry is ", labels::moment(head.at)))
            .mono(&head.hash)
            .say("."),
        Line::default()
            .mono("claimdesk verify")
            .say(" recomputes every hash of the desk's file and makes its tables anew from the ledger. ")
            .say("If it reports no damage and entry ")
            .say(entry)
            .say(" has the hash above, then the desk holds the history from which this report was made."),
        Line::default()
            .mono(&format!("claimdesk export --at {}", head.entry))
            .say(" reads the desk as of that entry. With the same scope, the same version of the program and the same ")
            .say("fonts it gives this report again, byte for byte."),
        Line::own("The SHA-256 beside each draft is that of the bytes as they came: ")
            .mono("sha256sum FILE")
            .say(" on a copy that you hold shows whether it is the one that the desk read."),
        Line::own("The hash does not show who wrote an entry, nor what was done to the file before this report was ")
            .say("made. If this report is unaltered, a desk whose entry has this hash has not changed that entry, or any ")
            .say("before it, since."),
    ]
}
