//! Sign-offs: a second person's release of exactly what was seen.
//!
//! What was seen is kept in words, so that a later change can be named. Whether
//! a sign-off still holds is no rule of this file: the tables are asked elsewhere.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::evidence::{Directness, Evidence, Excerpt, Stance, Strength};
use super::rebuttal::{Effect, Rebuttal, RebuttalStatus, Weighing};
use super::verdict::{ChangeAsked, Confidence, Verdict};
use super::{Kind, PlaceWords};
use crate::id::{CaseId, ClaimId, EditorId, EvidenceId, PassageId, RebuttalId, SignOffId, SourceId};
use crate::time::Timestamp;

/// An editor's release of a claim as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SignOff {
    /// Its identity.
    pub id: SignOffId,
    /// The case of its claim.
    pub case: CaseId,
    /// The claim.
    pub claim: ClaimId,
    /// Who signed.
    pub by: EditorId,
    /// When.
    pub at: Timestamp,
    /// What the signer says of it.
    #[serde(default)]
    pub note: String,
    /// Why it was signed although rebuttals were open; empty if none was.
    #[serde(default)]
    pub despite: String,
    /// The rebuttals that nobody had answered or weighed.
    #[serde(default)]
    pub unanswered: Vec<RebuttalId>,
    /// What was seen, in words.
    pub seen: Seen,
    /// SHA-256 (hex) of what was seen, as JSON.
    pub digest: String,
    /// Whether something of what was seen is different now. Follows by itself.
    #[serde(default)]
    pub stale: bool,
}

/// What somebody sees who signs a claim off: a copy that can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct Seen {
    /// The claim in its words.
    pub statement: String,
    /// The words of each place where it is made, by id.
    pub passages: Vec<SeenPassage>,
    /// The verdict.
    pub verdict: Option<SeenVerdict>,
    /// The evidence, by id.
    pub evidence: Vec<SeenEvidence>,
    /// Rebuttals and answers, by id.
    pub rebuttals: Vec<SeenRebuttal>,
}

/// The words of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SeenPassage {
    /// The passage.
    pub passage: PassageId,
    /// Its words in the newest draft; empty where it does not stand in that.
    pub words: String,
}

/// A verdict as it was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct SeenVerdict {
    /// The name of its value.
    pub value: String,
    /// The name of the scale.
    pub scale_name: String,
    /// The finding.
    pub finding: String,
    /// Why.
    pub reasoning: String,
    /// How sure.
    pub confidence: Confidence,
    /// What it does not cover.
    pub limits: String,
    /// What the reader needs to know beside it.
    pub context: String,
    /// The change asked of the author.
    pub change_asked: ChangeAsked,
}

/// A piece of evidence as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SeenEvidence {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its source.
    pub source: SourceId,
    /// What the source was called.
    pub source_name: String,
    /// For, against or neither.
    pub stance: Stance,
    /// How much it weighs.
    pub strength: Strength,
    /// Whether at first hand.
    pub directness: Directness,
    /// What it shows.
    pub shows: String,
    /// The places in the source.
    pub excerpts: Vec<Excerpt>,
}

/// A rebuttal or answer as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SeenRebuttal {
    /// The rebuttal.
    pub rebuttal: RebuttalId,
    /// Who disputes, in one line.
    pub by: String,
    /// What it says.
    pub statement: String,
    /// What became of it.
    pub status: RebuttalStatus,
    /// What the desk makes of it.
    pub weighing: Weighing,
    /// What it does to the verdict.
    pub effect: Effect,
    /// How the article must reflect it.
    pub reflect: String,
}

/// Something that is not as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SeenChange {
    /// What it belongs to: the claim itself, a passage, the verdict, evidence, a rebuttal.
    pub kind: Kind,
    /// Which passage, evidence or rebuttal.
    #[ts(type = "string | null")]
    pub id: Option<Uuid>,
    /// What a person calls it.
    pub name: String,
    /// The field that differs; empty where the whole came or went.
    pub field: String,
    /// What was seen; none where it was not there.
    pub was: Option<String>,
    /// What is there now; none where it is gone.
    pub became: Option<String>,
}

impl From<&PlaceWords> for SeenPassage {
    fn from(place: &PlaceWords) -> Self {
        Self { passage: place.passage, words: if place.stands { place.exact.clone() } else { String::new() } }
    }
}

impl From<&Verdict> for SeenVerdict {
    fn from(verdict: &Verdict) -> Self {
        Self {
            value: verdict.value.name.clone(),
            scale_name: verdict.scale_name.clone(),
            finding: verdict.finding.clone(),
            reasoning: verdict.reasoning.clone(),
            confidence: verdict.confidence,
            limits: verdict.limits.clone(),
            context: verdict.context.clone(),
            change_asked: verdict.change_asked.clone(),
        }
    }
}

impl SeenEvidence {
    /// A piece of evidence with the name of its source.
    pub(crate) fn of(evidence: &Evidence, source_name: String) -> Self {
        Self {
            evidence: evidence.id,
            source: evidence.source,
            source_name,
            stance: evidence.stance,
            strength: evidence.strength,
            directness: evidence.directness,
            shows: evidence.shows.clone(),
            excerpts: evidence.excerpts.clone(),
        }
    }
}

impl From<&Rebuttal> for SeenRebuttal {
    fn from(rebuttal: &Rebuttal) -> Self {
        Self {
            rebuttal: rebuttal.id,
            by: rebuttal.by.line(),
            statement: rebuttal.statement.clone(),
            status: rebuttal.status,
            weighing: rebuttal.weighing.clone(),
            effect: rebuttal.effect,
            reflect: rebuttal.reflect.clone(),
        }
    }
}

