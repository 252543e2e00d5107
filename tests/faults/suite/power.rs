//! The power goes: cuts made from recordings of everything that was written and synced.

use claimdesk_faults::audit::audit;
use claimdesk_faults::load::Ack;
use claimdesk_faults::power::Recording;
use claimdesk_faults::shim::{Fault, Run};
use claimdesk_faults::{fast_folder, full, many};
use claimdesk_tests::random::Dice;
use std::path::Path;

use super::{LOAD, figures, scratch};

const FILE: &str = "Syria.claimdesk";

/// Records a load on a fresh folder.
fn record(folder: &Path, failing: u64, args: &[&str]) -> Recording {
    let (desk, log) = (folder.join("desk"), folder.join("log"));
    let _absent = std::fs::remove_dir_all(&desk);
    std::fs::create_dir(&desk).expect("a folder");
    let path = desk.join(FILE);
    let all: Vec<&str> = [path.to_str().expect("text")].into_iter().chain(args.iter().copied()).collect();
    let said = Run::new(LOAD, &all).under(&desk, Fault::Record(failing), &log).run(scratch());
    // A failed sync at the close is an error of the close, after which there is nobody to go on.
    assert!(failing > 0 || said.ended && said.errors.is_empty(), "sync {failing}: {said:?}");
    Recording::read(&log)
}

/// Cuts the power at random places; gives the count of cuts, of acknowledgements and of what each loss was.
fn cuts(
    folder: &Path,
    recording: &Recording,
    seeds: u64,
    look: impl Fn(&Path, &[Ack]) -> Result<(), String>,
) -> (usize, Vec<String>) {
    let after = folder.join("after");
    let (mut acknowledged, mut lost) = (0, Vec::new());
    for seed in 0..seeds {
        let mut dice = Dice::new(seed.wrapping_mul(77).wrapping_add(recording.len() as u64));
        for _ in 0..8 {
            dice.below(2);
        }
        let _absent = std::fs::remove_dir_all(&after);
        std::fs::create_dir(&after).expect("a folder");
        let at = 1 + dice.below(recording.len());
        let acks = recording.cut(at, &mut dice, &after);
        acknowledged += acks.len();
        if let Err(why) = look(&after.join(FILE), &acks) {
            lost.push(format!("seed {seed}, after {at} of {} steps: {why}", recording.len()));
        }
    }
    (acknowledged, lost)
}

#[test]
fn what_was_acknowledged_outlives_a_power_cut() {
    let folder = fast_folder();
    let (recordings, seeds) = if full() { (20, 250) } else { (2, 20) };
    let mut acknowledged = 0;
    for nth in 0..recordings {
        let steps = format!("add_case,add_document,tag_claim,add_source,mixed*{}", 20 + nth * 3);
        let recording = record(folder.path(), 0, &["1", &nth.to_string(), &steps]);
        let (acks, lost) = cuts(folder.path(), &recording, seeds, |path, acks| audit(path, acks).map(|_| ()));
        assert!(lost.is_empty(), "recording {nth}: {} of {seeds}:\n{}", lost.len(), lost.join("\n"));
        acknowledged += acks;
    }
    let cut = recordings * seeds;
    assert!(acknowledged as u64 > cut);
    figures("power cuts", &format!("{cut} cuts, {acknowledged} acknowledged before them, 0 lost, 0 corrupt"));
}

/// After a failed sync the system forgets what was to be written, and says that all is well. Whoever
/// syncs once more and goes on builds upon nothing, which a later power cut brings to light.
#[test]
fn no_failed_sync_is_taken_for_one_that_was_late() {
    let folder = fast_folder();
    let steps = format!("add_case*3,add_document,large,tag_claim,undo,mixed*{}", many(8, 40));
    let syncs = record(folder.path(), 0, &["1", "3", &steps]).syncs();
    let (mut tried, mut acknowledged) = (0, 0);
    let seeds = many(6, 30) as u64;
    for failing in (1..=syncs).step_by(many(4, 1)) {
        let recording = record(folder.path(), failing as u64, &["1", "3", &steps]);
        let (acks, lost) = cuts(folder.path(), &recording, seeds, |path, acks| audit(path, acks).map(|_| ()));
        assert!(lost.is_empty(), "sync {failing} of {syncs} fails: {}", lost.join("\n"));
        acknowledged += acks;
        tried += 1;
    }
    assert!(tried > 5);
    figures(
        "failed syncs",
        &format!(
            "{tried} of {syncs} syncs failed, {seeds} cuts after each, {acknowledged} acknowledged, 0 lost, 0 corrupt"
        ),
    );
}

/// The proof that the check above can fail: what everybody advises for speed loses commits here.
#[test]
fn the_same_cuts_lose_what_is_not_synced() {
    let folder = fast_folder();
    let seeds = many(40, 400) as u64;
    let rows = |path: &Path, acks: &[Ack]| {
        if acks.is_empty() {
            return Ok(());
        }
        let conn = claimdesk_faults::audit::outsider(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE);
        let found: Result<usize, _> = conn.query_row("select count(*) from t", [], |row| row.get(0));
        match found {
            Ok(found) if found >= acks.len() => Ok(()),
            found => Err(format!("{} acknowledged, found {found:?}", acks.len())),
        }
    };
    let mut figure = String::new();
    for (mode, loses) in [("normal", true), ("full", false)] {
        let recording = record(folder.path(), 0, &["bare", mode, "60"]);
        let (_, lost) = cuts(folder.path(), &recording, seeds, rows);
        assert_eq!(!lost.is_empty(), loses, "synchronous = {mode}: {} of {seeds} cuts lost something", lost.len());
        figure.push_str(&format!("{} of {seeds} cuts lose commits with synchronous = {mode}; ", lost.len()));
    }
    figures("power cuts, for comparison", figure.trim_end_matches("; "));
}
