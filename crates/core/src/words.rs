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
    gathered(pieces)
}

/// Words that changed one beside the other are one change: the spaces between them are no words that stayed.
fn gathered(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let (mut removed, mut added, mut between) = (String::new(), String::new(), String::new());
    for piece in pieces {
        let is_space = piece.text.chars().all(char::is_whitespace);
        match piece.op {
            PieceOp::Same if is_space && !(removed.is_empty() && added.is_empty()) => between.push_str(&piece.text),
            PieceOp::Same => {
                settle(&mut found, (&mut removed, &mut added));
                let text = std::mem::take(&mut between) + &piece.text;
                found.push(Piece { op: PieceOp::Same, text });
            }
            PieceOp::Removed | PieceOp::Added => {
                removed.push_str(&between);
                added.push_str(&between);
                between.clear();
                if piece.op == PieceOp::Removed { &mut removed } else { &mut added }.push_str(&piece.text);
            }
        }
    }
    settle(&mut found, (&mut removed, &mut added));
    if !between.is_empty() {
        found.push(Piece { op: PieceOp::Same, text: between });
    }
    found
}

fn settle(found: &mut Vec<Piece>, (removed, added): (&mut String, &mut String)) {
    for (op, text) in [(PieceOp::Removed, std::mem::take(removed)), (PieceOp::Added, std::mem::take(added))] {
        if !text.is_empty() {
            found.push(Piece { op, text });
        }
    }
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
        let told = |was: &str, became: &str| -> Vec<(PieceOp, String)> {
            diff(was, became).into_iter().map(|piece| (piece.op, piece.text)).collect()
        };
        let piece = |op: PieceOp, text: &str| (op, text.to_owned());
        let beside = told("it had concluded that so", "it found that many so");
        assert_eq!(
            beside,
            [
                piece(same, "it "),
                piece(removed, "had concluded that"),
                piece(added, "found that many"),
                piece(same, " so")
            ]
        );
        assert_eq!(told("a b", "a"), [piece(same, "a"), piece(removed, " b")]);
        assert_eq!(told("a", "a b c"), [piece(same, "a"), piece(added, " b c")]);
        assert_eq!(told("", "b"), [piece(added, "b")]);
        assert_eq!(told("a ", "b "), [piece(removed, "a"), piece(added, "b"), piece(same, " ")]);
    }
}
