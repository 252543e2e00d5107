//! How the lines of a plain text become paragraphs.
//!
//! Mail and old files break their lines at a fixed width; there a line end
//! means nothing. In a poem or an address it means everything. The test: a
//! break is soft if the first word of the next line would not have fitted.

use crate::draft::Draft;

/// Widths between which lines are taken to be broken by a program.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// Lines above this length, on average, are paragraphs of their own.
const PARAGRAPH: usize = 100;

/// The width at which a text breaks its lines, if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    width: Option<usize>,
}

impl Wrap {
    /// Finds the width of a text.
    pub(crate) fn of(lines: &[&str]) -> Self {
        let width = lines.iter().map(|line| measure(line)).max().unwrap_or(0);
        Self { width: WIDTHS.contains(&width).then_some(width) }
    }

    /// Whether the break between two lines means nothing.
    pub(crate) fn breaks_softly(self, line: &str, next: &str) -> bool {
        let Some(width) = self.width else {
            return false;
        };
        let word = next.split_whitespace().next().unwrap_or_default();
        measure(line) + 1 + measure(word) > width
    }

    /// Whether most line ends of a run mean nothing.
    pub(crate) fn is_wrapped(self, lines: &[&str]) -> bool {
        let breaks = lines.len().saturating_sub(1);
        let soft =
            lines.windows(2).filter(|pair| matches!(pair, [line, next] if self.breaks_softly(line, next))).count();
        breaks > 0 && soft * 10 >= breaks * 6
    }
}

/// Parts lines at empty ones.
pub(crate) fn chunks<'a>(lines: &[&'a str]) -> Vec<Vec<&'a str>> {
    lines.split(|line| line.trim().is_empty()).filter(|chunk| !chunk.is_empty()).map(<[&str]>::to_vec).collect()
}

/// Writes lines as one block: soft breaks become spaces, others stay.
pub(crate) fn write_lines(lines: &[&str], wrap: Wrap, draft: &mut Draft) {
    let wrapped = wrap.is_wrapped(lines);
    let mut last: Option<&str> = None;
    for line in lines {
        if let Some(last) = last {
            if wrapped && wrap.breaks_softly(last, line) {
                join(last, line, draft);
            } else {
                draft.line_break();
            }
        }
        draft.write(line);
        last = Some(line);
    }
}

/// Whether every line of a run is a paragraph of its own.
pub(crate) fn are_paragraphs(lines: &[&str]) -> bool {
    let all: usize = lines.iter().map(|line| measure(line)).sum();
    lines.len() > 1 && all > lines.len() * PARAGRAPH
}

/// Whether lines are set in columns by spaces or tabs.
pub(crate) fn is_tabular(lines: &[&str]) -> bool {
    let columns = |line: &&&str| {
        let inner = line.trim();
        inner.contains('\t') || inner.contains("   ")
    };
    let count = lines.iter().filter(columns).count();
    lines.len() > 1 && count * 10 >= lines.len() * 6
}

/// Chinese and Japanese put no space between words, nor between their lines.
pub(crate) fn join(last: &str, line: &str, draft: &mut Draft) {
    let spaceless = |letter: Option<char>| letter.is_some_and(is_spaceless);
    if !(spaceless(last.chars().last()) && spaceless(line.chars().next())) {
        draft.space();
    }
}

/// Whether a letter is of a script that puts no space between words.
pub(crate) fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a line ends as a sentence does, quotation marks and brackets aside.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '«', '“', ')', ']', '」', '』', '）']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '‽'])
}

fn measure(line: &str) -> usize {
    line.trim().chars().count()
}

#[cfg(test)]
mod tests {
    use crate::{Hint, Intake, read};
    use claimdesk_core::model::BlockKind;

    fn plain(text: &str) -> Intake {
        let hint = Hint { name: Some("a.txt".to_owned()), ..Hint::default() };
        read(text.as_bytes(), &hint).unwrap()
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let intake = plain(text);
        let letters: Vec<char> = intake.text.chars().collect();
        let cut = |start: u32, end: u32| letters[start as usize..end as usize].iter().collect();
        let all = intake.layout.blocks.iter();
        all.map(|b| (b.kind, cut(b.start, b.end))).collect()
    }

    #[test]
    fn wrapped_mail_becomes_paragraphs() {
        let text = "Statement on the report\n\n\
            The mission did not visit the town, for reasons of security. A team\n\
            was in a neighbouring country within a day, attended autopsies and\n\
            took samples.\n\n\
            A second paragraph stands here by itself.\n";
        let found = blocks(text);
        assert_eq!(found[0], (BlockKind::Title, "Statement on the report".to_owned()));
        assert!(found[1].1.contains("A team was in a neighbouring"));
        assert_eq!(found.len(), 3);
        assert!(!plain(text).text.contains("team\nwas"));
    }

    #[test]
    fn verses_and_addresses_keep_their_lines() {
        let found = blocks("Write to us.\n\nThe desk\n12 Main Street\nThe Hague\n");
        assert_eq!(found[1].1, "The desk\n12 Main Street\nThe Hague");
    }

    #[test]
    fn without_empty_lines_every_line_is_a_paragraph() {
        let found = blocks("First thing.\nSecond thing.\nThird thing.");
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|(kind, _)| *kind == BlockKind::Paragraph));
    }

    #[test]
    fn lists_have_levels_and_numbers() {
        let intake = plain(
            "What was found:\n\n- samples\n  - of soil\n  - of blood,\n    twice\n- witnesses\n\n1. who\n2. when",
        );
        let shape: Vec<_> = intake.layout.blocks[1..].iter().map(|b| (b.kind, b.level, b.ordinal)).collect();
        let item = BlockKind::ListItem;
        assert_eq!(
            shape,
            [
                (item, 0, None),
                (item, 1, None),
                (item, 1, None),
                (item, 0, None),
                (item, 0, Some(1)),
                (item, 0, Some(2))
            ]
        );
        assert!(intake.text.contains("of blood, twice"));
    }

    #[test]
    fn a_date_at_the_start_of_a_line_stays_a_date() {
        let found = blocks("Bericht.\n\n4. April 2017 war der Tag.");
        assert_eq!(found[1], (BlockKind::Paragraph, "4. April 2017 war der Tag.".to_owned()));
    }

    #[test]
    fn quoted_mail_has_its_depth() {
        let intake = plain("They wrote.\n\n> The data are doubtful.\n>> Says who?\n\nEnd of mail.");
        let quotes: Vec<_> =
            intake.layout.blocks.iter().filter(|b| b.kind == BlockKind::Quote).map(|b| b.level).collect();
        assert_eq!(quotes, [0, 1]);
    }

    #[test]
    fn invisible_direction_signs_and_no_break_spaces_stay() {
        let intake = plain("\u{feff}87\u{a0}dead \u{202e}yas yeht\u{202c}, and  more.");
        assert_eq!(intake.text, "87\u{a0}dead \u{202e}yas yeht\u{202c}, and more.");
        assert!(!intake.warnings.is_empty());
    }

    #[test]
    fn columns_of_figures_keep_their_spaces() {
        let found = blocks("Tolls.\n\nSource      Dead\nMinistry    87\nMission     80");
        assert_eq!(found[1].0, BlockKind::Code);
        assert!(found[1].1.contains("Ministry    87"));
    }
}
