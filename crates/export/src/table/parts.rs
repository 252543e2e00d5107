//! The tables of all that is not a claim.

use super::{Cell, Sheet, columns, word};
use crate::labels;
use crate::report::{Attacked, RebuttalSheet, Report, Withheld};
use crate::view::{SourceNames, claim_history};

pub(super) fn evidence(report: &Report) -> Sheet {
    let names = SourceNames::new(&report.sources);
    let lines = report.claims.iter().flat_map(|claim| claim.evidence.iter().map(move |line| (claim.number, line)));
    let rows = lines.map(|(claim, line)| {
        let source = report.sources.iter().find(|source| source.number == line.source);
        vec![
            Cell::number(claim),
            Cell::text(labels::stance(line.stance).1),
            Cell::text(labels::strength(line.strength)),
            Cell::text(&word(&line.directness)),
            Cell::number(line.source),
            Cell::text(&names.short(line.source).plain()),
            Cell::text(&line.shows),
            Cell::list(line.excerpts.iter().map(|excerpt| excerpt.quote.as_str())),
            Cell::list(line.excerpts.iter().map(|excerpt| excerpt.translation.as_str())),
            Cell::list(line.excerpts.iter().map(|excerpt| excerpt.locator.as_str())),
            line.same_origin_as.map_or(Cell::Empty, Cell::number),
            line.goes_back_to.map_or(Cell::Empty, Cell::number),
            Cell::text(if line.circular { "yes" } else { "" }),
            Cell::numbers(line.rebutted_by.iter().copied()),
            source.map_or(Cell::Empty, |source| Cell::link(&source.citation.url)),
            Cell::Text(line.id.to_string()),
        ]
    });
    Sheet {
        name: "Evidence",
        columns: columns([
            ("Claim", 7),
            ("Stance", 12),
            ("Strength", 11),
            ("Directness", 11),
            ("Source no.", 8),
            ("Source", 40),
            ("What it shows", 45),
            ("Words of the source", 45),
            ("Translation", 30),
            ("Where", 18),
            ("Same origin as", 9),
            ("Goes back to", 9),
            ("Circular", 9),
            ("Rebutted by", 10),
            ("Address", 40),
            ("Evidence id", 38),
        ]),
        rows: rows.collect(),
    }
}

pub(super) fn rebuttals(report: &Report) -> Sheet {
    fn walk(claim: u32, rebuttal: &RebuttalSheet, rows: &mut Vec<Vec<Cell>>) {
        rows.push(row(claim, rebuttal));
        rebuttal.answers.iter().for_each(|answer| walk(claim, answer, rows));
    }
    let mut rows = Vec::new();
    for claim in &report.claims {
        claim.rebuttals.iter().for_each(|rebuttal| walk(claim.number, rebuttal, &mut rows));
    }
    Sheet {
        name: "Rebuttals",
        columns: columns([
            ("Claim", 7),
            ("No.", 6),
            ("Attacks", 18),
            ("By", 30),
            ("Date", 12),
            ("Place", 16),
            ("Grounds", 26),
            ("What it says", 55),
            ("Its words", 45),
            ("Sources", 12),
            ("Status", 24),
            ("Weighing", 18),
            ("Reason", 40),
            ("Effect", 26),
            ("To be reflected", 30),
            ("Rebuttal id", 38),
        ]),
        rows,
    }
}

fn row(claim: u32, rebuttal: &RebuttalSheet) -> Vec<Cell> {
    let attacks = match rebuttal.attacks {
        Attacked::Claim => "claim".to_owned(),
        Attacked::Evidence(source) => format!("source {source}"),
        Attacked::Rebuttal(number) => format!("rebuttal {number}"),
    };
    let quotes = rebuttal.excerpts.iter().map(|excerpt| excerpt.quote.as_str());
    let quotes = quotes.chain(rebuttal.sources.iter().map(|source| source.quote.as_str()));
    vec![
        Cell::number(claim),
        Cell::number(rebuttal.number),
        Cell::Text(attacks),
        Cell::text(&rebuttal.by.line()),
        Cell::date(&rebuttal.uttered),
        Cell::text(&rebuttal.place),
        Cell::list(rebuttal.grounds.iter().map(|ground| labels::ground(*ground))),
        Cell::text(&rebuttal.statement),
        Cell::list(quotes),
        Cell::numbers(rebuttal.sources.iter().map(|source| source.source)),
        Cell::text(labels::status(rebuttal.status).1),
        Cell::text(labels::weight(rebuttal.weighing.weight)),
        Cell::text(&rebuttal.weighing.reason),
        Cell::text(labels::effect(rebuttal.effect).unwrap_or_default()),
        Cell::text(&rebuttal.reflect),
        Cell::Text(rebuttal.id.to_string()),
    ]
}

