//! From lines to paragraphs and headings.
//!
//! Nothing in a PDF says where a paragraph ends. What is asked: is there a gap,
//! a step to the side, another size, and could the next word have stood on the
//! line that ends here? In doubt lines belong together, since every word stays.

use super::line::{HYPHENS, Line};
use super::page::Page;
use crate::composer::Composer;
use crate::draft::{Anchor, Draft};
use crate::prose;
use crate::unreadable::Unreadable;
use claimdesk_core::model::{Area, BlockKind, LocatorKind};
use std::collections::{HashMap, HashSet};

/// Bullets that fonts draw; a hyphen is none, as lines of dialogue begin so.
const BULLETS: [char; 8] = ['•', '▪', '◦', '‣', '●', '■', '○', '➢'];

/// The longest heading, in bytes.
const HEADING: usize = 240;

/// Lines above and below that show where the edges of a column are.
const NEAR: usize = 6;

/// Distinct words that are remembered to join hyphened ones.
const WORDS: usize = 200_000;

/// What is known of the text as a whole.
struct Habit {
    /// The size of most letters.
    size: f32,
    /// Sizes of headings, the largest first.
    headings: Vec<f32>,
    /// The distance between two lines, in heights of a line.
    leading: f32,
    words: HashSet<String>,
}

/// A line with where it stands.
#[derive(Clone, Copy)]
struct Placed<'a> {
    line: &'a Line,
    page: usize,
    /// The edges of the column that it is in.
    left: f32,
    right: f32,
}

/// Writes all pages as one text.
pub(crate) fn compose(pages: &[Page], composer: &mut Composer) -> Result<(), Unreadable> {
    let placed: Vec<Placed<'_>> = pages.iter().enumerate().flat_map(|(page, read)| place(page, &read.lines)).collect();
    let habit = Habit::of(&placed);
    let mut rest = placed.as_slice();
    let mut last_page = None;
    while !rest.is_empty() {
        let count = 1 + rest.windows(2).take_while(|pair| matches!(pair, [a, b] if habit.joins(*a, *b))).count();
        let (lines, after) = rest.split_at(count);
        rest = after;
        add(lines, pages, &habit, &mut last_page, composer)?;
    }
    Ok(())
}

