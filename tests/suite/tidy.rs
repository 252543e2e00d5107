//! The rules of the house as tests over the source text (`docs/architecture.md`).

use std::path::{Path, PathBuf};

const LINES_MAX: usize = 500;
const SVELTE_LINES_MAX: usize = 300;
const FUNCTION_LINES_MAX: usize = 70;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Source files with these endings below these folders, with their text.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "target", "dist", "generated", "gen"].contains(&name.as_str()) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let root = root();
    let mut found = Vec::new();
    for folder in folders {
        walk(&root.join(folder), endings, &mut found);
    }
    assert!(!found.is_empty(), "no {endings:?} below {folders:?}");
    found.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a text");
        (path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned(), text)
    };
    found.into_iter().map(read).collect()
}

fn rust() -> Vec<(String, String)> {
    sources(&["crates", "src-tauri", "tests"], &[".rs"])
}

#[track_caller]
fn none(offenders: Vec<String>, rule: &str) {
    assert!(offenders.is_empty(), "{rule}:\n  {}", offenders.join("\n  "));
}

#[test]
fn files_stay_short() {
    let mut long: Vec<String> = Vec::new();
    for (path, text) in rust().into_iter().chain(sources(&["ui/src"], &[".ts", ".svelte"])) {
        let most = if path.ends_with(".svelte") { SVELTE_LINES_MAX } else { LINES_MAX };
        let lines = text.lines().count();
        if lines > most {
            long.push(format!("{path}: {lines} of {most} lines"));
        }
    }
    none(long, "a file holds one idea");
}

#[test]
fn functions_stay_short() {
    let mut long = Vec::new();
    for (path, text) in rust() {
        let mut open: Option<(usize, usize, String)> = None;
        for (n, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if let Some((start, depth, name)) = &open {
                if indent == *depth && line.trim_start().starts_with('}') {
                    if n - start > FUNCTION_LINES_MAX {
                        long.push(format!("{path}:{}: {} lines: {name}", start + 1, n - start));
                    }
                    open = None;
                }
            } else if (line.contains(" fn ") || line.trim_start().starts_with("fn ")) && line.trim_end().ends_with('{')
            {
                open = Some((n, indent, line.trim().to_owned()));
            }
        }
    }
    none(long, "a function does one thing");
}

#[test]
fn every_module_says_what_lives_there() {
    let silent = rust().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path);
    let silent = silent.filter(|path| !path.ends_with("src-tauri/src/main.rs"));
    none(silent.collect(), "a module begins with `//!`");
}

#[test]
fn sqlite_is_named_only_where_tables_are() {
    const MAY: &[&str] = &[
        "crates/core/src/table/",
        "crates/core/src/ledger/",
        "crates/core/src/query/",
        "crates/core/src/store.rs",
        "crates/core/src/reader.rs",
        "crates/core/src/connection.rs",
        "crates/core/src/connection/",
        "crates/core/src/command/pending.rs",
        "crates/core/src/command/mod.rs",
        "crates/core/src/error.rs",
        "crates/host/src/state.rs",
    ];
    let offenders = rust().into_iter().filter(|(path, text)| {
        path.starts_with("crates/")
            && !path.contains("/tests/")
            && !MAY.iter().any(|may| path.starts_with(may))
            && text.contains("rusqlite")
    });
    none(offenders.map(|(path, _)| path).collect(), "only tables, ledger, queries and doors name rusqlite");
}

#[test]
fn only_apply_writes_projections_and_only_entry_writes_the_ledger() {
    let mut offenders = Vec::new();
    for (path, text) in sources(&["crates/core/src", "crates/host/src", "crates/cli/src", "src-tauri/src"], &[".rs"]) {
        let lower = text.to_lowercase();
        if lower.contains("insert into entry") && path != "crates/core/src/ledger/entry.rs" {
            offenders.push(format!("{path} writes entry"));
        }
        let writes = lower.contains("insert into {table}") || lower.contains("update {table}");
        if writes && path != "crates/core/src/table/apply.rs" {
            offenders.push(format!("{path} writes a projection"));
        }
        if path.starts_with("crates/core/src/command/")
            && ["insert into", "update ", "delete from"].iter().any(|verb| lower.contains(&format!("\"{verb}")))
        {
            offenders.push(format!("{path} writes SQL"));
        }
    }
    none(offenders, "one writer each");
}

