//! A claim's sheet as a flow.

use super::{Bit, Build, Look, Para, Part, Style, Table, Tone, badge, head};
use crate::view::{ClaimView, EvidenceView, RebuttalView};

/// How deep a chain of answers is set in; deeper ones stand below each other.
const DEEPEST: usize = 6;

impl Build<'_> {
    pub(super) fn claim(&mut self, claim: &ClaimView) {
        let words = self.view.words;
        self.noted.clear();
        let number = vec![Bit::own(&format!("{} {}. ", words.claim, claim.number), Look::default())];
        let heading = Para::theirs(Style::Heading(1), &claim.statement).begin(number);
        let new_page = claim.is_worked;
        self.put(Para { new_page, language: claim.language.clone(), ..heading.at(format!("claim-{}", claim.number)) });
        let by = self.line(Style::Small, &claim.by);
        self.put(by);
        let verdict = Para { bits: badge(&claim.badge), ..Para::default() };
        let label = vec![Bit::own(&format!("{}: ", words.verdict), Look { strong: true, ..Look::default() })];
        self.put(verdict.begin(label));
        self.put(Para::own(Style::Small, &format!("{}.", claim.balance)));
        self.scale(claim);
        self.facts(&claim.verdict, 0);
        self.evidence(claim);
        if !claim.rebuttals.is_empty() {
            self.heading(2, words.rebuttals);
            claim.rebuttals.iter().for_each(|rebuttal| self.rebuttal(rebuttal, 0));
        }
        if !claim.not_known.is_empty() {
            self.heading(2, words.not_known);
            self.put(Para::theirs(Style::Body, &claim.not_known));
        }
        self.questions(claim);
        self.passages(claim);
        if !self.view.is_public {
            self.history(claim);
        }
    }

    fn scale(&mut self, claim: &ClaimView) {
        let mut bits = Vec::new();
        for (n, (name, on)) in claim.scale.iter().enumerate() {
            let look = Look { strong: *on, underline: *on, tone: Tone::Quiet, ..Look::default() };
            if n > 0 {
                bits.push(Bit::own(" · ", Look { tone: Tone::Quiet, ..Look::default() }));
            }
            bits.push(Bit::user(name, look));
        }
        self.put(Para { style: Style::Small, bits, ..Para::default() });
    }

    fn evidence(&mut self, claim: &ClaimView) {
        let words = self.view.words;
        if claim.evidence.is_empty() && !claim.is_worked {
            return;
        }
        self.heading(2, words.evidence);
        if claim.evidence.is_empty() {
            self.put(Para::own(Style::Body, words.no_evidence));
            return;
        }
        let rows = claim.evidence.iter().map(|row| self.evidence_row(row)).collect();
        let head = head(&[words.stance, words.source, words.shows, words.where_]);
        self.parts.push(Part::Table(Table { widths: vec![150, 290, 410, 150], head, rows }));
        for note in &claim.evidence_notes {
            let note = self.line(Style::Small, note);
            self.put(note);
        }
    }

    fn evidence_row(&mut self, row: &EvidenceView) -> Vec<Vec<Para>> {
        let look = Look { strong: true, tone: Tone::of(row.tone), ..Look::default() };
        let stance = Para {
            style: Style::Cell,
            bits: vec![Bit::own(&format!("{} {}", row.glyph, row.stance), look)],
            ..Para::default()
        };
        let shows = std::iter::once(&row.shows).chain(&row.quotes).chain(&row.notes).filter(|line| !line.is_empty());
        let shows: Vec<Para> = shows.map(|line| self.line(Style::Cell, line)).collect();
        let locators = row.locators.iter().map(|line| self.line(Style::Cell, line)).collect();
        let source = vec![self.line(Style::Cell, &row.source), self.line(Style::Cell, &row.grade)];
        vec![vec![stance], source, shows, locators]
    }

    fn rebuttal(&mut self, rebuttal: &RebuttalView, depth: usize) {
        let deep = depth.min(DEEPEST);
        let tone = Tone::of(rebuttal.tone);
        let strong = Look { strong: true, tone, ..Look::default() };
        let mut bits = vec![Bit::own(&format!("{} ", rebuttal.mark), strong)];
        bits.extend(self.bits(&rebuttal.head, false));
        bits.push(Bit::own(" · ", Look::default()));
        bits.extend(self.bits(&rebuttal.by, false));
        bits.push(Bit::own(&format!(" · {}", rebuttal.status), Look { emphasis: true, ..Look::default() }));
        self.put(Para { style: Style::Thread, depth: deep, bits, ..Para::default() });
        let mut said = Para::theirs(Style::Body, &rebuttal.statement).deep(deep);
        if !rebuttal.sources.is_empty() {
            said.bits.push(Bit::own(" ", Look::default()));
            said.bits.extend(self.bits(&rebuttal.sources, true));
        }
        self.put(said);
        for quote in &rebuttal.quotes {
            let quote = self.line(Style::Quote, quote).deep(deep);
            self.put(quote);
        }
        // Words of ours that speak of the whole chain come after the answers.
        rebuttal.answers.iter().for_each(|answer| self.rebuttal(answer, depth + 1));
        self.facts(&rebuttal.facts, deep);
    }

    fn questions(&mut self, claim: &ClaimView) {
        if !claim.questions.is_empty() {
            self.heading(2, self.view.words.questions);
        }
        for question in &claim.questions {
            let mut asked = Para::theirs(Style::Body, &question.question);
            asked.bits.iter_mut().for_each(strengthen);
            if !question.strategy.is_empty() {
                asked.bits.push(Bit::own(" ", Look::default()));
                asked.bits.extend(self.bits(&question.strategy, false));
            }
            self.put(asked);
            for answer in &question.answers {
                let bits = self.bits(answer, true);
                self.put(Para { style: Style::Item, bits, ..Para::default() });
            }
        }
    }

    fn passages(&mut self, claim: &ClaimView) {
        if !claim.passages.is_empty() {
            self.heading(2, self.view.words.passages);
        }
        for passage in &claim.passages {
            let place = self.line(Style::Small, &passage.place);
            self.put(place);
            let mut quote = Para::theirs(Style::Quote, &passage.exact);
            quote.bits.iter_mut().for_each(strengthen);
            quote.bits.insert(0, Bit::user(&passage.before, Look::default()));
            quote.bits.push(Bit::user(&passage.after, Look::default()));
            self.put(Para { language: claim.language.clone(), ..quote });
        }
        self.facts(&claim.facts, 0);
    }

    fn history(&mut self, claim: &ClaimView) {
        let words = self.view.words;
        self.heading(2, words.history);
        let work = self.line(Style::Body, &claim.work);
        self.put(work);
        if claim.history.is_empty() {
            return;
        }
        let mut rows = Vec::with_capacity(claim.history.len());
        for entry in &claim.history {
            let when = Para::own(Style::Cell, &format!("{} ({})", entry.when, entry.entry));
            rows.push(vec![vec![when], vec![self.line(Style::Cell, &entry.line)]]);
        }
        self.parts.push(Part::Table(Table { widths: vec![270, 730], head: head(&[words.when, words.what]), rows }));
    }
}

fn strengthen(bit: &mut Bit) {
    if let Bit::Text(words) = bit {
        words.look.strong = true;
    }
}
