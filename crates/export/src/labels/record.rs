//! Words for the record of the work: grounds, contacts, copies, points of the checklist.

use claimdesk_core::model::{Capture, CheckPoint, OmissionGround, Outcome, Purpose, Terms, Way};

use super::t;

pub(crate) fn omission_ground(ground: OmissionGround) -> &'static str {
    match ground {
        OmissionGround::Opinion => t("an opinion"),
        OmissionGround::CommonKnowledge => t("common knowledge"),
        OmissionGround::NotCheckable => t("cannot be checked"),
        OmissionGround::CheckedBefore => t("checked before"),
        OmissionGround::Formality => t("a formality"),
        OmissionGround::NoTime => t("no time"),
        OmissionGround::Other => t("another reason"),
    }
}

pub(crate) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Reply => t("right of reply"),
        Purpose::Inquiry => t("inquiry"),
    }
}

pub(crate) fn way(way: Way) -> &'static str {
    match way {
        Way::Email => t("by mail"),
        Way::Phone => t("by telephone"),
        Way::Letter => t("by letter"),
        Way::Message => t("by message"),
        Way::InPerson => t("in person"),
        Way::PressOffice => t("through the press office"),
    }
}

pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Awaited => t("awaited"),
        Outcome::Answered => t("replied"),
        Outcome::Declined => t("declined"),
        Outcome::NoAnswer => t("no answer"),
    }
}

pub(crate) fn terms(terms: Terms) -> &'static str {
    match terms {
        Terms::OnRecord => t("on the record"),
        Terms::Background => t("on background"),
        Terms::OffRecord => t("off the record"),
    }
}

pub(crate) fn capture(how: Capture) -> &'static str {
    match how {
        Capture::File => t("from a file"),
        Capture::Fetched => t("fetched from its address"),
        Capture::Archive => t("from a public archive"),
        Capture::Made => t("made by the desk"),
    }
}

pub(crate) fn check_point(point: CheckPoint) -> &'static str {
    match point {
        CheckPoint::Names => t("names"),
        CheckPoint::Dates => t("dates"),
        CheckPoint::Numbers => t("numbers"),
        CheckPoint::Quotation => t("quotation"),
        CheckPoint::Attribution => t("attribution"),
        CheckPoint::Cause => t("cause"),
        CheckPoint::ImageOrigin => t("origin of the image"),
        CheckPoint::SourceFit => t("fitness of the source"),
    }
}
