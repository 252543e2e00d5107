//! Sources: works and testimony, with a CSL-JSON record each.
//!
//! Snapshots of a source are not here: they are records of their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::patch::patch;
use crate::id::{DocumentId, SourceId};
use crate::time::{PartialDate, Timestamp};

/// A work or testimony to which claims are held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Source {
    /// Its identity.
    pub id: SourceId,
    /// What it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Its bibliographic record.
    #[serde(default)]
    pub csl: Csl,
    /// The document symbol that its issuer gave it, as `S/1510/2017`.
    #[serde(default)]
    pub symbol: String,
    /// The body or person that brought it forth.
    #[serde(default)]
    pub originator: String,
    /// The first-hand source that it goes back to; none if it is first-hand.
    #[serde(default)]
    pub origin: Option<SourceId>,
    /// Its language, BCP 47.
    #[serde(default)]
    pub language: String,
    /// Who translated it for the desk.
    #[serde(default)]
    pub translator: String,
    /// The date of the thing itself: when the letter was written, the picture taken.
    #[serde(default)]
    pub dated: PartialDate,
    /// When it was published.
    #[serde(default)]
    pub published: PartialDate,
    /// When the desk last saw it.
    #[serde(default)]
    pub accessed: PartialDate,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
    /// Whether its identity must be kept.
    #[serde(default)]
    pub confidentiality: Confidentiality,
    /// On which terms it spoke.
    #[serde(default)]
    pub terms: Terms,
    /// How reliable the source is.
    #[serde(default)]
    pub reliability: SourceGrade,
    /// How credible this information is.
    #[serde(default)]
    pub credibility: InformationGrade,
    /// Interests that it declares or that are known.
    #[serde(default)]
    pub interests: String,
    /// Notes of the desk.
    #[serde(default)]
    pub note: String,
    /// The document of the desk for which it stands, where one quotes another.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// When it came to the desk.
    pub added_at: Timestamp,
}

impl Source {
    /// One line: title, or else symbol, originator or address.
    pub fn label(&self) -> String {
        [&self.csl.title, &self.symbol, &self.originator, &self.csl.url]
            .into_iter()
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default()
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceKind {
    /// A report or study.
    #[default]
    Report,
    /// A resolution, law, judgment or other official act.
    OfficialAct,
    /// An article in a newspaper, agency or magazine.
    NewsArticle,
    /// A press release or statement.
    Statement,
    /// A web page.
    WebPage,
    /// A book or part of one.
    Book,
    /// A scholarly article.
    JournalArticle,
    /// A data set.
    DataSet,
    /// An interview.
    Interview,
    /// A letter or message.
    Letter,
    /// A picture.
    Image,
    /// A sound or film recording.
    Recording,
    /// A post on a social network.
    Post,
    /// An item of an archive.
    ArchiveItem,
    /// What a member of the desk saw.
    OwnObservation,
}

/// A bibliographic record: the fields of CSL-JSON 1.0 that a desk uses, under
/// their CSL names; all others as text in `other`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[ts(export)]
pub struct Csl {
    /// CSL type, as `report`.
    #[serde(rename = "type")]
    pub csl_type: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub author: Vec<CslName>,
    /// Editors.
    pub editor: Vec<CslName>,
    /// Publisher.
    pub publisher: String,
    /// Place of publication.
    pub publisher_place: String,
    /// Journal, newspaper, book or site that holds it.
    pub container_title: String,
    /// Date of issue.
    pub issued: CslDate,
    /// Volume.
    pub volume: String,
    /// Issue.
    pub issue: String,
    /// Pages.
    pub page: String,
    /// Report or document number.
    pub number: String,
    /// Address.
    #[serde(rename = "URL")]
    pub url: String,
    /// Digital object identifier.
    #[serde(rename = "DOI")]
    pub doi: String,
    /// Where archived.
    pub archive: String,
    /// All other variables, by their CSL names.
    pub other: std::collections::BTreeMap<String, String>,
}

/// A name in a bibliographic record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct CslName {
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// A name that is not divided: bodies, mononyms.
    pub literal: String,
}

/// A date in a bibliographic record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export)]
pub struct CslDate {
    /// As far as it is known.
    pub date: PartialDate,
    /// A date that cannot be written as one, as “spring 2017”.
    pub literal: String,
}

/// Who may see a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Access {
    /// Everybody.
    #[default]
    Public,
    /// Subscribers or members.
    Restricted,
    /// The desk alone.
    Private,
}

/// Whether a source's identity must be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Confidentiality {
    /// May be named.
    #[default]
    Open,
    /// Only inside the desk.
    Desk,
    /// Protected: named to nobody.
    Protected,
}

/// On which terms a source spoke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Terms {
    /// By name.
    #[default]
    OnRecord,
    /// Without the name.
    Background,
    /// Neither name nor words.
    OffRecord,
}

/// Reliability of a source (Admiralty code, first axis).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum SourceGrade {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    #[default]
    F,
}

/// Credibility of an information (Admiralty code, second axis).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum InformationGrade {
    /// Confirmed by other sources.
    #[serde(rename = "1")]
    Confirmed,
    /// Probably true.
    #[serde(rename = "2")]
    Probable,
    /// Possibly true.
    #[serde(rename = "3")]
    Possible,
    /// Doubtful.
    #[serde(rename = "4")]
    Doubtful,
    /// Improbable.
    #[serde(rename = "5")]
    Improbable,
    /// Cannot be judged.
    #[default]
    #[serde(rename = "6")]
    Unjudged,
}

patch! {
    /// What can be set on a source.
    SourcePatch for Source {
        kind: SourceKind,
        csl: Csl,
        symbol: String,
        originator: String,
        origin: Option<SourceId>,
        language: String,
        translator: String,
        dated: PartialDate,
        published: PartialDate,
        accessed: PartialDate,
        access: Access,
        confidentiality: Confidentiality,
        terms: Terms,
        reliability: SourceGrade,
        credibility: InformationGrade,
        interests: String,
        note: String,
        document: Option<DocumentId>,
    }
}

impl Source {
    /// A source of which nothing is known yet.
    pub(crate) fn blank(id: SourceId, added_at: Timestamp) -> Self {
        Self {
            id,
            kind: SourceKind::default(),
            csl: Csl::default(),
            symbol: String::new(),
            originator: String::new(),
            origin: None,
            language: String::new(),
            translator: String::new(),
            dated: PartialDate::default(),
            published: PartialDate::default(),
            accessed: PartialDate::default(),
            access: Access::default(),
            confidentiality: Confidentiality::default(),
            terms: Terms::default(),
            reliability: SourceGrade::default(),
            credibility: InformationGrade::default(),
            interests: String::new(),
            note: String::new(),
            document: None,
            added_at,
        }
    }
}
