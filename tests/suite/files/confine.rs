//! What a process can still do once it has given up what the worker gives up.
//!
//! The suite runs itself again: an ignored test is the process that tries.

#![expect(clippy::print_stdout, reason = "the child says what it could do to the test that started it")]

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::{Command, Stdio};

/// Says what was possible; nothing of it should be.
fn say(what: &str, possible: bool) {
    println!("tried {what}: {}", if possible { "POSSIBLE" } else { "refused" });
}

#[test]
#[ignore = "the child of the test below"]
fn tries_everything() {
    let held = claimdesk_host::worker::confine().expect("it is confined");
    println!("held {held:?}");
    let here = std::env::temp_dir();
    say("to read a file", std::fs::read("/etc/passwd").is_ok());
    say("to read itself", std::fs::read("/proc/self/maps").is_ok());
    say("to list a folder", std::fs::read_dir("/").is_ok());
    say("to write a file", std::fs::write(here.join("claimdesk-confined"), "x").is_ok());
    say("to remove a file", std::fs::remove_file(here.join("claimdesk-none")).is_ok_and(|()| true));
    say("to open a connection", TcpStream::connect("127.0.0.1:9").is_ok());
    say("to listen", TcpListener::bind("127.0.0.1:0").is_ok());
    say("to send", UdpSocket::bind("127.0.0.1:0").is_ok());
    say("to start a program", Command::new("/bin/true").stdin(Stdio::null()).spawn().is_ok());
    say("to start a thread", std::thread::Builder::new().spawn(|| {}).is_ok());
    let mut large: Vec<u8> = Vec::new();
    say("to take a gigabyte", large.try_reserve(1 << 30).is_ok());
    let mut small: Vec<u8> = Vec::new();
    println!("tried to take 64 megabytes: {}", small.try_reserve(64 << 20).is_ok());
}

#[test]
fn a_confined_process_can_only_compute() {
    let child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "files::confine::tries_everything", "--ignored", "--nocapture"])
        .output()
        .expect("a child");
    let said = String::from_utf8_lossy(&child.stdout);
    let tried: Vec<&str> = said.lines().filter(|line| line.contains("tried ")).collect();
    assert_eq!(tried.len(), 12, "{said}");
    assert!(said.contains("seccomp: true"), "every Linux for ten years has it: {said}");
    assert!(!said.contains("POSSIBLE"), "{said}");
    assert!(said.contains("tried to take 64 megabytes: true"), "{said}");
}
