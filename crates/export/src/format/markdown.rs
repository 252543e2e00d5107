//! CommonMark with tables: the report as plain text that other programs can take up.
//!
//! Every word of a user is escaped, so that none of it is read as markup.

use std::fmt::Write;

use super::{ExportEnv, Format};
use crate::error::Result;
use crate::report::Report;
use crate::view::{
    BadgeView, BlockView, ChangeView, ClaimView, Drawn, EvidenceView, Fact, Line, RebuttalView, RunView, Span,
    TextView, View,
};

/// The report as Markdown.
pub(super) struct Markdown;

impl Format for Markdown {
    fn key(&self) -> &'static str {
        "markdown"
    }

    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn render(&self, report: &Report, env: &ExportEnv) -> Result<Vec<u8>> {
        let mut page = Page { view: &View::new(report, &env.options, Drawn::Nowhere), text: String::new() };
        page.head();
        page.summary();
        page.view.claims.iter().for_each(|claim| page.claim(claim));
        page.copy();
        page.tail();
        Ok(page.text.into_bytes())
    }
}

/// The text as it grows. Every block begins on a line of its own after an empty one.
struct Page<'a> {
    view: &'a View,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let view = self.view;
        self.heading(1, &format!("{}: {}", view.audience, inline(&view.case)));
        if let Some(sample) = view.sample {
            self.block(&format!("*{sample}*"));
        }
        self.facts(&view.facts);
        if !view.brief.is_empty() {
            self.block(&format!("**{}.** {}", view.words.brief, inline(&view.brief)));
        }
        self.heading(2, view.words.documents);
        for document in &view.documents {
            self.block(&line(&document.title));
            for draft in &document.drafts {
                self.item(&format!("{}; SHA-256 `{}`", line(&draft.line), draft.sha256));
                draft.warnings.iter().for_each(|warning| self.item(&format!("⚠ {}", line(warning))));
            }
        }
    }

    fn summary(&mut self) {
        let (view, words) = (self.view, self.view.words);
        if view.is_copy && view.changes.is_empty() {
            self.block(words.no_changes);
            return;
        }
        self.heading(2, words.summary);
        if !view.is_copy {
            let part = |part: &crate::view::TallyView| format!("{}: {}", badge(&part.badge), part.claims);
            self.block(&view.tally.iter().map(part).collect::<Vec<_>>().join(" · "));
        }
        if view.summary.is_empty() {
            self.block(words.no_claims);
        } else {
            let names = [words.number, words.claim, words.verdict, words.change, view.summary_last];
            self.summary_row(names.map(str::to_owned), true);
        }
        for row in &view.summary {
            let cells = [
                number_link(row.number, row.here),
                inline(&row.heading),
                badge(&row.badge),
                line(&row.change),
                line(&row.state),
            ];
            self.summary_row(cells, false);
        }
        for scale in &view.scales {
            self.heading(3, &format!("{}: {}", words.scales, inline(&scale.name)));
            for value in &scale.values {
                let number = value.number.map(|number| format!(" ({number})")).unwrap_or_default();
                self.item(&format!("**{}**{number}: {}", badge(&value.badge), inline(&value.meaning)));
            }
        }
    }

    fn claim(&mut self, claim: &ClaimView) {
        let words = self.view.words;
        self.block(&format!("<a id=\"claim-{}\"></a>", claim.number));
        self.heading(2, &format!("{} {}. {}", words.claim, claim.number, inline(&claim.statement)));
        self.block(&format!("*{} {} of {}* · {}", words.claim, claim.nth, claim.total, line(&claim.by)));
        let scale: Vec<String> = claim
            .scale
            .iter()
            .map(|(name, on)| if *on { format!("**[{}]**", inline(name)) } else { inline(name) })
            .collect();
        self.block(&format!("**{}: {}**", words.verdict, badge(&claim.badge)));
        self.block(&[claim.balance.clone(), scale.join(" · ")].join(".  \n"));
        self.facts(&claim.verdict);
        self.evidence(claim);
        if !claim.rebuttals.is_empty() {
            self.heading(3, words.rebuttals);
            claim.rebuttals.iter().for_each(|rebuttal| self.rebuttal(rebuttal, 0));
        }
        if !claim.not_known.is_empty() {
            self.heading(3, words.not_known);
            self.block(&inline(&claim.not_known));
        }
        self.questions(claim);
        self.passages(claim);
        if self.view.is_public {
            return;
        }
        self.heading(3, words.history);
        self.block(&line(&claim.work));
        for entry in &claim.history {
            self.item(&format!("{} ({}): {}", entry.when, entry.entry, line(&entry.line)));
        }
    }

    fn passages(&mut self, claim: &ClaimView) {
        if !claim.passages.is_empty() {
            self.heading(3, self.view.words.passages);
        }
        for passage in &claim.passages {
            let quote = format!("{}**{}**{}", spaced(&passage.before), spaced(&passage.exact), spaced(&passage.after));
            self.block(&format!("{}:", line(&passage.place)));
            self.block(&format!("> {quote}"));
        }
        self.facts(&claim.facts);
    }

    fn questions(&mut self, claim: &ClaimView) {
        if !claim.questions.is_empty() {
            self.heading(3, self.view.words.questions);
        }
        for question in &claim.questions {
            self.item(&format!("**{}** {}", inline(&question.question), line(&question.strategy)));
            question.answers.iter().for_each(|answer| self.nested(1, &line(answer)));
        }
    }

    fn evidence(&mut self, claim: &ClaimView) {
        let words = self.view.words;
        self.heading(3, words.evidence);
        if claim.evidence.is_empty() {
            self.block(words.no_evidence);
        } else {
            self.row(&[words.stance, words.source, words.shows, words.where_].map(str::to_owned), true);
        }
        claim.evidence.iter().for_each(|row| self.evidence_row(row));
        claim.evidence_notes.iter().for_each(|note| self.block(&line(note)));
    }

    fn evidence_row(&mut self, row: &EvidenceView) {
        let shows = std::iter::once(&row.shows).chain(&row.quotes).chain(&row.notes).filter(|line| !line.is_empty());
        let cells = [
            format!("{} {}", row.glyph, row.stance),
            format!("{}; {}", line(&row.source), line(&row.grade)),
            shows.map(line).collect::<Vec<_>>().join("\n"),
            row.locators.iter().map(line).collect::<Vec<_>>().join("\n"),
        ];
        self.row(&cells, false);
    }

    fn rebuttal(&mut self, rebuttal: &RebuttalView, depth: usize) {
        let head =
            format!("{} **{}** · {} · *{}*", rebuttal.mark, line(&rebuttal.head), line(&rebuttal.by), rebuttal.status);
        self.nested(depth, &head);
        self.nested_part(depth, &format!("{} {}", inline(&rebuttal.statement), line(&rebuttal.sources)));
        rebuttal.quotes.iter().for_each(|quote| self.nested_part(depth, &line(quote)));
        // Words of ours that speak of the whole chain come after the answers.
        rebuttal.answers.iter().for_each(|answer| self.rebuttal(answer, depth + 1));
        for fact in &rebuttal.facts {
            self.nested_part(depth, &format!("**{}:** {}", fact.label, line(&fact.line)));
        }
    }

    fn copy(&mut self) {
        let view = self.view;
        if !view.changes.is_empty() {
            self.heading(2, view.words.changes);
        }
        view.changes.iter().for_each(|change| self.change(change));
        for text in &view.texts {
            self.heading(2, &format!("{}: {}", view.words.checked_text, line(&text.title)));
            self.marked(text);
        }
    }

    fn change(&mut self, change: &ChangeView) {
        self.block(&format!("<a id=\"claim-{}\"></a>", change.number));
        self.heading(3, &format!("{} {}. {}", self.view.words.claim, change.number, inline(&change.statement)));
        if let Some(mark) = &change.badge {
            self.block(&format!("**{}: {}**", self.view.words.verdict, badge(mark)));
        }
        change.places.iter().for_each(|place| self.item(&line(place)));
        self.facts(&change.facts);
    }

    fn marked(&mut self, text: &TextView) {
        for block in &text.blocks {
            if block.kind == "table" && !block.rows.is_empty() {
                for (n, row) in block.rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| runs(&cell.runs)).collect();
                    self.row(&cells, n == 0);
                }
            } else {
                let text = format!("{}{}", before(block), runs(&block.runs));
                self.block(&text);
            }
        }
    }

    fn tail(&mut self) {
        let (view, words) = (self.view, self.view.words);
        if !view.sources.is_empty() {
            self.heading(2, words.sources);
        }
        for source in &view.sources {
            self.block(&format!("<a id=\"source-{0}\"></a>\\[{0}\\] {1}", source.number, line(&source.citation)));
            source.notes.iter().for_each(|note| self.item(&line(note)));
        }
        for (heading, list) in [(words.not_checked, &view.not_checked), (words.open, &view.open)] {
            if !list.is_empty() {
                self.heading(2, heading);
            }
            for left in list {
                let number = number_link(left.number, left.here);
                let (statement, place, state) = (inline(&left.statement), line(&left.place), line(&left.state));
                self.item(&format!("{} {number}. {statement} ({place}). {state}", words.claim));
            }
        }
        for section in &view.sections {
            self.heading(2, section.heading);
            for one in &section.items {
                let notes = one.notes.iter().map(line);
                self.item(&std::iter::once(line(&one.line)).chain(notes).collect::<Vec<_>>().join("; "));
            }
        }
        self.heading(2, words.verify);
        view.verify.iter().for_each(|line_of| self.block(&line(line_of)));
        self.block(&format!("`{} · {}`", view.foot, view.foot_date));
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.item(&format!("**{}:** {}", fact.label, line(&fact.line)));
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), text.replace("\\\n", " ")));
    }

    fn block(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn item(&mut self, text: &str) {
        self.nested(0, text);
    }

    fn nested(&mut self, depth: usize, text: &str) {
        let (indent, text) = ("  ".repeat(depth), text.trim());
        if depth == 0 && !self.last_line().starts_with(['-', ' ']) {
            self.text.push('\n');
        }
        writeln!(self.text, "{indent}- {}", indented(text, depth + 1)).expect("writing to a string cannot fail");
    }

    /// A paragraph of the item above.
    fn nested_part(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth + 1);
        writeln!(self.text, "\n{indent}{}", indented(text.trim(), depth + 1)).expect("writing to a string cannot fail");
    }

    /// A row of the summary: number, claim, verdict, change asked, and what comes last. The public asks for no change.
    fn summary_row(&mut self, [number, claim, verdict, change, last]: [String; 5], is_head: bool) {
        if self.view.is_public {
            self.row(&[number, claim, verdict, last], is_head);
        } else {
            self.row(&[number, claim, verdict, change, last], is_head);
        }
    }

    fn row(&mut self, cells: &[String], is_head: bool) {
        if is_head {
            self.text.push('\n');
        }
        let cell = |cell: &String| cell.replace("\\\n", "<br>").replace('\n', "<br>");
        self.text.push_str(&format!("| {} |\n", cells.iter().map(cell).collect::<Vec<_>>().join(" | ")));
        if is_head {
            self.text.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
    }

    fn last_line(&self) -> &str {
        self.text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default()
    }
}

