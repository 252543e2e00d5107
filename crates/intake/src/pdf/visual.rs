//! From the order on paper to the order of reading, for lines that run from right
//! to left.
//!
//! What stands in a PDF is where each letter was put, in whatever order: brackets
//! may be drawn after all words. So the letters are taken by their place, and read
//! from the right; what runs from left to right within (numbers, names in Latin
//! letters) is turned round again. Which brackets open is told by which come first.

use unicode_bidi::{BidiClass, bidi_class};

/// A letter and the edges between which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub(crate) letter: char,
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// Its height; none for a space that the library made up.
    pub(crate) height: f32,
}

/// A gap that is a space, in heights of a letter.
const SPACE: f32 = 0.15;

/// Letters that stand or fall together: one with its marks, or a ligature.
struct Cluster {
    left: f32,
    right: f32,
    height: f32,
    letters: String,
    class: BidiClass,
}

/// How many letters run from right to left, and how many from left to right.
pub(crate) fn count(glyphs: &[Glyph]) -> (usize, usize) {
    let of = |classes: &[BidiClass]| glyphs.iter().filter(|glyph| classes.contains(&bidi_class(glyph.letter))).count();
    (of(&[BidiClass::R, BidiClass::AL]), of(&[BidiClass::L]))
}

/// The letters in the order in which they are read. A line in which both kinds of
/// letter are many runs as its page does.
pub(crate) fn logical(glyphs: &[Glyph], page_rtl: bool) -> String {
    let mut clusters = clusters(glyphs);
    clusters.sort_by(|a, b| (a.left + a.right).total_cmp(&(b.left + b.right)));
    let mut clusters = spaced(clusters);
    let (right, left) = count(glyphs);
    let rtl = if right > 4 * left || left > 4 * right { right > left } else { page_rtl };
    if rtl {
        clusters.reverse();
    }
    // Runs against the direction of the line are turned round.
    let mut start = 0;
    while start < clusters.len() {
        let length = if rtl { ltr_run(&clusters[start..]) } else { rtl_run(&clusters[start..]) };
        if let Some(run) = clusters.get_mut(start..start + length) {
            run.reverse();
        }
        start += length.max(1);
    }
    let letters: Vec<char> = clusters.iter().flat_map(|cluster| cluster.letters.chars()).collect();
    brackets(letters)
}

fn clusters(glyphs: &[Glyph]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::with_capacity(glyphs.len());
    let mut last: Option<Glyph> = None;
    for glyph in glyphs.iter().filter(|glyph| glyph.height > 0.0) {
        let class = bidi_class(glyph.letter);
        let same = last.is_some_and(|last| {
            last.right > last.left && (last.left - glyph.left).abs() < 0.01 && (last.right - glyph.right).abs() < 0.01
        });
        match clusters.last_mut() {
            Some(cluster) if class == BidiClass::NSM || same => cluster.letters.push(glyph.letter),
            _ => clusters.push(Cluster {
                left: glyph.left,
                right: glyph.right,
                height: glyph.height,
                letters: glyph.letter.to_string(),
                class,
            }),
        }
        last = Some(*glyph);
    }
    clusters
}

/// Puts a space into each gap that is as wide as one. Where the library made one up,
/// it did not know of what is drawn later.
fn spaced(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut whole: Vec<Cluster> = Vec::with_capacity(clusters.len() * 5 / 4);
    for cluster in clusters {
        if let Some(last) = whole.last()
            && cluster.left - last.right > SPACE * cluster.height.max(last.height)
            && last.class != BidiClass::WS
            && cluster.class != BidiClass::WS
        {
            let (left, right, height) = (last.right, cluster.left, cluster.height);
            whole.push(Cluster { left, right, height, letters: " ".to_owned(), class: BidiClass::WS });
        }
        whole.push(cluster);
    }
    whole
}

fn is_number(class: BidiClass) -> bool {
    matches!(class, BidiClass::EN | BidiClass::AN)
}

