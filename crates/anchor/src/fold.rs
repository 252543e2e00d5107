//! Letters as they count: without typography. Quotation marks, dashes, spaces,
//! ligatures, invisible characters and the two ways of writing an accent are
//! one. Capitals are kept; what a word means is not asked here.

use unicode_normalization::UnicodeNormalization;

/// Appends a piece of text as it counts; spaces and invisible signs vanish.
pub(crate) fn fold(piece: &str, into: &mut String) {
    if piece.is_ascii() {
        into.extend(piece.chars().filter(|c| !c.is_ascii_whitespace() && !c.is_ascii_control()));
        return;
    }
    let mut last = ' ';
    for (before, letter) in piece.chars().map(keep).flat_map(Kept::letters) {
        // A joiner makes one picture of several; elsewhere it only shapes letters.
        let joins = letter == '\u{200d}' && is_pictograph(last);
        if joins || !vanishes(letter) {
            into.push(if before { letter } else { sign(letter) });
            last = letter;
        }
    }
    if !into.is_ascii() {
        let composed: String = into.nfc().collect();
        *into = composed;
    }
}

/// A letter that keeps its form, or one that is taken apart for good.
enum Kept {
    AsIs(char),
    Apart(char),
}

impl Kept {
    fn letters(self) -> impl Iterator<Item = (bool, char)> {
        let (same, apart) = match self {
            Self::AsIs(letter) => (Some((true, letter)), None),
            Self::Apart(letter) => (None, Some(letter)),
        };
        same.into_iter().chain(apart.into_iter().flat_map(|c| std::iter::once(c).nfkc()).map(|c| (false, c)))
    }
}

/// Raised and lowered digits and fractions are numbers of their own: 10² is not 102.
fn keep(letter: char) -> Kept {
    match letter {
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{209c}' | '\u{2150}'..='\u{215e}' | '\u{2189}' => {
            Kept::AsIs(letter)
        }
        _ => Kept::Apart(letter),
    }
}

/// Whether a character neither shows nor counts.
pub(crate) fn vanishes(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}')
}

/// One sign for all that mean the same.
fn sign(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' | 'ʹ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' => '-',
        _ => letter,
    }
}

/// What a run of one and the same sign counts as.
pub(crate) fn run(signs: &mut String) {
    let Some(first) = signs.chars().next() else { return };
    let length = signs.chars().count();
    if length < 2 || signs.chars().any(|sign| sign != first) {
        return;
    }
    let short = match first {
        '-' => "-",
        '\'' => "\"",
        _ => return,
    };
    signs.clear();
    signs.push_str(short);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut into = String::new();
        fold(text, &mut into);
        into
    }

    #[test]
    fn typography_does_not_count() {
        assert_eq!(folded("“don’t”"), "\"don't\"");
        assert_eq!(folded("so\u{ad}phis\u{200b}ti\u{feff}cated"), "sophisticated");
        assert_eq!(folded("e\u{301}te\u{301}"), "été");
        assert_eq!(folded("ﬁn"), "fin");
        assert_eq!(folded("２０１７"), "2017");
        assert_eq!(folded("كـــتاب"), "كتاب");
        assert_eq!(folded("—"), "-");
    }

    #[test]
    fn what_means_something_else_stays_apart() {
        assert_ne!(folded("10²"), folded("102"));
        assert_ne!(folded("👩‍🔬"), folded("👩🔬"));
        assert_ne!(folded("May"), folded("may"));
    }

    #[test]
    fn runs_of_signs_are_one() {
        assert_eq!(folded("..."), folded("…"));
        let mut dashes = "--".to_owned();
        run(&mut dashes);
        assert_eq!(dashes, "-");
    }
}
