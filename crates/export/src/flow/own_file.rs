//! The checked copy for the author's own file: the comments and changes of the
//! copy that is made anew, each with its place in the author's text.

use std::collections::{BTreeMap, BTreeSet};

use claimdesk_core::id::RevisionId;
use claimdesk_core::model::{BLOCK_BREAK, Markup, Remark, RemarkLine, RemarkWords, Replacement};

use super::copy::{Asked, asked};
use super::{Bit, Build, Hand, Para, Style, Tone, Words};
use crate::options::Options;
use crate::report::{Audience, ChangeSheet, MarkedText, Report, Run};
use crate::text::{apart, is_rtl, visible};
use crate::view::{ChangeView, Drawn, View};

/// What is written into the file from which a draft came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// The draft.
    pub revision: RevisionId,
    /// What is written into its file.
    pub markup: Markup,
}

impl OwnFile {
    /// What a report writes; nothing unless it is the checked copy of one text.
    pub fn of(report: &Report, options: &Options) -> Option<Self> {
        let [text] = report.texts.as_slice() else { return None };
        if report.audience != Audience::CheckedCopy {
            return None;
        }
        let view = View::new(report, options, Drawn::Nowhere);
        let found = Found::in_text(text, &report.changes);
        let mut build = Build::of(&view);
        let mut spans = Vec::new();
        // What has no place in this text must not be lost: it stands at the head of it.
        for change in view.changes.iter().filter(|change| !found.claims.contains(&change.number)) {
            if build.unplaced(change) {
                spans.push((0, found.first));
            }
        }
        for (claim, start, end) in found.passages {
            if build.comment(claim).is_some() {
                spans.push((start, end));
            }
        }
        if view.rtl {
            build.turn();
        }
        let remarks = spans.into_iter().zip(&build.comments).filter(|((start, end), _)| start < end);
        let remark = |((start, end), paras): ((u32, u32), &Vec<Para>)| Remark {
            start,
            end,
            lines: paras.iter().map(line).collect(),
        };
        let Hand { by, initials, at } = Hand::of(report);
        let markup =
            Markup { by, initials, at, remarks: remarks.map(remark).collect(), replacements: found.replacements };
        Some(Self { revision: text.revision, markup })
    }
}

impl Build<'_> {
    /// Writes the comment of a claim that is not made in this text, with its words and where it is made.
    fn unplaced(&mut self, change: &ChangeView) -> bool {
        let Some(number) = self.comment(change.number) else { return false };
        let places: Vec<Para> = change.places.iter().map(|place| self.line(Style::Small, place)).collect();
        let statement = Para::theirs(Style::Body, &change.statement);
        self.comments[number].splice(1..1, std::iter::once(statement).chain(places));
        true
    }
}

/// What a text holds of the claims that ask something, in code points.
#[derive(Default)]
struct Found {
    claims: BTreeSet<u32>,
    /// Claim, start and end, in the order of the text.
    passages: Vec<(u32, u32, u32)>,
    replacements: Vec<Replacement>,
    /// The length of its first block.
    first: u32,
    at: u32,
    open: BTreeMap<u32, u32>,
}

impl Found {
    fn in_text(text: &MarkedText, changes: &[ChangeSheet]) -> Self {
        let mut found = Self::default();
        for (n, block) in text.blocks.iter().enumerate() {
            if n > 0 {
                found.at += length(BLOCK_BREAK);
            }
            found.runs(&block.runs, changes);
            // The cells of a row stand between tabs, its rows between lines.
            for (row, cells) in block.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    found.at += u32::from(row + column > 0);
                    found.runs(&cell.runs, changes);
                }
            }
            if n == 0 {
                found.first = found.at;
            }
        }
        // A passage that ends between two blocks ends nowhere in them.
        for (claim, start) in std::mem::take(&mut found.open) {
            found.passages.push((claim, start, found.at));
        }
        found.passages.sort_by_key(|(claim, start, end)| (*start, u32::MAX - end, *claim));
        found.claims = found.passages.iter().map(|(claim, ..)| *claim).collect();
        found
    }

    /// Goes on over the runs of a block or a cell.
    fn runs(&mut self, runs: &[Run], changes: &[ChangeSheet]) {
        self.replace(runs, changes);
        for run in runs {
            for claim in &run.claims {
                self.open.entry(*claim).or_insert(self.at);
            }
            self.at += length(&run.text);
            for claim in &run.ends {
                if let Some(start) = self.open.remove(claim) {
                    self.passages.push((*claim, start, self.at));
                }
            }
        }
    }

    /// The changes asked of words in these runs.
    fn replace(&mut self, runs: &[Run], changes: &[ChangeSheet]) {
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        let claims: BTreeSet<u32> = runs.iter().flat_map(|run| run.claims.iter().copied()).collect();
        let mut edits: Vec<Asked> = Vec::new();
        for claim in claims {
            let stretches: Vec<(&str, bool)> =
                runs.iter().map(|run| (run.text.as_str(), run.claims.contains(&claim))).collect();
            let change = changes.iter().find(|sheet| sheet.number == claim).map(|sheet| &sheet.change);
            let found = change.and_then(|change| asked(&stretches, change.old.trim(), change.new.trim()));
            if let Some(found) = found
                && edits.iter().all(|edit| edit.is_apart(&found))
            {
                edits.push(found);
            }
        }
        edits.sort_by_key(|edit| edit.start);
        for edit in edits {
            let start = self.at + length(&whole[..edit.start]);
            let end = start + length(&whole[edit.start..edit.end]);
            self.replacements.push(Replacement { start, end, new: visible(&edit.new).into_owned() });
        }
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn line(para: &Para) -> RemarkLine {
    let words = |bit: &Bit| match bit {
        Bit::Text(words) => Some(look(words, para.rtl)),
        Bit::Link { text, .. } | Bit::Ref { text, .. } => {
            Some(RemarkWords { text: text.clone(), ..RemarkWords::default() })
        }
        Bit::Note(_) | Bit::Logo(_) | Bit::CommentStart(_) | Bit::CommentEnd(_) => None,
    };
    RemarkLine { rtl: para.rtl, words: para.bits.iter().filter_map(words).collect() }
}

fn look(words: &Words, in_rtl: bool) -> RemarkWords {
    let look = words.look;
    RemarkWords {
        text: if words.theirs { apart(&words.text, in_rtl) } else { words.text.clone() },
        rtl: is_rtl(&words.text),
        strong: look.strong,
        emphasis: look.emphasis,
        underline: look.underline,
        strike: look.strike,
        colour: if look.tone == Tone::Ink { String::new() } else { look.tone.hex().to_owned() },
    }
}
