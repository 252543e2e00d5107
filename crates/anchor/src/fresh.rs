//! What is new in a text, and how much of it a checker should see first.
//! Hints are taken from how words are written; nothing is judged.

use crate::align::{NONE, align};
use crate::critical;
use crate::doc::{Doc, Unit};
use crate::fate::{Span, Text};
use crate::lexicon::{Critical, Lexicon};
use crate::place::Index;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a sentence is worth checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// A number or an amount.
    Number,
    /// A date, a day, a month.
    Date,
    /// A name.
    Name,
    /// Words of somebody else.
    Quotation,
    /// It says who says so.
    Attribution,
    /// More, most, first, never.
    Comparison,
    /// Because, led to.
    Cause,
}

/// A sentence that the old text does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewSentence {
    /// Where, in the new text.
    pub span: Span,
    /// What makes it worth checking, each once, in the order of `Hint`.
    pub hints: Vec<Hint>,
    /// The sum of its hints: the heavier, the sooner to be read.
    pub weight: u16,
    /// The old sentence that it may have come from, where some of its words are old.
    pub was: Option<Span>,
}

/// The sentences of `new` that are not in `old`, in the order of the text:
/// half or more of their words are new, or a number, date, name or negation is.
#[must_use]
pub fn new_sentences(old: &Text, new: &Text) -> Vec<NewSentence> {
    let mut lexicon = Lexicon::default();
    let old = Doc::read(old, &mut lexicon);
    let new = Doc::read(new, &mut lexicon);
    let index = Index::of(&new, &lexicon);
    let links = align(&old, &new, &lexicon, &index);
    let mut found: Vec<NewSentence> = Vec::new();
    for (number, unit) in new.units.iter().enumerate() {
        let came = |at: &usize| links.from[*at] == NONE;
        let weight = |at: usize| u32::from(lexicon.word(new.tokens[at].id).weight);
        let fresh: Vec<usize> = unit.tokens.clone().filter(came).collect();
        let mostly = fresh.iter().map(|at| weight(*at)).sum::<u32>() * 2 >= unit.weight;
        let heavy = |at: &usize| {
            let word = lexicon.word(new.tokens[*at].id);
            matches!(word.critical, Some(Critical::Number(_) | Critical::Date(_) | Critical::Negation))
                || critical::is_name(&new, *at, &lexicon)
        };
        if unit.words == 0 || !(mostly || fresh.iter().any(heavy)) {
            continue;
        }
        let hints = hints(&new, unit, &lexicon);
        let back = links.back[number];
        let was = (back != NONE).then(|| old.span(&old.units[back as usize].tokens));
        found.push(NewSentence { span: new.span(&unit.tokens), weight: sum(&hints), hints, was });
    }
    found
}

fn sum(hints: &[Hint]) -> u16 {
    let each = hints.iter().map(|hint| match hint {
        Hint::Number => 30,
        Hint::Quotation | Hint::Date => 20,
        Hint::Name | Hint::Attribution | Hint::Comparison | Hint::Cause => 15,
    });
    each.sum()
}

