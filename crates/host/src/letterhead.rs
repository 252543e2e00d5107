//! The letterhead of a desk: a picture from a file becomes its logo.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimdesk_core::command::{NewLogo, SetLetterhead};
use claimdesk_core::id::EditorId;
use claimdesk_core::{Attachment, Receipt, Store, sha256};
use claimdesk_intake::MAX_BYTES;

use crate::fault::{HostError, Result};
use crate::worker;

/// A picture that was redrawn and is ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The name of the file that it was made of.
    pub name: String,
    /// A PNG file.
    pub png: Vec<u8>,
}

/// What becomes of the logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoChange {
    /// It stays, or there is none.
    Keep,
    /// It goes.
    Remove,
    /// This one comes.
    Set(Drawn),
}

/// Redraws the picture of a file as a logo, in a process of its own. Nothing is written.
pub fn draw(path: &Path) -> Result<Drawn> {
    let failed = |error| HostError::file(path, "read", error);
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > MAX_BYTES {
        let why = format!("The picture has {size} bytes; at most {MAX_BYTES} are read. Save it smaller.");
        return Err(HostError::Input(why));
    }
    let png = worker::logo(&std::fs::read(path).map_err(failed)?)?;
    let png = STANDARD.decode(png).map_err(|_| HostError::Worker("gave no usable answer"))?;
    Ok(Drawn { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), png })
}

/// Sets the letterhead, as one entry. A name that is not given stays.
pub fn set(store: &mut Store, editor: EditorId, name: Option<String>, logo: LogoChange) -> Result<Receipt> {
    let mut attachments = Vec::new();
    let logo = match logo {
        LogoChange::Keep => None,
        LogoChange::Remove => Some(None),
        LogoChange::Set(Drawn { name, png }) => {
            let new = NewLogo { png: sha256(&png), name };
            attachments.push(Attachment { bytes: png, media_type: "image/png".to_owned() });
            Some(Some(new))
        }
    };
    Ok(store.execute_with(editor, SetLetterhead { name, logo }.into(), None, &attachments)?)
}
