//! Taking the sample case away again, with the sources that nothing else uses.

use std::collections::BTreeMap;

use claimdesk_core::command::{Command, RemoveCase, RemoveSource, Together};
use claimdesk_core::id::{CaseId, EditorId, SourceId};
use claimdesk_core::model::Source;
use claimdesk_core::query::{ClaimList, ClaimPage, Desk, Show, SourceList, SourcePage};
use claimdesk_core::{Error, Reader, Receipt, Store};

use crate::fault::Result;

/// Takes the sample case away, as one entry. Sources that other cases use stay.
pub fn remove(store: &mut Store, editor: EditorId) -> Result<Receipt> {
    let reader = store.reader(None)?;
    let desk = Desk {}.ask(&reader)?;
    let case = desk.cases.into_iter().map(|row| row.case).find(|case| case.sample);
    let case = case.ok_or_else(|| Error::NotFound { what: "case", id: "that is the sample".to_owned() })?.id;
    let gone = sources_to_go(&reader, case)?;
    let mut commands = vec![Command::from(RemoveCase { case })];
    commands.extend(gone.into_iter().map(|source| RemoveSource { source }.into()));
    let command = Together { title: "Removed the sample case".to_owned(), commands };
    Ok(store.execute(editor, command.into(), Some("The sample is not needed any more".to_owned()))?)
}

/// The sources that only this case uses, those that go back to others first.
fn sources_to_go(reader: &Reader<'_>, case: CaseId) -> Result<Vec<SourceId>> {
    let mut ours = sources_of(reader, case)?;
    let of_desk = all_sources(reader)?;
    let mut go = Vec::new();
    loop {
        // A source may go once nothing that stays goes back to it.
        let stays = |source: &&Source| !go.contains(&source.id);
        let is_free = |id: &SourceId| !of_desk.iter().filter(stays).any(|source| source.origin == Some(*id));
        let free: Vec<SourceId> = ours.keys().copied().filter(|id| is_free(id)).collect();
        if free.is_empty() {
            return Ok(go);
        }
        for id in free {
            ours.remove(&id);
            go.push(id);
        }
    }
}

/// The sources that this case uses and no other does, with those that they go back to.
fn sources_of(reader: &Reader<'_>, case: CaseId) -> Result<BTreeMap<SourceId, Source>> {
    let mut list = ClaimList { case, document: None, show: Show::All, text: String::new(), offset: 0, limit: None };
    let mut claims = Vec::new();
    loop {
        let page = list.ask(reader)?.rows;
        if page.is_empty() {
            break;
        }
        list.offset += u32::try_from(page.len()).unwrap_or(u32::MAX);
        claims.extend(page.into_iter().map(|row| row.id));
    }
    let mut waiting: Vec<SourceId> = Vec::new();
    for claim in &claims {
        let page = ClaimPage { claim: *claim }.ask(reader)?;
        waiting.extend(page.evidence.iter().map(|row| row.source.id));
        waiting.extend(page.other_sources.iter().map(|source| source.id));
    }
    let mut found = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        if found.contains_key(&id) {
            continue;
        }
        let page = SourcePage { source: id }.ask(reader)?;
        if page.uses.iter().all(|used| claims.contains(&used.claim)) {
            waiting.extend(page.source.origin);
            found.insert(id, page.source);
        }
    }
    Ok(found)
}

/// All sources of the desk, a page at a time.
fn all_sources(reader: &Reader<'_>) -> Result<Vec<Source>> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).ok();
        let page = SourceList { offset, limit: Some(1_000), ..SourceList::default() }.ask(reader)?.rows;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page.into_iter().map(|row| row.source));
    }
}