/// What makes a sentence worth checking.
fn hints(doc: &Doc, unit: &Unit, lexicon: &Lexicon) -> Vec<Hint> {
    let mut hints = Vec::new();
    let mut quotes = 0;
    for at in unit.tokens.clone() {
        let word = lexicon.word(doc.tokens[at].id);
        let small = &*lexicon.word(word.soft).text;
        match word.critical {
            Some(Critical::Number(_)) => hints.push(Hint::Number),
            Some(Critical::Date(_)) => hints.push(Hint::Date),
            Some(Critical::Pole(..)) => hints.push(Hint::Comparison),
            Some(Critical::Negation) | None => {}
        }
        if is_year(small) {
            hints.push(Hint::Date);
        }
        if critical::is_name(doc, at, lexicon) {
            hints.push(Hint::Name);
        }
        quotes += usize::from(matches!(small, "\"" | "「" | "」" | "『"));
        if says(small) {
            hints.push(Hint::Attribution);
        }
        if COMPARES.contains(&small) || (small.len() > 5 && small.ends_with("est") && small.is_ascii()) {
            hints.push(Hint::Comparison);
        }
        if CAUSES.contains(&small) {
            hints.push(Hint::Cause);
        }
    }
    if quotes >= 2 {
        hints.push(Hint::Quotation);
    }
    hints.sort_unstable();
    hints.dedup();
    hints
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

fn says(word: &str) -> bool {
    SAYS.contains(&word)
}

const SAYS: &[&str] = &[
    "said",
    "says",
    "told",
    "according",
    "claimed",
    "claims",
    "stated",
    "states",
    "announced",
    "reported",
    "reports",
    "alleged",
    "allegedly",
    "argued",
    "insisted",
    "denied",
    "confirmed",
    "accused",
    "quoted",
    "wrote",
    "declared",
    "selon",
    "affirmé",
    "affirme",
    "déclaré",
    "annoncé",
    "laut",
    "sagte",
    "erklärte",
    "zufolge",
    "behauptet",
    "según",
    "dijo",
    "afirmó",
    "declaró",
    "secondo",
    "detto",
    "disse",
    "segundo",
    "сообщил",
    "сообщила",
    "сообщили",
    "заявил",
    "заявила",
    "заявили",
    "сказал",
    "сказала",
    "словам",
    "данным",
    "утверждает",
    "قال",
    "قالت",
    "وقال",
    "وقالت",
    "أعلن",
    "أعلنت",
    "صرح",
    "أكد",
    "أكدت",
    "وفقا",
    "称",
    "说",
    "表",
    "zei",
    "volgens",
];

const COMPARES: &[&str] = &[
    "than",
    "most",
    "least",
    "best",
    "worst",
    "largest",
    "biggest",
    "highest",
    "lowest",
    "first",
    "only",
    "never",
    "always",
    "unprecedented",
    "record",
    "every",
    "all",
    "none",
    "plus",
    "moins",
    "meilleur",
    "premier",
    "jamais",
    "als",
    "größte",
    "höchste",
    "erste",
    "mehr",
    "weniger",
    "más",
    "menos",
    "mayor",
    "mejor",
    "primero",
    "più",
    "meno",
    "больше",
    "меньше",
    "самый",
    "самая",
    "самое",
    "первый",
    "впервые",
    "никогда",
    "чем",
    "أكثر",
    "أقل",
    "أكبر",
    "أول",
    "أعلى",
    "最",
    "更",
    "比",
];

const CAUSES: &[&str] = &[
    "because",
    "caused",
    "causes",
    "cause",
    "led",
    "due",
    "therefore",
    "result",
    "resulted",
    "consequently",
    "thanks",
    "car",
    "parce",
    "causé",
    "provoqué",
    "weil",
    "wegen",
    "deshalb",
    "führte",
    "verursacht",
    "porque",
    "causó",
    "debido",
    "perché",
    "causa",
    "потому",
    "поэтому",
    "из-за",
    "вызвал",
    "вызвало",
    "привело",
    "причина",
    "بسبب",
    "لأن",
    "أدى",
    "أدت",
    "نتيجة",
    "因",
    "由于",
    "导",
    "致",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &str, new: &str) -> Vec<(String, Vec<Hint>)> {
        let sentences = new_sentences(&Text { text: old, blocks: &[] }, &Text { text: new, blocks: &[] });
        let cut = |span: Span| new.chars().skip(span.start as usize).take(span.len() as usize).collect();
        sentences.into_iter().map(|sentence| (cut(sentence.span), sentence.hints)).collect()
    }

    #[test]
    fn what_is_new_is_listed_with_its_hints() {
        let old = "The mission took samples. It spoke with witnesses.";
        let new =
            "The mission took samples. According to the ministry, 87 people died on 4 April. It spoke with witnesses.";
        let sentences = found(old, new);
        assert_eq!(sentences.len(), 1);
        assert_eq!(sentences[0].0, "According to the ministry, 87 people died on 4 April.");
        assert_eq!(sentences[0].1, [Hint::Number, Hint::Date, Hint::Attribution]);
    }

    #[test]
    fn a_changed_number_makes_a_sentence_new() {
        let sentences = found("At least 80 people died there.", "At least 90 people died there.");
        assert_eq!(sentences.len(), 1);
        assert!(found("The mission took samples there.", "The mission took more samples there.").is_empty());
    }

    #[test]
    fn hints_know_other_scripts() {
        let hints = |text: &str| found("", text).remove(0).1;
        assert!(hints("قال الوزير إن 87 شخصا قتلوا بسبب الهجوم.").contains(&Hint::Cause));
        assert!(hints("По словам министра, погибли 87 человек.").contains(&Hint::Attribution));
        assert!(hints("俄罗斯说：“数据可疑”。").contains(&Hint::Quotation));
    }
}
