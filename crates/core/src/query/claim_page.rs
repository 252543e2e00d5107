//! A claim's dossier: everything that the desk has on it.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

use super::origins::{Origins, Root};
use super::signed::{self, SignOffRow};
use super::work::{self, CheckRow};
use crate::draft::{self, DraftText};
use crate::error::Result;
use crate::id::{ClaimId, EvidenceId, RevisionId, SourceId};
use crate::model::{
    Anchor, AnchorState, Case, Claim, Comment, Contact, Document, Editor, Evidence, Locator, Passage, Rebuttal, Source,
    Stance, Target, Verdict,
};
use crate::reader::Reader;
use crate::table::{find, get, place, rows, seen};
use crate::words::{self, Piece};

/// Asks for a claim's dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ClaimPage {
    /// Which.
    pub claim: ClaimId,
}

/// A claim's dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClaimPageAnswer {
    /// The claim.
    pub claim: Claim,
    /// The name of its case.
    pub case_name: String,
    /// Who checks it.
    pub assignee: Option<Editor>,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// Who gave the verdict.
    pub verdict_by: Option<Editor>,
    /// Its sign-offs, newest first.
    pub signed: Vec<SignOffRow>,
    /// Names what stands now: whoever signs says so, and is refused if it is something else by then.
    pub digest: String,
    /// Rebuttals of it or its evidence that nobody has answered or weighed.
    pub unanswered: u32,
    /// Its checklist.
    pub checklist: Vec<CheckRow>,
    /// Who was asked about it, in order of time.
    pub contacts: Vec<Contact>,
    /// What editors say about it, oldest first.
    pub comments: Vec<Comment>,
    /// The places where it is made, in order of document, draft and text.
    pub places: Vec<PlaceRow>,
    /// Its evidence, in the order set by hand.
    pub evidence: Vec<EvidenceRow>,
    /// Rebuttals of the claim itself, in order of time.
    pub rebuttals: Vec<Thread>,
    /// For and against, counted.
    pub balance: Balance,
    /// The claim of which it is a part.
    pub part_of: Option<ClaimLink>,
    /// Its parts.
    pub parts: Vec<ClaimLink>,
    /// An earlier claim that says the same.
    pub same_as: Option<ClaimLink>,
    /// The sources that its rebuttals and answers name.
    pub other_sources: Vec<Source>,
}

/// A place where a claim is made: its passage in the newest draft in which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlaceRow {
    /// The passage as it stands there: its draft, span and words.
    pub passage: Passage,
    /// The title of its document.
    pub document_title: String,
    /// The number of that draft.
    pub revision_number: u32,
    /// The page on which it begins, as it is cited; empty where there are no pages.
    pub page: String,
    /// Whether that is the newest draft. If not, it waits there for a decision, or is gone.
    pub is_latest: bool,
    /// What became of it in the newest draft; nothing if it was marked there.
    pub state: Option<AnchorState>,
    /// The passage as it was marked.
    pub marked: Passage,
    /// The number of the draft in which it was marked.
    pub marked_number: u32,
    /// What became of it in each later draft, oldest first.
    pub later: Vec<LaterPlace>,
    /// How the words where it stands differ from those that were marked; empty if they do not.
    pub words: Vec<Piece>,
}

/// What became of a passage in one later draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LaterPlace {
    /// The number of the draft.
    pub number: u32,
    /// Its fate there.
    pub anchor: Anchor,
}

/// A piece of evidence with what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EvidenceRow {
    /// The evidence.
    pub evidence: Evidence,
    /// Its source.
    pub source: Source,
    /// The first-hand source behind it, where that is another.
    pub origin: Option<Source>,
    /// An earlier piece of evidence with the same stance and origin: the two count once.
    pub same_origin_as: Option<EvidenceId>,
    /// Whether its source goes back to itself over others.
    pub circular: bool,
    /// Rebuttals of it, in order of time.
    pub rebuttals: Vec<Thread>,
}

/// A rebuttal with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Thread {
    /// The rebuttal.
    pub rebuttal: Rebuttal,
    /// Its answers, in order of time.
    pub answers: Vec<Self>,
}

/// For and against, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Balance {
    /// Pieces of evidence for it.
    pub supports: u32,
    /// Pieces against it.
    pub contradicts: u32,
    /// Pieces of context.
    pub context: u32,
    /// Independent origins for it.
    pub origins_for: u32,
    /// Independent origins against it.
    pub origins_against: u32,
    /// Sources that go back to each other, a list for each circle.
    pub circles: Vec<Vec<SourceId>>,
}

