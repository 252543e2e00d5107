//! Another process: killed in the middle of its work, or not allowed to write.
//!
//! The suite runs itself again for that: an ignored test that reads a path from
//! its standard input is the child.

use claimdesk_core::id::DeviceId;
use claimdesk_core::{Fault, Store};
use claimdesk_tests::{CountingEnv, Desk, counted};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn spawn(test: &str, path: &Path, prepare: impl FnOnce(&mut Command)) -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", test, "--ignored", "--nocapture"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    prepare(&mut command);
    let mut child = command.spawn()?;
    writeln!(child.stdin.take().expect("a pipe"), "{}", path.display())?;
    Ok(child)
}

/// What the child was given to work on; nothing where a person started it by hand.
fn given() -> Option<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    let path = line.trim();
    if path.is_empty() { None } else { Some(path.to_owned()) }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("the parent listens");
}

/// Lines of the child that begin with a word, without it.
fn heard(child: &mut Child, word: &'static str) -> impl Iterator<Item = String> {
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    out.lines().map_while(Result::ok).filter_map(move |line| line.strip_prefix(word).map(str::to_owned))
}

#[test]
#[ignore = "the child of the test below"]
fn works_until_it_is_killed() {
    let Some(path) = given() else { return };
    let mut desk = Desk::reopen(Path::new(&path), u128::from(std::process::id()));
    loop {
        desk.case("Paris talks");
        say(&format!("done {}", desk.head()));
    }
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Syria.claimdesk");
    Desk::in_file(&path).close();
    let mut acknowledged = 1;
    for turn in 0..8 {
        let mut child = spawn("files::child::works_until_it_is_killed", &path, |_| {}).expect("a child");
        // Killed at another place each time: after so many words, in the midst of what comes next.
        let heard: Vec<u64> =
            heard(&mut child, "done ").take(3 + turn * 5).map(|n| n.parse().expect("a place")).collect();
        child.kill().expect("killed");
        child.wait().expect("gone");
        acknowledged = *heard.last().expect("it came to something");
        let mut desk = Desk::reopen(&path, 1_000_000 + turn as u128);
        assert!(desk.head() >= acknowledged, "turn {turn}: {} of {acknowledged}", desk.head());
    }
    assert!(acknowledged > 40);
}

#[test]
#[ignore = "the child of the test below"]
fn may_not_write() {
    let Some(path) = given() else { return };
    match Store::open(Path::new(&path), DeviceId(counted(0xd)), Box::new(CountingEnv::new(1))) {
        Ok(_) => say("kind opened"),
        Err(error) => say(&format!("kind {:?}", Fault::from(&error).kind)),
    }
}

#[test]
fn a_desk_that_may_not_be_written_says_so_and_is_left_alone() {
    const NOBODY: u32 = 65_534;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Syria.claimdesk");
    let mut desk = Desk::in_file(&path);
    desk.case("Paris talks");
    desk.close();
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode(folder.path(), 0o755);
    mode(&path, 0o444);
    let before = std::fs::read(&path).expect("bytes");
    // Root may write everything: then somebody else tries.
    let root = std::fs::OpenOptions::new().append(true).open(&path).is_ok();
    let child = spawn("files::child::may_not_write", &path, |command| {
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
    });
    let mut child = match child {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return, // The program itself is out of nobody's reach.
        child => child.expect("a child"),
    };
    assert_eq!(heard(&mut child, "kind ").collect::<Vec<_>>(), ["ReadOnly"]);
    child.wait().expect("gone");
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
    let mut desk = claimdesk_core::ReadDesk::open(&path).expect("it can be read");
    assert_eq!(desk.reader(None).and_then(|reader| reader.head()).expect("a head").seq, 2);
}
