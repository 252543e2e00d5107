//! The map and the story of a claim from its sheet in a report: what the report keeps back is not in them.

use claimdesk_core::model::{RebuttalStatus, Stance, Weight};
use claimdesk_core::time::PartialDate;
use claimdesk_map::{
    Builder, ClaimFacts, EvidenceFacts, EvidenceMap, Opens, RebuttalFacts, Side, SourceFacts, Story, StoryDate,
    StoryWhat, Teller, VerdictSign, party_name,
};

use crate::report::{Attacked, Audience, ClaimSheet, Event, RebuttalSheet, Report, SourceEntry, Withheld};

/// The evidence map of a claim of a report.
pub fn map(report: &Report, claim: &ClaimSheet) -> EvidenceMap {
    let verdict = claim.verdict.as_ref().map(|verdict| VerdictSign {
        name: verdict.value.name.clone(),
        sign: verdict.value.sign,
        tone: verdict.value.tone,
    });
    let mut builder = Builder::new(ClaimFacts {
        id: Some(claim.id),
        number: claim.number,
        statement: claim.statement.clone(),
        verdict,
        // How far the desk is with a claim is no matter of the public.
        work_state: (report.audience != Audience::Article).then_some(claim.work_state),
        by: party_name(&claim.claimant),
        made: claim.made.clone(),
    });
    for source in &report.sources {
        builder.know(key(source.number), facts(source));
    }
    let mut of_evidence = Vec::with_capacity(claim.evidence.len());
    for line in &claim.evidence {
        let node = builder.evidence(EvidenceFacts {
            id: line.id,
            source: key(line.source),
            stance: line.stance,
            strength: line.strength,
            directness: line.directness,
            shows: line.shows.clone(),
        });
        of_evidence.push((node, &line.rebutted_by));
    }
    for rebuttal in &claim.rebuttals {
        let attacked = of_evidence.iter().find(|(_, by)| by.contains(&rebuttal.number));
        let target = match (rebuttal.attacks, attacked) {
            (Attacked::Evidence(_), Some((node, _))) => *node,
            (Attacked::Evidence(_) | Attacked::Claim | Attacked::Rebuttal(_), _) => 0,
        };
        add(&mut builder, rebuttal, target);
    }
    builder.finish()
}

/// What happened around a claim of a report.
pub fn story(report: &Report, claim: &ClaimSheet) -> Story {
    let mut teller = Teller::new(claim.number);
    let heading = if claim.short.trim().is_empty() { &claim.statement } else { &claim.short };
    if !claim.made.is_empty() {
        let by = party_name(&claim.claimant);
        let made = teller.tell(StoryWhat::Claim, StoryDate::Given(claim.made.clone()), &by, heading);
        (made.side, made.opens) = (Side::For, Some(Opens::Claim(claim.id)));
    }
    for appearance in &claim.appearances {
        let title = if appearance.title.is_empty() { &appearance.url } else { &appearance.title };
        teller.tell(StoryWhat::Appearance, StoryDate::Given(appearance.date.clone()), title, "").side = Side::For;
    }
    for line in &claim.evidence {
        let source = report.sources.iter().find(|source| source.number == line.source);
        let known = source.map(facts).unwrap_or_default();
        // That it is kept back is said by the picture, in its language.
        let name = if known.withheld { "" } else { known.name.as_str() };
        let event = teller.tell(StoryWhat::Source, StoryDate::Given(known.dated.clone()), name, &line.shows);
        (event.side, event.stance, event.opens) =
            (side(line.stance), Some(line.stance), Some(Opens::Evidence(line.id)));
    }
    for rebuttal in &claim.rebuttals {
        let attacked = claim.evidence.iter().find(|line| line.rebutted_by.contains(&rebuttal.number));
        tell(&mut teller, rebuttal, attacked.map_or(Side::For, |line| side(line.stance)), 0);
    }
    verdicts(claim, &mut teller);
    for signed in &claim.sign_offs {
        let event = teller.tell(StoryWhat::SignedOff, StoryDate::Ledger(signed.at), &signed.by, &signed.note);
        event.waits = signed.different > 0;
    }
    teller.finish()
}

