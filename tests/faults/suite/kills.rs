//! The process is killed, at random moments and at every single write.

use claimdesk_faults::audit::audit;
use claimdesk_faults::shim::{Fault, Run, listen};
use claimdesk_faults::{fast_folder, full, many, wipe};
use claimdesk_tests::random::Dice;
use std::time::Duration;

use super::{LOAD, figures, scratch};

#[test]
fn what_was_acknowledged_outlives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Syria.claimdesk");
    let mut dice = Dice::new(11);
    let (kills, mut acknowledged, mut acks, mut dead) = (many(20, 1_000), 0, Vec::new(), 0);
    for turn in 0..kills {
        if turn % 10 == 0 {
            wipe(&path);
            acks.clear();
        }
        let (nth, seed) = ((turn + 1).to_string(), turn.to_string());
        let mut child = Run::new(LOAD, &[&path.to_string_lossy(), &nth, &seed, "mixed*100000"]).start(scratch());
        let id = child.id().to_string();
        std::thread::sleep(Duration::from_millis(20 + dice.below(280) as u64));
        assert!(child.try_wait().expect("a child").is_none(), "the load ended by itself");
        let killed = std::process::Command::new("kill").args(["-9", &id]).status().expect("kill");
        dead += usize::from(killed.success());
        let said = listen(child);
        assert!(said.errors.is_empty(), "turn {turn}: {:?}", said.errors);
        acknowledged += said.acks.len();
        acks.extend(said.acks);
        let entries = audit(&path, &acks).unwrap_or_else(|why| panic!("turn {turn}: {why}"));
        assert!(entries >= acks.len() as u64);
    }
    assert!(dead == kills && acknowledged > kills, "{dead} killed, {acknowledged} acknowledged");
    figures("kills at random", &format!("{kills} kills, {acknowledged} acknowledged, 0 lost, 0 errors"));
}

#[test]
fn a_kill_or_a_torn_write_at_any_operation_loses_nothing() {
    let folder = fast_folder();
    let desk = folder.path().join("desk");
    let log = folder.path().join("log");
    let (mut runs, mut struck) = (0, 0);
    let scenarios = super::disk::SCENARIOS;
    for (name, steps) in scenarios.iter().skip(if full() { 0 } else { scenarios.len() - 2 }) {
        for torn in [false, true] {
            for at in (1..).step_by(many(9, 1)) {
                let path = super::disk::prepared(&desk, name);
                let fault = if torn { Fault::Torn(at) } else { Fault::Kill(at) };
                let before = super::disk::known(&path);
                let run = Run::new(LOAD, &[&path.to_string_lossy(), "7", "3", steps]).under(&desk, fault, &log);
                let said = run.run(scratch());
                let acks = [before, said.acks].concat();
                audit(&path, &acks).unwrap_or_else(|why| panic!("{name}, operation {at}, torn {torn}: {why}"));
                runs += 1;
                if !said.hit {
                    assert!(said.ended, "{name}: {}", said.cries);
                    break;
                }
                struck += 1;
            }
        }
    }
    assert!(struck > 20, "{struck} of {runs} runs were struck");
    figures("kills and torn writes at each operation", &format!("{runs} runs, {struck} struck, 0 lost, 0 errors"));
}
