//! From bytes to letters: which encoding, and what was lost.
//!
//! Asked in this order: byte order mark, the stated encoding (of a server or
//! person), the page's own statement, faultless UTF-8, UTF-16 by its look,
//! and last a guess from the letters. Line ends become `\n` here, so that no
//! reader ever sees another kind. No format is read here.

use crate::intake::{Hint, Warning};
use crate::unreadable::Unreadable;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its own statement of the encoding is looked for.
const STATEMENT: usize = 4096;

/// How much of the bytes the guess is made from.
const GUESSED: usize = 1024 * 1024;

/// Decoded letters, with what is to be said about the decoding.
#[derive(Clone, Debug)]
pub(crate) struct Decoded {
    /// The letters; line ends are `\n`, no byte order mark.
    pub(crate) text: String,
    /// The encoding's name.
    pub(crate) charset: String,
    /// What was lost or guessed.
    pub(crate) warnings: Vec<Warning>,
}

/// How the encoding became known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Marked,
    Stated,
    Seen,
    Guessed,
}

/// Decodes bytes that are a text of some kind.
pub(crate) fn decode(bytes: &[u8], hint: &Hint) -> Result<Decoded, Unreadable> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(Unreadable::Charset { charset: "UTF-32".to_owned() });
    }
    let mut warnings = Vec::new();
    let (encoding, known) = choose(bytes, hint, &mut warnings);
    let charset = encoding.name().to_owned();
    let (letters, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        let written = count_replacements(&letters);
        let all = letters.chars().count();
        if written * 3 > all {
            return Err(Unreadable::Charset { charset });
        }
        warnings.push(Warning::ReplacedCharacters {
            count: u32::try_from(written).unwrap_or(u32::MAX),
            charset: charset.clone(),
        });
    }
    if known == Known::Guessed && !bytes.is_ascii() {
        warnings.push(Warning::GuessedCharset { charset: charset.clone() });
    }
    let odd = known == Known::Stated && encoding != UTF_8 && !bytes.is_ascii();
    if odd && std::str::from_utf8(bytes).is_ok() {
        warnings.push(Warning::DoubtfulCharset { charset: charset.clone() });
    }
    Ok(Decoded { text: line_ends(&letters), charset, warnings })
}

fn choose(bytes: &[u8], hint: &Hint, warnings: &mut Vec<Warning>) -> (&'static Encoding, Known) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, Known::Marked);
    }
    let in_type = hint.media_type.as_deref().and_then(charset_parameter);
    for label in [hint.charset.as_deref(), in_type].into_iter().flatten() {
        match named(label) {
            Some(encoding) => return (encoding, Known::Stated),
            None => warnings
                .push(Warning::UnknownCharset { label: label.chars().take(40).filter(|c| !c.is_control()).collect() }),
        }
    }
    if let Some(encoding) = stated_by_page(bytes) {
        return (encoding, Known::Stated);
    }
    if let Some(encoding) = looks_like_utf_16(bytes) {
        return (encoding, Known::Guessed);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, Known::Seen);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = bytes.get(..GUESSED).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Allow);
    (guess, Known::Guessed)
}

/// The encoding of a label, unless it is one that browsers refuse, too.
fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.trim().as_bytes())
        .filter(|encoding| *encoding != encoding_rs::X_USER_DEFINED)
}

/// The value of `charset=` in a media type or a `content` attribute.
fn charset_parameter(value: &str) -> Option<&str> {
    let lower = value.to_ascii_lowercase();
    let after = lower.find("charset")? + "charset".len();
    let rest = value.get(after..)?.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| matches!(c, '"' | '\'' | ';' | '>' | '/') || c.is_whitespace()).unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

/// What a page says about itself in `<meta charset>`, `<meta http-equiv>` or
/// an XML declaration.
fn stated_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..STATEMENT).unwrap_or(bytes);
    let head: String = head.iter().map(|byte| char::from(*byte)).collect();
    let lower = head.to_ascii_lowercase();
    let found = xml_encoding(&lower).or_else(|| {
        lower
            .match_indices("<meta")
            .filter_map(|(at, _)| lower.get(at..)?.split('>').next())
            .find_map(charset_parameter)
    })?;
    let encoding = named(found)?;
    // It was read as single bytes, so it cannot be in a wide encoding.
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if wide { UTF_8 } else { encoding })
}

fn xml_encoding(lower: &str) -> Option<&str> {
    let declaration = lower.strip_prefix("<?xml")?.split("?>").next()?;
    let rest = declaration.split("encoding").nth(1)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()
}

/// Tells UTF-16 without a mark: the right byte order has real spaces and line
/// ends and no broken letters; the wrong one turns them into rare signs.
pub(crate) fn looks_like_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..8192).unwrap_or(bytes);
    if head.len() < 4 || !head.len().is_multiple_of(2) || !head.contains(&0) {
        return None;
    }
    let score = |encoding: &'static Encoding| -> Option<usize> {
        let (letters, errors) = encoding.decode_without_bom_handling(head);
        // A sample may end in the middle of a pair, so one error is forgiven.
        if errors && count_replacements(&letters) > 1 {
            return None;
        }
        let mut plain = 0;
        for letter in letters.chars() {
            match letter {
                ' ' | '\n' | '\t' | '\r' => plain += 1,
                '!'..='~' => plain += 1,
                _ if letter.is_control() => return None,
                _ => {}
            }
        }
        Some(plain)
    };
    let (little, big) = (score(UTF_16LE), score(UTF_16BE));
    let (encoding, plain) = match (little, big) {
        (Some(little), Some(big)) if big > little => (UTF_16BE, big),
        (Some(little), _) => (UTF_16LE, little),
        (None, Some(big)) => (UTF_16BE, big),
        (None, None) => return None,
    };
    (plain > 0).then_some(encoding)
}

