//! The tail in words: what was not done, and how to verify the rest.

use serde::Serialize;

use super::Line;
use super::claim::place;
use crate::labels::{self, t, thousands};
use crate::report::{LeftOut, Report};
use crate::text::visible;

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
        place: if places.is_empty() { Line::own(t("not placed in a text")) } else { places },
        state: Line::default().strong(labels::work_state(line.work_state)).then(": ", reason),
    }
}

/// What can be checked, and what that shows: no more.
pub(super) fn verify(report: &Report) -> Vec<Line> {
    let head = &report.head;
    let entry = || Line::own(thousands(head.entry));
    let typed = |text: &str| Line::default().mono(text);
    vec![
        Line::phrase(
            "This report shows the desk as it stood after entry {0} of its ledger, written {1}. The hash of that entry is {2}.",
            &[entry(), Line::own(labels::moment(head.at)), typed(&head.hash)],
        ),
        Line::phrase(
            "{0} recomputes every hash of the desk's file and makes its tables anew from the ledger. If it reports no damage and entry {1} has the hash above, then the desk holds the history from which this report was made.",
            &[typed("claimdesk verify"), entry()],
        ),
        Line::phrase(
            "{0} reads the desk as of that entry. With the same scope, the same version of the program and the same fonts it gives this report again, byte for byte.",
            &[typed(&format!("claimdesk export --at {}", head.entry))],
        ),
        Line::phrase(
            "The SHA-256 beside each draft is that of the bytes as they came: {0} on a copy that you hold shows whether it is the one that the desk read.",
            &[typed("sha256sum FILE")],
        ),
        Line::phrase(
            "The hash does not show who wrote an entry, nor what was done to the file before this report was made. If this report is unaltered, a desk whose entry has this hash has not changed that entry, or any before it, since.",
            &[],
        ),
    ]
}
