//! What differs between two texts, by words.

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use ts_rs::TS;

/// A run of words that both texts have, or only one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Piece {
    /// Which text has it.
    pub op: PieceOp,
    /// The words with their spaces.
    pub text: String,
}

/// Which text has a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PieceOp {
    /// Both.
    Same,
    /// The second.
    Added,
    /// The first.
    Removed,
}

/// The texts' words side by side; neighbours of one kind are one piece.
pub fn diff(was: &str, became: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_unicode_words(was, became).iter_all_changes() {
        let op = match change.tag() {
            ChangeTag::Equal => PieceOp::Same,
            ChangeTag::Insert => PieceOp::Added,
            ChangeTag::Delete => PieceOp::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.op == op => last.text.push_str(change.value()),
            _ => pieces.push(Piece { op, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let pieces = diff("investigators proved that", "investigators found that");
        let shown: Vec<(PieceOp, &str)> = pieces.iter().map(|piece| (piece.op, piece.text.as_str())).collect();
        let (same, added, removed) = (PieceOp::Same, PieceOp::Added, PieceOp::Removed);
        assert_eq!(shown, [(same, "investigators "), (removed, "proved"), (added, "found"), (same, " that")]);
    }
}