fn indented(text: &str, depth: usize) -> String {
    text.replace('\n', &format!("\n{}", "  ".repeat(depth)))
}

fn number_link(number: u32, here: bool) -> String {
    if here { format!("[{number}](#claim-{number})") } else { number.to_string() }
}

fn badge(badge: &BadgeView) -> String {
    format!("{} {}", badge.glyph, inline(&badge.name))
}

fn before(block: &BlockView) -> String {
    match block.kind {
        "title" => "### ".to_owned(),
        "heading" => "#### ".to_owned(),
        "quote" => "> ".to_owned(),
        "item" if block.label == "•" => "- ".to_owned(),
        "item" => format!("{} ", block.label.replace('.', "\\.")),
        _ => String::new(),
    }
}

/// Words of the author with the numbers of the marks: `**words** [3]`.
fn runs(runs: &[RunView]) -> String {
    let run = |run: &RunView| {
        let text = spaced(&run.text);
        let text = if run.marked { format!("<mark>{text}</mark>") } else { text };
        let text = if run.strike { format!("<del>{text}</del>") } else { text };
        let ends: String = run.ends.iter().map(|number| format!("[\\[{number}\\]](#claim-{number})")).collect();
        format!("{text}{ends}")
    };
    runs.iter().map(run).collect()
}

