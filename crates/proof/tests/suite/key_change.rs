//! The change of a key: both sign it, and nothing else passes for it.

use claimdesk_proof::key::{KeyKind, Signer};
use claimdesk_proof::key_change::{KeyChange, KeyChangeError};
use claimdesk_proof::note::Note;

fn signer(byte: u8) -> Signer {
    Signer::new("example.org/desk", KeyKind::Note, &[byte; 32]).unwrap()
}

#[test]
fn a_change_says_which_key_takes_the_place_of_which() {
    for revoked in [false, true] {
        let note = KeyChange::sign(&signer(1), &signer(2), revoked).unwrap().to_string();
        let change = KeyChange::open(&note).unwrap();
        assert_eq!((&change.old, &change.new, change.revoked), (signer(1).verifier(), signer(2).verifier(), revoked));
    }
}

#[test]
fn a_change_that_only_one_of_them_signed_is_none() {
    let note = KeyChange::sign(&signer(1), &signer(2), false).unwrap();
    for by in [1, 2] {
        let alone = Note::sign(note.text(), &signer(by)).unwrap().to_string();
        assert_eq!(KeyChange::open(&alone), Err(KeyChangeError::Unsigned), "{by}");
    }
    let mut stranger = Note::sign(note.text(), &signer(1)).unwrap();
    stranger.add(Note::sign(note.text(), &signer(3)).unwrap().signatures()[0].clone()).unwrap();
    assert_eq!(KeyChange::open(&stranger.to_string()), Err(KeyChangeError::Unsigned));
}

#[test]
fn no_letter_of_a_change_can_be_another() {
    let note = KeyChange::sign(&signer(1), &signer(2), false).unwrap().to_string();
    let whole = KeyChange::open(&note).unwrap();
    for (place, letter) in note.char_indices() {
        let other = if letter == 'A' { "B" } else { "A" };
        let mut spoilt = note.clone();
        spoilt.replace_range(place..place + letter.len_utf8(), other);
        // The one thing that may pass is another spelling of nothing: there is none.
        assert_ne!(KeyChange::open(&spoilt).ok().as_ref(), Some(&whole), "at {place}");
    }
}

#[test]
fn a_key_does_not_take_its_own_place_nor_that_of_a_witness() {
    assert_eq!(KeyChange::sign(&signer(1), &signer(1), false), Err(KeyChangeError::Form));
    let witness = Signer::new("example.org/witness", KeyKind::Cosignature, &[4; 32]).unwrap();
    assert_eq!(KeyChange::sign(&signer(1), &witness, false), Err(KeyChangeError::Form));
}
