//! What is said, and with which exit code, when something cannot be done.

use insta::assert_snapshot;

use crate::desk::Home;

#[test]
fn without_a_desk_every_other_verb_says_how_to_make_one() {
    let home = Home::empty();
    assert_snapshot!("no-desk", home.fails(1, &["cases"]));
    for verb in ["sample", "undo", "verify", "rebuild", "log"] {
        home.fails(1, &[verb]);
    }
    assert!(!home.desk().exists(), "only `new` makes a desk");
}

#[test]
fn refusals_end_with_1_and_wrong_use_with_2() {
    let home = Home::new();
    for (name, code, arguments) in [
        ("new-twice", 1, vec!["new"]),
        ("refused", 1, vec!["do", r#"{"do":"add_case","name":""}"#]),
        ("nothing-to-undo", 1, vec!["undo"]),
        ("no-case", 1, vec!["claims", "--case", "Paris"]),
        ("no-claim", 1, vec!["claim", "01890000-0000-7000-8000-000000000000"]),
        ("no-entry", 1, vec!["restore", "418", "--why", "because"]),
        ("no-editor", 1, vec!["--editor", "Nobody", "undo"]),
        ("not-json", 2, vec!["do", "{"]),
        ("no-such-command", 2, vec!["do", r#"{"do":"fly"}"#]),
        ("no-such-question", 2, vec!["ask", "weather", "{}"]),
        ("no-such-verb", 2, vec!["fly"]),
        ("at-while-writing", 2, vec!["--at", "1", "undo"]),
        ("no-reason", 2, vec!["restore", "1"]),
        ("json-fault", 1, vec!["--json", "claims", "--case", "Paris"]),
        ("json-wrong-use", 2, vec!["--json", "fly"]),
    ] {
        assert_snapshot!(name, home.fails(code, &arguments));
    }
    assert_eq!(home.ok(&["log"]).lines().count(), 1, "nothing of it left a trace");
}

#[test]
fn a_file_that_is_no_desk_is_not_touched() {
    let home = Home::new();
    let text = "Not a desk at all, but long enough to be taken for something. ".repeat(20);
    let path = home.file("letter.claimdesk", &text);
    let desk = path.to_string_lossy().into_owned();
    for verb in ["cases", "undo"] {
        home.fails(1, &["--desk", &desk, verb]);
    }
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), text);
}

#[test]
fn damage_is_told_with_3() {
    let home = Home::with_sample();
    #[expect(clippy::disallowed_methods, reason = "this test does what no program may do")]
    let conn = rusqlite::Connection::open(home.desk()).expect("the file");
    let triggers: Vec<(String, String)> = conn
        .prepare("select name, sql from sqlite_schema where type = 'trigger'")
        .and_then(|mut found| found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("the triggers");
    for (trigger, _) in &triggers {
        conn.execute_batch(&format!("drop trigger \"{trigger}\"")).expect("dropped");
    }
    conn.execute("update entry set why = 'for another reason' where seq = 2", []).expect("changed");
    for (_, sql) in &triggers {
        conn.execute_batch(sql).expect("made again, so that nothing shows but the entry");
    }
    drop(conn);
    assert_snapshot!("damaged", home.fails(3, &["verify"]));
    assert_snapshot!("damaged-json", home.fails(3, &["--json", "verify"]));
}

#[test]
fn a_desk_that_another_program_writes_to_is_locked_but_can_be_read() {
    let home = Home::new();
    let mut command = home.command(&["--json", "do", "-"]);
    let mut holder = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = holder.stdin.take().expect("its input");
    let output = holder.stdout.take().expect("its output");
    std::io::Write::write_all(&mut input, b"{\"do\":\"add_case\",\"name\":\"A case\"}\n").expect("sent");
    let mut receipt = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut receipt).expect("a receipt");
    let said = home.fails(1, &["undo"]).replace(&holder.id().to_string(), "[process]");
    assert_snapshot!("locked", said);
    assert_eq!(home.ok(&["cases"]).lines().count(), 1);
    drop(input);
    assert!(holder.wait().expect("it ends").success());
    home.ok(&["undo"]);
}