/// A line with its users' words escaped.
fn line(line: &Line) -> String {
    let span = |span: &Span| match span {
        Span::Own(text) => text.clone(),
        Span::Strong(text) => around("**", text),
        Span::Quiet(text) => around("*", text),
        Span::User(text) => spaced(text),
        Span::UserStrong(text) => format!("**{}**", inline(text)),
        Span::Title(text) => format!("*{}*", inline(text)),
        Span::Quote(text) => format!("“{}”", inline(text)),
        Span::Gone(text) => format!("<del>{}</del>", spaced(text)),
        Span::Come(text) => format!("<ins>{}</ins>", spaced(text)),
        Span::Link(url) if url.contains(['<', '>', '\\', '`']) => inline(url),
        Span::Link(url) => format!("<{url}>"),
        Span::Source(number) => format!("[\\[{number}\\]](#source-{number})"),
        Span::Claim(number) => format!("[{number}](#claim-{number})"),
        Span::Mono(text) if text.contains('`') => inline(text),
        Span::Mono(text) => format!("`{text}`"),
    };
    line.0.iter().map(span).collect()
}

/// Words of ours between marks; a space at either end would make the marks plain stars.
fn around(mark: &str, text: &str) -> String {
    let inner = text.trim();
    let (before, after) = text.split_once(inner).unwrap_or((text, ""));
    if inner.is_empty() { text.to_owned() } else { format!("{before}{mark}{inner}{mark}{after}") }
}