fn add(
    lines: &[Placed<'_>],
    pages: &[Page],
    habit: &Habit,
    last_page: &mut Option<usize>,
    composer: &mut Composer,
) -> Result<(), Unreadable> {
    let Some(first) = lines.first() else { return Ok(()) };
    let mut draft = Draft::new(BlockKind::Paragraph);
    if let Some(level) = habit.heading(lines) {
        draft.kind = BlockKind::Heading;
        draft.level = level;
    } else if first.line.text.starts_with(BULLETS) {
        draft.kind = BlockKind::ListItem;
    }
    let mut area = None;
    for (index, placed) in lines.iter().enumerate() {
        if *last_page != Some(placed.page) {
            *last_page = Some(placed.page);
            let label = pages.get(placed.page).map_or_else(String::new, |page| page.label.clone());
            let number = composer.locator(LocatorKind::Page, label)?;
            draft.begin(Anchor::Locator(number));
        }
        if index == 0 || !is_below(lines.get(index - 1), placed) {
            if let Some(number) = area.take() {
                draft.end(Anchor::Locator(number));
            }
            if let Some((label, found)) = area_of(lines.get(index..).unwrap_or_default(), pages) {
                let number = composer.area(label, found)?;
                draft.begin(Anchor::Locator(number));
                area = Some(number);
            }
        }
        let text = placed.line.text.as_str();
        let text =
            if index == 0 && draft.kind == BlockKind::ListItem { text.trim_start_matches(BULLETS) } else { text };
        match lines.get(index + 1) {
            None => draft.write(text.trim_end_matches('\u{2}')),
            Some(next) => match habit.hyphened(text, &next.line.text) {
                Some(kept) => draft.write(&kept),
                None => {
                    draft.write(text);
                    prose::join(text, &next.line.text, &mut draft);
                }
            },
        }
    }
    if let Some(number) = area {
        draft.end(Anchor::Locator(number));
    }
    composer.add(draft).map(|_| ())
}

/// Whether a line stands below the one before it, in the same column of the same page.
fn is_below(before: Option<&Placed<'_>>, line: &Placed<'_>) -> bool {
    before.is_some_and(|before| before.page == line.page && line.line.middle() <= before.line.middle())
}

/// The page of the first of some lines, and the rectangle of those that stand below one another there.
fn area_of(lines: &[Placed<'_>], pages: &[Page]) -> Option<(String, Area)> {
    let first = lines.first()?;
    let page = pages.get(first.page)?;
    let count = 1 + lines.windows(2).take_while(|pair| matches!(pair, [a, b] if is_below(Some(a), b))).count();
    let run = lines.get(..count)?;
    let edge = |of: fn(&Line) -> f32, pick: fn(f32, f32) -> f32| {
        run.iter().map(|placed| of(placed.line)).reduce(pick).unwrap_or_default()
    };
    let (left, right) = (edge(|line| line.left, f32::min), edge(|line| line.right, f32::max));
    let (top, bottom) = (edge(|line| line.top, f32::max), edge(|line| line.bottom, f32::min));
    let area = Area {
        left: tenths(left),
        top: tenths(page.height - top),
        right: tenths(right),
        bottom: tenths(page.height - bottom),
    };
    Some((page.label.clone(), area))
}

/// Gives each line the edges of its column: of the run of lines below one another.
fn place(page: usize, lines: &[Line]) -> Vec<Placed<'_>> {
    let mut placed = Vec::with_capacity(lines.len());
    let mut start = 0;
    for index in 1..=lines.len() {
        let below = match (lines.get(index - 1), lines.get(index)) {
            (Some(upper), Some(lower)) => {
                lower.middle() < upper.middle() && lower.left < upper.right && lower.right > upper.left
            }
            _ => false,
        };
        if below {
            continue;
        }
        let run = lines.get(start..index).unwrap_or_default();
        for (at, line) in run.iter().enumerate() {
            let above = run.get(at.saturating_sub(NEAR)..=at).unwrap_or_default();
            let below = run.get(at..(at + NEAR + 1).min(run.len())).unwrap_or_default();
            let left = |lines: &[Line]| lines.iter().map(|line| line.left).fold(f32::INFINITY, f32::min);
            let right = |lines: &[Line]| lines.iter().map(|line| line.right).fold(f32::NEG_INFINITY, f32::max);
            // A narrow column may follow wide lines: the nearer edge is its own.
            let (left, right) = (left(above).max(left(below)), right(above).min(right(below)));
            placed.push(Placed { line, page, left, right });
        }
        start = index;
    }
    placed
}

impl Habit {
    fn of(placed: &[Placed<'_>]) -> Self {
        let mut sizes: HashMap<u32, usize> = HashMap::new();
        for placed in placed {
            *sizes.entry(half_points(placed.line.size)).or_default() += placed.line.text.len();
        }
        let most = sizes.iter().max_by_key(|(size, letters)| (**letters, **size)).map_or(24, |(size, _)| *size);
        let body = sizes.get(&most).copied().unwrap_or(0);
        let larger = sizes.iter().filter(|(size, letters)| **size * 100 >= most * 115 && **letters * 4 < body);
        let mut headings: Vec<u32> = larger.map(|(size, _)| *size).collect();
        headings.sort_unstable_by(|a, b| b.cmp(a));
        let mut steps: Vec<f32> = placed
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if a.page == b.page && half_points(a.line.size) == most && half_points(b.line.size) == most => {
                    Some(step(a.line, b.line)).filter(|step| *step > 0.5 && *step < 3.0)
                }
                _ => None,
            })
            .collect();
        steps.sort_by(f32::total_cmp);
        let leading = steps.get(steps.len() / 2).copied().unwrap_or(1.2);
        let mut habit = Self {
            size: points(most),
            headings: headings.into_iter().map(points).collect(),
            leading,
            words: HashSet::new(),
        };
        if placed.iter().any(|placed| placed.line.text.ends_with(HYPHENS)) {
            habit.learn(placed);
        }
        habit
    }

    /// Remembers the words that stand whole in a line.
    fn learn(&mut self, placed: &[Placed<'_>]) {
        for placed in placed {
            let text = placed.line.text.trim_end_matches(HYPHENS);
            for word in text.split_whitespace() {
                if self.words.len() >= WORDS {
                    return;
                }
                self.words.insert(bare(word));
            }
        }
    }

    /// Whether two lines that follow one another are of one paragraph.
    fn joins(&self, upper: Placed<'_>, lower: Placed<'_>) -> bool {
        let (above, below) = (upper.line, lower.line);
        if below.text.starts_with(BULLETS) || (above.size - below.size).abs() > 0.12 * above.size.max(below.size) {
            return false;
        }
        let hyphened = above.text.ends_with(HYPHENS);
        let ended = prose::ends_sentence(&above.text);
        // Where a column or page ends, only the words can tell.
        if upper.page != lower.page || below.middle() > above.middle() {
            let begins_small = below.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
            let full = above.room(upper.left, upper.right) < 4.0 * above.size;
            return hyphened || !ended && (begins_small || full) && !self.is_large(above);
        }
        if step(above, below) > self.leading * 1.35 + 0.05 {
            return false;
        }
        if self.is_large(above) {
            return true;
        }
        let indent = below.indent(lower.left, lower.right) - above.indent(upper.left, upper.right);
        let first_line = above.indent(upper.left, upper.right) > 0.5 * above.size;
        let stepped = if first_line { false } else { indent > 0.8 * below.size && indent < 6.0 * below.size };
        if stepped && ended {
            return false;
        }
        // The first word of the next line would have fitted: the break was meant.
        let room = above.room(upper.left, upper.right);
        !(ended && room > first_word(below) + 0.5 * above.size)
    }

    fn is_large(&self, line: &Line) -> bool {
        line.size > 1.12 * self.size
    }

    /// The level of a heading, if that is what these lines are.
    fn heading(&self, lines: &[Placed<'_>]) -> Option<u8> {
        let letters: usize = lines.iter().map(|placed| placed.line.text.len()).sum();
        let first = lines.first()?;
        let size = points(half_points(first.line.size));
        let place = self.headings.iter().position(|heading| (*heading - size).abs() < 0.01)?;
        let wordy = first.line.text.chars().any(char::is_alphabetic);
        (letters <= HEADING && wordy).then(|| u8::try_from(place + 1).unwrap_or(6).min(6))
    }

    /// The line without its hyphen or with it, if its last word goes on in the next.
    fn hyphened(&self, text: &str, next: &str) -> Option<String> {
        let stem = text.strip_suffix(HYPHENS)?;
        let soft = text.ends_with(['\u{ad}', '\u{2}']);
        let first = stem.split_whitespace().next_back().unwrap_or_default();
        let second = next.split_whitespace().next().unwrap_or_default();
        let continues = stem.chars().next_back().is_some_and(char::is_alphabetic)
            && second.chars().next().is_some_and(|c| c.is_lowercase() || c.is_alphabetic() && !has_case(second));
        if !continues {
            // A dash that ends a line, or a name in two parts.
            let name = second.chars().next().is_some_and(char::is_uppercase);
            let joined = stem.chars().next_back().is_some_and(char::is_alphanumeric) && (name || soft);
            return joined.then(|| format!("{stem}-"));
        }
        let whole = bare(&format!("{first}{second}"));
        let parted = bare(&format!("{first}-{second}"));
        let keeps = !self.words.contains(&whole) && self.words.contains(&parted);
        Some(if keeps { format!("{stem}-") } else { stem.to_owned() })
    }
}

/// A word as it is compared: without signs around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// The distance of two lines, in heights of the upper one.
fn step(above: &Line, below: &Line) -> f32 {
    (above.middle() - below.middle()) / (above.top - above.bottom).max(1.0)
}

/// About how wide the first word of a line is.
fn first_word(line: &Line) -> f32 {
    let letters = line.text.chars().count().max(1) as f32;
    let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count()) as f32;
    // Chinese and Japanese have no spaces: a line may break anywhere.
    (line.right - line.left) / letters * word.min(12.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in points, clamped")]
fn half_points(size: f32) -> u32 {
    (size.clamp(0.5, 2_000.0) * 2.0).round() as u32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "points on a page, clamped")]
fn tenths(points: f32) -> u32 {
    (points.clamp(0.0, 1_000_000.0) * 10.0).round() as u32
}

#[expect(clippy::cast_precision_loss, reason = "at most four thousand")]
fn points(half: u32) -> f32 {
    half as f32 / 2.0
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::line;
    use super::*;

    fn text(pages: Vec<Vec<Line>>) -> (Vec<String>, Vec<(String, u32)>) {
        let pages: Vec<Page> = pages
            .into_iter()
            .enumerate()
            .map(|(n, lines)| Page {
                label: (n + 1).to_string(),
                width: 600.0,
                height: 800.0,
                lines,
                ..Page::default()
            })
            .collect();
        let mut composer = Composer::default();
        compose(&pages, &mut composer).unwrap();
        let made = composer.finish().unwrap();
        let pages = made.layout.locators.iter().filter(|locator| locator.kind == LocatorKind::Page);
        let located = pages.map(|l| (l.label.clone(), l.start)).collect();
        (made.text.split("\n\n").map(str::to_owned).collect(), located)
    }

    #[test]
    fn lines_become_paragraphs_over_the_page() {
        let (found, located) = text(vec![
            vec![
                line("The report of the mission is dated 29 June and was", 50.0, 540.0, 700.0),
                line("published a day later. Nobody asked.", 50.0, 300.0, 688.0),
                line("A second paragraph begins here, and goes on to the", 50.0, 540.0, 676.0),
            ],
            vec![
                line("next page, where it ends.", 50.0, 250.0, 700.0),
                line("A third one stands apart.", 50.0, 260.0, 660.0),
            ],
        ]);
        let expected = [
            "The report of the mission is dated 29 June and was published a day later. Nobody asked.",
            "A second paragraph begins here, and goes on to the next page, where it ends.",
            "A third one stands apart.",
        ];
        assert_eq!(found, expected);
        assert_eq!(located, [("1".to_owned(), 0), ("2".to_owned(), 140)]);
    }

    #[test]
    fn hyphens_are_joined_with_care() {
        let (found, _) = text(vec![vec![
            line("the well-known inspec-", 50.0, 540.0, 700.0),
            line("tors of a well-", 50.0, 538.0, 688.0),
            line("known body from Chan-", 50.0, 539.0, 676.0),
            line("Schaichun and of 2016-", 50.0, 540.0, 664.0),
            line("17 were there\u{2}", 50.0, 540.0, 652.0),
            line("fore asked.", 50.0, 120.0, 640.0),
        ]]);
        let expected =
            "the well-known inspectors of a well-known body from Chan-Schaichun and of 2016- 17 were therefore asked.";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn large_lines_are_headings_and_bullets_items() {
        let mut title = line("On the report", 50.0, 300.0, 740.0);
        title.size = 20.0;
        title.top = 760.0;
        let lines = vec![
            title,
            line("Words that stand below the heading, in a paragraph.", 50.0, 540.0, 700.0),
            line("• one thing", 60.0, 200.0, 680.0),
            line("• another thing that is longer than the first one and", 60.0, 540.0, 668.0),
            line("goes on", 70.0, 110.0, 656.0),
        ];
        let pages = [Page { label: "1".to_owned(), lines, ..Page::default() }];
        let mut composer = Composer::default();
        compose(&pages, &mut composer).unwrap();
        let made = composer.finish().unwrap();
        let kinds: Vec<_> = made.layout.blocks.iter().map(|block| block.kind).collect();
        use BlockKind::{Heading, ListItem, Paragraph};
        assert_eq!(kinds, [Heading, Paragraph, ListItem, ListItem]);
        assert!(made.text.ends_with("and goes on"), "{}", made.text);
    }
}
