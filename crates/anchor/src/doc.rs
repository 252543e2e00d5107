//! A text taken apart: its regions (blocks), tokens and units (sentences).
//! Nothing here knows of a second text.

use crate::fate::{Span, Text};
use crate::fold;
use crate::lexicon::{Id, Lexicon, Shape};
use crate::sentence::{self, code_points};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// A block, or text between blocks, with where it is in bytes and code points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A word or sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) byte: u32,
    pub(crate) id: Id,
    pub(crate) unit: u32,
}

/// A sentence; of one without end, a piece.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) tokens: Range<usize>,
    pub(crate) region: u32,
    pub(crate) hash: u64,
    pub(crate) weight: u32,
    /// Words in it, signs not counted.
    pub(crate) words: u32,
}

/// A text taken apart.
#[derive(Debug)]
pub(crate) struct Doc<'a> {
    pub(crate) text: &'a str,
    pub(crate) regions: Vec<Region>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) units: Vec<Unit>,
}

/// From this many tokens on a sentence is cut where its own words say so.
const LONG: usize = 96;
const SHORTEST_PIECE: usize = 24;

impl<'a> Doc<'a> {
    /// Takes a text apart.
    pub(crate) fn read(text: &Text<'a>, lexicon: &mut Lexicon) -> Self {
        let regions = regions(text);
        let mut doc = Self { text: text.text, regions, tokens: Vec::new(), units: Vec::new() };
        for index in 0..doc.regions.len() {
            let region = doc.regions[index];
            let first = doc.tokens.len();
            tokens(text.text, region, lexicon, &mut doc.tokens);
            doc.cut(index, first, lexicon);
        }
        doc
    }

    /// The units of one region, whose tokens begin at `first`.
    fn cut(&mut self, region: usize, first: usize, lexicon: &Lexicon) {
        let Region { from, to, .. } = self.regions[region];
        let mut token = first;
        for (_, end) in sentence::cuts(&self.text[from..to]) {
            let begin = token;
            while self.tokens.get(token).is_some_and(|t| (t.byte as usize) < from + end) {
                token += 1;
            }
            self.push_units(begin..token, region, lexicon);
        }
    }

    fn push_units(&mut self, tokens: Range<usize>, region: usize, lexicon: &Lexicon) {
        let mut begin = tokens.start;
        for at in tokens.clone() {
            let length = at + 1 - begin;
            let cut_here = tokens.len() > LONG
                && length >= SHORTEST_PIECE
                && (length >= LONG || self.tokens[at].id.wrapping_mul(0x9e37_79b1) >> 27 == 0);
            if cut_here || at + 1 == tokens.end {
                self.push_unit(begin..at + 1, region, lexicon);
                begin = at + 1;
            }
        }
    }

    fn push_unit(&mut self, tokens: Range<usize>, region: usize, lexicon: &Lexicon) {
        let number = u32::try_from(self.units.len()).expect("fewer units than code points");
        let mut hasher = FxHasher::default();
        let (mut weight, mut words) = (0, 0);
        for token in &mut self.tokens[tokens.clone()] {
            token.unit = number;
            hasher.write_u32(token.id);
            let word = lexicon.word(token.id);
            weight += u32::from(word.weight);
            words += u32::from(word.counts());
        }
        let region = u32::try_from(region).expect("fewer regions than code points");
        self.units.push(Unit { tokens, region, hash: hasher.finish(), weight, words });
    }

    /// The tokens that a span touches.
    pub(crate) fn touched(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.end <= span.start);
        let last = self.tokens.partition_point(|token| token.start < span.end);
        first..last.max(first)
    }

    /// The unit of a token.
    pub(crate) fn unit_of(&self, token: usize) -> usize {
        self.tokens[token].unit as usize
    }

    /// The code points from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens[..tokens.end].last()) {
            (Some(first), Some(last)) if tokens.start < tokens.end => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The region in which a code point lies, or the one before it.
    fn region_at(&self, at: u32) -> Option<Region> {
        let after = self.regions.partition_point(|region| region.start <= at);
        self.regions.get(after.checked_sub(1)?).copied()
    }

    /// The byte of a code point: counted from the nearest token before it.
    pub(crate) fn byte_of(&self, at: u32) -> usize {
        let after = self.tokens.partition_point(|token| token.start <= at);
        let token = after.checked_sub(1).map(|index| self.tokens[index]);
        let region = self.region_at(at);
        let (byte, point) = match (token, region) {
            (Some(token), Some(region)) if token.start >= region.start => (token.byte as usize, token.start),
            (_, Some(region)) => (region.from, region.start),
            _ => (0, 0),
        };
        let skipped = self.text[byte..].char_indices().nth((at - point) as usize);
        skipped.map_or(self.text.len(), |(more, _)| byte + more)
    }

    /// The span, widened so that it cuts no letter from its accents.
    pub(crate) fn whole_letters(&self, span: Span) -> Span {
        if span.is_empty() {
            return span;
        }
        let (mut start, mut end) = (span.start, span.end);
        let (mut from, mut to) = (self.byte_of(start), self.byte_of(end));
        while from > 0 && !is_boundary(self.text, from) {
            from -= self.text[..from].chars().next_back().map_or(1, char::len_utf8);
            start -= 1;
        }
        while to < self.text.len() && !is_boundary(self.text, to) {
            to += self.text[to..].chars().next().map_or(1, char::len_utf8);
            end += 1;
        }
        Span::new(start, end)
    }
}

