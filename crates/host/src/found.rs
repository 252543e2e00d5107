//! The first entry of a desk: its first editor and the shipped scales.

use claimdesk_core::command::{AddEditor, Command, CopyScale, Together};
use claimdesk_core::id::EditorId;
use claimdesk_core::model::EditorRole;
use claimdesk_core::model::scales::TEMPLATES;
use claimdesk_core::{Receipt, Store};

use crate::fault::Result;

/// Founds an empty desk: one entry, by its first editor.
pub fn found(store: &mut Store, name: &str, role: Option<EditorRole>) -> Result<(EditorId, Receipt)> {
    let id = EditorId(store.next_id());
    let first = AddEditor { id: Some(id), name: name.to_owned(), initials: None, role };
    let mut commands = vec![Command::from(first)];
    let scales = TEMPLATES.iter().map(|template| CopyScale { id: None, template: template.key.to_owned() });
    commands.extend(scales.map(Command::from));
    let command = Together { title: "Founded the desk".to_owned(), commands };
    Ok((id, store.execute(id, command.into(), None)?))
}
