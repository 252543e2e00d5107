//! The checked copy as a flow: the author's text with a comment for each mark,
//! and the change asked as one that the author can take or leave.

use std::collections::BTreeSet;

use super::{Bit, Build, Edit, Look, Para, Part, Style, Table, Words, badge};
use crate::view::{BlockView, ChangeView, RunView, TextView};

impl Build<'_> {
    pub(super) fn copy(&mut self) {
        let view = self.view;
        if !view.changes.is_empty() {
            self.heading(1, view.words.changes);
        }
        view.changes.iter().for_each(|change| self.change(change));
        for text in &view.texts {
            let title = self.line(Style::Heading(1), &text.title);
            self.put(Para { new_page: true, ..title });
            self.text(text);
        }
    }

    fn change(&mut self, change: &ChangeView) {
        let number = vec![Bit::own(&format!("{} {}. ", self.view.words.claim, change.number), Look::default())];
        let heading = Para::theirs(Style::Heading(2), &change.statement).begin(number);
        self.put(Para { language: change.language.clone(), ..heading.at(format!("claim-{}", change.number)) });
        if let Some(mark) = &change.badge {
            self.put(Para { bits: badge(mark), ..Para::default() });
        }
        for place in &change.places {
            let place = self.line(Style::Small, place);
            self.put(place);
        }
        self.facts(&change.facts, 0);
    }

    fn text(&mut self, text: &TextView) {
        let mut open = BTreeSet::new();
        for block in &text.blocks {
            if block.rows.is_empty() {
                let para = Para {
                    style: style(block),
                    rtl: block.rtl,
                    bits: self.runs(&block.runs, &mut open),
                    language: text.language.clone(),
                    ..Para::default()
                };
                let label = if block.label.is_empty() || block.label == "•" {
                    String::new()
                } else {
                    format!("{} ", block.label)
                };
                let para = if label.is_empty() { para } else { para.begin(vec![Bit::own(&label, Look::default())]) };
                self.put(para);
            } else {
                self.cells(block, &mut open);
            }
        }
    }

    /// A table of the author's; its first row heads it if its cells say so.
    fn cells(&mut self, block: &BlockView, open: &mut BTreeSet<u32>) {
        let columns = block.rows.iter().map(Vec::len).max().unwrap_or(1);
        let width = 1000 / u32::try_from(columns.max(1)).unwrap_or(1);
        let mut rows: Vec<Vec<Vec<Para>>> = Vec::with_capacity(block.rows.len());
        for row in &block.rows {
            let mut cells: Vec<Vec<Para>> = Vec::with_capacity(columns);
            for cell in row {
                let style = if cell.header { Style::HeadCell } else { Style::Cell };
                cells.push(vec![Para { style, rtl: block.rtl, bits: self.runs(&cell.runs, open), ..Para::default() }]);
            }
            cells.resize_with(columns, || vec![Para { style: Style::Cell, ..Para::default() }]);
            rows.push(cells);
        }
        let headed = block.rows.first().is_some_and(|row| !row.is_empty() && row.iter().all(|cell| cell.header));
        let first = if headed { rows.remove(0).into_iter().flatten().collect() } else { Vec::new() };
        self.parts.push(Part::Table(Table { widths: vec![width; columns], head: first, rows }));
    }

    /// The runs of a block, with the marks of its claims and the changes asked.
    fn runs(&mut self, runs: &[RunView], open: &mut BTreeSet<u32>) -> Vec<Bit> {
        let pieces = self.edited(runs);
        let mut bits = Vec::new();
        for piece in pieces {
            for claim in &piece.claims {
                if open.insert(*claim)
                    && let Some(comment) = self.comment(*claim)
                {
                    bits.push(Bit::CommentStart(comment));
                }
            }
            bits.push(Bit::Text(piece.words));
            for claim in &piece.ends {
                bits.push(Bit::Ref { anchor: format!("claim-{claim}"), text: format!("[{claim}]") });
                if open.remove(claim)
                    && let Some(comment) = self.commented.iter().rposition(|commented| commented == claim)
                {
                    bits.push(Bit::CommentEnd(comment));
                }
            }
        }
        bits
    }

    /// Writes the comment of a claim; gives its number.
    pub(super) fn comment(&mut self, number: u32) -> Option<usize> {
        let change = self.view.changes.iter().find(|change| change.number == number)?;
        let label = format!("{} {}. ", self.view.words.claim, change.number);
        let mut head = vec![Bit::own(&label, Look { strong: true, ..Look::default() })];
        head.extend(change.badge.iter().flat_map(badge));
        let mut paras = vec![Para { style: Style::Comment, bits: head, ..Para::default() }];
        for fact in &change.facts {
            let label = Bit::own(&format!("{}: ", fact.label), Look { strong: true, ..Look::default() });
            let line = self.line(Style::Comment, &fact.line);
            paras.push(line.begin(vec![label]));
        }
        self.comments.push(paras);
        self.commented.push(number);
        Some(self.comments.len() - 1)
    }

    /// The runs cut where a change asked begins or ends, with the new words after the old.
    fn edited(&self, runs: &[RunView]) -> Vec<Piece> {
        let mut edits: Vec<Asked> = Vec::new();
        let claims: BTreeSet<u32> = runs.iter().flat_map(|run| run.claims.iter().copied()).collect();
        for claim in claims {
            let change = self.view.changes.iter().find(|change| change.number == claim);
            let stretches: Vec<(&str, bool)> =
                runs.iter().map(|run| (run.text.as_str(), run.claims.contains(&claim))).collect();
            if let Some(found) = change.and_then(|change| asked(&stretches, &change.old, &change.new))
                && edits.iter().all(|edit| edit.is_apart(&found))
            {
                edits.push(found);
            }
        }
        edits.sort_by_key(|edit| edit.start);
        let mut pieces = Vec::new();
        let mut at = 0;
        for run in runs {
            let end = at + run.text.len();
            let inside = |cut: &usize| at < *cut && *cut < end;
            let cuts: BTreeSet<usize> =
                edits.iter().flat_map(|edit| [edit.start, edit.end]).filter(inside).chain([at, end]).collect();
            let cuts: Vec<usize> = cuts.into_iter().collect();
            for pair in cuts.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                let edit = edits.iter().find(|edit| edit.start <= from && to <= edit.end);
                pieces.push(piece(run, &run.text[from - at..to - at], edit.map(|_| Edit::Delete), to == end));
                if let Some(edit) = edit.filter(|edit| edit.end == to && !edit.new.is_empty()) {
                    let ends = pieces.last_mut().map(|last| std::mem::take(&mut last.ends)).unwrap_or_default();
                    pieces.push(Piece { ends, ..piece(run, &edit.new, Some(Edit::Insert), false) });
                }
            }
            at = end;
        }
        pieces
    }
}

