//! The texts of all copies, found by words.
//!
//! They are read at each question and are in no index: an index would keep what was erased by law, and would
//! have to be made anew for each moment that is looked at. A hundred megabytes of text take part of a second.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::snapshot_page::kept;
use crate::error::Result;
use crate::id::{SnapshotId, SourceId};
use crate::model::{Record, Snapshot, Source};
use crate::reader::Reader;
use crate::table::{get, rows};

/// How many code points are shown on each side of what was found.
const AROUND: usize = 60;

/// Asks which copies hold these words, next to each other and in this order. Capitals are the same as small letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct CopySearch {
    /// The words; the first and the last may be parts of words.
    pub text: String,
    /// How many copies to give; at most 500, by default 100.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A copy that holds the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyHit {
    /// The copy.
    pub snapshot: SnapshotId,
    /// Its source.
    pub source: SourceId,
    /// The name of its source.
    pub heading: String,
    /// The name of its file.
    pub name: String,
    /// How often it holds the words.
    pub count: u32,
    /// Where they stand first, in code points.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What stands before them, on the same lines.
    pub before: String,
    /// The words as they stand there.
    pub exact: String,
    /// What stands after them.
    pub after: String,
}

impl CopySearch {
    /// Answers the question as the desk stood at the reader's moment, the newest copy first.
    pub fn ask(&self, reader: &Reader<'_>) -> Result<Vec<CopyHit>> {
        let sought = folded(self.text.trim());
        let limit = self.limit.unwrap_or(100).min(500) as usize;
        let mut found = Vec::new();
        if sought.is_empty() {
            return Ok(found);
        }
        let tables = reader.tables();
        for snapshot in rows::<Snapshot>(tables, "where record ->> '$.text' is not null order by rowid desc", [])? {
            if found.len() == limit {
                break;
            }
            let Some(of) = &snapshot.text else { continue };
            // What was erased by law is found no more.
            let Some(text) = kept(reader.text(&of.text))? else { continue };
            let low = folded(&text);
            let Some(at) = low.find(&sought) else { continue };
            let source: Source = get(tables, snapshot.source)?;
            found.push(hit(&snapshot, &source, &text, &low, at, &sought));
        }
        Ok(found)
    }
}

fn hit(snapshot: &Snapshot, source: &Source, text: &str, low: &str, at: usize, sought: &str) -> CopyHit {
    let (start, length) = (low[..at].chars().count(), sought.chars().count());
    let cut = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let (from, end) = (start.saturating_sub(AROUND), start + length);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    CopyHit {
        snapshot: snapshot.id,
        source: source.id,
        heading: source.name(),
        name: snapshot.bytes.name.clone(),
        count: number(low.matches(sought).count()),
        start: number(start),
        end: number(end),
        before: cut(from, start).rsplit('\n').next().unwrap_or_default().to_owned(),
        exact: cut(start, end),
        after: cut(end, end + AROUND).split('\n').next().unwrap_or_default().to_owned(),
    }
}

/// Small letters, and one space for whatever stands between words; each code point stays one.
fn folded(text: &str) -> String {
    let one = |letter: char| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            _ if letter.is_whitespace() => ' ',
            (Some(small), None) => small,
            _ => letter,
        }
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_places() {
        assert_eq!(folded("İstanbul ÉTÉ\nХАН\u{a0}ШЕЙХУН"), "İstanbul été хан шейхун");
    }
}