pub(super) fn questions(report: &Report) -> Sheet {
    let mut rows = Vec::new();
    for (claim, question) in report.claims.iter().flat_map(|claim| claim.questions.iter().map(move |q| (claim, q))) {
        let head = [Cell::number(claim.number), Cell::text(&question.question), Cell::text(&question.strategy)];
        if question.answers.is_empty() {
            rows.push(head.iter().cloned().chain(std::iter::repeat_n(Cell::Empty, 5)).collect());
        }
        for answer in &question.answers {
            let cells = [
                Cell::text(&answer.answer),
                Cell::text(labels::answer_kind(answer.kind)),
                answer.source.map_or(Cell::Empty, Cell::number),
                Cell::link(&answer.url),
                Cell::text(&answer.note),
            ];
            rows.push(head.iter().cloned().chain(cells).collect());
        }
    }
    Sheet {
        name: "Questions",
        columns: columns([
            ("Claim", 7),
            ("Question", 50),
            ("Sought by", 28),
            ("Answer", 50),
            ("Kind", 20),
            ("Source no.", 8),
            ("Address", 40),
            ("Leaves open", 30),
        ]),
        rows,
    }
}

pub(super) fn sources(report: &Report) -> Sheet {
    let rows = report.sources.iter().map(|source| {
        let cited = &source.citation;
        vec![
            Cell::number(source.number),
            Cell::text(labels::source_kind(source.kind)),
            Cell::text(&cited.by),
            if source.withheld == Withheld::Nothing {
                Cell::text(&cited.title)
            } else {
                Cell::text(labels::withheld(source.withheld))
            },
            Cell::text(&cited.symbol),
            Cell::text(&cited.container),
            Cell::text(&cited.publisher),
            Cell::dated(&cited.date),
            Cell::link(&cited.url),
            Cell::text(&cited.doi),
            Cell::text(&cited.archive),
            Cell::date(&cited.accessed),
            Cell::text(&source.language),
            Cell::text(&source.translator),
            Cell::date(&source.dated),
            source.goes_back_to.map_or(Cell::Empty, Cell::number),
            Cell::text(&word(&source.access)),
            Cell::text(&word(&source.terms)),
            Cell::text(labels::reliability(source.reliability).unwrap_or_default()),
            Cell::text(labels::credibility(source.credibility).unwrap_or_default()),
            Cell::text(&source.interests),
            Cell::text(&source.note),
            source.id.map_or(Cell::Empty, |id| Cell::Text(id.to_string())),
        ]
    });
    Sheet {
        name: "Sources",
        columns: columns([
            ("No.", 6),
            ("Kind", 16),
            ("By", 30),
            ("Title", 45),
            ("Symbol", 18),
            ("Held in", 28),
            ("Publisher", 24),
            ("Date", 12),
            ("Address", 40),
            ("DOI", 20),
            ("Archive", 30),
            ("Accessed", 12),
            ("Language", 10),
            ("Translated by", 18),
            ("Date of the thing", 12),
            ("Goes back to", 9),
            ("Access", 12),
            ("Terms", 14),
            ("Reliability", 20),
            ("Information", 26),
            ("Interests", 30),
            ("Note", 30),
            ("Source id", 38),
        ]),
        rows: rows.collect(),
    }
}

pub(super) fn history(report: &Report) -> Sheet {
    let lines = report.claims.iter().flat_map(|claim| claim.history.iter().map(move |line| (claim.number, line)));
    let rows = lines.map(|(claim, line)| {
        vec![
            Cell::number(claim),
            Cell::Moment(line.at),
            u32::try_from(line.entry).map_or(Cell::Empty, Cell::number),
            Cell::text(&line.editor),
            Cell::text(&line.operation.replace('_', " ")),
            Cell::text(&claim_history(line)),
            Cell::text(&line.why),
        ]
    });
    Sheet {
        name: "History",
        columns: columns([
            ("Claim", 7),
            ("When (UTC)", 17),
            ("Entry", 9),
            ("Editor", 18),
            ("What was done", 20),
            ("What changed", 60),
            ("Reason", 40),
        ]),
        rows: rows.collect(),
    }
}

/// What the tables are of, and as of when.
pub(super) fn about(report: &Report) -> Sheet {
    let head = &report.head;
    let of = |label: &str, cell: Cell| vec![Cell::text(label), cell];
    let mut rows = vec![
        of("Kind", Cell::text(labels::audience(report.audience))),
        of("Case", Cell::text(&head.case)),
        of("Desk", Cell::text(&head.made_by.desk)),
        of("As of (UTC)", Cell::Moment(head.at)),
        of("Entry", u32::try_from(head.entry).map_or(Cell::Empty, Cell::number)),
        of("Head hash", Cell::text(&head.hash)),
        of("Claims in the case", Cell::number(head.claims_in_case)),
        of("What the check is to settle", Cell::text(&head.brief)),
        of("Made with", Cell::text(&head.made_by.program)),
    ];
    for document in &head.documents {
        for draft in &document.revisions {
            let text = format!("{}, draft {}: SHA-256 {}", document.title, draft.number, draft.sha256);
            rows.push(of("Documents under review", Cell::text(&text)));
        }
    }
    for scale in &report.scales {
        for value in &scale.values {
            let text = format!("{}: {}", value.name, value.meaning);
            rows.push(vec![Cell::text(&format!("{} {}", "The scale", scale.name)), Cell::text(&text)]);
        }
    }
    rows.retain(|row| row.get(1) != Some(&Cell::Empty));
    Sheet { name: "About", columns: columns([("Fact", 28), ("Value", 90)]), rows }
}