/// One thing that was seen, as its fields in words.
struct Thing {
    id: Option<Uuid>,
    name: String,
    fields: Vec<(&'static str, String)>,
}

impl Seen {
    /// SHA-256 (hex) of it, as JSON.
    pub fn digest(&self) -> serde_json::Result<String> {
        Ok(crate::sha256(&serde_json::to_vec(self)?))
    }

    /// What is different now, in the order in which a dossier shows it.
    pub fn changes(&self, now: &Self) -> Vec<SeenChange> {
        let mut found = Vec::new();
        let statement = |seen: &Self| vec![seen.statement_thing()];
        differ(Kind::Claim, &statement(self), &statement(now), &mut found);
        differ(Kind::Passage, &self.passage_things(), &now.passage_things(), &mut found);
        differ(Kind::Verdict, &self.verdict_things(), &now.verdict_things(), &mut found);
        differ(Kind::Evidence, &self.evidence_things(now), &now.evidence_things(self), &mut found);
        differ(Kind::Rebuttal, &self.rebuttal_things(), &now.rebuttal_things(), &mut found);
        found
    }

    fn statement_thing(&self) -> Thing {
        Thing { id: None, name: String::new(), fields: vec![("statement", self.statement.clone())] }
    }

    fn passage_things(&self) -> Vec<Thing> {
        let thing = |passage: &SeenPassage| Thing {
            id: Some(passage.passage.0),
            name: passage.words.clone(),
            fields: vec![("exact", passage.words.clone())],
        };
        self.passages.iter().map(thing).collect()
    }

    fn verdict_things(&self) -> Vec<Thing> {
        let thing = |verdict: &SeenVerdict| Thing {
            id: None,
            name: verdict.value.clone(),
            fields: vec![
                ("value", verdict.value.clone()),
                ("scale_name", verdict.scale_name.clone()),
                ("finding", verdict.finding.clone()),
                ("reasoning", verdict.reasoning.clone()),
                ("confidence", word(&verdict.confidence)),
                ("limits", verdict.limits.clone()),
                ("context", verdict.context.clone()),
                ("change_asked", change_line(&verdict.change_asked)),
            ],
        };
        self.verdict.iter().map(thing).collect()
    }

    /// A source that is merged into another, or called otherwise, is still the one that was seen:
    /// only where both its identity and its name differ was it exchanged.
    fn evidence_things(&self, other: &Self) -> Vec<Thing> {
        let same_source = |seen: &SeenEvidence| {
            let twin = other.evidence.iter().find(|twin| twin.evidence == seen.evidence);
            twin.is_some_and(|twin| twin.source == seen.source || twin.source_name == seen.source_name)
        };
        let thing = |evidence: &SeenEvidence| Thing {
            id: Some(evidence.evidence.0),
            name: evidence.source_name.clone(),
            fields: vec![
                ("source", if same_source(evidence) { String::new() } else { evidence.source_name.clone() }),
                ("stance", word(&evidence.stance)),
                ("strength", word(&evidence.strength)),
                ("directness", word(&evidence.directness)),
                ("shows", evidence.shows.clone()),
                ("excerpts", excerpt_lines(&evidence.excerpts)),
            ],
        };
        self.evidence.iter().map(thing).collect()
    }

    fn rebuttal_things(&self) -> Vec<Thing> {
        let thing = |rebuttal: &SeenRebuttal| Thing {
            id: Some(rebuttal.rebuttal.0),
            name: rebuttal.statement.clone(),
            fields: vec![
                ("by", rebuttal.by.clone()),
                ("statement", rebuttal.statement.clone()),
                ("status", word(&rebuttal.status)),
                ("weight", word(&rebuttal.weighing.weight)),
                ("reason", rebuttal.weighing.reason.clone()),
                ("effect", word(&rebuttal.effect)),
                ("reflect", rebuttal.reflect.clone()),
            ],
        };
        self.rebuttals.iter().map(thing).collect()
    }
}

/// What of one kind came, went or differs.
fn differ(kind: Kind, was: &[Thing], now: &[Thing], found: &mut Vec<SeenChange>) {
    let whole = |thing: &Thing, was: Option<String>, became: Option<String>| SeenChange {
        kind,
        id: thing.id,
        name: thing.name.clone(),
        field: String::new(),
        was,
        became,
    };
    for thing in was {
        let Some(twin) = now.iter().find(|twin| twin.id == thing.id) else {
            found.push(whole(thing, Some(thing.name.clone()), None));
            continue;
        };
        for ((field, was), (_, became)) in thing.fields.iter().zip(&twin.fields).filter(|(one, two)| one.1 != two.1) {
            found.push(SeenChange {
                kind,
                id: thing.id,
                name: twin.name.clone(),
                field: (*field).to_owned(),
                was: Some(was.clone()),
                became: Some(became.clone()),
            });
        }
    }
    let fresh = now.iter().filter(|thing| was.iter().all(|seen| seen.id != thing.id));
    found.extend(fresh.map(|thing| whole(thing, None, Some(thing.name.clone()))));
}

/// The snake_case word of an enum, as records hold it.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn change_line(change: &ChangeAsked) -> String {
    let parts = [&change.old, &change.new, &change.note];
    let given: Vec<&str> = parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
    given.join(" → ")
}

fn excerpt_lines(excerpts: &[Excerpt]) -> String {
    let line = |excerpt: &Excerpt| {
        let parts = [&excerpt.quote, &excerpt.locator, &excerpt.translation];
        let given: Vec<&str> = parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        given.join(" · ")
    };
    excerpts.iter().map(line).collect::<Vec<_>>().join("\n")
}
