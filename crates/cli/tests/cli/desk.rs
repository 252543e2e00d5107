//! A folder of its own for each test, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A user with nothing yet.
pub(crate) struct Home(TempDir);

/// What a run of the program gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    /// A desk founded by “Editor A”.
    pub(crate) fn new() -> Self {
        let home = Self::empty();
        home.ok(&["--editor", "Editor A", "new"]);
        home
    }

    /// A desk with the sample case.
    pub(crate) fn with_sample() -> Self {
        let home = Self::new();
        home.ok(&["sample"]);
        home
    }

    /// The same desk and the same memory in another folder, for what must not stay in this one.
    pub(crate) fn twin(&self) -> Self {
        let twin = Self::empty();
        let copied = Command::new("cp").arg("-a").arg(self.path(".")).arg(twin.path(".")).status().expect("cp runs");
        assert!(copied.success());
        twin
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn desk(&self) -> PathBuf {
        self.path("Desk.claimdesk")
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.env_clear().env("CLAIMDESK_HOME", self.0.path()).current_dir(self.0.path()).args(arguments);
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).output().expect("the program runs"))
    }

    /// Runs it with a text on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let input = std::fs::File::open(self.file("input.txt", input)).expect("the input");
        ran(self.command(arguments).stdin(input).output().expect("the program runs"))
    }

    /// Runs it; it must succeed and say nothing on standard error.
    #[track_caller]
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}\n{}", ran.out);
        ran.out
    }

    /// Runs it; it must end with this code and print nothing.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}\n{}", ran.err);
        self.plain(&ran.err)
    }

    /// The text without what differs from run to run.
    pub(crate) fn plain(&self, text: &str) -> String {
        plain(&text.replace(&self.0.path().to_string_lossy().into_owned(), "[home]"))
    }
}

fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A field of each line of JSON.
pub(crate) fn field(lines: &str, name: &str) -> Vec<String> {
    let value = |line: &str| -> String {
        let value: serde_json::Value = serde_json::from_str(line).expect(line);
        match &value[name] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    };
    lines.lines().map(value).collect()
}

/// Ids, hashes and times become their names.
fn plain(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-:.".contains(c);
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (word, after) = rest.split_at(length);
        plain.push_str(name_of(word).unwrap_or(word));
        rest = after;
    }
    plain
}

fn name_of(word: &str) -> Option<&'static str> {
    let shaped = |shape: &str| {
        word.len() == shape.len()
            && word.chars().zip(shape.chars()).all(|(c, s)| match s {
                'x' => c.is_ascii_hexdigit(),
                '9' => c.is_ascii_digit(),
                other => c == other,
            })
    };
    let names = [
        ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "[id]"),
        ("9999-99-99T99:99:99.999Z", "[time]"),
        ("99:99", "[minute]"),
    ];
    let is_hash = word.len() == 64 && word.chars().all(|c| c.is_ascii_hexdigit());
    let found = names.iter().find(|(shape, _)| shaped(shape)).map(|(_, name)| *name);
    let is_today = word.len() == 10 && word.starts_with("20") && word.as_bytes()[4] == b'-' && !word.starts_with("201");
    found.or(is_hash.then_some("[hash]")).or(is_today.then_some("[day]"))
}

/// Whether a desk verifies.
pub(crate) fn verifies(home: &Home, desk: &Path) -> bool {
    home.run(&["--desk", &desk.to_string_lossy(), "verify"]).code == 0
}
