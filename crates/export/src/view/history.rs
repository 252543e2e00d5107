//! A claim's history in words.

use claimdesk_core::words::{Piece, PieceOp};
use serde::Serialize;

use super::{Line, Span};
use crate::labels::{self, t, tf};
use crate::report::{Event, HistoryLine};
use crate::text::visible;

/// An entry of the ledger in a row.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryView {
    pub(crate) when: String,
    pub(crate) entry: String,
    pub(crate) line: Line,
}

/// An entry in words: what, why, who.
pub(super) fn history(line: &HistoryLine) -> HistoryView {
    let events = events(&line.events);
    let events = match labels::operation(&line.operation) {
        Some(operation) => Line::default().strong(operation).then(": ", events),
        None => events,
    };
    let why = Line::of(&line.why);
    let why = if why.is_empty() { why } else { Line::phrase("Reason: {0}", &[why]) };
    HistoryView {
        when: labels::moment(line.at),
        entry: tf("entry {0}", &[&labels::thousands(line.entry)]),
        line: events.sentence(why).then(" · ", Line::of(&line.editor)),
    }
}

/// What was and became, in a row.
pub(super) fn events(list: &[Event]) -> Line {
    Line::join(list.iter().map(event), t("; "))
}

/// What an entry changed, as words alone.
pub(crate) fn plain(line: &HistoryLine) -> String {
    Line::join(line.events.iter().map(event), "; ").plain()
}

fn event(event: &Event) -> Line {
    match event {
        Event::Tagged(statement) => Line::default().strong(t("tagged")).say(": ").user(statement),
        Event::Reworded(pieces) => Line::default().strong(t("reworded")).say(": ").then("", words(pieces)),
        Event::FindingReworded(pieces) => {
            Line::default().strong(t("finding reworded")).say(": ").then("", words(pieces))
        }
        Event::WorkState { was, became } => {
            let [was, became] = [was, became].map(|state| state.map_or("?", labels::work_state));
            Line::phrase("work: {0}", &[Line::own(format!("{was} → ")).strong(became)])
        }
        Event::VerdictGiven(name) => Line::phrase("verdict given: {0}", &[Line::default().user_strong(name)]),
        Event::VerdictChanged { was, became } => {
            Line::phrase("verdict changed: {0}", &[Line::default().gone(was).say(" → ").user_strong(became)])
        }
        Event::VerdictWithdrawn(name) => Line::default().strong(t("verdict withdrawn")).say(": ").gone(name),
    }
}

/// A text with what went and what came. Spaces between the pieces are kept.
fn words(pieces: &[Piece]) -> Line {
    let mut line = Line::default();
    let mut last = None;
    for piece in pieces {
        let text = visible(&piece.text).into_owned();
        // What went and what came in its place would else read as one word.
        if last == Some(PieceOp::Removed) && piece.op == PieceOp::Added {
            line = line.say(" ");
        }
        line = line.with(match piece.op {
            PieceOp::Same => Span::User(text),
            PieceOp::Removed => Span::Gone(text),
            PieceOp::Added => Span::Come(text),
        });
        last = Some(piece.op);
    }
    line
}
