//! What a command, a page and the past cost: as ratios to bare SQLite in the
//! same run, and as growth. `make bench` prints them; nothing here is asserted.

use claimdesk_core::command::{Command, EditClaim, Together};
use claimdesk_core::id::{CaseId, ClaimId};
use claimdesk_core::model::{ClaimPatch, Stance};
use claimdesk_tests::{Desk, counted};
use rusqlite::{Connection, params};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn say(line: &str) {
    println!("{line}");
}

/// The median time of one turn.
fn median(turns: usize, mut turn: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..turns)
        .map(|n| {
            let from = Instant::now();
            turn(n);
            from.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}

#[expect(clippy::disallowed_methods, reason = "the peer that we are measured against")]
fn peer(path: &Path, synchronous: &str) -> Connection {
    let conn = Connection::open(path).expect("SQLite opens");
    conn.execute_batch(&format!(
        "pragma journal_mode = wal; pragma synchronous = {synchronous}; create table t (id integer primary key, body blob not null);"
    ))
    .expect("a table");
    conn
}

fn reword(n: usize) -> ClaimPatch {
    let words = format!("Sarin or a sarin-like substance was used in Khan Shaykhun on 4 April 2017, wording {n}");
    ClaimPatch { statement: Some(words), ..ClaimPatch::default() }
}

/// One command's cost beside the same bytes written by bare SQLite.
fn one_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.claimdesk");
    let mut desk = Desk::in_file(&path);
    let case = desk.case("Paris talks");
    let claim = desk.claim(case, "A claim").add();
    let ours = median(500, |n| {
        desk.run(EditClaim { claim, set: reword(n) });
    });
    desk.close();
    let body: i64 = bytes_of_last_entry(&path);
    let bytes = vec![7_u8; usize::try_from(body).unwrap_or(0)];
    let mut line = format!("one edit_claim, {body} bytes of entry: {}", ms(ours));
    for (name, synchronous) in [("synced", "full"), ("unsynced", "off")] {
        let conn = peer(&folder.path().join(format!("{name}.sqlite")), synchronous);
        let theirs = median(500, |_| {
            conn.execute("insert into t (body) values (?1)", params![bytes]).expect("written");
        });
        line.push_str(&format!(
            "; bare SQLite {name} {}, ratio {:.1}",
            ms(theirs),
            ours.as_secs_f64() / theirs.as_secs_f64()
        ));
    }
    say(&line);
}

#[expect(clippy::disallowed_methods, reason = "a look at the file from outside")]
fn bytes_of_last_entry(path: &Path) -> i64 {
    let conn = Connection::open(path).expect("SQLite opens");
    conn.query_row("select length(body) + length(salt) + 200 from entry order by seq desc limit 1", [], |row| {
        row.get(0)
    })
    .expect("an entry")
}

/// A desk as it grows: half of the claims have a verdict, a tenth a rebuttal.
fn filled(claims: usize) -> (Desk, CaseId, ClaimId) {
    let mut desk = Desk::new();
    let case = desk.case("Paris talks");
    let scale = desk.scale();
    let commands_for = |n: usize| -> Vec<Command> {
        let id = ClaimId(counted((1 << 40) + n as u128));
        let mut all = vec![
            json!({ "do": "add_claim", "id": id, "case": case, "statement": format!("Claim number {n} on the attack") }),
        ];
        if n.is_multiple_of(2) {
            all.push(json!({ "do": "give_verdict", "claim": id, "scale": scale, "value_name": "Supported", "with": { "reasoning": "x" } }));
        }
        if n.is_multiple_of(10) {
            all.push(json!({ "do": "add_rebuttal", "target": { "claim": id }, "statement": "doubtful data" }));
        }
        all.iter().map(|json| Command::from_json(&json.to_string()).expect("a command")).collect()
    };
    for from in (0..claims).step_by(1_000) {
        let commands: Vec<Command> = (from..(from + 1_000).min(claims)).flat_map(commands_for).collect();
        desk.run(Together { title: "Filled".to_owned(), commands });
    }
    let claim = desk.claim(case, "The claim that is read").said_by("OPCW").add();
    let source = desk.source("FFM report").symbol("S/1510/2017").add();
    let evidence = desk.link(claim, source, Stance::Supports);
    let rebuttal = desk.rebut(claimdesk_core::model::Target::Evidence(evidence)).says("doubtful");
    desk.rebut(claimdesk_core::model::Target::Rebuttal(rebuttal)).says("answered");
    desk.verdict(claim, "Supported", "It is so.");
    (desk, case, claim)
}

