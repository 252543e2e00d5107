//! Claim reports: one file, or a folder of them for many cases and formats.

use std::path::{Path, PathBuf};

use claimdesk_core::id::CaseId;
use claimdesk_core::{Moment, Reader};
use claimdesk_export::{
    Audience, ExportEnv, FORMATS, Format, Language, MadeBy, Options, OwnFile, Paper, Redaction, Report, Scope, Style,
    find, write,
};
use claimdesk_host::fault::Result;
use claimdesk_host::own_file::{Copy, Original};
use claimdesk_host::{DeskFile, HostError, places, report_file};
use clap::{Args as Parsed, ValueEnum};

use crate::names;
use crate::print::{Out, note};

/// What can be said of a report.
#[derive(Debug, Parsed)]
pub(crate) struct Wanted {
    /// pdf, docx, odt, html, markdown, xlsx, csv, json, claimreview, annotations, bibtex, ris or csl-json; several with commas
    #[arg(long, value_delimiter = ',', required = true)]
    format: Vec<String>,
    /// For whom
    #[arg(long, value_enum, default_value_t = For::CheckingFile)]
    audience: For,
    /// The case, by name, id or number; may be given more than once [default: the only one]
    #[arg(long)]
    case: Vec<String>,
    /// Every case of the desk
    #[arg(long, conflicts_with = "case")]
    all: bool,
    /// Only claims marked in this document
    #[arg(long)]
    document: Option<String>,
    /// Only these claims, by number or id
    #[arg(long)]
    claim: Vec<String>,
    /// What is kept back, in every format
    #[arg(long, value_enum, default_value_t = Keep::Sources)]
    redact: Keep,
    /// The address under which the report will be published; ClaimReview needs it
    #[arg(long, value_name = "URL", default_value = "")]
    address: String,
    /// The language of the report's own words; what people wrote stays as it is
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
    /// The size of its pages
    #[arg(long, value_enum, default_value_t = Page::A4)]
    paper: Page,
    /// How sources are cited
    #[arg(long, value_enum, default_value_t = Cited::Plain)]
    style: Cited,
    /// The desk's name in the report [default: that of its letterhead, or of its file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Where to: a file, - for standard output, or a folder for several cases or formats
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum For {
    /// All work shown
    #[value(name = "checking_file", alias = "checking-file")]
    CheckingFile,
    /// Only what the author must change
    #[value(name = "checked_copy", alias = "checked-copy")]
    CheckedCopy,
    /// What must be decided, on a page, for the editor in chief
    Summary,
    /// Findings, verdicts, reasons and sources for the public
    Article,
}

/// What is kept back.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Keep {
    /// Nothing: for the desk and its lawyer
    Nothing,
    /// What sources asked to be kept
    Sources,
    /// That, sources for the desk alone, people of the desk, notes and history
    Desk,
}

