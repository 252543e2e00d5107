//! Columns that were drawn line by line across the page.
//!
//! Most programs draw one column after the other, and the order of drawing is
//! the order of reading. Where both columns of a line come together, the same
//! gap stands in line after line: there the page is cut, and read left (or, in
//! scripts that run so, right) first.

use super::line::Line;
use crate::direction;

/// Letters on both sides of a gap for it to part columns, not cells of a table.
const LETTERS: usize = 16;

/// Lines with the gap that a page must have.
const LINES: usize = 5;

/// Puts the lines of a page into the order of reading.
pub(crate) fn order(lines: Vec<Line>) -> Vec<Line> {
    let Some(gutter) = gutter(&lines) else {
        return lines;
    };
    let rtl = lines.iter().filter(|line| line.rtl).count() * 2 > lines.len();
    let mut ordered = Vec::with_capacity(lines.len() * 2);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let flush = |left: &mut Vec<Line>, right: &mut Vec<Line>, ordered: &mut Vec<Line>| {
        let (first, second) = if rtl { (right, left) } else { (left, right) };
        ordered.append(first);
        ordered.append(second);
    };
    for line in lines {
        match split(&line, gutter) {
            Some((one, other)) => {
                left.push(one);
                right.push(other);
            }
            None if line.right <= gutter => left.push(line),
            None if line.left >= gutter => right.push(line),
            None => {
                flush(&mut left, &mut right, &mut ordered);
                ordered.push(line);
            }
        }
    }
    flush(&mut left, &mut right, &mut ordered);
    ordered
}

/// Where the columns part, if most lines have a gap there.
fn gutter(lines: &[Line]) -> Option<f32> {
    let mut gaps: Vec<(f32, f32)> = Vec::new();
    for line in lines {
        let wide = line.gaps.iter().filter(|(at, ..)| sides(line, *at).is_some());
        gaps.extend(wide.map(|(_, from, to)| (*from, *to)));
    }
    let mut middles: Vec<f32> = gaps.iter().map(|(from, to)| (from + to) / 2.0).collect();
    middles.sort_by(f32::total_cmp);
    let middle = *middles.get(middles.len() / 2)?;
    let common = gaps.iter().filter(|(from, to)| *from < middle && middle < *to).count();
    (common >= LINES && common * 2 >= lines.len()).then_some(middle)
}

/// What stands before and behind a gap, if both are words of a column.
fn sides(line: &Line, at: usize) -> Option<(&str, &str)> {
    let (one, other) = line.text.split_at_checked(at)?;
    let wordy = |side: &str| side.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS;
    (wordy(one) && wordy(other)).then_some((one, other))
}

fn split(line: &Line, gutter: f32) -> Option<(Line, Line)> {
    let (at, from, to) = line.gaps.iter().find(|(_, from, to)| *from < gutter && gutter < *to)?;
    let (one, other) = line.text.split_at_checked(*at)?;
    let part = |text: &str, left: f32, right: f32| Line {
        text: text.trim().to_owned(),
        left,
        right,
        rtl: direction::first_strong(text).unwrap_or(line.rtl),
        gaps: Vec::new(),
        ..line.clone()
    };
    let (one_left, other_left) = if line.rtl { (other, one) } else { (one, other) };
    Some((part(one_left, line.left, *from), part(other_left, *to, line.right)))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::line;
    use super::*;

    fn both(one: &str, other: &str, bottom: f32) -> Line {
        let mut both = line(&format!("{one} {other}"), 50.0, 550.0, bottom);
        both.gaps = vec![(one.len() + 1, 280.0, 320.0)];
        both
    }

    #[test]
    fn columns_drawn_across_are_read_one_after_the_other() {
        let mut lines = vec![line("A heading over both of the columns", 50.0, 550.0, 700.0)];
        for n in 0..6 {
            let bottom = 680.0 - n as f32 * 12.0;
            lines.push(both(
                &format!("words on the left in line {n}"),
                &format!("words on the right in line {n}"),
                bottom,
            ));
        }
        let ordered = order(lines);
        let texts: Vec<_> = ordered.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts.len(), 13);
        assert_eq!(
            texts[..3],
            ["A heading over both of the columns", "words on the left in line 0", "words on the left in line 1"]
        );
        assert_eq!(texts[7], "words on the right in line 0");
    }

    #[test]
    fn the_rows_of_a_table_stay_rows() {
        let lines: Vec<Line> = (0..9).map(|n| both("deaths", "87", 700.0 - n as f32 * 12.0)).collect();
        assert_eq!(order(lines.clone()), lines);
    }
}