/// Users' words, escaped, without spaces at either end.
fn inline(text: &str) -> String {
    spaced(text.trim())
}

/// Users' words, escaped: no character of them is markup, no line of them begins a block.
fn spaced(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for (n, line) in text.split('\n').map(str::trim_end).enumerate() {
        let line = if n == 0 { line } else { line.trim_start() };
        if n > 0 && line.is_empty() {
            continue;
        }
        if !escaped.is_empty() {
            escaped.push_str("\\\n");
        }
        escape_line(line, &mut escaped);
    }
    // A run of text may end in a space that parts it from the next.
    if text.ends_with([' ', '\u{a0}']) && !escaped.ends_with(' ') {
        escaped.push(' ');
    }
    escaped
}

fn escape_line(line: &str, escaped: &mut String) {
    let digits = line.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let indent = line.len() - line.trim_start().len();
    for (at, letter) in line.char_indices() {
        let begins = at == indent && matches!(letter, '-' | '+' | '=');
        let ends_number = digits > 0 && at == indent + digits && matches!(letter, '.' | ')');
        let is_markup = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^' | '!' | '@'
        );
        if begins || ends_number || is_markup {
            escaped.push('\\');
        }
        // A colon before slashes would make an address a link in dialects that look for them.
        if letter == ':' && line[at..].starts_with("://") {
            escaped.push('\\');
        }
        escaped.push(if letter == '\t' { ' ' } else { letter });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_words_are_inert() {
        for (text, escaped) in [
            ("# no heading", "\\# no heading"),
            ("- no item", "\\- no item"),
            ("1. no item", "1\\. no item"),
            ("12) no item", "12\\) no item"),
            ("a | b", "a \\| b"),
            ("<script>x</script>", "\\<script\\>x\\</script\\>"),
            ("[a](javascript:x)", "\\[a\\](javascript:x)"),
            ("![a](http://x)", "\\!\\[a\\](http\\://x)"),
            ("a\n\n---\nb", "a\\\n\\---\\\nb"),
            ("&copy; `x` ~~y~~", "\\&copy; \\`x\\` \\~\\~y\\~\\~"),
            ("خان شيخون", "خان شيخون"),
        ] {
            assert_eq!(inline(text), escaped);
        }
        assert_eq!(spaced("word "), "word ");
        assert_eq!(spaced(" word"), " word");
    }
}