/// How many clusters at the start belong to one run from left to right.
fn ltr_run(clusters: &[Cluster]) -> usize {
    use BidiClass::{AL, AN, B, CS, EN, ES, ET, L, R};
    let Some(first) = clusters.first().filter(|first| matches!(first.class, L | EN | AN)) else {
        return 0;
    };
    let mut length = 1;
    let mut last = first.class;
    let mut latin = first.class == L;
    for (index, cluster) in clusters.iter().enumerate().skip(1) {
        match cluster.class {
            R | AL | B => break,
            L | EN | AN => {
                let between = clusters.get(length..index).unwrap_or_default();
                let tight = between.len() <= 1 && between.iter().all(|sign| matches!(sign.class, CS | ES | ET));
                let both_numbers = is_number(last) && is_number(cluster.class) && !latin;
                if both_numbers && !tight {
                    break;
                }
                length = index + 1;
                last = cluster.class;
                latin |= cluster.class == L;
            }
            _ => {}
        }
    }
    // A sign of money or of parts belongs to its number, on either side.
    if !latin {
        length += clusters[length..].iter().take_while(|sign| sign.class == ET).count();
    }
    length
}

/// How many clusters at the start belong to one run from right to left.
fn rtl_run(clusters: &[Cluster]) -> usize {
    use BidiClass::{AL, L, R};
    let is_right = |cluster: &Cluster| matches!(cluster.class, R | AL);
    if !clusters.first().is_some_and(is_right) {
        return 0;
    }
    let end = clusters.iter().position(|cluster| cluster.class == L).unwrap_or(clusters.len());
    clusters[..end].iter().rposition(is_right).map_or(0, |last| last + 1)
}

/// Brackets whose first one closes were drawn as they look, not as they are read.
fn brackets(mut letters: Vec<char>) -> String {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('<', '>')] {
        let first = letters.iter().position(|letter| *letter == open || *letter == close);
        let last = letters.iter().rposition(|letter| *letter == open || *letter == close);
        let turned = match (first.and_then(|at| letters.get(at)), last.and_then(|at| letters.get(at))) {
            (Some(first), Some(last)) => *first == close && *last == open,
            _ => false,
        };
        if turned {
            for letter in &mut letters {
                *letter = match *letter {
                    sign if sign == open => close,
                    sign if sign == close => open,
                    other => other,
                };
            }
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters as they stand on paper, from left to right.
    fn drawn(text: &str) -> Vec<Glyph> {
        let place = |(index, letter): (usize, char)| Glyph {
            letter,
            left: index as f32 * 5.0,
            right: index as f32 * 5.0 + 5.0,
            height: 10.0,
        };
        text.chars().enumerate().map(place).collect()
    }

    #[test]
    fn words_are_read_from_the_right_and_numbers_from_the_left() {
        // On paper the last word stands leftmost, its letters turned, its figures not.
        let paper: String = "29 حزيران 2017، بعد".chars().rev().collect();
        let paper = paper.replace("7102", "2017").replace("92", "29");
        assert_eq!(logical(&drawn(&paper), true), "29 حزيران 2017، بعد");
    }

    #[test]
    fn latin_names_and_symbols_of_documents_stay_whole() {
        let paper = "S/1510/2017 ريرقت يف Human Rights Watch تلاق";
        assert_eq!(logical(&drawn(paper), true), "قالت Human Rights Watch في تقرير S/1510/2017");
    }

    #[test]
    fn brackets_open_first_even_if_they_were_drawn_last() {
        // Two places are left free, which the library takes for spaces.
        let mut glyphs = drawn("تانيع  ةبرتو مد  تصحف");
        let gap = |n: usize| n as f32 * 5.0;
        glyphs.push(Glyph { letter: ')', left: gap(15), right: gap(15) + 5.0, height: 10.0 });
        glyphs.push(Glyph { letter: '(', left: gap(6), right: gap(6) + 5.0, height: 10.0 });
        glyphs.retain(|glyph| glyph.letter != ' ' || [5, 12, 16].iter().any(|n| (glyph.left - gap(*n)).abs() < 0.1));
        assert_eq!(logical(&glyphs, true), "فحصت (دم وتربة) عينات");
    }

    #[test]
    fn a_word_from_right_to_left_within_a_latin_line_is_turned() {
        assert_eq!(logical(&drawn("the town (نوخيش ناخ) was"), false), "the town (خان شيخون) was");
    }
}
