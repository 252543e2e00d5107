//! Plain text: paragraphs, lists, quoted mail and a title, by their look.
//!
//! Nothing is marked here, so all structure is a guess that must be safe:
//! when in doubt, every word stays and only the line breaks change. How lines
//! become paragraphs is decided in `prose`; here it is decided what they are.

use crate::composer::Composer;
use crate::draft::Draft;
use crate::intake::{Hint, Intake};
use crate::limits::MAX_LINES;
use crate::prose::{self, Wrap};
use crate::reader::{self, About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use claimdesk_core::model::BlockKind;

/// The longest line that may be a title, in code points.
const TITLE: usize = 140;

/// The deepest level that a list or quotation is given.
const DEEPEST: usize = 16;

/// Reads plain text.
#[derive(Debug)]
pub(crate) struct Plain;

impl Reader for Plain {
    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        if sample.is_named(&["txt", "text", "log"], &[]) { Claim::Named } else { Claim::Possible }
    }

    fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Intake, Unreadable> {
        let decoded = reader::letters(bytes, hint)?;
        let mut composer = Composer::default();
        let mut about = About::default();
        compose(&decoded.text, &mut composer, Some(&mut about))?;
        let made = composer.finish()?;
        let heard = (decoded.charset, decoded.warnings);
        Ok(reader::intake(self.media_type(), "plain text 1".to_owned(), about, made, heard))
    }
}

/// One line without its end, and what it looks like.
struct Line<'a> {
    words: &'a str,
    indent: usize,
    look: Look<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look<'a> {
    Words,
    /// What follows a bullet.
    Bullet(&'a str),
    /// A number, and what follows it.
    Number(u32, &'a str),
    /// Depth of quoted mail, and what is quoted.
    Quoted(usize, &'a str),
}

/// Adds plain text to another text, in which no line of it is the title.
pub(crate) fn add_body(text: &str, composer: &mut Composer) -> Result<(), Unreadable> {
    compose(text, composer, None)
}

fn compose(text: &str, composer: &mut Composer, about: Option<&mut About>) -> Result<(), Unreadable> {
    if text.bytes().filter(|byte| *byte == b'\n').count() > MAX_LINES {
        return Err(Unreadable::TooMuch { what: "lines".to_owned(), limit: MAX_LINES as u64 });
    }
    let lines: Vec<&str> = text
        .split(['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(|line| line.trim_end_matches([' ', '\t']))
        .collect();
    let wrap = Wrap::of(&lines);
    let mut chunks = prose::chunks(&lines);
    let mut airy = chunks.len() > 1;
    if let Some((about, (title, rest))) = about.zip(split_title(&chunks)) {
        composer.title(title, false)?;
        about.title = crate::composer::line(title);
        chunks = rest;
        airy = true;
    }
    for chunk in &chunks {
        if prose::is_tabular(chunk) {
            let mut draft = Draft::new(BlockKind::Code);
            draft.write_kept(&chunk.join("\n"));
            composer.add(draft)?;
        } else {
            compose_chunk(chunk, wrap, airy, composer)?;
        }
    }
    Ok(())
}

/// A short first line with an empty line behind it, that does not end like a
/// sentence.
fn split_title<'a>(chunks: &[Vec<&'a str>]) -> Option<(&'a str, Vec<Vec<&'a str>>)> {
    let (first, rest) = chunks.split_first()?;
    let [title] = first.as_slice() else {
        return None;
    };
    let words = title.trim();
    let ends = ['.', ':', ',', ';', '。', '،', '؛', '।'];
    let plain = look(title).look == Look::Words;
    let fits = plain && words.chars().count() <= TITLE && !words.ends_with(ends);
    (fits && !rest.is_empty()).then(|| (words, rest.to_vec()))
}

/// A run of lines of one look.
fn compose_chunk(chunk: &[&str], wrap: Wrap, airy: bool, composer: &mut Composer) -> Result<(), Unreadable> {
    let mut lines: Vec<Line<'_>> = chunk.iter().map(|line| look(line)).collect();
    keep_lone_numbers(&mut lines);
    let mut indents: Vec<usize> = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let run = match line.look {
            Look::Words => {
                let run = lines[index..].iter().take_while(|l| l.look == Look::Words);
                let words: Vec<&str> = run.map(|l| l.words).collect();
                add_words(&words, wrap, airy, composer)?;
                words.len()
            }
            Look::Quoted(depth, _) => {
                let quoted = lines[index..].iter().map_while(|l| match l.look {
                    Look::Quoted(d, words) if d == depth => Some(words),
                    _ => None,
                });
                let words: Vec<&str> = quoted.collect();
                for part in words.split(|line| line.trim().is_empty()) {
                    let mut draft = Draft::new(BlockKind::Quote);
                    draft.level = u8::try_from(depth.min(DEEPEST) - 1).unwrap_or(0);
                    prose::write_lines(part, wrap, &mut draft);
                    composer.add(draft)?;
                }
                words.len()
            }
            Look::Bullet(_) | Look::Number(..) => add_item(&lines[index..], &mut indents, wrap, composer)?,
        };
        index += run.max(1);
    }
    Ok(())
}

/// A number at the start of a line begins a list only if the next or the last
/// number follows: “4. April” is a date in several languages.
fn keep_lone_numbers(lines: &mut [Line<'_>]) {
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| match line.look {
            Look::Number(number, _) => Some((index, number)),
            _ => None,
        })
        .collect();
    for (at, (index, number)) in numbers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| numbers.get(before));
        let after = numbers.get(at + 1);
        let follows = before.is_some_and(|(_, n)| n.checked_add(1) == Some(*number))
            || after.is_some_and(|(_, n)| number.checked_add(1) == Some(*n));
        if !follows && let Some(line) = lines.get_mut(*index) {
            line.look = Look::Words;
        }
    }
}

