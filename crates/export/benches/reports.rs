//! What reports cost: 10, 100 and 1,000 claims with three sources and one rebuttal each, into each format,
//! in time and in memory at its highest. `make bench` prints it; nothing here is asserted.

use std::time::Instant;

use claimdesk_export::{Audience, FORMATS, Report};
use serde_json::json;

#[path = "../tests/suite/desk.rs"]
#[expect(dead_code, reason = "the fixture of the suite, of which a bench needs a part")]
mod desk;

use desk::{Desk, command_of, env, made};

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn say(line: &str) {
    println!("{line}");
}

fn main() {
    for claims in [10, 100, 1_000] {
        let mut desk = desk_of(claims);
        peak();
        let from = Instant::now();
        let scope = desk.scope();
        let reader = desk.store.reader(None).expect("now");
        let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &made()).expect("a report");
        let mut said = vec![format!("assembled in {}", ms(from))];
        for format in FORMATS.iter().filter(|format| format.fits(Audience::CheckingFile)) {
            peak();
            let from = Instant::now();
            let done = format.render(&report, &env());
            let took = ms(from);
            let size =
                done.as_ref().map_or_else(|error| error.to_string(), |bytes| format!("{} KiB", bytes.len() >> 10));
            said.push(format!("{} {took}, {size}, {} MiB at its highest", format.key(), peak()));
        }
        say(&format!("a checking file of {claims} claims: {}", said.join("; ")));
    }
}

/// A case of so many claims, put in by commands of a hundred at a time.
fn desk_of(claims: usize) -> Desk {
    let mut desk = Desk::new("A long case");
    let sources: Vec<_> = (0..3 * claims)
        .map(|n| {
            desk.source(&json!({ "originator": format!("Body {n}"), "symbol": format!("S/{n}/2017"),
            "csl": { "title": format!("Report number {n} on what was found") }, "published": "2017-06-29" }))
        })
        .collect();
    for (n, three) in sources.chunks(3).enumerate() {
        let claim = desk.make(
            claimdesk_core::model::Kind::Claim,
            &json!({ "do": "add_claim", "case": desk.case, "statement": format!("Statement {n} says what report {n} found in Khan Shaykhun.") }),
        );
        let links: Vec<_> = three
            .iter()
            .map(|source| json!({ "do": "link_evidence", "claim": claim, "source": source,
                "with": { "shows": "It says so in these words.", "stance": "supports" } }))
            .chain([json!({ "do": "add_rebuttal", "target": { "claim": claim }, "statement": "It rests on samples that nobody else has seen.",
                "with": { "by": { "body": "Ministry" }, "uttered": "2017-06-30", "grounds": ["custody"] } })])
            .collect();
        let together = json!({ "do": "together", "title": "Linked", "commands": links });
        desk.store.execute(desk.editor, command_of(&together), None).expect("linked");
        desk.verdict(
            claim.into(),
            "Supported",
            &json!({ "finding": "The report says so.", "reasoning": "Three sources agree." }),
        );
    }
    desk
}

fn ms(from: Instant) -> String {
    format!("{:.0} ms", from.elapsed().as_secs_f64() * 1e3)
}

/// The most memory since the last time this was asked, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let most = line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() >> 10;
    // Lets the highest mark begin anew.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
    most
}
