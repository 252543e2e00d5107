//! The command on the letterhead of the desk.

use std::io::Cursor;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::model::{Letterhead, Logo};

/// The most bytes of a logo: it stands in every report.
pub const LOGO_BYTES: u64 = 1 << 20;

/// The longest side of a logo, in pixels.
pub const LOGO_SIDE: u32 = 1_600;

/// Says what stands at the head of the desk's reports. What is not named stays as it is; a letterhead that
/// says nothing is removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(export, optional_fields)]
pub struct SetLetterhead {
    /// What the desk is called; empty: as its file is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its sign; null takes it away.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "crate::model::patch::present")]
    pub logo: Option<Option<NewLogo>>,
}

/// A logo that is still to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NewLogo {
    /// SHA-256 (hex) of a PNG file; its bytes come with the request.
    pub png: String,
    /// The name of the file that it was made of.
    #[serde(default)]
    pub name: String,
}

impl SetLetterhead {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let known = pending.all::<Letterhead>()?.into_iter().next();
        let mut letterhead =
            known.clone().unwrap_or_else(|| Letterhead { id: pending.id(None), name: String::new(), logo: None });
        if let Some(name) = self.name {
            rules::length("name", &name)?;
            name.trim().clone_into(&mut letterhead.name);
        }
        if let Some(logo) = self.logo {
            letterhead.logo = logo.map(|logo| keep(pending, &logo)).transpose()?;
        }
        let says_nothing = letterhead.name.is_empty() && letterhead.logo.is_none();
        match (known, says_nothing) {
            (None, true) => Ok(()),
            (None, false) => pending.add(letterhead),
            (Some(known), true) => pending.remove(known),
            (Some(_), false) => pending.put(letterhead),
        }
    }
}

fn keep(pending: &mut Pending<'_>, new: &NewLogo) -> Result<Logo> {
    rules::length("name", &new.name)?;
    let png = pending.keep(&new.png, "image/png", &new.name)?;
    if png.size > LOGO_BYTES {
        return Err(Refusal::NotALogo.into());
    }
    let (width, height) = size_of(&pending.bytes(&png)?).ok_or(Error::Refused(Refusal::NotALogo))?;
    Ok(Logo { png, width, height })
}

/// Width and height of a PNG file that a report can show: it was decoded to its end.
fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > LOGO_SIDE || height > LOGO_SIDE {
        return None;
    }
    let mut picture = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut picture).ok()?;
    Some((width, height))
}
