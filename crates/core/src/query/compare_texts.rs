//! Two drafts side by side: block by block, with the words that differ, the
//! paragraphs that moved and the claims in the margin.

use std::collections::BTreeMap;

use claimdesk_anchor as engine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::standing::{self, word};
use crate::draft::DraftText;
use crate::error::Result;
use crate::id::{ClaimId, PassageId, RevisionId};
use crate::model::{AnchorState, BlockKind, Document, Layout, Revision, Tone};
use crate::reader::Reader;
use crate::table::{get, not_an_id};
use crate::words::{Piece, PieceOp};

/// The most rows of one answer.
const LIMIT: u32 = 2_000;

/// Asks how two drafts differ. They may also be of two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct CompareTexts {
    /// The draft on the left.
    pub from: RevisionId,
    /// The draft on the right.
    pub to: RevisionId,
    /// Only rows that differ.
    #[serde(default)]
    pub changed: bool,
    /// How many rows to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many rows to give; at most 2,000, by default 500.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// How two drafts differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CompareTextsAnswer {
    /// The document on the right.
    pub document: Document,
    /// The draft on the left.
    pub from: Revision,
    /// The draft on the right.
    pub to: Revision,
    /// How many rows there are in all.
    pub total: u32,
    /// How many of them differ.
    pub changed: u32,
    /// Words that are only on the right.
    pub words_added: u32,
    /// Words that are only on the left.
    pub words_removed: u32,
    /// The page.
    pub rows: Vec<TextRow>,
}

/// A block of one draft beside its like in the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextRow {
    /// How the two differ.
    pub kind: TextRowKind,
    /// On the left; nothing if it is only on the right.
    pub old: Option<TextSide>,
    /// On the right; nothing if it is only on the left.
    pub new: Option<TextSide>,
    /// The words of both, where they differ.
    pub words: Vec<Piece>,
}

/// How a block differs from its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TextRowKind {
    /// Not at all.
    Same,
    /// In some words.
    Changed,
    /// It is only on the right.
    Added,
    /// It is only on the left.
    Removed,
    /// It stands elsewhere on the right; this is where it was.
    MovedFrom,
    /// It stood elsewhere on the left; this is where it is.
    MovedTo,
}

/// A block on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextSide {
    /// What it is.
    pub block: BlockKind,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// Its words.
    pub text: String,
    /// The claims that stand in it.
    pub claims: Vec<MarginClaim>,
}

/// A claim in the margin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MarginClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Its number.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
    /// The passage.
    pub passage: PassageId,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// How the claim stands.
    pub tone: Tone,
    /// Its fate in this draft, if it was marked in an earlier one.
    pub state: Option<AnchorState>,
}

/// One of the two drafts.
struct Side {
    text: DraftText,
    /// The claims by the place of their passages.
    claims: BTreeMap<u32, Vec<MarginClaim>>,
}

impl CompareTexts {
    /// Answers the question as the desk stood at the reader's moment. Of a text that was erased nothing is shown.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<CompareTextsAnswer> {
        let (from, to): (Revision, Revision) = (get(reader.tables(), self.from)?, get(reader.tables(), self.to)?);
        let (old, new) = (Side::read(reader, &from)?, Side::read(reader, &to)?);
        let all = engine::compare(&old.text.engine(), &new.text.engine());
        let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let differs = |row: &&engine::Row| kind(row.kind) != TextRowKind::Same;
        let changed = counted(all.iter().filter(differs).count());
        let (mut words_added, mut words_removed) = (0, 0);
        for row in &all {
            let (added, removed) = amount(row, &old.text, &new.text);
            (words_added, words_removed) = (words_added + added, words_removed + removed);
        }
        let limit = self.limit.unwrap_or(500).min(LIMIT) as usize;
        let shown = all.iter().filter(|row| !self.changed || differs(row));
        let rows = shown.skip(self.offset as usize).take(limit).map(|row| text_row(row, &old, &new)).collect();
        let total = if self.changed { changed } else { counted(all.len()) };
        Ok(CompareTextsAnswer {
            document: get(reader.tables(), to.document)?,
            from,
            to,
            total,
            changed,
            words_added,
            words_removed,
            rows,
        })
    }
}

