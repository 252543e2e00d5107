//! Which sources of the desk an entry from elsewhere may be: asked before it is brought in.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::id::SourceId;
use crate::model::{Source, SourcePatch};
use crate::reader::Reader;
use crate::table::rows;
use crate::time::Timestamp;
use crate::twin::{TwinBy, keys};

/// The most entries of one question.
const MOST: usize = 20_000;

/// Asks which of these are known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SourceKnown {
    /// What is known of them.
    pub entries: Vec<SourcePatch>,
}

/// What an entry may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KnownSource {
    /// What they share.
    pub by: TwinBy,
    /// The source of the desk; none where it is an entry before this one.
    pub source: Option<SourceId>,
    /// What that one is called.
    pub label: String,
}

impl SourceKnown {
    /// Answers the question as the desk stood at the reader's moment: for each entry the first that it may be.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<Option<KnownSource>>> {
        if self.entries.len() > MOST {
            return Err(Error::Input(format!("At most {MOST} entries are looked at together.")));
        }
        let sources: Vec<Source> = rows(reader.tables(), "order by rowid", [])?;
        let mut known: HashMap<(TwinBy, String), (Option<SourceId>, String)> = HashMap::new();
        for source in &sources {
            for key in keys(source) {
                known.entry(key).or_insert_with(|| (Some(source.id), source.label()));
            }
        }
        let mut found = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let mut source = Source::blank(SourceId(Uuid::nil()), Timestamp::from_ms(0));
            entry.clone().apply(&mut source);
            let own = keys(&source);
            let twin = own.iter().find_map(|key| Some((key.0, known.get(key)?)));
            found.push(twin.map(|(by, (id, label))| KnownSource { by, source: *id, label: label.clone() }));
            for key in own {
                known.entry(key).or_insert_with(|| (None, source.label()));
            }
        }
        Ok(found)
    }
}
