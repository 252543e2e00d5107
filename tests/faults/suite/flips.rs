//! Bits fall over, and whole pages come back as zeros, as another page, or as they once were.

use claimdesk_faults::audit::{dump, speaks_up, words};
use claimdesk_faults::{beside, fast_folder, load, many, wipe};
use claimdesk_tests::random::Dice;
use std::path::{Path, PathBuf};

use super::figures;

struct Sound {
    path: PathBuf,
    bytes: Vec<u8>,
    words: Vec<String>,
    dump: String,
}

fn sound(path: PathBuf) -> Sound {
    let words = words(&path);
    let dump = dump(&path, &words).expect("a sound desk");
    assert_eq!(speaks_up(&path), None);
    Sound { bytes: std::fs::read(&path).expect("bytes"), path, words, dump }
}

impl Sound {
    /// Whether changed bytes are found out. What passes must read as before.
    fn finds(&self, bytes: &[u8], what: &str) -> bool {
        let path = self.path.with_file_name("changed.claimdesk");
        wipe(&path);
        std::fs::write(&path, bytes).expect("written");
        if speaks_up(&path).is_some() {
            return true;
        }
        let read = dump(&path, &self.words);
        assert_eq!(read.as_ref().ok(), Some(&self.dump), "{what}: another desk, and nothing said so: {read:?}");
        false
    }

    fn page(&self) -> usize {
        match usize::from(u16::from_be_bytes([self.bytes[16], self.bytes[17]])) {
            1 => 65_536,
            size => size,
        }
    }
}

#[test]
fn a_bit_that_fell_over_is_found_or_changes_nothing() {
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    load::desk(&path, 1, 1, 40);
    let sound = sound(path);
    let mut dice = Dice::new(4);
    let flips = many(300, 10_000);
    let mut found = 0;
    for _ in 0..flips {
        let (at, bit) = (dice.below(sound.bytes.len()), dice.below(8));
        let mut bytes = sound.bytes.clone();
        bytes[at] ^= 1 << bit;
        found += usize::from(sound.finds(&bytes, &format!("bit {bit} of byte {at}")));
    }
    assert!(found > flips / 20);
    figures(
        "bit flips",
        &format!(
            "{flips} in {} KiB: {found} found, {} proven harmless, 0 silent",
            sound.bytes.len() / 1024,
            flips - found
        ),
    );
}

#[test]
fn a_page_that_is_not_what_was_written_is_found_or_changes_nothing() {
    let folder = fast_folder();
    let path = folder.path().join("Syria.claimdesk");
    load::desk(&path, 1, 1, 30);
    let old = std::fs::read(&path).expect("bytes");
    load::desk(&path, 2, 2, 25);
    let sound = sound(path);
    let size = sound.page();
    let pages = sound.bytes.len() / size;
    let (mut tried, mut found) = ([0; 3], [0; 3]);
    let mut dice = Dice::new(5);
    for page in (0..pages).step_by(many(pages / 25 + 1, 1)) {
        let here = page * size..(page + 1) * size;
        let mut zeroed = sound.bytes.clone();
        zeroed[here.clone()].fill(0);
        let other = (page + 1 + dice.below(pages - 1)) % pages;
        let mut swapped = sound.bytes.clone();
        for n in 0..size {
            swapped.swap(page * size + n, other * size + n);
        }
        let mut older = sound.bytes.clone();
        if let Some(then) = old.get(here.clone()) {
            older[here].copy_from_slice(then);
        }
        for (kind, (bytes, what)) in
            [(zeroed, "zeroed"), (swapped, "swapped"), (older, "older")].into_iter().enumerate()
        {
            if bytes != sound.bytes {
                tried[kind] += 1;
                found[kind] += usize::from(sound.finds(&bytes, &format!("page {page} {what} ({other})")));
            }
        }
    }
    assert!(tried.iter().all(|tried| *tried > 5), "{tried:?}");
    figures(
        "pages zeroed, swapped, older",
        &format!("{tried:?} tried, {found:?} found, the others proven harmless, 0 silent"),
    );
    assert!(!Path::new(&beside(&sound.path, "-wal")).exists());
}