/// A claim by number and words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClaimLink {
    /// The claim.
    pub id: ClaimId,
    /// The name of its case.
    pub case_name: String,
    /// Its number there.
    pub number: u32,
    /// Its short form or statement.
    pub heading: String,
}

impl ClaimPage {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<ClaimPageAnswer> {
        let tables = reader.tables();
        let claim: Claim = get(tables, self.claim)?;
        let id = claim.id.to_string();
        let verdict: Option<Verdict> = rows(tables, "where claim_id = ?1", [&id])?.into_iter().next();
        let rebuttals: Vec<Rebuttal> = rows(
            tables,
            "where claim_id = ?1 order by record ->> '$.uttered' = '', record ->> '$.uttered', rowid",
            [&id],
        )?;
        let (evidence, balance) = evidence_rows(tables, claim.id, &rebuttals)?;
        let parts: Vec<Claim> = rows(tables, "where part_of_id = ?1 order by number", [&id])?;
        let seen = seen::seen(tables, &claim)?;
        let open = rebuttals.iter().filter(|one| !matches!(one.target, Target::Rebuttal(_)) && one.waits()).count();
        Ok(ClaimPageAnswer {
            signed: signed::rows_of(tables, claim.id, &seen)?,
            digest: seen.digest()?,
            unanswered: u32::try_from(open).unwrap_or(u32::MAX),
            checklist: work::checklist(&claim),
            contacts: work::contacts(tables, claim.id)?,
            comments: work::comments(tables, claim.id)?,
            case_name: get::<Case>(tables, claim.case)?.name,
            assignee: claim.assignee.map(|id| get(tables, id)).transpose()?,
            verdict_by: verdict.as_ref().map(|verdict| find(tables, verdict.given_by)).transpose()?.flatten(),
            verdict,
            places: places(reader, claim.id)?,
            other_sources: sources_of(tables, &rebuttals, &evidence)?,
            evidence,
            rebuttals: threads(&rebuttals, Target::Claim(claim.id)),
            balance,
            part_of: claim.part_of.map(|id| link(tables, &get(tables, id)?)).transpose()?,
            parts: parts.iter().map(|part| link(tables, part)).collect::<Result<_>>()?,
            same_as: claim.same_as.map(|id| link(tables, &get(tables, id)?)).transpose()?,
            claim,
        })
    }
}

/// The rebuttals of a target with their answers; `all` is in order of time.
pub(crate) fn threads(all: &[Rebuttal], target: Target) -> Vec<Thread> {
    let mut by_target: BTreeMap<String, Vec<&Rebuttal>> = BTreeMap::new();
    for rebuttal in all {
        by_target.entry(key(rebuttal.target)).or_default().push(rebuttal);
    }
    grow(&by_target, target)
}

fn grow(by_target: &BTreeMap<String, Vec<&Rebuttal>>, target: Target) -> Vec<Thread> {
    let rebuttals = by_target.get(&key(target)).map(Vec::as_slice).unwrap_or_default();
    let thread = |rebuttal: &&Rebuttal| Thread {
        rebuttal: (*rebuttal).clone(),
        answers: grow(by_target, Target::Rebuttal(rebuttal.id)),
    };
    rebuttals.iter().map(thread).collect()
}

fn key(target: Target) -> String {
    match target {
        Target::Claim(id) => id.to_string(),
        Target::Evidence(id) => id.to_string(),
        Target::Rebuttal(id) => id.to_string(),
    }
}

