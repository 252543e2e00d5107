//! Lines that stand on page after page: heads, feet and page numbers.
//!
//! They belong to the paper, not to the text, and would cut a sentence in two
//! that goes on over the page. Only what repeats at the same height is left out,
//! and it is said how much.

use super::page::Page;
use std::collections::HashMap;

/// Lines at the top and at the bottom of a page that are looked at.
const EDGE: usize = 3;

/// Pages on which a line must stand to be left out.
const PAGES: usize = 3;

/// How far down a page a head may stand, and how far up a foot, in parts of its height.
const MARGIN: f32 = 0.16;

/// A line as it is on every page: figures are those of the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Look {
    words: String,
    /// The height, coarsely.
    place: i32,
}

/// Takes the lines out that repeat; says how many they were.
pub(crate) fn remove(pages: &mut [Page]) -> u32 {
    let mut counted: HashMap<Look, usize> = HashMap::new();
    for page in pages.iter() {
        let mut seen: Vec<Look> = edges(page).into_iter().flat_map(|index| looks(page, index)).collect();
        seen.sort_by(|a, b| (a.place, &a.words).cmp(&(b.place, &b.words)));
        seen.dedup();
        for look in seen {
            *counted.entry(look).or_default() += 1;
        }
    }
    let all = pages.len();
    let mut removed = 0_u32;
    for page in pages.iter_mut() {
        let gone: Vec<usize> = edges(page)
            .into_iter()
            .filter(|index| {
                // A line between two coarse heights is counted at both.
                let most = looks(page, *index).iter().filter_map(|look| counted.get(look)).max().copied();
                let most = most.unwrap_or(0);
                let number = page.lines.get(*index).is_some_and(|line| is_number(&line.text));
                // Left and right pages may differ.
                most >= PAGES && most * 4 >= all || number && most >= 2 && most * 2 >= all
            })
            .collect();
        for index in gone.iter().rev() {
            page.lines.remove(*index);
            removed = removed.saturating_add(1);
        }
    }
    removed
}

/// The lines near the upper and lower edge of a page, in their order.
fn edges(page: &Page) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..page.lines.len()).collect();
    let middle = |index: &usize| page.lines.get(*index).map_or(0.0, super::line::Line::middle);
    by_height.sort_by(|a, b| middle(b).total_cmp(&middle(a)));
    let high = by_height.iter().take(EDGE).filter(|index| middle(index) > page.height * (1.0 - MARGIN));
    let low = by_height.iter().rev().take(EDGE).filter(|index| middle(index) < page.height * MARGIN);
    let mut found: Vec<usize> = high.chain(low).copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn looks(page: &Page, index: usize) -> Vec<Look> {
    let Some(line) = page.lines.get(index) else {
        return Vec::new();
    };
    let mut words = String::new();
    for letter in line.text.chars().take(200) {
        if letter.is_numeric() {
            if !words.ends_with('#') {
                words.push('#');
            }
        } else if !letter.is_whitespace() {
            words.extend(letter.to_lowercase());
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "a height in points, and a cast that saturates")]
    let place = (line.middle() / 8.0) as i32;
    [place, place + 1].map(|place| Look { words: words.clone(), place }).into()
}

/// Whether a line is a page number, alone or as “– 4 –”, “4/12”, “iv”.
fn is_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let figures = bare.chars().all(char::is_numeric);
    let roman = bare.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'l'));
    !bare.is_empty() && bare.len() <= 8 && (figures || roman)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::line;
    use super::*;

    fn page(number: usize, lines: &[&str]) -> Page {
        let mut page = Page { height: 800.0, width: 600.0, label: number.to_string(), ..Page::default() };
        page.lines.push(line("The report of the mission", 50.0, 300.0, 760.0));
        for (n, words) in lines.iter().enumerate() {
            page.lines.push(line(words, 50.0, 500.0, 600.0 - n as f32 * 12.0));
        }
        page.lines.push(line(&format!("Page {number} of 4"), 250.0, 300.0, 40.0));
        page
    }

    #[test]
    fn heads_and_feet_go_and_the_words_between_stay() {
        let mut pages: Vec<Page> = (1..=4).map(|n| page(n, &["the same words", "in the middle"])).collect();
        assert_eq!(remove(&mut pages), 8);
        assert!(pages.iter().all(|page| page.lines.len() == 2));
    }

    #[test]
    fn what_stands_once_or_twice_stays() {
        let mut pages: Vec<Page> = (1..=2).map(|n| page(n, &["words"])).collect();
        assert_eq!(remove(&mut pages), 0);
        let mut pages = vec![Page { height: 800.0, ..Page::default() }, Page { height: 800.0, ..Page::default() }];
        for (n, page) in pages.iter_mut().enumerate() {
            page.lines = vec![line("words", 50.0, 90.0, 400.0), line(&format!("– {n} –"), 290.0, 310.0, 40.0)];
        }
        assert_eq!(remove(&mut pages), 2, "page numbers of two pages go");
    }
}
