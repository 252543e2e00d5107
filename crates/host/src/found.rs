//! Somebody comes to a desk at which nobody sits: its founder with the shipped scales, or one more editor.

use claimdesk_core::command::{AddEditor, Command, CopyScale, Together};
use claimdesk_core::id::EditorId;
use claimdesk_core::model::EditorRole;
use claimdesk_core::model::scales::TEMPLATES;
use claimdesk_core::query::Desk;
use claimdesk_core::{Receipt, Store};

use crate::fault::{HostError, Result};

/// Seats somebody who is not at the desk yet, and says who they are by an entry of their own. Whoever comes to
/// an empty desk founds it. One who comes to a desk of others does not make themselves its head: that is said
/// by somebody who sits there.
pub fn come(store: &mut Store, name: &str, role: Option<EditorRole>) -> Result<(EditorId, Receipt)> {
    let desk = Desk {}.ask(&store.reader(None)?)?;
    if desk.editors.is_empty() {
        return found(store, name, role);
    }
    if role == Some(EditorRole::Head) {
        let why = "Who heads the desk is said by somebody who sits at it: join in another role.";
        return Err(HostError::Input(why.to_owned()));
    }
    let id = EditorId(store.next_id());
    let one = AddEditor { id: Some(id), name: name.to_owned(), initials: None, role };
    Ok((id, store.execute(id, one.into(), None)?))
}

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

#[cfg(test)]
mod tests {
    use claimdesk_core::id::DeviceId;

    use super::*;

    #[test]
    fn who_comes_to_a_desk_of_others_joins_it_and_founds_nothing() {
        let device = DeviceId(uuid::Uuid::from_u128(1));
        let mut store = Store::in_memory(device, Box::new(crate::env::SystemEnv)).expect("a desk");
        let (first, founded) = come(&mut store, "Editor A", Some(EditorRole::Head)).expect("founded");
        let (second, joined) = come(&mut store, "Editor B", Some(EditorRole::Reviewer)).expect("joined");
        assert_eq!((founded.seq, joined.seq), (1, 2));
        assert!(come(&mut store, "Editor C", Some(EditorRole::Head)).is_err(), "nobody makes themselves the head");
        let desk = Desk {}.ask(&store.reader(None).expect("a reader")).expect("a desk");
        assert_eq!(desk.editors.iter().map(|one| one.id).collect::<Vec<_>>(), [first, second]);
        assert_eq!(desk.scales.len(), TEMPLATES.len(), "the shipped scales came once");
    }
}
