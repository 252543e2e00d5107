//! Passphrases of editors: they keep colleagues from sitting down under another's name on this computer.
//!
//! They encrypt nothing: whoever has a desk's file can read it. Of a passphrase only a salted hash (Argon2id) is
//! kept, in the memory of this computer and never in a desk: a ledger forgets nothing, and a hash that travels
//! with the file could be tried at leisure.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use claimdesk_core::id::EditorId;

use crate::fault::{HostError, Result};
use crate::state::State;

/// Shorter ones are guessed by whoever sits beside.
const LEAST: usize = 6;

/// What the memory of this computer calls them.
const KEY: &str = "passphrase of ";

/// The editors who have one here.
pub fn editors(state: &State) -> Result<Vec<EditorId>> {
    let kept = state.settings_under(KEY)?;
    let set = kept.into_iter().filter(|(_, hash)| !hash.is_empty());
    Ok(set.filter_map(|(editor, _)| editor.parse().ok()).collect())
}

/// Refuses to let an editor sit down without their passphrase, if they have one.
pub fn check(state: &State, editor: EditorId, given: Option<&str>) -> Result<()> {
    let Some(hash) = state.setting(&key(editor))?.filter(|hash| !hash.is_empty()) else { return Ok(()) };
    let given = given.ok_or_else(|| HostError::Input("This editor's passphrase is needed to sit down.".to_owned()))?;
    // A hash that cannot be read lets nobody in, and can be taken away like one that was forgotten.
    let is_right =
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(given.as_bytes(), &hash).is_ok());
    if is_right { Ok(()) } else { Err(HostError::Input("This is not the passphrase of this editor.".to_owned())) }
}

/// Gives an editor a passphrase, or takes theirs away; the one they have must be given for it.
pub fn set(state: &State, editor: EditorId, current: Option<&str>, next: Option<&str>) -> Result<()> {
    check(state, editor, current)?;
    let Some(next) = next else { return lift(state, editor) };
    if next.chars().count() < LEAST {
        return Err(HostError::Input(format!("A passphrase has at least {LEAST} letters.")));
    }
    let hash: PasswordHash = Argon2::default()
        .hash_password(next.as_bytes())
        .map_err(|error| HostError::Input(format!("This passphrase cannot be kept: {error}.")))?;
    state.keep_setting(&key(editor), &hash.to_string())
}

/// Takes a passphrase away, as for somebody who forgot theirs.
pub fn lift(state: &State, editor: EditorId) -> Result<()> {
    state.keep_setting(&key(editor), "")
}

fn key(editor: EditorId) -> String {
    format!("{KEY}{editor}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::new_id;

    #[test]
    fn nobody_sits_down_without_the_passphrase_and_it_is_changed_only_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = State::open(&folder.path().join("state.sqlite")).expect("a memory");
        let (one, other) = (EditorId(new_id()), EditorId(new_id()));
        check(&state, one, None).expect("nobody asked for one");
        assert!(set(&state, one, None, Some("short")).is_err());
        set(&state, one, None, Some("чёрный ящик")).expect("set");
        assert_eq!(editors(&state).expect("who has one"), [one]);
        assert!(check(&state, one, None).is_err());
        assert!(check(&state, one, Some("white box")).is_err());
        check(&state, one, Some("чёрный ящик")).expect("the right one");
        check(&state, other, None).expect("another has none");
        let kept = state.setting(&key(one)).expect("kept").expect("a hash");
        assert!(kept.starts_with("$argon2id$") && !kept.contains("ящик"));
        assert!(set(&state, one, Some("white box"), Some("another one")).is_err());
        assert!(set(&state, one, None, None).is_err(), "it is not taken away by whoever passes by");
        set(&state, one, Some("чёрный ящик"), Some("another one")).expect("changed");
        check(&state, one, Some("another one")).expect("the new one");
        lift(&state, one).expect("taken away");
        check(&state, one, None).expect("none is needed any more");
        assert!(editors(&state).expect("who has one").is_empty());
    }
}
