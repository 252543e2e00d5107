//! Several commands as one step: one entry, undone at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pending::Pending;
use super::{Command, Reason, rules};
use crate::error::{Error, Result};

/// Does several things as one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Together {
    /// What they do together, as a line for the history.
    pub title: String,
    /// In order; each sees what those before it did.
    pub commands: Vec<Command>,
}

impl Together {
    pub(crate) fn run(self, pending: &mut Pending<'_>) -> Result<()> {
        rules::not_empty("title", &self.title)?;
        for command in self.commands {
            if matches!(command, Command::Together(_)) {
                return Err(Error::Input("Steps that are done together cannot hold such a step again.".to_owned()));
            }
            command.run(pending)?;
        }
        Ok(())
    }

    /// Whether one of the commands asks for a reason.
    pub(crate) fn asks(&self) -> bool {
        self.commands.iter().any(|command| command.asks() == Reason::Needed && command.own_reason().is_none())
    }
}
