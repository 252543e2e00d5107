//! Puts a report together: the only module that asks the core.
//!
//! Renderers see the value that comes out, never a reader.

mod citation;
mod claim;
mod copy;
mod history;
mod names;
mod rebuttals;
mod record;
mod redact;
mod sources;
mod texts;

use std::collections::{BTreeSet, HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::id::{ClaimId, EditorId, RevisionId};
use claimdesk_core::model::{Editor, Letterhead, WorkState};
use claimdesk_core::query::{
    CasePage, CasePageAnswer, ClaimList, ClaimPage, ClaimPageAnswer, Desk, DocumentRow, DocumentText, Show,
};
use claimdesk_core::{Error, Reader, Refusal};

use crate::error::Result;
use crate::report::{
    Audience, ClaimSheet, DocumentLine, EditorLine, FORMAT_NAME, FORMAT_VERSION, Head, LeftOut, LogoImage, MadeBy,
    Redaction, Report, RevisionLine, ScaleUsed, Scope, Standing, SummaryRow, TallyRow,
};
use names::{Confided, Names};
use sources::Sources;
use texts::Texts;

impl Report {
    /// Asks the desk, at the reader's moment, for all that a report of this scope shows.
    pub fn assemble(reader: &Reader<'_>, scope: &Scope, audience: Audience, made: &MadeBy) -> Result<Self> {
        // What the public reads holds nothing of the desk's own, whatever was asked.
        let redaction = if audience == Audience::Article { Redaction::Desk } else { scope.redaction };
        let scope = &Scope { redaction, ..scope.clone() };
        let mut work = Work::begin(reader, scope)?;
        if audience == Audience::Article {
            work.pages.retain(|page| page.verdict.is_some() && !is_left_out(page));
            work.with_sheet.retain(|claim| work.pages.iter().any(|page| page.claim.id == *claim));
        }
        let mut report = Self {
            format: FORMAT_NAME.to_owned(),
            version: FORMAT_VERSION,
            audience,
            head: work.head(scope, audience, made)?,
            summary: work.pages.iter().map(|page| work.summary(page)).collect(),
            tally: tally(&work.pages),
            scales: Vec::new(),
            claims: Vec::new(),
            changes: Vec::new(),
            texts: Vec::new(),
            sources: Vec::new(),
            not_checked: Vec::new(),
            open: Vec::new(),
            omissions: Vec::new(),
            contacts: Vec::new(),
            corrections: Vec::new(),
            snapshots: Vec::new(),
        };
        match audience {
            Audience::CheckingFile => {
                report.claims = work.sheets()?;
                report.sources = work.sources.finish(reader)?;
                report.not_checked = work.left_out(is_left_out)?;
                report.open = work.left_out(is_open)?;
                report.omissions = work.omissions()?;
                report.contacts = work.contacts(scope)?;
                report.corrections = record::corrections(&report.claims);
                report.snapshots = work.snapshots(&report.sources)?;
            }
            Audience::Summary => {
                work.with_sheet.clear();
                report.summary.retain(needs_a_look);
                report.open = work.left_out(is_open)?;
            }
            Audience::Article => {
                report.claims = work.sheets()?;
                report.sources = work.sources.finish(reader)?;
                report.corrections = record::corrections(&report.claims);
            }
            Audience::CheckedCopy => {
                report.changes = work.changes()?;
                report.texts = work.marked_texts(scope, &report.changes)?;
                let asked: HashSet<u32> = report.changes.iter().map(|change| change.number).collect();
                report.summary.retain(|row| asked.contains(&row.number));
            }
        }
        report.head.documents = work.documents()?;
        report.head.editors = work.editors_seen();
        let names = Names::read(reader, redaction, &work.confided, &work.pages)?;
        report.scales = work.scales;
        redact::apply(report, redaction, &names)
    }
}

/// What is held while a report is put together.
struct Work<'a> {
    reader: &'a Reader<'a>,
    case: CasePageAnswer,
    documents: Vec<DocumentRow>,
    editors: Vec<Editor>,
    letterhead: Option<Letterhead>,
    /// The claims of the report, in the order of the text.
    pages: Vec<ClaimPageAnswer>,
    /// Those of them that have a sheet.
    with_sheet: HashSet<ClaimId>,
    texts: Texts<'a>,
    sources: Sources,
    confided: Confided,
    scales: Vec<ScaleUsed>,
    seen: BTreeSet<EditorId>,
}

