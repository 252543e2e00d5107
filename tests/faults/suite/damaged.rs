//! Damaged files are opened, or refused with a reason and left as they are.

use claimdesk_core::{Fault, FaultKind, ReadDesk, Store};
use claimdesk_faults::load::{self, Load, device};
use claimdesk_faults::{beside, fast_folder, many, wipe};
use claimdesk_tests::CountingEnv;
use claimdesk_tests::random::Dice;
use std::collections::BTreeMap;
use std::path::Path;

use super::figures;

/// A desk as a crash leaves it: file and journal.
fn crashed(folder: &Path, name: &str, seed: u64) -> (Vec<u8>, Vec<u8>) {
    let path = folder.join(name);
    load::desk(&path, u128::from(seed), seed, 12);
    let mut work = Load::new(load::open(&path, u128::from(seed) + 50).expect("open"), seed);
    for _ in 0..10 {
        work.step("add_case").expect("a case");
    }
    let read = |ending| std::fs::read(beside(&path, ending)).expect("bytes");
    (read(""), read("-wal"))
}

const KINDS: &[&str] = &[
    "cut",
    "header",
    "foreign journal",
    "no journal",
    "flips",
    "zeros",
    "journal flips",
    "journal cut",
    "noise",
    "grown",
];

/// Damages a file and its journal in one way.
fn damage(kind: &str, dice: &mut Dice, whole: &(Vec<u8>, Vec<u8>), foreign: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let (mut file, mut journal) = whole.clone();
    let noise = |dice: &mut Dice, bytes: &mut [u8]| {
        for byte in bytes {
            *byte = dice.below(256) as u8;
        }
    };
    match kind {
        "cut" => file.truncate(dice.below(file.len())),
        "header" => noise(dice, &mut file[..100]),
        "foreign journal" => journal = foreign.to_vec(),
        "no journal" => return (file, None),
        "flips" | "journal flips" => {
            let bytes = if kind == "flips" { &mut file } else { &mut journal };
            for _ in 0..50 {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        "zeros" => {
            let page = dice.below(file.len() / 4096) * 4096;
            file[page..page + 4096].fill(0);
        }
        "journal cut" => journal.truncate(dice.below(journal.len())),
        "noise" => {
            let at = dice.below(file.len() - 600);
            noise(dice, &mut file[at..at + 600]);
        }
        "grown" => {
            let mut more = vec![0; 5_000];
            noise(dice, &mut more);
            file.extend(more);
        }
        other => panic!("no damage is called {other}"),
    }
    (file, Some(journal))
}

#[test]
fn a_damaged_file_is_opened_or_refused_and_never_made_worse() {
    let folder = fast_folder();
    let whole = crashed(folder.path(), "one.claimdesk", 1);
    let (_, foreign) = crashed(folder.path(), "two.claimdesk", 2);
    let path = folder.path().join("damaged.claimdesk");
    let files = many(30, 500);
    let mut dice = Dice::new(6);
    let (mut opened, mut bad, mut refused) = (0, 0, BTreeMap::<String, usize>::new());
    for nth in 0..files {
        let kind = KINDS[nth % KINDS.len()];
        let (file, journal) = damage(kind, &mut dice, &whole, &foreign);
        wipe(&path);
        std::fs::write(&path, &file).expect("written");
        if let Some(journal) = &journal {
            std::fs::write(beside(&path, "-wal"), journal).expect("written");
        }
        let unchanged = |who: &str| {
            assert!(std::fs::read(&path).expect("bytes") == file, "{kind} {nth}: {who} changed the file");
            let left = std::fs::read(beside(&path, "-wal")).unwrap_or_default();
            assert!(left == journal.clone().unwrap_or_default(), "{kind} {nth}: {who} changed the journal");
        };
        let typed = |error: &claimdesk_core::Error| {
            let fault = Fault::from(error);
            assert_ne!(fault.kind, FaultKind::Internal, "{kind} {nth}: {error:?}");
            format!("{:?}", fault.kind)
        };
        // A panic fails the test by itself.
        if let Err(error) = ReadDesk::open(&path).and_then(|desk| desk.verify()) {
            typed(&error);
        }
        unchanged("a reader");
        match Store::open(&path, device(), Box::new(CountingEnv::new(9))) {
            Err(error) => {
                *refused.entry(typed(&error)).or_default() += 1;
                unchanged("a refused writer");
            }
            Ok(store) => {
                opened += 1;
                if let Err(error) = store.verify() {
                    typed(&error);
                    bad += 1;
                }
                drop(store);
            }
        }
    }
    assert!(opened > 0 && !refused.is_empty());
    figures(
        "damaged files",
        &format!(
            "{files}: {opened} opened ({bad} of them found bad by verify), refused {refused:?}, 0 panics, 0 changed"
        ),
    );
}
