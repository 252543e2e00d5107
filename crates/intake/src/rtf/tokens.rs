//! The signs of RTF: groups, control words, bytes.
//!
//! Only how RTF is written is known here, not what its words mean.

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control sign such as `\~`.
    Sign(u8),
    /// A byte of text, as written or as `\'e9`.
    Byte(u8),
}

/// The signs of a text, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool, most: usize) -> &'a str {
        let from = self.at;
        while self.at - from < most && self.peek().is_some_and(&fits) {
            self.at += 1;
        }
        let taken = self.bytes.get(from..self.at).unwrap_or_default();
        // Only ASCII is ever taken.
        std::str::from_utf8(taken).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first != b'\'' {
                return Some(Token::Sign(first));
            }
            let digits = self.take_while(|byte| byte.is_ascii_hexdigit(), 2);
            return Some(Token::Byte(u8::from_str_radix(digits, 16).unwrap_or(b'?')));
        }
        let word = self.take_while(|byte| byte.is_ascii_alphabetic(), 64);
        let from = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit(), 10);
        let negative = self.bytes.get(from) == Some(&b'-');
        let number = digits.parse::<i64>().ok().map(|number| if negative { -number } else { number });
        let number = number.and_then(|number| i32::try_from(number).ok());
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            // Raw bytes, in which braces mean nothing.
            self.at = self.at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_bytes_are_told_apart() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\\'e9\\~\\u-3913?\\bin3 }}}x\n}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xe9),
                Token::Sign(b'~'),
                Token::Word("u", Some(-3913)),
                Token::Byte(b'?'),
                Token::Word("bin", Some(3)),
                Token::Byte(b'x'),
                Token::Close,
            ]
        );
        assert_eq!(Tokens::new(b"\\'").collect::<Vec<_>>(), [Token::Byte(b'?')]);
        assert_eq!(Tokens::new(b"\\bin999999999 x").count(), 1);
    }
}
