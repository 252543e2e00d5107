//! Words of users as one line: nothing in them can break a picture, its file or what stands beside them.

/// The words on one line, without controls, without changes of direction, without what is no letter.
pub fn shown(text: &str) -> String {
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

/// Whether a text runs from right to left: by its first letter, as `dir="auto"` has it.
pub(crate) fn is_rtl(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_leftward)
}

/// A letter of a script that runs from right to left: Hebrew, Arabic and their neighbours.
fn is_leftward(letter: char) -> bool {
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
        assert!(is_rtl("«خان»"));
        assert!(!is_rtl("4 Хан"));
    }
}
