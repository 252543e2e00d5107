//! What is left out in a draft, marked in it or in an earlier one, as it is drawn in its text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::id::RevisionId;
use crate::model::{Anchor, Editor, Omission};
use crate::reader::Reader;
use crate::table::{find, parse};

/// Asks what is left out in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct OmissionList {
    /// Which draft.
    pub revision: RevisionId,
}

/// Words that are left out, where they stand in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OmissionRow {
    /// What is left out, as it was marked.
    pub omission: Omission,
    /// First code point in this draft.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The words in this draft.
    pub exact: String,
    /// Its fate in this draft, if it was marked in an earlier one.
    pub anchor: Option<Anchor>,
    /// Who left it out, by name.
    pub left_out_by: String,
}

impl OmissionList {
    /// Answers the question as the desk stood at the reader's moment.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<OmissionRow>> {
        let tables = reader.tables();
        let mut statement = tables.prepare_cached(
            "select omission.record, null, omission.start as at from omission where omission.revision_id = ?1
             union all
             select omission.record, anchor.record, anchor.start from anchor join omission on omission.id = anchor.omission_id
             where anchor.revision_id = ?1 and anchor.start is not null
             order by at",
        )?;
        let mut rows = statement.query([self.revision.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let omission: Omission = parse(&row.get::<_, String>(0)?)?;
            let anchor: Option<Anchor> = row.get::<_, Option<String>>(1)?.map(|text| parse(&text)).transpose()?;
            let (start, end) = anchor.as_ref().and_then(Anchor::span).unwrap_or((omission.start, omission.end));
            let editor: Option<Editor> = find(tables, omission.left_out_by)?;
            found.push(OmissionRow {
                exact: anchor.as_ref().map_or_else(|| omission.exact.clone(), |anchor| anchor.exact.clone()),
                left_out_by: editor.map_or_else(String::new, |editor| editor.name),
                omission,
                start,
                end,
                anchor,
            });
        }
        Ok(found)
    }
}
