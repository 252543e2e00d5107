//! What a work is, in the words of each format.

use claimdesk_core::model::{Source, SourceKind};

/// CSL, BibTeX, RIS. The first line of a word is the one that is written.
const TYPES: &[(&str, &str, &str)] = &[
    ("article-journal", "article", "JOUR"),
    ("article-magazine", "article", "MGZN"),
    ("article-newspaper", "article", "NEWS"),
    ("article", "unpublished", "UNPB"),
    ("book", "book", "BOOK"),
    ("book", "mvbook", "BOOK"),
    ("book", "collection", "EDBOOK"),
    ("book", "proceedings", "CONF"),
    ("chapter", "incollection", "CHAP"),
    ("chapter", "inbook", "CHAP"),
    ("paper-conference", "inproceedings", "CPAPER"),
    ("report", "report", "RPRT"),
    ("report", "techreport", "RPRT"),
    ("report", "manual", "STAND"),
    ("thesis", "thesis", "THES"),
    ("thesis", "phdthesis", "THES"),
    ("thesis", "mastersthesis", "THES"),
    ("webpage", "online", "ELEC"),
    ("webpage", "www", "WEB"),
    ("post-weblog", "online", "BLOG"),
    ("post", "online", "ELEC"),
    ("dataset", "dataset", "DATA"),
    ("legislation", "legislation", "STAT"),
    ("bill", "legislation", "BILL"),
    ("legal_case", "jurisdiction", "CASE"),
    ("hearing", "legal", "HEAR"),
    ("map", "image", "MAP"),
    ("graphic", "image", "ART"),
    ("motion_picture", "movie", "MPCT"),
    ("broadcast", "video", "VIDEO"),
    ("song", "audio", "SOUND"),
    ("personal_communication", "letter", "PCOMM"),
    ("interview", "misc", "PCOMM"),
    ("manuscript", "misc", "MANSCPT"),
    ("speech", "misc", "GEN"),
    ("software", "software", "COMP"),
    ("patent", "patent", "PAT"),
    ("document", "misc", "GEN"),
];

pub(crate) fn csl_of_bibtex(word: &str) -> &'static str {
    TYPES.iter().find(|(_, bibtex, _)| *bibtex == word).map_or("document", |(csl, ..)| csl)
}

pub(crate) fn csl_of_ris(word: &str) -> &'static str {
    match word {
        "EJOUR" | "ABST" | "INPR" => "article-journal",
        "CTLG" | "SER" | "EBOOK" => "book",
        "ECHAP" => "chapter",
        "ICOMM" => "personal_communication",
        "DBASE" | "AGGR" => "dataset",
        "SLIDE" | "FIGURE" => "graphic",
        word => TYPES.iter().find(|(.., ris)| *ris == word).map_or("document", |(csl, ..)| csl),
    }
}

pub(crate) fn bibtex_of(csl: &str) -> &'static str {
    TYPES.iter().find(|(name, ..)| *name == csl).map_or("misc", |(_, bibtex, _)| bibtex)
}

pub(crate) fn ris_of(csl: &str) -> &'static str {
    TYPES.iter().find(|(name, ..)| *name == csl).map_or("GEN", |(.., ris)| ris)
}

/// What kind of source a type of CSL is.
pub(crate) fn kind_of(csl: &str) -> SourceKind {
    match csl {
        "article-journal" | "paper-conference" | "thesis" => SourceKind::JournalArticle,
        "article-newspaper" | "article-magazine" | "article" | "broadcast" => SourceKind::NewsArticle,
        "book" | "chapter" => SourceKind::Book,
        "webpage" | "post-weblog" => SourceKind::WebPage,
        "post" => SourceKind::Post,
        "dataset" | "software" => SourceKind::DataSet,
        "legislation" | "bill" | "legal_case" | "hearing" | "regulation" | "treaty" => SourceKind::OfficialAct,
        "interview" => SourceKind::Interview,
        "personal_communication" => SourceKind::Letter,
        "graphic" | "map" | "figure" => SourceKind::Image,
        "motion_picture" | "song" => SourceKind::Recording,
        "speech" => SourceKind::Statement,
        "manuscript" | "collection" => SourceKind::ArchiveItem,
        _ => SourceKind::Report,
    }
}

/// The type in CSL of a source: its record's own, or that of its kind.
pub(crate) fn csl_type(source: &Source) -> &str {
    if !source.csl.csl_type.is_empty() {
        return &source.csl.csl_type;
    }
    match source.kind {
        SourceKind::Report => "report",
        SourceKind::OfficialAct => "legislation",
        SourceKind::NewsArticle => "article-newspaper",
        SourceKind::Statement => "speech",
        SourceKind::WebPage => "webpage",
        SourceKind::Book => "book",
        SourceKind::JournalArticle => "article-journal",
        SourceKind::DataSet => "dataset",
        SourceKind::Interview => "interview",
        SourceKind::Letter => "personal_communication",
        SourceKind::Image => "graphic",
        SourceKind::Recording => "motion_picture",
        SourceKind::Post => "post",
        SourceKind::ArchiveItem => "manuscript",
        SourceKind::OwnObservation => "document",
    }
}