impl Side {
    fn read(reader: &Reader<'_>, revision: &Revision) -> Result<Self> {
        let text = reader.draft(revision)?.unwrap_or_else(|| DraftText::new(String::new(), Layout::default()));
        let mut claims: BTreeMap<u32, Vec<MarginClaim>> = BTreeMap::new();
        let sql = format!(
            "select claim.id, claim.number, claim.record ->> '$.short', claim.statement, place.passage_id, place.start,
                    place.\"end\", verdict.tone, {}, anchor.state
             from place join claim on claim.id = place.claim_id
             left join anchor on anchor.id = place.anchor_id
             left join verdict on verdict.claim_id = claim.id
             where place.revision_id = ?1 order by place.start, claim.number",
            standing::DISPUTED
        );
        let mut statement = reader.tables().prepare_cached(&sql)?;
        let mut rows = statement.query([revision.id.to_string()])?;
        while let Some(row) = rows.next()? {
            let id = |n: usize| -> Result<uuid::Uuid> {
                let text: String = row.get(n)?;
                text.parse().map_err(|_| not_an_id(&text))
            };
            let (short, statement): (String, String) = (row.get(2)?, row.get(3)?);
            let tone = row.get::<_, Option<String>>(7)?.map(|tone| word(&tone)).transpose()?;
            let claim = MarginClaim {
                claim: id(0)?.into(),
                number: row.get(1)?,
                heading: if short.is_empty() { statement } else { short },
                passage: id(4)?.into(),
                start: row.get(5)?,
                end: row.get(6)?,
                tone: standing::tone(tone, row.get(8)?),
                state: row.get::<_, Option<String>>(9)?.map(|state| word(&state)).transpose()?,
            };
            claims.entry(claim.start).or_default().push(claim);
        }
        Ok(Self { text, claims })
    }

    fn show(&self, span: engine::Span) -> TextSide {
        let block = self.text.block_at(span.start).and_then(|at| self.text.blocks().get(at));
        TextSide {
            block: block.map_or(BlockKind::Paragraph, |block| block.kind),
            start: span.start,
            end: span.end,
            text: self.text.slice(span.start, span.end).to_owned(),
            claims: self.claims.range(span.start..span.end).flat_map(|(_, claims)| claims.iter().cloned()).collect(),
        }
    }
}

fn text_row(row: &engine::Row, old: &Side, new: &Side) -> TextRow {
    let piece = |piece: &engine::Piece| {
        let (op, side, span) = match piece.kind {
            engine::PieceKind::Same => (PieceOp::Same, new, piece.new),
            engine::PieceKind::Added => (PieceOp::Added, new, piece.new),
            engine::PieceKind::Removed => (PieceOp::Removed, old, piece.old),
        };
        Piece { op, text: side.text.slice(span.start, span.end).to_owned() }
    };
    TextRow {
        kind: kind(row.kind),
        old: row.old.map(|span| old.show(span)),
        new: row.new.map(|span| new.show(span)),
        words: row.pieces.iter().map(piece).collect(),
    }
}

/// The words that a row adds and removes.
fn amount(row: &engine::Row, old: &DraftText, new: &DraftText) -> (u32, u32) {
    let words = |text: &DraftText, span: Option<engine::Span>| {
        let span = span.unwrap_or_default();
        u32::try_from(text.slice(span.start, span.end).split_whitespace().count()).unwrap_or(u32::MAX)
    };
    match kind(row.kind) {
        // What moved is counted where it stands now.
        TextRowKind::Same | TextRowKind::MovedFrom => (0, 0),
        TextRowKind::Added => (words(new, row.new), 0),
        TextRowKind::Removed => (0, words(old, row.old)),
        TextRowKind::Changed | TextRowKind::MovedTo => {
            row.pieces.iter().fold((0, 0), |(added, removed), piece| match piece.kind {
                engine::PieceKind::Same => (added, removed),
                engine::PieceKind::Added => (added + words(new, Some(piece.new)), removed),
                engine::PieceKind::Removed => (added, removed + words(old, Some(piece.old))),
            })
        }
    }
}

fn kind(kind: engine::RowKind) -> TextRowKind {
    match kind {
        engine::RowKind::Same => TextRowKind::Same,
        engine::RowKind::Changed => TextRowKind::Changed,
        engine::RowKind::Added => TextRowKind::Added,
        engine::RowKind::Removed => TextRowKind::Removed,
        engine::RowKind::MovedFrom => TextRowKind::MovedFrom,
        engine::RowKind::MovedTo => TextRowKind::MovedTo,
    }
}
