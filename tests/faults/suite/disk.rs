//! The disk fails: each operation in turn, with each error, once and for ever.

use claimdesk_faults::audit::audit;
use claimdesk_faults::load::Ack;
use claimdesk_faults::shim::{Fault, Run};
use claimdesk_faults::{beside, fast_folder, full, load, wipe};
use std::path::{Path, PathBuf};

use super::{LOAD, figures, scratch};

/// What is done while the disk fails.
pub(crate) const SCENARIOS: &[(&str, &str)] = &[
    ("found", "add_case"),
    ("cases", "add_case*4"),
    ("document", "add_case,add_document"),
    ("tag", "add_case,add_document,tag_claim,tag_claim"),
    ("evidence", "add_case,add_claim,add_source,link_evidence,edit_evidence"),
    ("rebuttal", "add_case,add_claim,add_rebuttal,add_rebuttal"),
    ("verdict", "add_case,add_claim,give_verdict,set_work_state"),
    ("undo", "add_case,add_claim,undo,redo,undo"),
    ("large", "add_case,large,large"),
    ("recover", "add_case,add_source,undo"),
];

/// ENOSPC, EIO, EROFS, EDQUOT, and a write that stops half way.
const ERRORS: &[i32] = &[28, 5, 30, 122, 0];

/// A folder with the desk that a scenario begins with.
pub(crate) fn prepared(folder: &Path, scenario: &str) -> PathBuf {
    std::fs::create_dir_all(folder).expect("a folder");
    let path = folder.join("Syria.claimdesk");
    wipe(&path);
    if scenario == "recover" {
        // As a crash leaves it: the newest entries stand in the journal alone.
        let kept = folder.with_extension("crashed");
        if !kept.exists() {
            std::fs::create_dir_all(&kept).expect("a folder");
            let live = kept.join("live.claimdesk");
            let mut work = load::Load::new(load::open(&live, 5).expect("a desk"), 5);
            work.found().expect("founded");
            for _ in 0..6 {
                work.step("add_case").expect("a case");
            }
            for ending in ["", "-wal"] {
                std::fs::copy(beside(&live, ending), beside(&kept.join("Syria.claimdesk"), ending)).expect("copied");
            }
        }
        for ending in ["", "-wal"] {
            std::fs::copy(beside(&kept.join("Syria.claimdesk"), ending), beside(&path, ending)).expect("copied");
        }
    }
    path
}

/// What had been acknowledged before a scenario began.
pub(crate) fn known(path: &Path) -> Vec<Ack> {
    if !path.exists() {
        return Vec::new();
    }
    let copy = path.with_file_name("known.claimdesk");
    wipe(&copy);
    for ending in ["", "-wal"] {
        std::fs::copy(beside(path, ending), beside(&copy, ending)).expect("copied");
    }
    let found = claimdesk_faults::audit::entries(&copy).into_iter().collect();
    wipe(&copy);
    found
}

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    runs: usize,
    struck: usize,
    told: usize,
    without_effect: usize,
    acknowledged: usize,
}

/// One run: work goes on, and all that was acknowledged is there. Whether the shim struck.
fn run(folder: &Path, (name, steps): (&str, &str), fault: Fault, count: &mut Count) -> bool {
    let (desk, log) = (folder.join("desk"), folder.join("log"));
    let path = prepared(&desk, name);
    let before = known(&path);
    let place = format!("{name}, {fault:?}");
    let args: [&str; 4] = [&path.to_string_lossy(), "7", "3", steps];
    let said = Run::new(LOAD, &args).under(&desk, fault, &log).run(scratch());
    assert!(said.stuck.is_empty() && said.ended, "{place}: work does not go on: {said:?}");
    assert!(!said.errors.iter().any(|error| error.contains("damaged")), "{place}: {:?}", said.errors);
    let acks = [before, said.acks].concat();
    audit(&path, &acks).unwrap_or_else(|why| panic!("{place}: {why}"));
    count.runs += 1;
    count.acknowledged += acks.len();
    count.told += said.errors.len();
    count.struck += usize::from(said.hit);
    count.without_effect += usize::from(said.hit && said.errors.is_empty());
    said.hit
}

#[test]
fn no_error_of_the_disk_is_taken_for_success() {
    let folder = fast_folder();
    let mut count = Count::default();
    for (number, scenario) in SCENARIOS.iter().enumerate() {
        for (kind, errno) in ERRORS.iter().enumerate() {
            for ever in [false, true] {
                // The short form takes a few places of each scenario, others for each error.
                let (first, stride) = if full() { (1, 1) } else { (1 + (number * 7 + kind * 3) as u64 % 90, 97) };
                for at in (first..).step_by(stride) {
                    if !run(folder.path(), *scenario, Fault::Fail { at, errno: *errno, ever }, &mut count) {
                        break;
                    }
                }
            }
        }
        let Count { runs, struck, told, without_effect, acknowledged } = count;
        figures(
            "errors of the disk",
            &format!(
                "{} of {} scenarios: {runs} runs, {struck} struck, {told} errors told, {without_effect} without effect, {acknowledged} acknowledged, 0 lost, 0 stuck",
                number + 1,
                SCENARIOS.len()
            ),
        );
    }
    assert!(count.struck > 40 && count.told > count.struck / 4, "{count:?}");
}
