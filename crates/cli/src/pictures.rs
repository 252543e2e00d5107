//! Pictures of a claim as files: the evidence map, and what happened in order of time.

use std::path::PathBuf;

use claimdesk_core::Moment;
use claimdesk_core::query::ClaimPage;
use claimdesk_export::{Audience, ExportEnv, MadeBy, PictureOf, Redaction, Report, Scope, picture_png, picture_svg};
use claimdesk_host::fault::Result;
use claimdesk_host::{DeskFile, HostError, places, report_file};
use clap::Args as Parsed;

use crate::names;
use crate::report::{Keep, failed};

/// What can be said of a picture.
#[derive(Debug, Parsed)]
pub(crate) struct Picture {
    /// The claim, by number or id
    claim: String,
    /// Only of this case
    #[arg(long, value_name = "NAME")]
    case: Option<String>,
    /// What happened in order of time, instead of what bears on the claim
    #[arg(long)]
    timeline: bool,
    /// Light on dark
    #[arg(long)]
    dark: bool,
    /// What is kept back
    #[arg(long, value_enum, default_value_t = Keep::Sources)]
    redact: Keep,
    /// Where to: a file whose name ends in .svg or .png
    #[arg(short, long = "out", alias = "output", value_name = "FILE")]
    out: PathBuf,
}

/// Writes the picture that is wanted.
pub(crate) fn picture(file: &mut DeskFile, at: Moment, wanted: &Picture) -> Result<()> {
    let ending = wanted.out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["svg", "png"].contains(&ending.as_str()) {
        return Err(HostError::Input("A picture is written as .svg or .png: end the file's name so.".to_owned()));
    }
    let reader = file.reading().reader(at)?;
    let claim = names::claim(&reader, &wanted.claim, wanted.case.as_deref())?;
    let case = ClaimPage { claim }.ask(&reader)?.claim.case;
    let redaction: Redaction = wanted.redact.into();
    let scope = Scope { case, document: None, claims: vec![claim], redaction };
    let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &MadeBy::default())
        .map_err(|error| failed(&error))?;
    let nothing = || HostError::Input("There is nothing to draw of this claim yet.".to_owned());
    let sheet = report.claims.first().ok_or_else(nothing)?;
    let of = if wanted.timeline { PictureOf::Timeline } else { PictureOf::Map };
    let bytes = if ending == "svg" {
        picture_svg(&report, sheet, of, wanted.dark).into_bytes()
    } else {
        let env = ExportEnv { font_dirs: places::font_folders(), ..ExportEnv::default() };
        picture_png(&report, sheet, of, wanted.dark, &env).map_err(|error| failed(&error))?
    };
    report_file::write_whole(&wanted.out, &bytes)
}
