//! Merging sources that are one: a single entry, which Undo takes back whole.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use crate::error::{Error, Refusal, Result};
use crate::id::SourceId;
use crate::model::{Became, Claim, Contact, Evidence, Rebuttal, Snapshot, Source, Uptake};

/// Makes one source of several: what rests on the others rests on the one that is kept, which takes over
/// what it does not say itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct MergeSources {
    /// The one that stays.
    pub keep: SourceId,
    /// Those that go into it.
    pub others: Vec<SourceId>,
}

impl MergeSources {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let Self { keep, mut others } = self;
        others.sort_unstable();
        others.dedup();
        if others.is_empty() || others.contains(&keep) {
            return Err(Error::Input("Name the source to keep, and others that go into it.".to_owned()));
        }
        let mut kept: Source = pending.get(keep)?;
        let gone: Vec<Source> = others.iter().map(|id| pending.get(*id)).collect::<Result<_>>()?;
        for other in &gone {
            fill(&mut kept, other);
        }
        let merged = |id: SourceId| if others.contains(&id) { keep } else { id };
        kept.origin = kept.origin.map(merged).filter(|origin| *origin != keep);
        pending.put(kept)?;
        for id in &others {
            repoint(pending, *id, keep)?;
        }
        repoint_names(pending, &others, keep)?;
        for source in gone {
            pending.remove(pending.get::<Source>(source.id)?)?;
        }
        Ok(())
    }
}

/// What refers to a source by a column.
fn repoint(pending: &mut Pending<'_>, from: SourceId, to: SourceId) -> Result<()> {
    for mut evidence in pending.with::<Evidence>("source_id", from)? {
        evidence.source = to;
        pending.put(evidence)?;
    }
    for mut snapshot in pending.with::<Snapshot>("source_id", from)? {
        snapshot.source = to;
        pending.put(snapshot)?;
    }
    for mut contact in pending.with::<Contact>("source_id", from)? {
        contact.source = Some(to);
        pending.put(contact)?;
    }
    for mut uptake in pending.with::<Uptake>("source_id", from)? {
        uptake.became = Became::Source(to);
        pending.put(uptake)?;
    }
    for mut derived in pending.with::<Source>("origin_id", from)? {
        if derived.id == to {
            return Err(Refusal::Circle("origin").into());
        }
        derived.origin = Some(to);
        pending.put(derived)?;
    }
    Ok(())
}

/// What names a source in its own text.
fn repoint_names(pending: &mut Pending<'_>, from: &[SourceId], to: SourceId) -> Result<()> {
    let (claims, rebuttals) = pending.naming(from)?;
    let merged = |id: &mut SourceId| {
        if from.contains(id) {
            *id = to;
        }
    };
    for id in claims {
        let mut claim: Claim = pending.get(id)?;
        let answers = claim.questions.iter_mut().flat_map(|question| &mut question.answers);
        answers.filter_map(|answer| answer.source.as_mut()).for_each(merged);
        claim.appearances.iter_mut().filter_map(|place| place.source.as_mut()).for_each(merged);
        pending.put(claim)?;
    }
    for id in rebuttals {
        let mut rebuttal: Rebuttal = pending.get(id)?;
        rebuttal.evidence.iter_mut().map(|evidence| &mut evidence.source).for_each(merged);
        pending.put(rebuttal)?;
    }
    Ok(())
}

/// Takes over what the kept source does not say itself.
fn fill(kept: &mut Source, other: &Source) {
    let (csl, theirs) = (&mut kept.csl, &other.csl);
    let texts = [
        (&mut csl.csl_type, &theirs.csl_type),
        (&mut csl.title, &theirs.title),
        (&mut csl.publisher, &theirs.publisher),
        (&mut csl.publisher_place, &theirs.publisher_place),
        (&mut csl.container_title, &theirs.container_title),
        (&mut csl.volume, &theirs.volume),
        (&mut csl.issue, &theirs.issue),
        (&mut csl.page, &theirs.page),
        (&mut csl.number, &theirs.number),
        (&mut csl.url, &theirs.url),
        (&mut csl.doi, &theirs.doi),
        (&mut csl.archive, &theirs.archive),
        (&mut kept.symbol, &other.symbol),
        (&mut kept.originator, &other.originator),
        (&mut kept.language, &other.language),
        (&mut kept.translator, &other.translator),
        (&mut kept.interests, &other.interests),
    ];
    for (mine, theirs) in texts {
        if mine.trim().is_empty() {
            mine.clone_from(theirs);
        }
    }
    if csl.author.is_empty() {
        csl.author.clone_from(&theirs.author);
    }
    if csl.editor.is_empty() {
        csl.editor.clone_from(&theirs.editor);
    }
    if csl.issued.date.is_empty() && csl.issued.literal.is_empty() {
        csl.issued.clone_from(&theirs.issued);
    }
    for (name, value) in &theirs.other {
        csl.other.entry(name.clone()).or_insert_with(|| value.clone());
    }
    let dates = [
        (&mut kept.dated, &other.dated),
        (&mut kept.published, &other.published),
        (&mut kept.accessed, &other.accessed),
    ];
    for (mine, theirs) in dates {
        if mine.is_empty() {
            mine.clone_from(theirs);
        }
    }
    kept.origin = kept.origin.or(other.origin);
    kept.document = kept.document.or(other.document);
    if !other.note.trim().is_empty() && !kept.note.contains(other.note.trim()) {
        let both = [kept.note.trim(), other.note.trim()];
        kept.note = both.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    // What must be kept of one must be kept of both.
    kept.confidentiality = kept.confidentiality.max(other.confidentiality);
    kept.terms = kept.terms.max(other.terms);
}
