//! The first page and the last as a flow.

use super::{Bit, Build, Look, Para, Part, Style, Table, Tone, badge, head};
use crate::view::{LeftOutView, SummaryView};

impl Build<'_> {
    pub(super) fn first_page(&mut self) {
        let (view, words) = (self.view, self.view.words);
        if let Some(logo) = &view.logo {
            self.put(Para { bits: vec![Bit::Logo(logo.clone())], ..Para::default() });
        }
        self.put(Para::own(Style::Small, view.audience));
        self.put(Para::theirs(Style::Title, &view.case));
        if let Some(sample) = view.sample {
            self.put(Para::own(Style::Quote, sample));
        }
        if !view.brief.is_empty() {
            self.put(Para::theirs(Style::Body, &view.brief));
        }
        self.facts(&view.facts, 0);
        if !view.documents.is_empty() {
            self.heading(1, words.documents);
        }
        for document in &view.documents {
            let title = self.line(Style::Body, &document.title);
            self.put(title);
            for draft in &document.drafts {
                let line = self.line(Style::Small, &draft.line).deep(1);
                self.put(line);
                let hash = Bit::own(&format!("SHA-256 {}", draft.sha256), Look { mono: true, ..Look::default() });
                self.put(Para { style: Style::Small, depth: 1, bits: vec![hash], ..Para::default() });
                for warning in &draft.warnings {
                    let warned = self.line(Style::Small, warning).begin(vec![Bit::own("⚠ ", Look::default())]);
                    self.put(warned.deep(1));
                }
            }
        }
        self.summary();
        self.scales();
    }

    fn summary(&mut self) {
        let (view, words) = (self.view, self.view.words);
        self.heading(1, words.summary);
        if view.is_copy && view.changes.is_empty() {
            self.put(Para::own(Style::Body, words.no_changes));
            return;
        }
        if !view.is_copy {
            let mut bits = Vec::new();
            for (n, part) in view.tally.iter().enumerate() {
                if n > 0 {
                    bits.push(Bit::own("   ", Look::default()));
                }
                bits.extend(badge(&part.badge));
                bits.push(Bit::own(&format!("\u{a0}{}", part.claims), Look::default()));
            }
            self.put(Para { bits, ..Para::default() });
        }
        if view.summary.is_empty() {
            self.put(Para::own(Style::Body, words.no_claims));
            return;
        }
        let rows = view.summary.iter().map(|row| self.summary_row(row)).collect();
        let (widths, head) = if view.is_public {
            (vec![60, 520, 220, 200], head(&[words.number, words.claim, words.verdict, view.summary_last]))
        } else {
            let names = [words.number, words.claim, words.verdict, words.change, view.summary_last];
            (vec![60, 350, 190, 240, 160], head(&names))
        };
        self.parts.push(Part::Table(Table { widths, head, rows }));
    }

    fn summary_row(&mut self, row: &SummaryView) -> Vec<Vec<Para>> {
        let number = match row.here {
            true => Bit::Ref { anchor: format!("claim-{}", row.number), text: row.number.to_string() },
            false => Bit::own(&row.number.to_string(), Look::default()),
        };
        let cell = |bits: Vec<Bit>| vec![Para { style: Style::Cell, bits, ..Para::default() }];
        let mut cells = vec![
            cell(vec![number]),
            vec![Para::theirs(Style::Cell, &row.heading)],
            cell(badge(&row.badge)),
            vec![self.line(Style::Cell, &row.change)],
            vec![self.line(Style::Cell, &row.state)],
        ];
        if self.view.is_public {
            cells.remove(3);
        }
        cells
    }

    fn scales(&mut self) {
        for scale in &self.view.scales {
            let label = vec![Bit::own(&format!("{}: ", self.view.words.scales), Look::default())];
            self.put(Para::theirs(Style::Heading(1), &scale.name).begin(label));
            for value in &scale.values {
                let number = value.number.map(|number| format!(" ({number})")).unwrap_or_default();
                let mut bits = badge(&value.badge);
                bits.push(Bit::own(&format!("{number}: "), Look::default()));
                bits.push(Bit::user(&value.meaning, Look::default()));
                self.put(Para { style: Style::Item, bits, ..Para::default() });
            }
        }
    }

    pub(super) fn tail(&mut self) {
        let (view, words) = (self.view, self.view.words);
        if !view.sources.is_empty() {
            self.put(Para { new_page: true, ..Para::own(Style::Heading(1), words.sources) });
        }
        for source in &view.sources {
            let number = Bit::own(&format!("[{}] ", source.number), Look { strong: true, ..Look::default() });
            let line = self.line(Style::Body, &source.citation).begin(vec![number]);
            self.put(line.at(format!("source-{}", source.number)));
            for note in &source.notes {
                let note = self.line(Style::Small, note).deep(1);
                self.put(note);
            }
        }
        self.left_out(words.not_checked, &view.not_checked);
        self.left_out(words.open, &view.open);
        for section in &view.sections {
            self.heading(1, section.heading);
            for item in &section.items {
                let line = self.line(Style::Body, &item.line);
                self.put(line);
                for note in &item.notes {
                    let note = self.line(Style::Small, note).deep(1);
                    self.put(note);
                }
            }
        }
        self.heading(1, words.verify);
        for line in &view.verify {
            let para = self.line(Style::Body, line);
            self.put(para);
        }
    }

    fn left_out(&mut self, name: &str, list: &[LeftOutView]) {
        if !list.is_empty() {
            self.heading(1, name);
        }
        for left in list {
            let text = format!("{} {}", self.view.words.claim, left.number);
            let number = match left.here {
                true => Bit::Ref { anchor: format!("claim-{}", left.number), text },
                false => Bit::own(&text, Look { strong: true, ..Look::default() }),
            };
            let space = Bit::own(" ", Look::default());
            self.put(Para::theirs(Style::Body, &left.statement).begin(vec![number, space]));
            let place = self.line(Style::Small, &left.place).deep(1);
            self.put(place);
            let mut state = self.line(Style::Small, &left.state).deep(1);
            for bit in &mut state.bits {
                if let Bit::Text(words) = bit {
                    words.look.tone = Tone::Ink;
                }
            }
            self.put(state);
        }
    }
}