/// Whether a byte lies between two letters as a reader sees them.
fn is_boundary(text: &str, byte: usize) -> bool {
    let around = (text.as_bytes().get(byte.wrapping_sub(1)), text.as_bytes().get(byte));
    if let (Some(before), Some(after)) = around
        && before.is_ascii()
        && after.is_ascii()
    {
        return !(*before == b'\r' && *after == b'\n');
    }
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The blocks of a text that hold more than space, and what lies between them.
pub(crate) fn regions(text: &Text) -> Vec<Region> {
    let mut borders: Vec<(u32, u32, bool)> = Vec::new();
    let mut reached = 0;
    for block in text.blocks {
        let start = block.start.max(reached);
        if block.end > start {
            borders.push((reached, start, false));
            borders.push((start, block.end, true));
            reached = block.end;
        }
    }
    borders.push((reached, u32::MAX, false));
    let mut rest = text.text;
    let mut found = Vec::new();
    let mut byte = 0;
    for (start, end, is_block) in borders {
        let length = rest.char_indices().nth((end - start) as usize).map_or(rest.len(), |(at, _)| at);
        let (words, after) = rest.split_at(length);
        if is_block {
            push_region(words, byte, start, &mut found);
        } else {
            push_loose(words, byte, start, &mut found);
        }
        byte += length;
        rest = after;
    }
    found
}

fn push_region(words: &str, from: usize, start: u32, found: &mut Vec<Region>) {
    if !words.chars().all(fold::vanishes) {
        found.push(Region { from, to: from + words.len(), start, end: start + code_points(words) });
    }
}

/// Text that no block claims: an empty line parts it.
fn push_loose(words: &str, from: usize, start: u32, found: &mut Vec<Region>) {
    let (mut byte, mut point) = (from, start);
    for piece in words.split_inclusive("\n\n") {
        push_region(piece, byte, point, found);
        byte += piece.len();
        point += code_points(piece);
    }
}

/// What is put together before it becomes a token.
#[derive(Default)]
struct Open {
    start: u32,
    end: u32,
    from: usize,
    to: usize,
    folded: String,
    is_sign: bool,
}

/// The tokens of a region. Runs of one sign are one, and so are the groups of
/// a number that narrow spaces part.
fn tokens(text: &str, region: Region, lexicon: &mut Lexicon, into: &mut Vec<Token>) {
    let mut point = region.start;
    let mut open = Open::default();
    for (at, piece) in text[region.from..region.to].split_word_bound_indices() {
        let (from, start) = (region.from + at, point);
        point += if piece.is_ascii() { u32::try_from(piece.len()).unwrap_or(u32::MAX) } else { code_points(piece) };
        let mut folded = String::new();
        fold::fold(piece, &mut folded);
        if folded.is_empty() {
            continue;
        }
        let is_sign = !folded.starts_with(char::is_alphanumeric);
        let more = Open { start, end: point, from, to: from + piece.len(), folded, is_sign };
        if let Some(glue) = joined(&open, &more, text) {
            open.folded.push_str(glue);
            open.folded.push_str(&more.folded);
            open.end = more.end;
            open.to = more.to;
        } else {
            push_token(std::mem::replace(&mut open, more), lexicon, into);
        }
    }
    push_token(open, lexicon, into);
}

/// What goes between two pieces that are one token.
fn joined(open: &Open, more: &Open, text: &str) -> Option<&'static str> {
    if open.is_sign && more.is_sign {
        let same = open.to == more.from && open.folded.starts_with(more.folded.as_str()) && open.folded.len() < 8;
        return same.then_some("");
    }
    let digits = |folded: &str| folded.bytes().all(|b| b.is_ascii_digit());
    let group = more.folded.len() == 3 && digits(&more.folded) && more.from > open.to;
    let thousands = group
        && matches!(&text[open.to..more.from], "\u{a0}" | "\u{202f}" | "\u{2009}")
        && open
            .folded
            .split(',')
            .enumerate()
            .all(|(n, part)| digits(part) && (part.len() == 3 || (n == 0 && part.len() < 3 && !part.is_empty())));
    thousands.then_some(",")
}

fn push_token(mut open: Open, lexicon: &mut Lexicon, into: &mut Vec<Token>) {
    if open.folded.is_empty() {
        return;
    }
    if open.is_sign {
        fold::run(&mut open.folded);
    }
    let id = lexicon.occurs(&open.folded);
    let byte = u32::try_from(open.from).expect("a text is shorter than 4 GiB");
    into.push(Token { start: open.start, end: open.end, byte, id, unit: 0 });
}

impl Doc<'_> {
    /// Whether a token is the first word of its unit: its capital says nothing.
    pub(crate) fn begins(&self, token: usize, lexicon: &Lexicon) -> bool {
        let unit = &self.units[self.unit_of(token)];
        let before = unit.tokens.start..token;
        before.clone().all(|earlier| !lexicon.word(self.tokens[earlier].id).counts())
            // A quotation begins anew after a colon or a mark.
            || before.clone().next_back().is_some_and(|earlier| {
                let word = lexicon.word(self.tokens[earlier].id);
                word.shape == Shape::Sign && matches!(&*word.text, "\"" | ":" | "'" | "-" | "?" | "!" | "...")
            })
    }
}
