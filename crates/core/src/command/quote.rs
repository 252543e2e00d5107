//! Quoting a kept text as evidence: words of a snapshot, or of another document of the desk.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Refusal, Result};
use crate::id::{ClaimId, DocumentId, EvidenceId, SourceId};
use crate::model::{
    BlockKind, Claim, Csl, CslDate, CslName, Document, DocumentKind, Evidence, EvidencePatch, Excerpt, Layout,
    LocatorKind, Pin, PinPlace, Revision, Snapshot, Source, SourceKind, SourcePatch,
};

/// Pins words of a kept text as evidence of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct QuoteEvidence {
    /// The id of the new evidence; chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<EvidenceId>,
    /// The claim.
    pub claim: ClaimId,
    /// The text.
    pub place: PinPlace,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What the caller reads there; refused if the text says otherwise.
    #[serde(default)]
    pub exact: Option<String>,
    /// Evidence of the claim from the same source that gets the quote; a new piece if none is named.
    #[serde(default)]
    pub evidence: Option<EvidenceId>,
    /// What it shows, and how.
    #[serde(default)]
    pub with: Option<EvidencePatch>,
}

impl QuoteEvidence {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let claim: Claim = pending.get(self.claim)?;
        let source = source_of(pending, self.place)?;
        let excerpt = excerpt(pending, self.place, self.start, self.end, self.exact.as_deref())?;
        let mut with = self.with.unwrap_or_default();
        if let Some(id) = self.evidence {
            let evidence: Evidence = pending.get(id)?;
            if evidence.claim != claim.id || evidence.source != source {
                return Err(Refusal::BelongsElsewhere { what: "evidence", to: "claim or source" }.into());
            }
            let mut excerpts = with.excerpts.take().unwrap_or(evidence.excerpts);
            excerpts.push(excerpt);
            with.excerpts = Some(excerpts);
            return super::EditEvidence { evidence: id, set: with }.run(pending);
        }
        let mut excerpts = with.excerpts.take().unwrap_or_default();
        excerpts.insert(0, excerpt);
        with.excerpts = Some(excerpts);
        super::LinkEvidence { id: self.id, claim: claim.id, source: Some(source), new_source: None, with: Some(with) }
            .run(pending)
    }
}

/// Checks that each pinned quote stands where its pin says, in a text of the evidence's source.
pub(crate) fn check_pins(pending: &Pending<'_>, source: SourceId, excerpts: &[Excerpt]) -> Result<()> {
    for excerpt in excerpts {
        let Some(pin) = &excerpt.pin else { continue };
        if let PinPlace::Snapshot(snapshot) = pin.place
            && pending.get::<Snapshot>(snapshot)?.source != source
        {
            return Err(Refusal::BelongsElsewhere { what: "snapshot", to: "source" }.into());
        }
        let text = text_of(pending, pin.place)?;
        rules::quote_of(&text, pin.start, pin.end, Some(&excerpt.quote))?;
    }
    Ok(())
}

fn text_of(pending: &Pending<'_>, place: PinPlace) -> Result<Rc<str>> {
    match place {
        PinPlace::Snapshot(id) => {
            let snapshot: Snapshot = pending.get(id)?;
            let text = snapshot.text.ok_or(Refusal::NoText)?;
            pending.text(&text.text)
        }
        PinPlace::Revision(id) => pending.text(&pending.get::<Revision>(id)?.text),
    }
}

fn excerpt(pending: &Pending<'_>, place: PinPlace, start: u32, end: u32, exact: Option<&str>) -> Result<Excerpt> {
    let text = text_of(pending, place)?;
    let cut = rules::quote_of(&text, start, end, exact)?;
    let (layout, page) = match place {
        PinPlace::Snapshot(id) => {
            let snapshot: Snapshot = pending.get(id)?;
            let text = snapshot.text.ok_or(Refusal::NoText)?;
            let page = text.page(start);
            (text.layout, page)
        }
        PinPlace::Revision(id) => (pending.get::<Revision>(id)?.layout, None),
    };
    let layout: Layout = serde_json::from_str(&pending.text(&layout)?)?;
    let paragraphs = layout.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.start <= start);
    let named = |kind: LocatorKind| {
        let found = layout.locators.iter().rev().find(|one| one.kind == kind && one.start <= start && start < one.end);
        found.map(|one| one.label.clone())
    };
    let page = page.or_else(|| named(LocatorKind::Page)?.parse().ok());
    let time = named(LocatorKind::Time);
    let locator = match (page, paragraphs.count()) {
        (None, _) if time.is_some() => time.unwrap_or_default(),
        (Some(page), _) => format!("p. {page}"),
        (None, 0) => String::new(),
        (None, paragraph) => format!("para. {paragraph}"),
    };
    let pin = Pin { place, start, end, prefix: cut.prefix.to_owned(), suffix: cut.suffix.to_owned(), page };
    Ok(Excerpt { quote: cut.exact.to_owned(), locator, translation: String::new(), pin: Some(pin) })
}

/// The source of a text: a snapshot's own; for a document of the desk the one that stands for it, made if there is none.
fn source_of(pending: &mut Pending<'_>, place: PinPlace) -> Result<SourceId> {
    let document = match place {
        PinPlace::Snapshot(id) => return Ok(pending.get::<Snapshot>(id)?.source),
        PinPlace::Revision(id) => pending.get::<Revision>(id)?.document,
    };
    let known: Vec<Source> = pending.with("document_id", document)?;
    if let Some(source) = known.first() {
        return Ok(source.id);
    }
    let with = of_document(&pending.get(document)?);
    let id: SourceId = pending.id(None);
    super::AddSource { id: Some(id), with }.run(pending)?;
    Ok(id)
}

fn of_document(document: &Document) -> SourcePatch {
    let kind = match document.kind {
        DocumentKind::Article => SourceKind::NewsArticle,
        DocumentKind::Draft | DocumentKind::Report => SourceKind::Report,
        DocumentKind::Transcript => SourceKind::Recording,
    };
    let author = document.author.trim();
    let csl = Csl {
        title: document.title.clone(),
        author: if author.is_empty() {
            Vec::new()
        } else {
            vec![CslName { literal: author.to_owned(), ..CslName::default() }]
        },
        container_title: document.outlet.clone(),
        issued: CslDate { date: document.published.clone(), literal: String::new() },
        url: if rules::web_address(&document.url).is_ok() { document.url.clone() } else { String::new() },
        ..Csl::default()
    };
    let id: DocumentId = document.id;
    SourcePatch {
        kind: Some(kind),
        csl: Some(csl),
        published: Some(document.published.clone()),
        language: Some(document.language.clone()),
        document: Some(Some(id)),
        ..SourcePatch::default()
    }
}