impl<'a> Work<'a> {
    fn begin(reader: &'a Reader<'a>, scope: &Scope) -> Result<Self> {
        let case = CasePage { case: scope.case }.ask(reader)?;
        let mut documents = case.documents.clone();
        if let Some(wanted) = scope.document {
            documents.retain(|row| row.document.id == wanted);
            if documents.is_empty() {
                return Err(Error::NotFound { what: "document", id: wanted.to_string() }.into());
            }
        }
        let mut pages = claims_of(reader, scope)?
            .into_iter()
            .map(|claim| ClaimPage { claim }.ask(reader))
            .collect::<claimdesk_core::Result<Vec<_>>>()?;
        let rank: HashMap<_, _> = documents.iter().enumerate().map(|(n, row)| (row.document.id, n)).collect();
        // A passage of an older draft says where the claim stood; the newest draft says where it stands.
        pages.sort_by_cached_key(|page| {
            let place = |latest: bool| {
                let places = page.places.iter().filter(|place| !latest || place.is_latest);
                let ranked = places
                    .filter_map(|place| rank.get(&place.passage.document).map(|rank| (*rank, place.passage.start)));
                ranked.min()
            };
            let place = place(true).or_else(|| place(false));
            (place.is_none(), place, page.claim.number)
        });
        let with_sheet = pages.iter().filter(|page| has_sheet(page)).map(|page| page.claim.id).collect();
        let desk = Desk {}.ask(reader)?;
        Ok(Self {
            editors: desk.editors,
            letterhead: desk.letterhead,
            texts: Texts::new(reader),
            sources: Sources::new(scope.redaction),
            confided: Confided::read(reader, scope.redaction)?,
            scales: Vec::new(),
            seen: case.case.lead.into_iter().collect(),
            reader,
            case,
            documents,
            pages,
            with_sheet,
        })
    }

    fn head(&self, scope: &Scope, audience: Audience, made: &MadeBy) -> Result<Head> {
        let head = self.reader.head()?;
        let nothing = || Error::NotFound { what: "entry", id: "0".to_owned() };
        let case = &self.case.case;
        Ok(Head {
            case: case.name.clone(),
            case_id: case.id,
            brief: if matches!(audience, Audience::CheckingFile | Audience::Summary) {
                case.brief.clone()
            } else {
                String::new()
            },
            sample: case.sample,
            language: case.language.clone(),
            made_by: self.made_by(made),
            logo: self.logo()?,
            scope: scope.clone(),
            documents: Vec::new(),
            editors: Vec::new(),
            claims_in_case: self.case.tally.all,
            at: head.at.ok_or_else(nothing)?,
            entry: head.seq,
            entry_id: head.entry.ok_or_else(nothing)?,
            hash: head.hash,
        })
    }

    /// What made the report; a desk that has a letterhead is called by it, unless it was said otherwise.
    fn made_by(&self, made: &MadeBy) -> MadeBy {
        let named = self.letterhead.as_ref().map(|letterhead| &letterhead.name).filter(|name| !name.is_empty());
        match named.filter(|_| !made.named) {
            Some(name) => MadeBy { desk: name.clone(), ..made.clone() },
            None => made.clone(),
        }
    }