fn count_replacements(letters: &str) -> usize {
    letters.matches('\u{fffd}').count()
}

/// Makes every kind of line end a `\n`.
fn line_ends(letters: &str) -> String {
    let mut text = String::with_capacity(letters.len());
    let mut after_return = false;
    for letter in letters.chars() {
        match letter {
            '\r' => text.push('\n'),
            '\n' if after_return => {}
            _ => text.push(letter),
        }
        after_return = letter == '\r';
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], charset: Option<&str>) -> Decoded {
        let hint = Hint { charset: charset.map(str::to_owned), ..Hint::default() };
        decode(bytes, &hint).unwrap()
    }

    fn wide(letters: &str, big: bool) -> Vec<u8> {
        let pairs = letters.encode_utf16();
        if big { pairs.flat_map(u16::to_be_bytes).collect() } else { pairs.flat_map(u16::to_le_bytes).collect() }
    }

    #[test]
    fn the_mark_wins_over_the_statement() {
        let decoded = text(b"\xef\xbb\xbfd\xc3\xa9j\xc3\xa0", Some("windows-1252"));
        assert_eq!((decoded.text.as_str(), decoded.charset.as_str()), ("déjà", "UTF-8"));
    }

    #[test]
    fn the_statement_wins_over_the_page() {
        let page = b"<meta charset=windows-1251><p>\xe9";
        assert!(text(page, Some("iso-8859-1")).text.ends_with('é'));
        assert!(text(page, None).text.ends_with('й'));
    }

    #[test]
    fn a_stated_legacy_encoding_over_good_utf_8_is_doubted() {
        let decoded = text("déjà".as_bytes(), Some("windows-1252"));
        assert_eq!(decoded.text, "dÃ©jÃ\u{a0}");
        assert!(matches!(decoded.warnings[0], Warning::DoubtfulCharset { .. }));
    }

    #[test]
    fn utf_16_is_seen_without_a_mark() {
        for letters in ["Khan Shaykhun, 4 April", "Хан-Шейхун, 4 апреля", "خان شيخون 2017"] {
            assert_eq!(text(&wide(letters, false), None).text, letters);
            assert_eq!(text(&wide(letters, true), None).text, letters);
            let marked = wide(&format!("\u{feff}{letters}"), true);
            assert_eq!(text(&marked, None).text, letters);
        }
    }

    #[test]
    fn broken_letters_are_counted() {
        let decoded = text(b"caf\xe9 au lait et du pain", Some("utf-8"));
        let count = match &decoded.warnings[0] {
            Warning::ReplacedCharacters { count, .. } => *count,
            other => panic!("{other}"),
        };
        assert_eq!(count, 1);
    }

    #[test]
    fn an_unknown_label_is_said_and_passed_over() {
        let decoded = text("мир".as_bytes(), Some("utf-7"));
        assert_eq!(decoded.text, "мир");
        assert!(matches!(decoded.warnings[0], Warning::UnknownCharset { .. }));
    }

    #[test]
    fn every_line_end_becomes_one() {
        assert_eq!(text(b"a\r\nb\rc\n\r\nd", None).text, "a\nb\nc\n\nd");
    }

    #[test]
    fn the_guess_reads_what_desks_are_sent() {
        use encoding_rs::{BIG5, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1252, WINDOWS_1256};
        let sent = [
            (WINDOWS_1256, "أعلنت البعثة أن التقرير يستند إلى عينات فُحصت في مختبرين مستقلين."),
            (KOI8_R, "Министерство заявило, что доклад основан на сомнительных данных."),
            (WINDOWS_1250, "Zpráva mise byla zveřejněna až po vyšetření vzorků v laboratořích."),
            (WINDOWS_1252, "L’équipe a publié son rapport après l’analyse des échantillons prélevés."),
            (GBK, "视察团在检验样品之后发表了报告，并表示对结果有信心。"),
            (BIG5, "視察團在檢驗樣品之後發表了報告，並表示對結果有信心。"),
            (SHIFT_JIS, "調査団は試料を検査した後に報告書を公表し、結果に自信があると述べた。"),
            (EUC_KR, "조사단은 시료를 검사한 뒤 보고서를 발표했으며 결과에 자신이 있다고 밝혔다."),
        ];
        for (encoding, letters) in sent {
            let (bytes, ..) = encoding.encode(letters);
            let decoded = text(&bytes, None);
            assert_eq!(decoded.text, letters, "{} for {}", decoded.charset, encoding.name());
            assert!(decoded.warnings.iter().any(|w| matches!(w, Warning::GuessedCharset { .. })));
        }
    }

    #[test]
    fn the_guess_reads_russian() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("Министерство заявило, что доклад основан на сомнительных данных.");
        let decoded = text(&bytes, None);
        assert_eq!(decoded.charset, "windows-1251");
        assert!(decoded.text.starts_with("Министерство"));
    }
}