/// A change asked, as a span of bytes of a block's runs.
pub(super) struct Asked {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) new: String,
}

impl Asked {
    /// Whether two changes touch different words.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        other.end <= self.start || self.end <= other.start
    }
}

/// Words of an author with the claims that are made there.
struct Piece {
    words: Words,
    claims: Vec<u32>,
    ends: Vec<u32>,
}

fn piece(run: &RunView, text: &str, edit: Option<Edit>, is_last: bool) -> Piece {
    let look =
        Look { strong: run.strong, emphasis: run.emphasis, strike: run.strike, mark: run.marked, ..Look::default() };
    let ends = if is_last { run.ends.clone() } else { Vec::new() };
    Piece { words: Words { text: text.to_owned(), look, edit, theirs: true }, claims: run.claims.clone(), ends }
}

/// Where the old words of a change stand in a block, if they stand once in the claim's passage: the stretches that are true.
pub(super) fn asked(stretches: &[(&str, bool)], old: &str, new: &str) -> Option<Asked> {
    if old.is_empty() || old == new {
        return None;
    }
    let (mut first, mut last, mut at) = (None, 0, 0);
    let mut whole = String::new();
    for (words, is_passage) in stretches {
        if *is_passage {
            first.get_or_insert(at);
            last = at + words.len();
        }
        whole.push_str(words);
        at += words.len();
    }
    let first = first?;
    let passage = &whole[first..last];
    let place = passage.find(old)?;
    let again = passage[place + old.len()..].contains(old);
    let start = first + place;
    (!again).then(|| Asked { start, end: start + old.len(), new: new.to_owned() })
}

fn style(block: &BlockView) -> Style {
    match block.kind {
        "title" => Style::Heading(2),
        "heading" => Style::Heading(3),
        "quote" => Style::Quote,
        "item" => Style::Item,
        "caption" | "footnote" => Style::Small,
        "code" => Style::Code,
        _ => Style::Body,
    }
}
