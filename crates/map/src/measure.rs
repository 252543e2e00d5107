//! How much room words take, and where they are broken into lines.
//!
//! Widths come from a table and not from a font: the picture is the same on every machine, and a
//! little too much room is better than words that leave their box.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation;

use crate::widths::WIDTHS;

/// Bold letters are so much wider.
const BOLD: f64 = 1.09;

/// The width of words in a size.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let mille: u32 = text.chars().map(letter).sum();
    f64::from(mille) / 1_000.0 * size * if bold { BOLD } else { 1.0 }
}

/// The width of a letter, in thousandths of its size.
fn letter(letter: char) -> u32 {
    let code = letter as u32;
    for (first, widths) in WIDTHS {
        if let Some(width) = code.checked_sub(*first).and_then(|at| widths.get(at as usize)) {
            return u32::from(*width);
        }
    }
    match code {
        // Marks that sit on another letter, and joiners.
        0x0300..=0x036f | 0x200c..=0x200d | 0xfe00..=0xfe0f | 0x20d0..=0x20ff => 0,
        // Signs of our own, geometric shapes and arrows.
        0x2190..=0x27bf => 1_000,
        0x1f000..=0x1faff => 1_350,
        // Letters with serifs, hooks and stacks of South and South-East Asia.
        0x0900..=0x0fff | 0x1000..=0x109f | 0x1780..=0x17ff => 850,
        0x0530..=0x058f | 0x10a0..=0x10ff | 0x1e00..=0x1fff => 750,
        _ => 1_050,
    }
}

/// The words in lines no wider than `room`, at most so many; what is left over is marked with “…”.
pub(crate) fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut pieces = pieces(text).into_iter().peekable();
    for piece in pieces.by_ref() {
        let wider = format!("{line}{piece}");
        if width(wider.trim_end(), size, bold) <= room {
            line = wider;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        // A word wider than the box is broken between its letters.
        for cluster in piece.graphemes(true) {
            let wider = format!("{line}{cluster}");
            if !line.is_empty() && width(wider.trim_end(), size, bold) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(cluster);
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    let lines: Vec<String> = lines.into_iter().map(|line| line.trim().to_owned()).collect();
    let cut = lines.len() > most || pieces.peek().is_some();
    let mut shown: Vec<String> = lines.into_iter().take(most).collect();
    if cut && let Some(last) = shown.last_mut() {
        *last = ellipsis(last, room, size, bold);
    }
    shown
}

/// One line that fits, its end cut off where it does not.
pub(crate) fn clip(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room { text.to_owned() } else { ellipsis(text, room, size, bold) }
}

fn ellipsis(text: &str, room: f64, size: f64, bold: bool) -> String {
    let mut clusters: Vec<&str> = text.graphemes(true).collect();
    while !clusters.is_empty() {
        let shown = format!("{}…", clusters.concat().trim_end_matches([' ', ',', '.', ';', ':', '…']));
        if width(&shown, size, bold) <= room {
            return shown;
        }
        clusters.pop();
    }
    "…".to_owned()
}

/// The pieces between which a line may be broken (UAX #14), each with the space after it.
fn pieces(text: &str) -> Vec<&str> {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    breaks.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_say_when_they_are_cut() {
        let text = "The mission did not visit the town, for security reasons; a team was in a neighbouring country.";
        let lines = wrap(text, 120.0, 12.0, false, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0), "{lines:?}");
        assert_eq!(wrap("short", 120.0, 12.0, false, 3), ["short"]);
        assert!(wrap("", 120.0, 12.0, false, 3).is_empty());
    }

    #[test]
    fn words_without_end_and_scripts_without_spaces_are_broken() {
        for text in ["x".repeat(400), "汗谢洪".repeat(80), "ハン・シャイフン".repeat(40), "خان".repeat(90)]
        {
            let lines = wrap(&text, 90.0, 12.0, true, 4);
            assert_eq!(lines.len(), 4, "{text}");
            assert!(lines.iter().all(|line| width(line, 12.0, true) <= 90.0), "{lines:?}");
        }
    }
}
