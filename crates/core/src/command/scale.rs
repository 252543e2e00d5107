//! Commands on scales.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;

use super::pending::Pending;
use super::rules;
use crate::error::{Error, Refusal, Result};
use crate::id::ScaleId;
use crate::model::scales::TEMPLATES;
use crate::model::{Scale, ScalePatch, ScaleValue};

/// Adds a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct AddScale {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ScaleId>,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub about: String,
    /// Its values, best first.
    pub values: Vec<ScaleValue>,
}

impl AddScale {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let Self { id, name, about, values } = self;
        let scale = Scale { id: pending.id(id), name, about, values, template: String::new(), retired: false };
        check(&scale)?;
        pending.add(scale)
    }
}

/// Copies one of the shipped templates: `four_way`, `five_step` or `copy_check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct CopyScale {
    /// Chosen by the caller, or made.
    #[serde(default)]
    pub id: Option<ScaleId>,
    /// Which template.
    pub template: String,
}

impl CopyScale {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let template = TEMPLATES
            .iter()
            .find(|template| template.key == self.template)
            .ok_or(Error::NotFound { what: "template", id: self.template })?;
        let values = template.values.iter().map(|(name, number, meaning, tone, sign)| ScaleValue {
            id: pending.id(None),
            name: (*name).to_owned(),
            number: *number,
            meaning: (*meaning).to_owned(),
            tone: *tone,
            sign: *sign,
        });
        let values = values.collect();
        let scale = Scale {
            id: pending.id(self.id),
            name: template.name.to_owned(),
            about: template.about.to_owned(),
            values,
            template: template.key.to_owned(),
            retired: false,
        };
        pending.add(scale)
    }
}

/// Edits a scale. Verdicts that were given keep what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditScale {
    /// Which.
    pub scale: ScaleId,
    /// What.
    pub set: ScalePatch,
}

impl EditScale {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        let mut scale: Scale = pending.get(self.scale)?;
        self.set.apply(&mut scale);
        check(&scale)?;
        pending.put(scale)
    }
}

fn check(scale: &Scale) -> Result<()> {
    rules::not_empty("name", &scale.name)?;
    let names: HashSet<&str> = scale.values.iter().map(|value| value.name.trim()).collect();
    let ids: HashSet<_> = scale.values.iter().map(|value| value.id).collect();
    if scale.values.len() < 2
        || names.len() < scale.values.len()
        || ids.len() < scale.values.len()
        || names.contains("")
    {
        return Err(Refusal::ScaleTooSmall.into());
    }
    Ok(())
}