/// Reading and writing on desks that grow.
fn growth() {
    for claims in [1_000, 10_000, 100_000] {
        let (mut desk, case, claim) = filled(claims);
        let mut time = |name: &str, input: serde_json::Value| {
            let query = match name {
                "open ones" => "claim_list",
                "single origin" => "board",
                name => name,
            };
            let found = median(15, |_| {
                desk.ask(query, input.clone(), None).expect("an answer");
            });
            format!("{name} {}", ms(found))
        };
        let parts = [
            time("claim_page", json!({ "claim": claim })),
            time("claim_list", json!({ "case": case, "limit": 200 })),
            time("open ones", json!({ "case": case, "limit": 200, "show": "open" })),
            time("board", json!({ "filter": {}, "limit": 200 })),
            time("single origin", json!({ "filter": { "single_origin": true }, "limit": 200 })),
            time("search", json!({ "text": "claim number 77" })),
            time("desk", json!({})),
        ];
        let command = median(15, |n| {
            desk.run(EditClaim { claim, set: reword(n) });
        });
        let middle = desk.head() / 2;
        let past = median(1, |_| {
            desk.ask("desk", json!({}), Some(middle)).expect("the past");
        });
        let from = Instant::now();
        desk.store().verify().expect("it verifies");
        let verified = from.elapsed();
        say(&format!(
            "{claims} claims: {}; edit_claim in memory {}; the past at the middle {}; verify {}",
            parts.join("; "),
            ms(command),
            ms(past),
            ms(verified)
        ));
        drop(desk);
    }
}

/// What a long history costs: one entry after the other, in a file. `BENCH=full` goes up to a million,
/// which takes a quarter of an hour.
fn history() {
    let is_full = std::env::var_os("BENCH").is_some_and(|what| what == "full");
    let sizes: &[u64] = if is_full { &[10_000, 100_000, 1_000_000] } else { &[1_000, 10_000, 100_000] };
    for &entries in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bench.claimdesk");
        let mut desk = Desk::in_file(&path);
        let case = desk.case("Paris talks");
        let (_, revision) = desk.document(case, &["Paris talks", "The two ministers met in Paris on 6 July 2017."]);
        let claim = desk.claim(case, "A claim").add();
        let tag = median(200, |_| {
            desk.tag(revision, "met in Paris");
        });
        for n in desk.head()..entries {
            desk.run(EditClaim { claim, set: reword(usize::try_from(n).unwrap_or(0)) });
        }
        let once = |turn: &mut dyn FnMut()| ms(median(1, |_| turn()));
        let verify = once(&mut || assert!(desk.store().verify().expect("it verifies").entries == entries));
        let rebuild = once(&mut || desk.store().rebuild().expect("made anew"));
        let past = once(&mut || drop(desk.ask("desk", json!({}), Some(entries / 2)).expect("the past")));
        let end = once(&mut || drop(desk.ask("desk", json!({}), Some(entries - 1)).expect("the past")));
        let line = once(&mut || drop(desk.ask("timeline", json!({}), None).expect("the days")));
        let pages = once(&mut || drop(desk.ask("history", json!({ "case": case }), None).expect("a history")));
        let compared =
            once(&mut || drop(desk.ask("compare", json!({ "from": entries / 2 }), None).expect("a comparison")));
        let root = once(&mut || {
            let ledger = desk.store().ledger().expect("a ledger");
            ledger.tree_head(Some(entries / 2)).expect("a root");
            ledger.sealed(entries / 2).expect("an entry as sealed");
        });
        let undo = once(&mut || assert!(desk.undo().expect("undone").seq > entries));
        desk.close();
        let look = once(&mut || Desk::look(&path));
        let size = std::fs::metadata(&path).map_or(0, |file| file.len()) / entries;
        let open = once(&mut || assert!(Desk::reopen(&path, 1).head() > entries));
        say(&format!(
            "{entries} entries, {size} bytes each: tag_claim with its text read {}; verify {verify}; rebuild {rebuild}; the past at the middle {past}, at the end {end}; \
             the line of days {line}; the history of the case {pages}; the middle compared with now {compared}; \
             the root at the middle with its entry {root}; undo {undo}; the open check {look}; open, head and verify {open}",
            ms(tag)
        ));
    }
}

fn main() {
    one_command();
    history();
    growth();
}
