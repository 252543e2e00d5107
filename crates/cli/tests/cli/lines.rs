//! `do -`: a line in, a commit, a line out; in that order whatever happens.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use insta::assert_snapshot;

use crate::desk::{Home, field, verifies};

fn cases(n: usize) -> String {
    (0..n).map(|n| format!("{{\"do\":\"add_case\",\"name\":\"Case {n}\"}}\n")).collect()
}

#[test]
fn a_thousand_lines_give_a_thousand_receipts() {
    let home = Home::new();
    let ran = home.run_with(&["--json", "do", "-"], &cases(1_000));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let log = home.ok(&["--json", "log"]);
    assert_eq!(field(&ran.out, "seq"), field(&log, "seq")[1..]);
    assert_eq!(field(&ran.out, "hash"), field(&log, "hash")[1..]);
    assert_eq!(field(&ran.out, "entry"), field(&log, "entry")[1..]);
    assert_eq!(field(&log, "seq").last().map(String::as_str), Some("1001"));
    assert!(verifies(&home, &home.desk()));
}

#[test]
fn a_line_may_bring_its_reason_and_empty_lines_are_passed_over() {
    let home = Home::new();
    let input = "\n{\"why\":\"a new story\",\"command\":{\"do\":\"add_case\",\"name\":\"One\"}}\n  \n\
                 {\"do\":\"add_case\",\"name\":\"Two\"}";
    let ran = home.run_with(&["--json", "do", "-", "--why", "as agreed"], input);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 2), "{}", ran.err);
    assert_eq!(field(&home.ok(&["--json", "log"]), "why"), ["null", "a new story", "as agreed"]);
}

#[test]
fn the_first_refused_line_ends_it_and_is_named() {
    let home = Home::new();
    let input = format!("{}{{\"do\":\"add_case\",\"name\":\" \"}}\n{}", cases(2), cases(2));
    let ran = home.run_with(&["do", "-"], &input);
    assert_eq!((ran.code, home.ok(&["cases"]).lines().count()), (1, 2));
    assert_snapshot!("line-refused", ran.err);
    let ran = home.run_with(&["--json", "do", "-"], "not json\n");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_snapshot!("line-json", ran.err);
}

#[test]
fn with_keep_going_the_other_lines_are_carried_out() {
    let home = Home::new();
    let input = format!("{}{{\"do\":\"add_case\",\"name\":\" \"}}\nnot json\n{}", cases(2), cases(3));
    let ran = home.run_with(&["--json", "do", "-", "--keep-going"], &input);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 5));
    assert_eq!(field(&ran.err, "line"), ["3", "4"]);
}

#[test]
fn a_kill_loses_no_receipt_that_was_printed() {
    let home = Home::new();
    let input = std::fs::File::open(home.file("many.txt", &cases(20_000))).expect("the input");
    let mut child =
        home.command(&["--json", "do", "-"]).stdin(input).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let mut printed = String::new();
    for _ in 0..200 {
        output.read_line(&mut printed).expect("a receipt");
    }
    child.kill().expect("killed with SIGKILL");
    child.wait().expect("gone");
    // What had been printed before the kill but not yet read counts too.
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut output, &mut rest).expect("the rest");
    let rest = String::from_utf8(rest).expect("UTF-8");
    let whole = rest.rfind('\n').map_or("", |end| &rest[..=end]);
    printed.push_str(whole);
    let log = home.ok(&["--json", "log"]);
    let hashes = field(&log, "hash");
    let kept = field(&printed, "hash");
    assert!(kept.len() >= 200 && kept.len() < 20_000, "{}", kept.len());
    assert_eq!(kept, hashes[1..=kept.len()], "each receipt stands in the log, in its place");
    assert!(verifies(&home, &home.desk()));
    home.ok(&["undo"]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let home = Home::with_sample();
    home.run_with(&["do", "-"], &cases(300));
    for verb in ["log", "claims", "cases"] {
        let mut command = home.command(&["--json", verb]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{verb}");
    }
    let mut command = home.command(&["--json", "do", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(cases(1).as_bytes()).expect("sent");
    drop(child.stdout.take());
    drop(input);
    child.wait().expect("it ends");
    assert!(verifies(&home, &home.desk()));
}
