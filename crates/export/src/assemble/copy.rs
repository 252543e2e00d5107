//! The checked copy: the author's text with marks, and what must change.

use std::collections::{BTreeMap, BTreeSet};

use claimdesk_core::id::RevisionId;
use claimdesk_core::model::{Block, BlockKind, MarkStyle};
use claimdesk_core::query::{ClaimPageAnswer, Thread};

use super::names::Confided;
use super::texts::Text;
use super::{Work, is_left_out};
use crate::error::Result;
use crate::report::{ChangeSheet, MarkedBlock, MarkedCell, MarkedText, Reflect, Run, Scope};

/// A numbered span of a text.
struct Span {
    claim: u32,
    start: u32,
    end: u32,
}

impl Work<'_> {
    /// The claims for which the author must do something.
    pub(super) fn changes(&mut self) -> Result<Vec<ChangeSheet>> {
        let pages = std::mem::take(&mut self.pages);
        let sheets = pages.iter().filter(|page| asks(page)).map(|page| self.change(page)).collect::<Result<_>>();
        self.pages = pages;
        sheets
    }

    fn change(&mut self, page: &ClaimPageAnswer) -> Result<ChangeSheet> {
        let verdict = page.verdict.as_ref();
        if let Some(verdict) = verdict {
            self.seen.insert(verdict.given_by);
        }
        Ok(ChangeSheet {
            id: page.claim.id,
            number: page.claim.number,
            statement: page.claim.statement.clone(),
            language: page.claim.language.clone(),
            passages: self.passages(page)?,
            scale: verdict.map(|verdict| self.scale(verdict)),
            value: verdict.map(|verdict| verdict.value.clone()),
            finding: verdict.map(|verdict| verdict.finding.clone()).unwrap_or_default(),
            change: verdict.map(|verdict| verdict.change_asked.clone()).unwrap_or_default(),
            reflect: reflections(page, &self.confided),
        })
    }

    /// Each document in its newest draft that holds one of the passages, or else its newest.
    pub(super) fn marked_texts(&mut self, scope: &Scope, changes: &[ChangeSheet]) -> Result<Vec<MarkedText>> {
        let mut texts = Vec::new();
        let mut shown = Vec::new();
        for row in &self.documents {
            let read = self.texts.of_document(row.document.id);
            let holds = |revision: &RevisionId| {
                changes.iter().flat_map(|change| &change.passages).any(|passage| passage.revision == *revision)
            };
            let marked = read.into_iter().rev().find(holds);
            // A report on chosen claims shows the texts in which they stand, not the others.
            if marked.is_some() || scope.claims.is_empty() {
                shown.push((marked.unwrap_or(row.latest.id), row.latest.id));
            }
        }
        for (revision, latest) in shown {
            let text = self.texts.get(revision)?;
            let passages = changes.iter().flat_map(|change| {
                let here = change.passages.iter().filter(|passage| passage.revision == revision);
                here.map(|passage| Span { claim: change.number, start: passage.start, end: passage.end })
            });
            let spans: Vec<Span> = passages.collect();
            let document = &text.answer.document;
            texts.push(MarkedText {
                document: document.title.clone(),
                revision,
                draft: text.answer.revision.number,
                is_latest: revision == latest,
                language: document.language.clone(),
                blocks: text.answer.layout.blocks.iter().map(|block| marked_block(text, block, &spans)).collect(),
            });
        }
        Ok(texts)
    }
}

fn asks(page: &ClaimPageAnswer) -> bool {
    let change = page.verdict.as_ref().is_some_and(|verdict| !verdict.change_asked.is_empty());
    !is_left_out(page) && (change || !reflections(page, &Confided::default()).is_empty())
}

/// How the article must reflect the rebuttals, answers among them.
fn reflections(page: &ClaimPageAnswer, confided: &Confided) -> Vec<Reflect> {
    fn walk(thread: &Thread, confided: &Confided, found: &mut Vec<Reflect>) {
        let rebuttal = &thread.rebuttal;
        if !rebuttal.reflect.trim().is_empty() {
            found.push(Reflect { by: confided.by(rebuttal), how: rebuttal.reflect.clone() });
        }
        thread.answers.iter().for_each(|answer| walk(answer, confided, found));
    }
    let mut found = Vec::new();
    let roots = page.rebuttals.iter().chain(page.evidence.iter().flat_map(|row| &row.rebuttals));
    roots.for_each(|thread| walk(thread, confided, &mut found));
    found
}

fn marked_block(text: &Text, block: &Block, spans: &[Span]) -> MarkedBlock {
    let is_table = block.kind == BlockKind::Table && !block.cells.is_empty();
    let mut rows: BTreeMap<u32, Vec<MarkedCell>> = BTreeMap::new();
    for cell in block.cells.iter().filter(|_| is_table) {
        let runs = runs(text, block, cell.start, cell.end, spans);
        rows.entry(cell.row).or_default().push(MarkedCell { header: cell.header, runs });
    }
    MarkedBlock {
        kind: block.kind,
        level: block.level,
        ordinal: block.ordinal,
        rtl: block.rtl,
        runs: if is_table { Vec::new() } else { runs(text, block, block.start, block.end, spans) },
        rows: rows.into_values().collect(),
    }
}

/// Cuts a stretch of a text wherever a passage or a style begins or ends.
fn runs(text: &Text, block: &Block, start: u32, end: u32, spans: &[Span]) -> Vec<Run> {
    let spans: Vec<&Span> = spans.iter().filter(|span| span.start < end && span.end > start).collect();
    let passages = spans.iter().flat_map(|span| [span.start, span.end]);
    let styles = block.marks.iter().flat_map(|mark| [mark.start, mark.end]);
    let mut cuts: BTreeSet<u32> = passages.chain(styles).filter(|cut| (start..end).contains(cut)).collect();
    cuts.extend([start, end]);
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let run = |pair: &[u32]| {
        let (from, to) = (pair[0], pair[1]);
        let over = |first: u32, last: u32| first <= from && to <= last;
        let here = || spans.iter().filter(move |span| over(span.start, span.end));
        let mut styles: Vec<MarkStyle> =
            block.marks.iter().filter(|mark| over(mark.start, mark.end)).map(|mark| mark.style).collect();
        styles.dedup();
        Run {
            text: text.slice(from, to).to_owned(),
            styles,
            claims: distinct(here().map(|span| span.claim)),
            ends: distinct(here().filter(|span| span.end == to).map(|span| span.claim)),
        }
    };
    cuts.windows(2).map(run).filter(|run| !run.text.is_empty()).collect()
}

fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    numbers.collect::<BTreeSet<u32>>().into_iter().collect()
}
