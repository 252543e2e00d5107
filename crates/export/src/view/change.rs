//! The checked copy in words.

use claimdesk_core::model::{BlockKind, MarkStyle};
use serde::Serialize;

use super::Line;
use super::claim::{BadgeView, Fact, PassageView, place};
use crate::labels::{t, tf};
use crate::report::{Change, ChangeSheet, MarkedBlock, MarkedText, Reflect, Run, VerdictMark};
use crate::text::visible;

/// What the author must change for one claim.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeView {
    pub(crate) number: u32,
    pub(crate) statement: String,
    pub(crate) language: String,
    pub(crate) badge: Option<BadgeView>,
    pub(crate) places: Vec<Line>,
    pub(crate) facts: Vec<Fact>,
    /// The words to be replaced, as they stand in the text.
    pub(crate) old: String,
    /// What is to stand there.
    pub(crate) new: String,
}

/// A draft with numbered marks.
#[derive(Debug, Serialize)]
pub(crate) struct TextView {
    pub(crate) title: Line,
    pub(crate) language: String,
    pub(crate) blocks: Vec<BlockView>,
}

/// A block of a draft.
#[derive(Debug, Serialize)]
pub(crate) struct BlockView {
    /// `title`, `heading`, `paragraph` and so on.
    pub(crate) kind: &'static str,
    pub(crate) level: u8,
    pub(crate) label: String,
    pub(crate) rtl: bool,
    pub(crate) runs: Vec<RunView>,
    pub(crate) rows: Vec<Vec<CellView>>,
}

/// A cell of a table.
#[derive(Debug, Serialize)]
pub(crate) struct CellView {
    pub(crate) header: bool,
    pub(crate) runs: Vec<RunView>,
}

/// Words with the same look and marks.
#[derive(Debug, Serialize)]
pub(crate) struct RunView {
    pub(crate) text: String,
    pub(crate) marked: bool,
    /// The claims that are made here.
    pub(crate) claims: Vec<u32>,
    /// The claims whose passage ends here.
    pub(crate) ends: Vec<u32>,
    pub(crate) strong: bool,
    pub(crate) emphasis: bool,
    pub(crate) strike: bool,
}

impl ChangeView {
    pub(crate) fn new(sheet: &ChangeSheet) -> Self {
        let mut facts = vec![
            Fact::new(t("Finding"), Line::of(&sheet.finding)),
            Fact::new(t("Old words"), Line::default().gone(&sheet.change.old)),
            Fact::new(t("New words"), Line::default().come(&sheet.change.new)),
            Fact::new(t("Note"), Line::of(&sheet.change.note)),
        ];
        facts.extend(sheet.reflect.iter().map(|reflect| Fact::new(t("To be reflected"), reflection(reflect))));
        facts.retain(|fact| !fact.line.is_empty());
        Self {
            number: sheet.number,
            statement: visible(sheet.statement.trim()).into_owned(),
            language: sheet.language.clone(),
            badge: sheet.value.as_ref().map(|value| BadgeView::from(&VerdictMark::from(value))),
            places: sheet
                .passages
                .iter()
                .map(|passage| place(passage).say(": ").quote(&PassageView::new(passage).exact))
                .collect(),
            facts,
            old: visible(sheet.change.old.trim()).into_owned(),
            new: visible(sheet.change.new.trim()).into_owned(),
        }
    }
}

fn reflection(reflect: &Reflect) -> Line {
    let by = Line::party(&reflect.by);
    let by = if by.is_empty() { by } else { Line::own("(").then("", Line::phrase("rebuttal by {0}", &[by])).say(")") };
    Line::of(&reflect.how).then(" ", by)
}

/// A change in a cell: `old → new`.
pub(super) fn short(change: &Change) -> Line {
    let words = Line::default().gone(&change.old).then(" → ", Line::default().come(&change.new));
    if words.is_empty() { Line::of(&change.note) } else { words }
}

/// A change with its note.
pub(super) fn long(change: &Change) -> Line {
    let words = Line::default().gone(&change.old).then(" → ", Line::default().come(&change.new));
    words.sentence(Line::of(&change.note))
}

impl TextView {
    pub(crate) fn new(text: &MarkedText) -> Self {
        let draft = tf("draft {0}", &[&text.draft.to_string()]);
        let older = if text.is_latest { String::new() } else { format!(" ({})", t("not the newest draft")) };
        Self {
            title: Line::of(&text.document).say(format!("{}{draft}{older}", t(", "))),
            language: text.language.clone(),
            blocks: text.blocks.iter().map(block).collect(),
        }
    }
}

fn block(block: &MarkedBlock) -> BlockView {
    let kind = match block.kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "item",
        BlockKind::Quote => "quote",
        BlockKind::Table => "table",
        BlockKind::Caption => "caption",
        BlockKind::Footnote => "footnote",
        BlockKind::Code => "code",
    };
    let label = match (block.kind, block.ordinal) {
        (BlockKind::ListItem, Some(number)) => format!("{number}."),
        (BlockKind::ListItem, None) => "•".to_owned(),
        _ => String::new(),
    };
    let cells = |row: &Vec<crate::report::MarkedCell>| {
        row.iter().map(|cell| CellView { header: cell.header, runs: cell.runs.iter().map(run).collect() }).collect()
    };
    BlockView {
        kind,
        level: block.level,
        label,
        rtl: block.rtl,
        runs: block.runs.iter().map(run).collect(),
        rows: block.rows.iter().map(cells).collect(),
    }
}

fn run(run: &Run) -> RunView {
    RunView {
        text: visible(&run.text).into_owned(),
        marked: !run.claims.is_empty(),
        claims: run.claims.clone(),
        ends: run.ends.clone(),
        strong: run.styles.contains(&MarkStyle::Strong),
        emphasis: run.styles.contains(&MarkStyle::Emphasis),
        strike: run.styles.contains(&MarkStyle::Strike),
    }
}