fn key(number: u32) -> String {
    format!("s{number}")
}

fn facts(source: &SourceEntry) -> SourceFacts {
    let cited = &source.citation;
    let what = if cited.symbol.trim().is_empty() { &cited.title } else { &cited.symbol };
    let parts = [cited.by.trim(), what.trim()].into_iter().filter(|part| !part.is_empty());
    SourceFacts {
        id: source.id,
        name: parts.collect::<Vec<_>>().join(", "),
        kind: source.kind,
        // A date in words stands in the list of sources; a picture places days, months and years.
        dated: cited.date.parse().unwrap_or_default(),
        withheld: source.withheld != Withheld::Nothing,
        goes_back_to: source.goes_back_to.map(key),
    }
}

fn side(stance: Stance) -> Side {
    match stance {
        Stance::Supports => Side::For,
        Stance::Contradicts => Side::Against,
        Stance::Context => Side::Neither,
    }
}

fn add(builder: &mut Builder, rebuttal: &RebuttalSheet, target: u32) {
    let node = builder.rebuttal(RebuttalFacts {
        id: rebuttal.id,
        target,
        by: party_name(&rebuttal.by),
        uttered: rebuttal.uttered.clone(),
        grounds: rebuttal.grounds.clone(),
        statement: rebuttal.statement.clone(),
        status: rebuttal.status,
        weight: rebuttal.weighing.weight,
        sources: rebuttal.sources.iter().map(|held| (key(held.source), held.stance)).collect(),
    });
    rebuttal.answers.iter().for_each(|answer| add(builder, answer, node));
}

fn tell(teller: &mut Teller, rebuttal: &RebuttalSheet, target: Side, depth: u32) {
    let against = match target.other() {
        Side::Neither => Side::Against,
        side => side,
    };
    let what = if depth == 0 { StoryWhat::Rebuttal } else { StoryWhat::Answer };
    let date: PartialDate = rebuttal.uttered.clone();
    let event = teller.tell(what, StoryDate::Given(date), &party_name(&rebuttal.by), &rebuttal.statement);
    event.side = against;
    event.opens = Some(Opens::Rebuttal(rebuttal.id));
    event.status = Some(rebuttal.status);
    event.waits =
        depth == 0 && rebuttal.status == RebuttalStatus::Unanswered && rebuttal.weighing.weight == Weight::Unweighed;
    rebuttal.answers.iter().for_each(|answer| tell(teller, answer, against, depth + 1));
}

/// The verdicts over time; where the report keeps its history back, the one that stands.
fn verdicts(claim: &ClaimSheet, teller: &mut Teller) {
    let values = claim.verdict.as_ref();
    let sign = |name: &str| values.filter(|verdict| verdict.value.name == name).map(|verdict| verdict.value.sign);
    if claim.history.is_empty() {
        if let Some(verdict) = values {
            let said = said(&verdict.value.name, &verdict.finding);
            let event = teller.tell(StoryWhat::Verdict, StoryDate::Ledger(verdict.at), &verdict.by, &said);
            event.sign = Some(verdict.value.sign);
        }
        return;
    }
    for line in &claim.history {
        for event in &line.events {
            let (what, name) = match event {
                Event::VerdictGiven(name) | Event::VerdictChanged { became: name, .. } => (StoryWhat::Verdict, name),
                Event::VerdictWithdrawn(name) => (StoryWhat::Withdrawn, name),
                Event::Tagged(_) | Event::Reworded(_) | Event::WorkState { .. } | Event::FindingReworded(_) => continue,
            };
            teller.tell(what, StoryDate::Ledger(line.at), &line.editor, name).sign = sign(name);
        }
    }
}

fn said(name: &str, finding: &str) -> String {
    if finding.trim().is_empty() { name.to_owned() } else { format!("{name}: {finding}") }
}
