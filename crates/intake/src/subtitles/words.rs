//! The words of one line of a cue, without their markup.
//!
//! Tags are few and never nest deep, so they are told by their look; what only
//! looks like one (“a < b”) is kept as words.

use claimdesk_core::model::MarkStyle;

/// What a line consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Words(String),
    Speaker(String),
    Open(MarkStyle),
    Close,
}

/// The longest tag that is taken as one, in bytes.
const TAG: usize = 400;

/// Parts a line into its words and what is said about them.
pub(crate) fn pieces(line: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let tag = match letter {
            '<' => tag(rest, '>'),
            // Positions and colours of another format that many files carry over: {\an8}
            '{' => tag(rest, '}').filter(|(name, _)| name.starts_with('\\')),
            _ => None,
        };
        if let Some((name, after)) = tag {
            if let Some(piece) = meaning(name) {
                flush(&mut words, &mut found);
                found.push(piece);
            }
            rest = after;
        } else if let Some((sign, after)) = entity(rest) {
            words.push_str(sign);
            rest = after;
        } else {
            words.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    flush(&mut words, &mut found);
    found
}

fn flush(words: &mut String, found: &mut Vec<Piece>) {
    if !words.is_empty() {
        found.push(Piece::Words(std::mem::take(words)));
    }
}

/// What stands between the signs of a tag, and what comes after it.
fn tag(rest: &str, end: char) -> Option<(&str, &str)> {
    let near = rest.get(..rest.floor_char_boundary(TAG))?;
    let close = near.find(end)?;
    let name = rest.get(1..close)?;
    let first = name.strip_prefix('/').unwrap_or(name).chars().next()?;
    let fits = first.is_ascii_alphanumeric() || first == '\\';
    (fits && !name.contains('<')).then(|| (name, rest.get(close + 1..).unwrap_or_default()))
}

fn meaning(tag: &str) -> Option<Piece> {
    let (name, rest) = tag.split_once([' ', '\t']).unwrap_or((tag, ""));
    let (name, _) = name.split_once('.').unwrap_or((name, ""));
    match name.to_ascii_lowercase().as_str() {
        "v" if !rest.trim().is_empty() => Some(Piece::Speaker(rest.trim().to_owned())),
        "i" | "em" => Some(Piece::Open(MarkStyle::Emphasis)),
        "b" | "strong" => Some(Piece::Open(MarkStyle::Strong)),
        "/i" | "/em" | "/b" | "/strong" => Some(Piece::Close),
        _ => None,
    }
}

fn entity(rest: &str) -> Option<(&'static str, &str)> {
    const SIGNS: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    SIGNS.iter().find_map(|(name, sign)| Some((*sign, rest.strip_prefix(name)?)))
}

/// The line as it is read, to compare it with another one.
pub(crate) fn bare(line: &str) -> String {
    let words = pieces(line).into_iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words),
        Piece::Speaker(_) | Piece::Open(_) | Piece::Close => None,
    });
    words.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Piece {
        Piece::Words(text.to_owned())
    }

    #[test]
    fn tags_go_and_their_meaning_stays() {
        let found = pieces("<v.loud Editor A>The <i>report</i><c.blue> is <00:00:01.000>dated</c>");
        let expected = [
            Piece::Speaker("Editor A".to_owned()),
            words("The "),
            Piece::Open(MarkStyle::Emphasis),
            words("report"),
            Piece::Close,
            words(" is dated"),
        ];
        assert_eq!(found, expected);
        assert_eq!(bare("{\\an8}<font color=\"#fff\">Up</font>"), "Up");
    }

    #[test]
    fn what_only_looks_like_a_tag_is_words() {
        for line in ["a < b and b > c", "{sic}", "<", "<>", "x <3", "I <\u{fe0f}> you"] {
            let all: String = pieces(line)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Words(words) => words,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(all, line);
        }
        assert_eq!(bare("Q&amp;A &lt;b&gt;"), "Q&A <b>");
    }
}
