//! Several processes and connections write to one desk at once.

use claimdesk_faults::audit::{audit, entries};
use claimdesk_faults::load::{Load, open};
use claimdesk_faults::many;
use claimdesk_faults::shim::{Run, listen};

use super::{LOAD, figures, scratch};

#[test]
fn writers_at_once_lose_nothing_and_fork_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Syria.claimdesk");
    let mut desk = Load::new(open(&path, 1).expect("a desk"), 1);
    desk.found().expect("founded");
    desk.store.close().expect("closed");
    let (processes, threads, writes) = (2, 4, many(200, 10_000));
    let each = (writes / (processes * threads)).to_string();
    let start = |nth: usize| {
        let args = [
            path.to_string_lossy().into_owned(),
            (nth + 2).to_string(),
            "threads".to_owned(),
            threads.to_string(),
            each.clone(),
        ];
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        Run::new(LOAD, &args).start(scratch())
    };
    let children: Vec<_> = (0..processes).map(start).collect();
    let heard: Vec<_> = children.into_iter().map(|child| std::thread::spawn(|| listen(child))).collect();
    let mut acks = Vec::new();
    for said in heard {
        let said = said.join().expect("heard");
        assert!(said.ended && said.errors.is_empty(), "{:?} {}", said.errors, said.cries);
        acks.extend(said.acks);
    }
    assert_eq!(acks.len(), writes);
    let kept = audit(&path, &acks).expect("whole");
    assert_eq!(kept, writes as u64 + 1, "each write is one entry");
    assert_eq!(entries(&path).len() as u64, kept);
    figures(
        "writers at once",
        &format!("{writes} writes by {processes} processes × {threads} connections, 0 lost, 0 forks, 0 busy errors"),
    );
}
