//! Remarks and changes in WordprocessingML: comments, their signs in the text, struck and new words.

use claimdesk_core::model::{Markup, Remark, RemarkWords};

/// How a document writes what is put into it.
pub(super) struct Hand<'a> {
    /// The prefix of the elements of this part.
    pub(super) prefix: &'a str,
    pub(super) markup: &'a Markup,
    /// The styles of comments, where the document has them.
    pub(super) words_style: Option<&'a str>,
    pub(super) sign_style: Option<&'a str>,
}

impl Hand<'_> {
    /// A comment with its number.
    pub(super) fn comment(&self, number: u32, remark: &Remark) -> String {
        let p = self.prefix;
        let initials = escaped(&self.markup.initials);
        let mut text = self.tag("comment", number, &format!(r#" {p}:initials="{initials}""#));
        for line in &remark.lines {
            text.push_str(&format!("<{p}:p>"));
            let style = self.words_style.map(|style| format!(r#"<{p}:pStyle {p}:val="{}"/>"#, escaped(style)));
            let rtl = line.rtl.then(|| format!("<{p}:bidi/>"));
            let properties: String = style.into_iter().chain(rtl).collect();
            if !properties.is_empty() {
                text.push_str(&format!("<{p}:pPr>{properties}</{p}:pPr>"));
            }
            for words in &line.words {
                text.push_str(&self.run(&self.look(words), "t", &words.text));
            }
            text.push_str(&format!("</{p}:p>"));
        }
        // A comment holds a paragraph, even if it says nothing.
        if remark.lines.is_empty() {
            text.push_str(&format!("<{p}:p/>"));
        }
        text + &format!("</{p}:comment>")
    }

    /// Where the words begin that a comment is on.
    pub(super) fn begin(&self, number: u32) -> String {
        let p = self.prefix;
        format!(r#"<{p}:commentRangeStart {p}:id="{number}"/>"#)
    }

    /// Where they end, with the sign of the comment.
    pub(super) fn end(&self, number: u32) -> String {
        let p = self.prefix;
        let style = self
            .sign_style
            .map(|style| format!(r#"<{p}:rPr><{p}:rStyle {p}:val="{}"/></{p}:rPr>"#, escaped(style)))
            .unwrap_or_default();
        format!(
            r#"<{p}:commentRangeEnd {p}:id="{number}"/><{p}:r>{style}<{p}:commentReference {p}:id="{number}"/></{p}:r>"#
        )
    }

    /// How the element begins that strikes words.
    pub(super) fn strike(&self, number: u32) -> String {
        self.tag("del", number, "")
    }

    /// New words with the properties of a run.
    pub(super) fn come(&self, number: u32, properties: &str, new: &str) -> String {
        let p = self.prefix;
        self.tag("ins", number, "") + &self.run(properties, "t", new) + &format!("</{p}:ins>")
    }

    fn tag(&self, name: &str, number: u32, more: &str) -> String {
        let p = self.prefix;
        let (by, at) = (escaped(&self.markup.by), escaped(&self.markup.at));
        format!(r#"<{p}:{name} {p}:id="{number}" {p}:author="{by}" {p}:date="{at}"{more}>"#)
    }

    /// A run; lines and tabs are elements of their own.
    fn run(&self, properties: &str, element: &str, words: &str) -> String {
        let p = self.prefix;
        let mut text = format!("<{p}:r>{properties}");
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                text.push_str(&format!("<{p}:br/>"));
            }
            for (n, part) in line.split('\t').enumerate() {
                if n > 0 {
                    text.push_str(&format!("<{p}:tab/>"));
                }
                if !part.is_empty() {
                    text.push_str(&format!(r#"<{p}:{element} xml:space="preserve">{}</{p}:{element}>"#, escaped(part)));
                }
            }
        }
        text + &format!("</{p}:r>")
    }

    /// The properties of words, in the order that the schema asks for.
    fn look(&self, words: &RemarkWords) -> String {
        let p = self.prefix;
        let is_colour = words.colour.len() == 6 && words.colour.bytes().all(|byte| byte.is_ascii_hexdigit());
        let all = [
            (words.strong, format!("<{p}:b/><{p}:bCs/>")),
            (words.emphasis, format!("<{p}:i/><{p}:iCs/>")),
            (words.strike, format!("<{p}:strike/>")),
            (is_colour, format!(r#"<{p}:color {p}:val="{}"/>"#, escaped(&words.colour))),
            (words.underline, format!(r#"<{p}:u {p}:val="single"/>"#)),
            (words.rtl, format!("<{p}:rtl/>")),
        ];
        let properties: String = all.into_iter().filter(|(is, _)| *is).map(|(_, markup)| markup).collect();
        if properties.is_empty() { properties } else { format!("<{p}:rPr>{properties}</{p}:rPr>") }
    }
}

/// Words as XML has them, in elements and in attributes.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\r' => text.push_str("&#13;"),
            // XML 1.0 has no sign for these at all.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                text.push('\u{fffd}');
            }
            _ => text.push(letter),
        }
    }
    text
}
