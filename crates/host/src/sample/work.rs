//! The work around the sample's claims: what was looked at, who is to be asked, what the desk says to itself.
//!
//! Nobody was asked for the sample, and nobody answered: its inquiry is one that is still to be made. Nor is a
//! claim signed off in it, for that takes a second person, in whose name nothing is written here.

use claimdesk_core::command::{AddComment, AddContact, Command, TickCheck};
use claimdesk_core::id::{CaseId, ClaimId};
use claimdesk_core::model::{CheckPoint, CommentKind, ContactPatch, Party, Purpose, Way};

use super::Sample;

/// What was looked at, and what was found.
const CHECKS: &[(CheckPoint, &str)] = &[
    (CheckPoint::Names, "Spelled in several ways, also within one language; the desk writes Khan Shaykhun."),
    (CheckPoint::Dates, "The report is dated 29 June 2017, its press release 30 June."),
    (CheckPoint::SourceFit, "First-hand for what the mission found; not for who was responsible."),
];

const COMMENTS: &[(CommentKind, &str)] = &[
    (CommentKind::Decision, "Keep “or a sarin-like substance”, in the short form too."),
    (CommentKind::Question, "29 or 30 June? Say whether the report is meant or its press release."),
];

/// Adds the work on the claim on what the mission found.
pub(super) fn add(sample: &mut Sample<'_>, case: CaseId, claim: ClaimId) {
    for (point, note) in CHECKS {
        let tick = TickCheck { claim, point: *point, done: true, note: (*note).to_owned() };
        sample.commands.push(tick.into());
    }
    let with = ContactPatch {
        claim: Some(Some(claim)),
        purpose: Some(Purpose::Inquiry),
        whom: Some(Party { name: String::new(), role: "press office".to_owned(), body: "OPCW".to_owned() }),
        way: Some(Way::PressOffice),
        question: Some("In which laboratories were the samples examined, and how did they travel there?".to_owned()),
        ..ContactPatch::default()
    };
    let contact = AddContact { id: Some(sample.id()), case, with };
    sample.commands.push(Command::from(contact));
    for (kind, text) in COMMENTS {
        let id = Some(sample.id());
        let comment = AddComment { id, claim, text: (*text).to_owned(), kind: *kind, answers: None, of: None };
        sample.commands.push(comment.into());
    }
}
