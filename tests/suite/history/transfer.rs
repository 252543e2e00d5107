//! A whole desk goes out as lines and comes back: the same entries, the same hashes, the same bytes.

use claimdesk_core::Store;
use claimdesk_core::id::DeviceId;
use claimdesk_core::model::{Kind, scales::TEMPLATES};
use claimdesk_core::{Command, Error};
use claimdesk_tests::random::{Dice, Things, command};
use claimdesk_tests::{CountingEnv, Desk, counted};
use serde_json::json;

fn lines(store: &mut Store) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    let put = &mut |line: &[u8]| {
        lines.push(line.to_vec());
        true
    };
    store.ledger().expect("a ledger").write_out(put).expect("written");
    lines
}

fn empty() -> Store {
    Store::in_memory(DeviceId(counted(0xe)), Box::new(CountingEnv::new(3))).expect("a desk in memory")
}

fn back(lines: &[Vec<u8>]) -> Result<Store, Error> {
    let mut store = empty();
    store.read_in(&mut lines.iter().cloned())?;
    Ok(store)
}

/// A desk with random entries by two people, undo and redo among them.
fn random(seed: u64) -> Desk {
    let mut desk = Desk::new();
    let first = desk.editor;
    let second = desk.second_editor();
    let case = desk.case("Paris talks");
    let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
    let claim = desk.tag(revision, "met in Paris");
    let mut things = Things::new();
    for (kind, id) in [(Kind::Case, json!(case)), (Kind::Revision, json!(revision)), (Kind::Claim, json!(claim))] {
        things.insert(kind, vec![id]);
    }
    assert!(!TEMPLATES.is_empty());
    let mut dice = Dice::new(seed);
    for _ in 0..120 {
        desk.sit(if dice.below(2) == 0 { first } else { second });
        let editor = desk.editor;
        let done = match dice.below(9) {
            0 => desk.undo(),
            1 => desk.redo(),
            _ => {
                let name = Command::NAMES[dice.below(Command::NAMES.len())];
                let (command, bytes) = command(name, &mut dice, &things).expect("a generator");
                desk.store().execute_with(editor, command, Some("for the test".to_owned()), &bytes)
            }
        };
        // What was refused left no entry.
        let Ok(receipt) = done else { continue };
        for made in receipt.created {
            things.entry(made.kind).or_default().push(json!(made.id));
        }
    }
    desk
}

#[test]
fn a_desk_comes_back_the_same_to_the_byte() {
    for seed in 1..=12 {
        let mut desk = random(seed);
        let out = lines(desk.store());
        let mut copy = back(&out).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(lines(&mut copy), out, "seed {seed}");
        let verified = copy.verify().expect("it verifies");
        assert_eq!(verified, desk.store().verify().expect("it verifies"), "seed {seed}");
        let asked = |store: &mut Store| {
            let reader = store.reader(None).expect("now");
            ["desk", "source_list", "history", "board"].map(|name| reader.ask(name, json!({})).expect("an answer"))
        };
        assert_eq!(asked(&mut copy), asked(desk.store()), "seed {seed}");
    }
}

#[test]
fn what_was_erased_stays_erased() {
    let mut desk = random(99);
    let editor = desk.editor;
    let case = desk.case("Letters");
    let (_, revision) = desk.document(case, &["Letters", "Words that the law wants to be gone."]);
    let reader = desk.store().reader(None).expect("now");
    let blob =
        reader.ask("document_text", json!({ "revision": revision })).expect("a text")["revision"]["text"]["blob"]
            .as_str()
            .expect("its bytes")
            .parse()
            .expect("a name");
    desk.store().erase(editor, &blob, Some("Request of 3 May".to_owned())).expect("erased");
    let out = lines(desk.store());
    let salted = |line: &&Vec<u8>| line.windows(9).any(|part| part == b"\"erased\":");
    assert!(out.iter().any(|line| salted(&line)), "of erased bytes only the name goes out");
    let mut copy = back(&out).expect("it comes in");
    copy.verify().expect("it verifies");
    assert_eq!(lines(&mut copy), out);
    let asked = copy.reader(None).expect("now").ask("document_text", json!({ "revision": revision }));
    assert!(asked.expect_err("no text").to_string().contains("were erased"));
}

#[test]
fn what_was_altered_or_cut_off_is_refused_whole() {
    let mut desk = random(7);
    let out = lines(desk.store());
    let entries = |line: &Vec<u8>| line.starts_with(b"{\"entry\"");
    let refused = |lines: &[Vec<u8>], what: &str| {
        let mut store = empty();
        let taken = store.read_in(&mut lines.iter().cloned());
        if taken.is_err() {
            let head = store.reader(None).and_then(|reader| reader.head()).expect("a head").seq;
            assert_eq!(head, 0, "{what} left entries");
        }
        // What comes in is verified before it gets its name: that is the second look.
        let Err(error) = taken.and_then(|_| store.verify()) else { panic!("{what} was taken") };
        let is_ours = !matches!(error, Error::Sqlite(_) | Error::Json(_));
        assert!(is_ours, "{what}: an error of ours says what is wrong, not {error:?}");
    };
    refused(&[], "nothing");
    refused(&[b"{\"format\":1}".to_vec()], "another file");
    refused(&[vec![0xff, 0xfe]], "what is no text");
    refused(&out[..out.len() - 1], "a file without its end");
    let at = out.iter().position(entries).expect("an entry");
    refused(&[&out[..at], &out[at + 1..]].concat(), "a file without its first entry");
    let mut swapped = out.clone();
    swapped.swap(at, at + 1);
    refused(&swapped, "entries in another order");
    let twice = [&out[..=at], &out[at..]].concat();
    refused(&twice, "an entry that is there twice");
    let second = [out.clone(), out.clone()].concat();
    refused(&second, "two desks in one file");
    let mut dice = Dice::new(5);
    for n in 0..300 {
        let mut altered = out.clone();
        let line = 1 + dice.below(altered.len() - 1);
        let place = dice.below(altered[line].len());
        altered[line][place] ^= 1 << dice.below(7);
        refused(&altered, &format!("flip {n} in line {line}"));
    }
}

#[test]
fn only_an_empty_desk_takes_one_in() {
    let mut desk = random(3);
    let out = lines(desk.store());
    assert!(matches!(desk.store().read_in(&mut out.into_iter()), Err(Error::Input(_))));
}
