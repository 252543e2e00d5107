//! The tail of a report: its sources, and what was not done.

use claimdesk_core::id::{ClaimId, SourceId};
use claimdesk_core::model::{
    Access, Confidentiality, Csl, InformationGrade, SourceGrade, SourceKind, Terms, WorkState,
};
use claimdesk_core::time::PartialDate;
use serde::{Deserialize, Serialize};

use super::PassageLine;

/// A source by its number in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Its number here.
    pub number: u32,
    /// The source; none where it is withheld.
    pub id: Option<SourceId>,
    /// What of it the report keeps back.
    pub withheld: Withheld,
    /// What it is.
    pub kind: SourceKind,
    /// Its citation.
    pub citation: Citation,
    /// Its bibliographic record; none where it is withheld.
    #[serde(default)]
    pub csl: Option<Csl>,
    /// Its language, BCP 47.
    pub language: String,
    /// Who translated it for the desk.
    pub translator: String,
    /// The date of the thing itself.
    pub dated: PartialDate,
    /// The source that it goes back to, by number.
    pub goes_back_to: Option<u32>,
    /// Who may see it.
    pub access: Access,
    /// Whether its identity must be kept.
    pub confidentiality: Confidentiality,
    /// On which terms it spoke.
    pub terms: Terms,
    /// How reliable it is.
    pub reliability: SourceGrade,
    /// How credible its information is.
    pub credibility: InformationGrade,
    /// Interests that it declares or that are known.
    pub interests: String,
    /// The desk's note.
    pub note: String,
}

/// What a report keeps back of a source, because the source asked for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Nothing.
    #[default]
    Nothing,
    /// Who or what it is.
    Name,
    /// That, and its words.
    NameAndWords,
}

/// A citation in its parts; empty parts are not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Authors, or else editors or the originator.
    pub by: String,
    /// Title.
    pub title: String,
    /// Symbol or number.
    pub symbol: String,
    /// What holds it, with volume, issue and pages.
    pub container: String,
    /// Place and publisher.
    pub publisher: String,
    /// Date of issue.
    pub date: String,
    /// Where it is archived.
    pub archive: String,
    /// Digital object identifier.
    pub doi: String,
    /// Address.
    pub url: String,
    /// When the desk last saw it.
    pub accessed: PartialDate,
}

/// A claim that has no verdict, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The claim.
    pub id: ClaimId,
    /// Its number.
    pub number: u32,
    /// The claim in self-contained words.
    pub statement: String,
    /// Where it is made.
    pub passages: Vec<PassageLine>,
    /// Where the work stands.
    pub work_state: WorkState,
    /// Why.
    pub reason: String,
    /// Whether it has a sheet in this report.
    pub has_sheet: bool,
}
