//! Makes words of users safe to print among words of ours, in every format.
//!
//! The JSON keeps them as they are. Everything else shows controls that would
//! be invisible, and closes what the words leave open, so that no field can
//! turn round or swallow what stands beside it.

use std::borrow::Cow;

pub(crate) use claimdesk_map::is_leftward;

/// The words with controls made visible and every change of direction closed.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| is_control(letter) || is_bidi(letter)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    // What is open: true is an isolate, false an embedding or override.
    let mut open: Vec<bool> = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => {
                open.push(false);
                shown.push(letter);
            }
            '\u{2066}'..='\u{2068}' => {
                open.push(true);
                shown.push(letter);
            }
            // A close without its open would end the isolate that we put round the words.
            '\u{202c}' if open.last() == Some(&false) => {
                open.pop();
                shown.push(letter);
            }
            '\u{2069}' if open.contains(&true) => {
                while open.pop() == Some(false) {}
                shown.push(letter);
            }
            '\u{202c}' | '\u{2069}' | '\u{feff}' => {}
            _ => shown.push(picture(letter)),
        }
    }
    while let Some(isolate) = open.pop() {
        shown.push(if isolate { '\u{2069}' } else { '\u{202c}' });
    }
    Cow::Owned(shown)
}

/// A letter that can be printed: controls get their picture, what is no letter a mark.
fn picture(letter: char) -> char {
    match letter {
        '\t' | '\n' => letter,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + letter as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        _ if letter as u32 & 0xfffe == 0xfffe => '\u{fffd}',
        _ => letter,
    }
}

fn is_control(letter: char) -> bool {
    picture(letter) != letter || matches!(letter, '\r' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn is_bidi(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text runs from right to left: by its first letter, as `dir="auto"` has it.
pub(crate) fn is_rtl(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_leftward)
}

/// A user's words among ours: each line is set apart where it holds letters that run the other way. Not where all of
/// them run as the paragraph does: nothing could be turned round there, and LibreOffice lays words over one another
/// beside the signs that set them apart.
pub(crate) fn apart(text: &str, in_rtl: bool) -> String {
    let runs_against =
        |letter: char| if in_rtl { letter.is_alphabetic() && !is_leftward(letter) } else { is_leftward(letter) };
    let line = |line: &str| {
        if line.chars().any(runs_against) { format!("\u{2068}{line}\u{2069}") } else { line.to_owned() }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A language tag that may stand in a file; none where it is no tag.
pub(crate) fn language(tag: &str) -> Option<&str> {
    let parts = tag.len() <= 35 && tag.split('-').all(|part| (1..=8).contains(&part.len()));
    let letters = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (parts && letters && tag.split('-').next().is_some_and(|main| (2..=3).contains(&main.len()))).then_some(tag)
}

/// An address that may become a link: the web, and nothing that runs.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let is_web = start.starts_with("https://") || start.starts_with("http://");
    let is_plain = url.chars().all(|letter| !letter.is_whitespace() && !letter.is_control() && !is_bidi(letter));
    (is_web && is_plain).then_some(url)
}

/// A number with its thousands parted, as `1,284`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A hash for narrow places: its first twelve digits and its last four.
pub(crate) fn short_hash(hash: &str) -> String {
    match (hash.get(..4), hash.get(4..8), hash.get(8..12), hash.len().checked_sub(4).and_then(|at| hash.get(at..))) {
        (Some(a), Some(b), Some(c), Some(z)) if hash.len() > 16 => format!("{a} {b} {c} … {z}"),
        _ => hash.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_closed_and_controls_shown() {
        assert_eq!(visible("plain — خان — 汉"), "plain — خان — 汉");
        assert_eq!(visible("a\u{202e}b"), "a\u{202e}b\u{202c}");
        assert_eq!(visible("a\u{2067}b\u{202b}c"), "a\u{2067}b\u{202b}c\u{202c}\u{2069}");
        assert_eq!(visible("\u{2069}\u{202c}a"), "a");
        assert_eq!(visible("\u{2066}\u{202e}a\u{2069}b"), "\u{2066}\u{202e}a\u{2069}b");
        assert_eq!(visible("a\0b\u{1b}[2J\u{7f}\u{9b}\u{feff}\r\nc\rd"), "a\u{2400}b\u{241b}[2J\u{2421}\u{fffd}\nc\nd");
        assert_eq!(visible("\u{ffff}\u{1fffe}"), "\u{fffd}\u{fffd}");
    }

    #[test]
    fn only_the_web_becomes_a_link() {
        assert_eq!(web_address(" https://example.org/a "), Some("https://example.org/a"));
        assert_eq!(web_address("HTTP://example.org"), Some("HTTP://example.org"));
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "https://a b", "file:///etc/passwd", "", "https://a\u{202e}b"]
        {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_and_hashes_are_short() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1_284), "1,284");
        assert_eq!(thousands(12_345_678), "12,345,678");
        assert_eq!(short_hash(&"9f2c71ab04e6".repeat(5)), "9f2c 71ab 04e6 … 04e6");
        assert_eq!(short_hash("abc"), "abc");
    }
}