fn add_words(words: &[&str], wrap: Wrap, airy: bool, composer: &mut Composer) -> Result<(), Unreadable> {
    let wrapped = wrap.is_wrapped(words);
    let alone = !wrapped && (!airy || prose::are_paragraphs(words));
    if alone {
        for line in words {
            let mut draft = Draft::new(BlockKind::Paragraph);
            draft.write(line);
            composer.add(draft)?;
        }
        return Ok(());
    }
    let mut draft = Draft::new(BlockKind::Paragraph);
    prose::write_lines(words, wrap, &mut draft);
    composer.add(draft).map(|_| ())
}

/// An item with the lines that belong to it; returns how many lines that was.
fn add_item(
    lines: &[Line<'_>],
    indents: &mut Vec<usize>,
    wrap: Wrap,
    composer: &mut Composer,
) -> Result<usize, Unreadable> {
    let Some((first, rest)) = lines.split_first() else {
        return Ok(0);
    };
    let (ordinal, words) = match first.look {
        Look::Number(number, words) => (Some(number), words),
        Look::Bullet(words) => (None, words),
        Look::Words | Look::Quoted(..) => (None, first.words),
    };
    indents.retain(|indent| *indent < first.indent);
    let level = indents.len().min(DEEPEST);
    indents.push(first.indent);
    let mut item = vec![words];
    for line in rest {
        let last = item.last().copied().unwrap_or_default();
        let belongs = line.indent > first.indent || wrap.breaks_softly(last, line.words);
        if line.look != Look::Words || !belongs {
            break;
        }
        item.push(line.words);
    }
    let mut draft = Draft::new(BlockKind::ListItem);
    draft.level = u8::try_from(level).unwrap_or(0);
    draft.ordinal = ordinal;
    for words in &item {
        draft.write(words);
        draft.space();
    }
    composer.add(draft)?;
    Ok(item.len())
}

fn look(line: &str) -> Line<'_> {
    let words = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - words.len();
    Line {
        words,
        indent,
        look: quoted(words).or_else(|| bullet(words)).or_else(|| number(words)).unwrap_or(Look::Words),
    }
}

fn quoted(words: &str) -> Option<Look<'_>> {
    let mut rest = words;
    let mut depth = 0;
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    let apart = words.starts_with("> ") || words.starts_with(">>") || words == ">";
    (depth > 0 && apart).then_some(Look::Quoted(depth, rest))
}

fn bullet(words: &str) -> Option<Look<'_>> {
    let rest = words.strip_prefix(['-', '*', '•', '‣', '◦'])?;
    let item = rest.strip_prefix([' ', '\t'])?.trim_start();
    (!item.is_empty()).then_some(Look::Bullet(item))
}

fn number(words: &str) -> Option<Look<'_>> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let (number, rest) = words.split_at(digits);
    let item = rest.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])?;
    let item = item.trim_start();
    (!item.is_empty()).then_some(Look::Number(number.parse().ok()?, item))
}
