//! Commands on comments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::{ClaimId, CommentId, EditorId};
use crate::model::{Claim, Comment, CommentKind, Editor, Kind, Verdict};

/// Says something about a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddComment {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<CommentId>,
    /// The claim.
    pub claim: ClaimId,
    /// What is said.
    pub text: String,
    /// What kind of word it is.
    #[serde(default)]
    #[ts(optional = false)]
    pub kind: CommentKind,
    /// The comment that it answers.
    #[serde(default)]
    pub answers: Option<CommentId>,
    /// Whose word it is, where the editor who acts only writes it down.
    #[serde(default)]
    pub of: Option<EditorId>,
}

impl AddComment {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim: Claim = pending.get(self.claim)?;
        rules::not_empty("comment", &self.text)?;
        if let Some(answered) = self.answers
            && pending.get::<Comment>(answered)?.claim != claim.id
        {
            return Err(Refusal::BelongsElsewhere { what: "comment", to: "claim" }.into());
        }
        self.of.map_or(Ok(()), |of| pending.require::<Editor>(of))?;
        let verdict: Option<Verdict> = pending.with("claim_id", claim.id)?.into_iter().next();
        let comment = Comment {
            id: pending.id(self.id),
            case: claim.case,
            claim: claim.id,
            kind: self.kind,
            by: pending.editor(),
            of: self.of.filter(|of| *of != pending.editor()),
            at: pending.now(),
            mentions: mentions(pending, &self.text)?,
            text: self.text,
            answers: self.answers,
            verdict: verdict.map_or_else(String::new, |verdict| verdict.value.name),
            settled_by: None,
            settled: String::new(),
        };
        pending.add(comment)
    }
}

/// Changes the words of one's own comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditComment {
    /// Which.
    pub comment: CommentId,
    /// What it says now.
    pub text: String,
}

impl EditComment {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut comment: Comment = pending.get(self.comment)?;
        own(pending, &comment)?;
        rules::not_empty("comment", &self.text)?;
        comment.mentions = mentions(pending, &self.text)?;
        comment.text = self.text;
        pending.put(comment)
    }
}

/// Settles a point, or opens it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SettleComment {
    /// Which.
    pub comment: CommentId,
    /// Whether it is settled.
    pub settled: bool,
    /// How.
    #[serde(default)]
    pub how: String,
}

impl SettleComment {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut comment: Comment = pending.get(self.comment)?;
        rules::length("note", &self.how)?;
        comment.settled_by = self.settled.then(|| pending.editor());
        comment.settled = if self.settled { self.how.trim().to_owned() } else { String::new() };
        pending.put(comment)
    }
}

/// Removes one's own comment that nobody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RemoveComment {
    /// Which.
    pub comment: CommentId,
}

impl RemoveComment {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let comment: Comment = pending.get(self.comment)?;
        own(pending, &comment)?;
        let answers = pending.count(Kind::Comment, "answers_id", comment.id)?;
        if answers > 0 {
            let by = rules::counted(answers, "answer", "answers");
            return Err(Refusal::StillUsed { what: "comment", by }.into());
        }
        pending.remove(comment)
    }
}

/// Nobody puts words into somebody else's mouth.
fn own(pending: &Pending<'_>, comment: &Comment) -> Result<()> {
    if comment.by == pending.editor() {
        return Ok(());
    }
    Err(Refusal::NotYours(pending.get::<Editor>(comment.by)?.name).into())
}

/// Who is called on: `@` and initials or a name of somebody at the desk.
fn mentions(pending: &Pending<'_>, text: &str) -> Result<Vec<EditorId>> {
    if !text.contains('@') {
        return Ok(Vec::new());
    }
    let called = |name: &str| {
        !name.is_empty()
            && text.match_indices('@').any(|(at, _)| {
                let rest = &text[at + 1..];
                rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            })
    };
    let all: Vec<Editor> = pending.all()?;
    Ok(all
        .into_iter()
        .filter(|one| !one.left && (called(&one.name) || called(&one.initials)))
        .map(|one| one.id)
        .collect())
}