    /// The sign of the desk; none if its bytes were erased.
    fn logo(&self) -> Result<Option<LogoImage>> {
        let Some(logo) = self.letterhead.as_ref().and_then(|letterhead| letterhead.logo.as_ref()) else {
            return Ok(None);
        };
        match self.reader.blob(&logo.png.blob) {
            Ok(png) => Ok(Some(LogoImage { png: STANDARD.encode(png), width: logo.width, height: logo.height })),
            Err(Error::Refused(Refusal::Erased { .. })) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn sheets(&mut self) -> Result<Vec<ClaimSheet>> {
        let pages = std::mem::take(&mut self.pages);
        let shown: Vec<_> = pages.iter().filter(|page| self.with_sheet.contains(&page.claim.id)).collect();
        let sheets = shown.into_iter().map(|page| self.sheet(page)).collect::<Result<_>>();
        self.pages = pages;
        sheets
    }

    fn summary(&self, page: &ClaimPageAnswer) -> SummaryRow {
        let roots = || page.rebuttals.iter().chain(page.evidence.iter().flat_map(|row| &row.rebuttals));
        let unanswered = roots().filter(|thread| rebuttals::is_unanswered(&thread.rebuttal)).count();
        let verdict = page.verdict.as_ref();
        SummaryRow {
            number: page.claim.number,
            heading: page.claim.heading().to_owned(),
            verdict: verdict.map(|verdict| (&verdict.value).into()),
            change: verdict.map(|verdict| verdict.change_asked.clone()).unwrap_or_default(),
            by: page.verdict_by.as_ref().map_or_else(String::new, |editor| editor.name.clone()),
            work_state: page.claim.work_state,
            disputed: roots().any(|thread| rebuttals::still_stands(thread.rebuttal.status)),
            unanswered: u32::try_from(unanswered).unwrap_or(u32::MAX),
        }
    }

    fn left_out(&mut self, which: fn(&ClaimPageAnswer) -> bool) -> Result<Vec<LeftOut>> {
        let texts = &mut self.texts;
        let line = |page: &ClaimPageAnswer| {
            Ok(LeftOut {
                id: page.claim.id,
                number: page.claim.number,
                statement: page.claim.statement.clone(),
                passages: page.places.iter().map(|place| texts.passage(place)).collect::<Result<_>>()?,
                work_state: page.claim.work_state,
                reason: page.claim.work_state_reason.clone(),
                has_sheet: self.with_sheet.contains(&page.claim.id),
            })
        };
        self.pages.iter().filter(|page| which(page)).map(line).collect()
    }

    /// The documents with the newest draft and every draft that the report read.
    fn documents(&mut self) -> Result<Vec<DocumentLine>> {
        let mut lines = Vec::with_capacity(self.documents.len());
        for row in &self.documents {
            let document = row.document.clone();
            let read = self.texts.of_document(document.id);
            let mut revisions: Vec<RevisionId> = read.into_iter().filter(|id| *id != row.latest.id).collect();
            revisions.push(row.latest.id);
            lines.push(DocumentLine {
                id: document.id,
                title: document.title,
                kind: document.kind,
                author: document.author,
                outlet: document.outlet,
                url: document.url,
                published: document.published,
                language: document.language,
                drafts: row.revisions,
                revisions: revisions.into_iter().map(|id| revision_line(self.reader, id)).collect::<Result<_>>()?,
            });
        }
        Ok(lines)
    }

    /// Those who worked on the claims, in the desk's order.
    fn editors_seen(&self) -> Vec<EditorLine> {
        let seen = self.editors.iter().filter(|editor| self.seen.contains(&editor.id));
        seen.map(|editor| EditorLine {
            name: editor.name.clone(),
            initials: editor.initials.clone(),
            role: editor.role,
        })
        .collect()
    }

    fn editor_name(&mut self, id: EditorId) -> String {
        self.seen.insert(id);
        self.editors.iter().find(|editor| editor.id == id).map_or_else(String::new, |editor| editor.name.clone())
    }
}

fn revision_line(reader: &Reader<'_>, revision: RevisionId) -> Result<RevisionLine> {
    let answer = DocumentText::Revision(revision).ask(reader)?;
    Ok(RevisionLine {
        id: revision,
        number: answer.revision.number,
        received_at: answer.revision.received_at,
        name: answer.revision.original.name,
        sha256: answer.original_sha256,
        words: answer.revision.words,
        warnings: answer.revision.provenance.warnings,
    })
}

/// The claims of a scope, a page at a time.
fn claims_of(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<ClaimId>> {
    let mut found = Vec::new();
    loop {
        let offset = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (case, document) = (scope.case, scope.document);
        let list = ClaimList { case, document, show: Show::All, text: String::new(), offset, limit: None };
        let answer = list.ask(reader)?;
        let none_left = answer.rows.is_empty();
        found.extend(answer.rows.into_iter().map(|row| row.id));
        if none_left || found.len() >= answer.total as usize {
            break;
        }
    }
    if let Some(strange) = scope.claims.iter().find(|claim| !found.contains(claim)) {
        return Err(Error::NotFound { what: "claim", id: strange.to_string() }.into());
    }
    if !scope.claims.is_empty() {
        let wanted: HashSet<_> = scope.claims.iter().collect();
        found.retain(|claim| wanted.contains(claim));
    }
    Ok(found)
}

/// Whether the editor in chief must know of it: a change asked, a dispute, or no verdict yet.
fn needs_a_look(row: &SummaryRow) -> bool {
    let decided = row.verdict.is_some() || !row.work_state.is_open();
    !decided || !row.change.is_empty() || row.disputed || row.unanswered > 0
}

/// A claim that was left out without any work needs no sheet of its own.
fn has_sheet(page: &ClaimPageAnswer) -> bool {
    let worked = page.verdict.is_some()
        || !page.evidence.is_empty()
        || !page.rebuttals.is_empty()
        || !page.claim.questions.is_empty()
        || !page.claim.not_known.is_empty();
    worked || !is_left_out(page)
}

fn is_left_out(page: &ClaimPageAnswer) -> bool {
    matches!(page.claim.work_state, WorkState::NotToBeChecked | WorkState::Superseded | WorkState::Withdrawn)
}

fn is_open(page: &ClaimPageAnswer) -> bool {
    page.verdict.is_none() && !is_left_out(page)
}

/// Counts claims that stand alike: verdicts best first, then open, then left out.
fn tally(pages: &[ClaimPageAnswer]) -> Vec<TallyRow> {
    let mut rows: Vec<(usize, TallyRow)> = Vec::new();
    for page in pages {
        let (order, standing) = match &page.verdict {
            _ if is_left_out(page) => (usize::MAX, Standing::NotChecked),
            None => (usize::MAX - 1, Standing::Open),
            Some(verdict) => {
                let place = verdict.scale_values.iter().position(|value| value.id == verdict.value.id);
                (place.unwrap_or(usize::MAX - 2), Standing::Verdict((&verdict.value).into()))
            }
        };
        match rows.iter_mut().find(|(_, row)| row.standing == standing) {
            Some((_, row)) => row.claims += 1,
            None => rows.push((order, TallyRow { standing, claims: 1 })),
        }
    }
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}