#[test]
fn the_core_has_no_clock_no_chance_no_environment_and_no_network() {
    const NEVER: &[&str] = &[
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "now_v7",
        "new_v4",
        "std::env",
        "std::net",
        "std::process",
        "std::fs",
        "getrandom",
    ];
    let mut offenders = Vec::new();
    for (path, text) in sources(&["crates/core/src"], &[".rs"]) {
        // One module asks what the desk's own file is; it opens none.
        let may = |never: &str| never == "std::fs" && path == "crates/core/src/file.rs" && !opens(&text);
        for never in NEVER.iter().filter(|never| text.contains(**never) && !may(never)) {
            offenders.push(format!("{path}: {never}"));
        }
    }
    none(offenders, "these come in through Env or stay at the edge");
}

/// Whether a text calls something of `std::fs` that touches bytes.
fn opens(text: &str) -> bool {
    let calls = text.match_indices("fs::").map(|(at, _)| &text[at + 4..]);
    calls
        .filter(|call| {
            !["metadata(", "canonicalize(", "MetadataExt", "statfs("].iter().any(|may| call.starts_with(may))
        })
        .any(|call| !call.starts_with(';') && call.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[test]
fn the_engine_of_anchors_stands_alone() {
    const NEVER: &[&str] =
        &["claimdesk_core", "claimdesk_host", "std::fs", "std::env", "std::time", "std::process", "std::net"];
    let offenders = sources(&["crates/anchor/src"], &[".rs"])
        .into_iter()
        .filter(|(_, text)| NEVER.iter().any(|never| text.contains(never)));
    none(offenders.map(|(path, _)| path).collect(), "crates/anchor is a pure function over two texts");
}

#[test]
fn only_the_border_names_tauri() {
    let ui = sources(&["ui/src"], &[".ts", ".svelte"]);
    let offenders =
        ui.into_iter().filter(|(path, text)| text.contains("@tauri-apps") && !path.starts_with("ui/src/api/"));
    none(offenders.map(|(path, _)| path).collect(), "only ui/src/api names Tauri");
    let crates = sources(&["crates"], &[".toml"]);
    let offenders = crates.into_iter().filter(|(_, text)| text.contains("tauri"));
    none(offenders.map(|(path, _)| path).collect(), "no crate below the window knows Tauri");
}

#[test]
fn every_test_file_is_listed() {
    let mut forgotten = Vec::new();
    let all = sources(&["tests/suite"], &[".rs"]);
    for (path, _) in &all {
        let (folder, name) = path.rsplit_once('/').expect("a file in a folder");
        // A folder is listed above itself.
        let (above, module) = if name == "mod.rs" {
            folder.rsplit_once('/').expect("a folder")
        } else {
            (folder, name.trim_end_matches(".rs"))
        };
        if path.ends_with("suite/main.rs") {
            continue;
        }
        let lists =
            |parent: &str| all.iter().any(|(path, text)| path == parent && text.contains(&format!("mod {module};\n")));
        if !lists(&format!("{above}/mod.rs")) && !lists(&format!("{above}/main.rs")) {
            forgotten.push(path.clone());
        }
    }
    none(forgotten, "a test that is not listed never runs");
}

#[test]
fn what_is_allowed_says_why() {
    let mut silent = Vec::new();
    for (path, text) in rust() {
        // Written apart, so that this file does not find itself.
        for attribute in ["allow", "expect"].map(|word| format!("#[{word}(")) {
            for (at, _) in text.match_indices(&attribute) {
                let rest = &text[at..];
                if !rest[..rest.find(")]").unwrap_or(rest.len())].contains("reason =") {
                    silent.push(format!("{path}:{}", text[..at].lines().count()));
                }
            }
        }
    }
    none(silent, "an exception says why");
}

#[test]
fn nothing_is_left_undone() {
    // Written apart, so that this file does not find itself.
    let marks = ["todo!", "unimplemented!", "dbg!"].map(|mark| format!("{mark}("));
    let offenders = rust().into_iter().filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)));
    none(offenders.map(|(path, _)| path).collect(), "no left-over marks");
}
