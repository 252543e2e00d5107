//! Which way a text runs.
//!
//! The first letter with a direction of its own decides, as in HTML's
//! `dir="auto"`. No reordering happens here: texts are kept in the order in
//! which they are read.

use unicode_bidi::{BidiClass, bidi_class};

/// How far a block is searched for its first letter. A block of nothing but
/// signs has no direction, however long it is.
const SEARCHED: usize = 10_000;

/// Says whether the first strong letter runs from right to left; `None` if
/// there is no such letter.
pub(crate) fn first_strong(text: &str) -> Option<bool> {
    let mut isolates = 0_u32;
    for letter in text.chars().take(SEARCHED) {
        match bidi_class(letter) {
            BidiClass::L if isolates == 0 => return Some(false),
            BidiClass::R | BidiClass::AL if isolates == 0 => return Some(true),
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => isolates += 1,
            BidiClass::PDI => isolates = isolates.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Says whether a character changes the order of others and is itself unseen.
pub(crate) fn is_control(letter: char) -> bool {
    matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides_not_the_first_sign() {
        assert_eq!(first_strong("1. «خان شيخون» sarin"), Some(true));
        assert_eq!(first_strong("(4) Sarin في خان شيخون"), Some(false));
        assert_eq!(first_strong("4.4.2017 – 87"), None);
    }

    #[test]
    fn an_isolate_has_no_say() {
        assert_eq!(first_strong("\u{2067}خان\u{2069} report"), Some(false));
    }
}
