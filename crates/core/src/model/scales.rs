//! The scales that are shipped as templates. A desk copies and edits them.

use super::scale::{Sign, Tone};

/// A value of a template: name, number, meaning, tone, sign.
pub type TemplateValue = (&'static str, Option<i32>, &'static str, Tone, Sign);

/// A scale that a desk can copy.
#[derive(Debug)]
pub struct Template {
    /// Names the template for good.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Its values, best first.
    pub values: &'static [TemplateValue],
}

/// The templates, in the order in which they are offered.
pub const TEMPLATES: &[Template] = &[
    Template {
        key: "four_way",
        name: "Four-way",
        about: "Says what the evidence does to the claim.",
        values: &[
            ("Supported", Some(4), "The evidence bears the claim out.", Tone::Supported, Sign::Check),
            (
                "Conflicting evidence",
                Some(3),
                "Good evidence points both ways, or the claim picks one side of it.",
                Tone::Conflict,
                Sign::Arrows,
            ),
            (
                "Not enough evidence",
                Some(2),
                "What was found neither bears the claim out nor refutes it.",
                Tone::Open,
                Sign::Ring,
            ),
            ("Refuted", Some(1), "The evidence speaks against the claim.", Tone::Refuted, Sign::Cross),
        ],
    },
    Template {
        key: "five_step",
        name: "Five-step truth",
        about: "Grades how true a claim is, for readers.",
        values: &[
            ("True", Some(5), "Accurate, with nothing important left out.", Tone::Supported, Sign::Check),
            (
                "Mostly true",
                Some(4),
                "Accurate, but needs something explained or added.",
                Tone::Supported,
                Sign::MostlyFull,
            ),
            (
                "Half true",
                Some(3),
                "Accurate in part; leaves out or bends something important.",
                Tone::Context,
                Sign::Half,
            ),
            ("Mostly false", Some(2), "Holds a grain of truth, but misleads.", Tone::Refuted, Sign::MostlyEmpty),
            ("False", Some(1), "Not accurate.", Tone::Refuted, Sign::Cross),
        ],
    },
    Template {
        key: "copy_check",
        name: "Newsroom copy check",
        about: "Tells the author of a draft what to do.",
        values: &[
            ("Correct", Some(5), "Stands as it is.", Tone::Supported, Sign::Check),
            ("Correct with change", Some(4), "Stands once the change asked for is made.", Tone::Context, Sign::Pencil),
            (
                "On author",
                Some(3),
                "Rests on what the author saw or heard; the author answers for it.",
                Tone::Open,
                Sign::Half,
            ),
            (
                "Disputed: attribute",
                Some(2),
                "Contested: say who says so, and who denies it.",
                Tone::Conflict,
                Sign::Arrows,
            ),
            ("Cannot confirm: cut or hedge", Some(1), "No sufficient source was found.", Tone::Open, Sign::Ring),
            ("Wrong", Some(0), "Not accurate: must be changed.", Tone::Refuted, Sign::Cross),
        ],
    },
];
