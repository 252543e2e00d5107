//! Words of users as one line: nothing in them can break a picture, its file or what stands beside them.

/// The words on one line, without controls, without changes of direction, without what is no letter.
pub(crate) fn shown(text: &str) -> String {
    let plain = text.chars().map(|letter| match letter {
        '\u{ad}' | '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => '\0',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\0',
        '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        _ if letter as u32 & 0xfffe == 0xfffe => '\u{fffd}',
        _ if letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => ' ',
        _ => letter,
    });
    let kept: String = plain.filter(|letter| *letter != '\0').collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words set apart from what stands beside them in a line, so that neither turns the other round.
pub(crate) fn apart(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\u{2068}{text}\u{2069}") }
}

/// A line whose parts were set apart; plain where nothing in it runs from right to left.
pub(crate) fn settled(line: String) -> String {
    if line.chars().any(is_leftward) { line } else { line.replace(['\u{2068}', '\u{2069}'], "") }
}

/// Lines of one text, each with an end to all that it sets apart: what goes on is set apart anew.
pub(crate) fn closed(lines: Vec<String>) -> Vec<String> {
    let mut open = 0_usize;
    let close = |line: String| {
        let before = open;
        for letter in line.chars() {
            match letter {
                '\u{2068}' => open += 1,
                '\u{2069}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        format!("{}{line}{}", "\u{2068}".repeat(before), "\u{2069}".repeat(open))
    };
    lines.into_iter().map(close).collect()
}

/// Whether a text runs from right to left: by its first letter, as `dir="auto"` has it. Without letters it runs
/// as what stands around it.
pub(crate) fn is_rtl(text: &str, around: bool) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).map_or(around, is_leftward)
}

/// A letter of a script that runs from right to left: Hebrew, Arabic and their neighbours.
pub fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_one_harmless_line() {
        assert_eq!(shown(" a\n\tb\r\nc "), "a b c");
        assert_eq!(shown("a\u{202e}b\u{2066}c\0d\u{1b}[2J\u{ffff}"), "abc d [2J\u{fffd}");
        assert_eq!(shown("\u{feff}"), "");
        assert!(is_rtl("«خان»", false));
        assert!(!is_rtl("4 Хан", true));
        assert!(is_rtl("29/06/2017", true) && !is_rtl("29/06/2017", false));
    }

    #[test]
    fn only_lines_that_run_both_ways_are_set_apart() {
        assert_eq!(settled(format!("{}, {}", apart("Paris"), apart("2017"))), "Paris, 2017");
        let mixed = format!("{}, {}", apart("خان"), apart("2017"));
        assert_eq!(settled(mixed.clone()), mixed);
        assert_eq!(apart(""), "");
    }
}