fn evidence_rows(tables: &Connection, claim: ClaimId, rebuttals: &[Rebuttal]) -> Result<(Vec<EvidenceRow>, Balance)> {
    let all: Vec<Evidence> = rows(tables, "where claim_id = ?1 order by position, rowid", [claim.to_string()])?;
    let mut origins = Origins::default();
    let mut balance = Balance::default();
    let mut seen: BTreeMap<(&'static str, Root), EvidenceId> = BTreeMap::new();
    let mut circles: BTreeSet<BTreeSet<SourceId>> = BTreeSet::new();
    let mut found = Vec::with_capacity(all.len());
    for evidence in all {
        let root = origins.root(tables, evidence.source)?;
        let (side, pieces, origins_of) = match evidence.stance {
            Stance::Supports => ("for", &mut balance.supports, Some(&mut balance.origins_for)),
            Stance::Contradicts => ("against", &mut balance.contradicts, Some(&mut balance.origins_against)),
            Stance::Context => ("context", &mut balance.context, None),
        };
        *pieces += 1;
        let same_origin_as = seen.get(&(side, root.clone())).copied();
        if same_origin_as.is_none() {
            seen.insert((side, root.clone()), evidence.id);
            if let Some(origins_of) = origins_of {
                *origins_of += 1;
            }
        }
        let (origin, circular) = match root {
            Root::Source(first) if first == evidence.source => (None, false),
            Root::Source(first) => (Some(get::<Source>(tables, first)?), false),
            Root::Circle(circle) => {
                circles.insert(circle);
                (None, true)
            }
        };
        found.push(EvidenceRow {
            source: get(tables, evidence.source)?,
            origin,
            same_origin_as,
            circular,
            rebuttals: threads(rebuttals, Target::Evidence(evidence.id)),
            evidence,
        });
    }
    balance.circles = circles.into_iter().map(|circle| circle.into_iter().collect()).collect();
    Ok((found, balance))
}

fn places(reader: &Reader<'_>, claim: ClaimId) -> Result<Vec<PlaceRow>> {
    let tables = reader.tables();
    let mut texts: BTreeMap<RevisionId, Option<DraftText>> = BTreeMap::new();
    let mut pages: BTreeMap<RevisionId, Vec<Locator>> = BTreeMap::new();
    let mut found = Vec::new();
    for life in place::of_claim(tables, claim)? {
        let (marked, newest) = (life.passage.clone(), life.newest);
        let mut passage = marked.clone();
        if let Some((start, end, anchor)) = life.last().and_then(|(_, at)| at.span().map(|span| (span.0, span.1, at))) {
            let text = match texts.entry(anchor.revision) {
                Entry::Occupied(text) => text.into_mut(),
                Entry::Vacant(empty) => empty.insert(reader.draft(&get(tables, anchor.revision)?)?),
            };
            let text = text.as_ref();
            (passage.revision, passage.start, passage.end) = (anchor.revision, start, end);
            passage.exact.clone_from(&anchor.exact);
            passage.prefix =
                text.map_or_else(String::new, |text| text.slice(start.saturating_sub(64), start).to_owned());
            passage.suffix = text.map_or_else(String::new, |text| text.slice(end, end.saturating_add(64)).to_owned());
        }
        let later: Vec<LaterPlace> =
            life.later.iter().map(|(number, anchor)| LaterPlace { number: *number, anchor: anchor.clone() }).collect();
        let pages = match pages.entry(passage.revision) {
            Entry::Occupied(pages) => pages.into_mut(),
            Entry::Vacant(empty) => empty.insert(reader.pages(&get(tables, passage.revision)?)?),
        };
        found.push(PlaceRow {
            document_title: get::<Document>(tables, passage.document)?.title,
            revision_number: life.last().map_or(life.marked.number, |(number, _)| *number),
            page: draft::page_at(pages, passage.start).to_owned(),
            is_latest: life.stands(),
            state: later.last().filter(|place| place.anchor.revision == newest).map(|place| place.anchor.state),
            words: if passage.exact == marked.exact { Vec::new() } else { words::diff(&marked.exact, &passage.exact) },
            passage,
            marked,
            marked_number: life.marked.number,
            later,
        });
    }
    found.sort_by_key(|place| (place.passage.document, place.revision_number, place.passage.start));
    Ok(found)
}

fn sources_of(tables: &Connection, rebuttals: &[Rebuttal], evidence: &[EvidenceRow]) -> Result<Vec<Source>> {
    let held: BTreeSet<SourceId> = evidence.iter().map(|row| row.source.id).collect();
    let named: BTreeSet<SourceId> =
        rebuttals.iter().flat_map(|rebuttal| rebuttal.evidence.iter().map(|evidence| evidence.source)).collect();
    let found = named.difference(&held).map(|id| find(tables, *id)).collect::<Result<Vec<Option<Source>>>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn link(tables: &Connection, claim: &Claim) -> Result<ClaimLink> {
    Ok(ClaimLink {
        id: claim.id,
        case_name: get::<Case>(tables, claim.case)?.name,
        number: claim.number,
        heading: claim.heading().to_owned(),
    })
}
