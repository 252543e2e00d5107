//! RTF: rich text as older word processors exchange it.
//!
//! `tokens` parts the bytes into signs, `state` holds what a group sets and
//! gives back, `walk` writes paragraphs, `aside` what stands beside them:
//! notes, comments, text boxes. No library reads comments and tracked changes
//! with their places, so the few signs that RTF knows are read here; encodings
//! are encoding_rs's.

mod aside;
mod letters;
mod state;
mod tokens;
mod walk;

use crate::composer::{Composer, line};
use crate::flow::Flow;
use crate::intake::{Hint, Intake};
use crate::reader::{self, About, Claim, Reader, Sample};
use crate::unreadable::Unreadable;
use walk::Walker;

/// Reads RTF.
#[derive(Debug)]
pub(crate) struct Rtf;

impl Reader for Rtf {
    fn media_type(&self) -> &'static str {
        "application/rtf"
    }

    fn claim(&self, sample: &Sample<'_>) -> Claim {
        if sample.bytes.starts_with(b"{\\rtf") { Claim::Certain } else { Claim::No }
    }

    fn read(&self, bytes: &[u8], _: &Hint) -> Result<Intake, Unreadable> {
        let mut composer = Composer::default();
        let mut walker = Walker::new(bytes, Flow::new(&mut composer));
        walker.run()?;
        walker.asides()?;
        let (info, charset, warnings) = walker.finish()?;
        let title = composer.title_text().map(str::to_owned).or_else(|| composer.promote_heading());
        let about = About {
            title: title.as_deref().and_then(line).or_else(|| line(&info.title)),
            author: line(&info.author),
            ..About::default()
        };
        let made = composer.finish()?;
        Ok(reader::intake(self.media_type(), "rtf 1".to_owned(), about, made, (charset, warnings)))
    }
}