/// A choice on the command line that stands for one of a report's.
macro_rules! choices {
    ($doc:literal, $name:ident for $other:ident { $($(#[$about:meta])* $one:ident),* $(,)? }) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, ValueEnum)]
        enum $name { $($(#[$about])* $one),* }

        impl From<$name> for $other {
            fn from(wanted: $name) -> Self {
                match wanted { $($name::$one => Self::$one),* }
            }
        }
    };
}

choices!("A language of the labels.", Tongue for Language {
    /// English
    En,
    /// French
    Fr,
    /// Arabic, from right to left
    Ar,
    /// Russian
    Ru,
    /// German
    De,
    /// Spanish
    Es,
});

choices!("A size of pages.", Page for Paper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 in
    Letter,
});

choices!("A style of citations.", Cited for Style {
    /// The desk's own
    Plain,
    /// APA, 7th edition
    Apa,
    /// Chicago, author and date
    ChicagoAuthorDate,
    /// Chicago, notes
    ChicagoNotes,
    /// MLA, 9th edition
    Mla,
    /// ISO 690, author and date
    #[value(name = "iso-690")]
    Iso690,
    /// Harvard (Cite Them Right)
    Harvard,
    /// Vancouver
    Vancouver,
    /// GOST R 7.0.5-2008
    Gost,
});

/// Writes the reports that are wanted.
pub(crate) fn export(file: &mut DeskFile, out: &mut Out, at: Moment, wanted: &Wanted) -> Result<()> {
    let program = concat!("claimdesk ", env!("CARGO_PKG_VERSION")).to_owned();
    let made =
        MadeBy { named: wanted.name.is_some(), desk: wanted.name.clone().unwrap_or_else(|| file.name()), program };
    let reader = file.reading().reader(at)?;
    let formats = wanted.format.iter().map(|key| format(key)).collect::<Result<Vec<_>>>()?;
    let cases = cases(&reader, wanted)?;
    let env = ExportEnv { font_dirs: places::font_folders(), options: wanted.options() };
    let many = wanted.all || cases.len() > 1 || formats.len() > 1;
    if many {
        let failed = |error| HostError::file(&wanted.output, "made", error);
        std::fs::create_dir_all(&wanted.output).map_err(failed)?;
    }
    for case in cases {
        let scope = wanted.scope(&reader, case)?;
        let report =
            Report::assemble(&reader, &scope, wanted.audience.into(), &made).map_err(|error| failed(&error))?;
        for format in &formats {
            let bytes = match on_own_file(&reader, &report, *format, &env.options)? {
                Some(bytes) => bytes,
                None => write(*format, &report, &env).map_err(|error| failed(&error))?,
            };
            for advice in format.advice(&report, &env) {
                note(&advice);
            }
            if many {
                let path = wanted.output.join(file_name(&report, *format));
                report_file::write_whole(&path, &bytes)?;
                out.line(&path.display().to_string())?;
            } else if wanted.output == Path::new("-") {
                out.bytes(&bytes)?;
            } else {
                report_file::write_whole(&wanted.output, &bytes)?;
            }
        }
    }
    Ok(())
}

/// The checked copy on the author's own file, where the draft came as DOCX.
fn on_own_file(
    reader: &Reader<'_>,
    report: &Report,
    format: &dyn Format,
    options: &Options,
) -> Result<Option<Vec<u8>>> {
    let Some(own) = OwnFile::of(report, options).filter(|_| format.key() == "docx") else { return Ok(None) };
    let Some(original) = Original::of(reader, own.revision)? else { return Ok(None) };
    let copy = original.marked(&own.markup)?;
    if let Some(notice) = copy.notice() {
        note(&notice);
    }
    match copy {
        Copy::OnOwnFile { bytes, .. } => Ok(Some(bytes)),
        Copy::Anew { .. } => Ok(None),
    }
}

impl Wanted {
    fn options(&self) -> Options {
        Options {
            address: self.address.clone(),
            language: self.language.into(),
            paper: self.paper.into(),
            style: self.style.into(),
        }
    }

    fn scope(&self, reader: &Reader<'_>, case: CaseId) -> Result<Scope> {
        let id = case.to_string();
        let document = match &self.document {
            Some(text) => Some(names::document(reader, text, Some(&id))?.document.id),
            None => None,
        };
        let claims = self.claim.iter().map(|text| names::claim(reader, text, Some(&id))).collect::<Result<_>>()?;
        Ok(Scope { case, document, claims, redaction: self.redact.into() })
    }
}

impl From<Keep> for Redaction {
    fn from(kept: Keep) -> Self {
        match kept {
            Keep::Nothing => Self::Nothing,
            Keep::Sources => Self::Sources,
            Keep::Desk => Self::Desk,
        }
    }
}

impl From<For> for Audience {
    fn from(wanted: For) -> Self {
        match wanted {
            For::CheckingFile => Self::CheckingFile,
            For::CheckedCopy => Self::CheckedCopy,
            For::Summary => Self::Summary,
            For::Article => Self::Article,
        }
    }
}

fn format(key: &str) -> Result<&'static dyn Format> {
    let known = || FORMATS.iter().map(|format| format.key()).collect::<Vec<_>>().join(", ");
    find(key.trim()).ok_or_else(|| HostError::Input(format!("There is no format “{key}”; there are: {}.", known())))
}

fn cases(reader: &Reader<'_>, wanted: &Wanted) -> Result<Vec<CaseId>> {
    if wanted.all {
        return Ok(names::cases(reader)?.into_iter().map(|(id, _)| id).collect());
    }
    if wanted.case.is_empty() {
        return Ok(vec![names::case(reader, None)?]);
    }
    wanted.case.iter().map(|case| names::case(reader, Some(case))).collect()
}

/// `Paris talks, summary.pdf`, with the first digits of the case's id, so that no two cases share a name.
fn file_name(report: &Report, format: &dyn Format) -> String {
    let kept = |c: char| if c.is_alphanumeric() || " ,-_()".contains(c) { c } else { ' ' };
    let name: String = report.head.case.chars().map(kept).take(60).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = report.head.case_id.to_string().replace('-', "");
    let id = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    let audience = report.audience.key().replace('_', " ");
    let kind =
        if ["json", "jsonld"].contains(&format.extension()) { format!(".{}", format.key()) } else { String::new() };
    format!("{name} ({id}), {audience}{kind}.{}", format.extension())
}

pub(crate) fn failed(error: &claimdesk_export::ExportError) -> HostError {
    HostError::Report(error.to_string().trim_end_matches('.').to_owned())
}
