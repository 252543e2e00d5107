//! The map and the story of a claim as the ledger has them at a moment: nothing is kept back.

use claimdesk_core::id::{ClaimId, SourceId};
use claimdesk_core::model::{Source, Stance};
use claimdesk_core::query::{ClaimPage, ClaimPageAnswer, SourceChain, Thread};
use claimdesk_core::{Reader, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::build::{Builder, ClaimFacts, EvidenceFacts, RebuttalFacts, SourceFacts};
use crate::draw::{Frame, draw};
use crate::drawing::Drawing;
use crate::language::Language;
use crate::person::{party_name, source_date, source_name};
use crate::story::Story;
use crate::story_draw::draw_story;
use crate::story_read;
use crate::value::{EvidenceMap, VerdictSign};

/// The pictures of a claim with what stands in them, for a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EvidenceMapPage {
    /// The claim.
    pub claim: ClaimId,
    /// Its words.
    pub statement: String,
    /// What bears on it.
    pub map: EvidenceMap,
    /// Where that stands.
    pub map_drawing: Drawing,
    /// What happened, in order of time.
    pub story: Story,
    /// Where that stands.
    pub story_drawing: Drawing,
}

/// The pictures of a claim at the reader's moment.
pub fn page(reader: &Reader<'_>, claim: ClaimId) -> Result<EvidenceMapPage> {
    let page = ClaimPage { claim }.ask(reader)?;
    let map = map_of(reader, &page)?;
    let story = story_read::story(reader, &page)?;
    Ok(EvidenceMapPage {
        claim,
        statement: page.claim.statement.clone(),
        map_drawing: draw(&map, Frame::Screen, Language::En),
        story_drawing: draw_story(&story, Frame::Screen, Language::En),
        map,
        story,
    })
}

/// What the window says of a source.
fn source_facts(source: &Source) -> SourceFacts {
    SourceFacts {
        id: Some(source.id),
        name: source_name(source),
        kind: source.kind,
        dated: source_date(source),
        withheld: false,
        goes_back_to: source.origin.map(|origin| origin.to_string()),
    }
}

fn map_of(reader: &Reader<'_>, page: &ClaimPageAnswer) -> Result<EvidenceMap> {
    let claim = &page.claim;
    let mut builder = Builder::new(ClaimFacts {
        id: Some(claim.id),
        number: claim.number,
        statement: claim.statement.clone(),
        verdict: page.verdict.as_ref().map(|verdict| VerdictSign {
            name: verdict.value.name.clone(),
            sign: verdict.value.sign,
            tone: verdict.value.tone,
        }),
        work_state: Some(claim.work_state),
        by: party_name(&claim.claimant),
        made: claim.made.clone(),
    });
    let sources = page.evidence.iter().map(|row| &row.source).chain(&page.other_sources);
    for source in sources {
        know(&mut builder, reader, source)?;
    }
    let mut of_evidence = Vec::with_capacity(page.evidence.len());
    for row in &page.evidence {
        let evidence = &row.evidence;
        let node = builder.evidence(EvidenceFacts {
            id: evidence.id,
            source: evidence.source.to_string(),
            stance: evidence.stance,
            strength: evidence.strength,
            directness: evidence.directness,
            shows: evidence.shows.clone(),
        });
        of_evidence.push((node, &row.rebuttals));
    }
    for (node, threads) in of_evidence {
        for thread in threads {
            add(&mut builder, thread, node);
        }
    }
    for thread in &page.rebuttals {
        add(&mut builder, thread, 0);
    }
    Ok(builder.finish())
}

/// Tells the builder of a source and of those that it goes back to.
fn know(builder: &mut Builder, reader: &Reader<'_>, source: &Source) -> Result<()> {
    builder.know(source.id.to_string(), source_facts(source));
    if let Some(origin) = source.origin {
        let chain: Vec<Source> = SourceChain { source: origin }.ask(reader)?;
        for further in &chain {
            builder.know(further.id.to_string(), source_facts(further));
        }
    }
    Ok(())
}

fn add(builder: &mut Builder, thread: &Thread, target: u32) {
    let rebuttal = &thread.rebuttal;
    let sources: Vec<(SourceId, Stance)> = rebuttal.evidence.iter().map(|held| (held.source, held.stance)).collect();
    let node = builder.rebuttal(RebuttalFacts {
        id: rebuttal.id,
        target,
        by: party_name(&rebuttal.by),
        uttered: rebuttal.uttered.clone(),
        grounds: rebuttal.grounds.clone(),
        statement: rebuttal.statement.clone(),
        status: rebuttal.status,
        weight: rebuttal.weighing.weight,
        sources: sources.into_iter().map(|(source, stance)| (source.to_string(), stance)).collect(),
    });
    thread.answers.iter().for_each(|answer| add(builder, answer, node));
}
