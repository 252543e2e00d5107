//! The shim between a load and the disk, and the load as a process of its own.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;

use crate::load::Ack;

/// What the shim does with the nth operation.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It fails with an error of the system (0: half of the bytes are written), once or from then on.
    Fail {
        /// Which operation.
        at: u64,
        /// The number of the error.
        errno: i32,
        /// Whether all later ones fail as well.
        ever: bool,
    },
    /// The process is killed before it.
    Kill(u64),
    /// Half of it is done, then the process is killed.
    Torn(u64),
    /// All is recorded, and the nth sync fails once (0: none does).
    Record(u64),
}

/// Compiles the shim, once.
pub fn library(scratch: &Path) -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = scratch.join(format!("shim-{}.so", std::process::id()));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("shim.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o"]).arg(&built).arg(&source).arg("-ldl");
        assert!(cc.status().expect("a C compiler, which SQLite needs too").success(), "the shim does not compile");
        built
    })
}

/// A load as a process of its own.
#[derive(Debug)]
pub struct Run {
    program: PathBuf,
    args: Vec<String>,
    shim: Option<(PathBuf, Fault, PathBuf)>,
}

/// What a load said before its end.
#[derive(Debug)]
pub struct Said {
    /// What it acknowledged.
    pub acks: Vec<Ack>,
    /// What went wrong, as it was told.
    pub errors: Vec<String>,
    /// That work did not go on.
    pub stuck: Vec<String>,
    /// Whether it came to its end.
    pub ended: bool,
    /// How the process ended.
    pub status: ExitStatus,
    /// Whether the shim struck.
    pub hit: bool,
    /// What it wrote where errors go.
    pub cries: String,
}

impl Run {
    /// Of this program, with these arguments.
    pub fn new(program: &str, args: &[&str]) -> Self {
        Self { program: program.into(), args: args.iter().map(|arg| (*arg).to_owned()).collect(), shim: None }
    }

    /// With the shim over a folder; `log` is where it notes what it did.
    #[must_use]
    pub fn under(mut self, folder: &Path, fault: Fault, log: &Path) -> Self {
        self.shim = Some((folder.to_owned(), fault, log.to_owned()));
        self
    }

    /// Starts it.
    pub fn start(&self, scratch: &Path) -> Child {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some((folder, fault, log)) = &self.shim {
            let folder = std::fs::canonicalize(folder).expect("a folder");
            command.env("LD_PRELOAD", library(scratch)).env("FAULT_DIR", folder).env("FAULT_LOG", log);
            command.env("FAULT_FREED", freed(log));
            let (mode, at) = match fault {
                Fault::Fail { at, errno, ever } => {
                    command.env("FAULT_ERRNO", errno.to_string()).env("FAULT_EVER", u8::from(*ever).to_string());
                    ("fail", *at)
                }
                Fault::Kill(at) => ("kill", *at),
                Fault::Torn(at) => ("torn", *at),
                Fault::Record(at) => ("record", *at),
            };
            command.env("FAULT_MODE", mode).env("FAULT_AT", at.to_string());
        }
        command.spawn().expect("the load starts")
    }

    /// Runs it to its end.
    pub fn run(&self, scratch: &Path) -> Said {
        if let Some((_, _, log)) = &self.shim {
            for old in [log.clone(), freed(log)] {
                let _absent = std::fs::remove_file(old);
            }
        }
        let mut said = listen(self.start(scratch));
        if let Some((_, Fault::Fail { .. } | Fault::Kill(_) | Fault::Torn(_), log)) = &self.shim {
            said.hit = std::fs::read_to_string(log).is_ok_and(|text| text.contains("hit"));
        }
        said
    }
}

fn freed(log: &Path) -> PathBuf {
    log.with_extension("freed")
}

/// Hears a load to its end.
pub fn listen(mut child: Child) -> Said {
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let (mut acks, mut errors, mut stuck, mut ended) = (Vec::new(), Vec::new(), Vec::new(), false);
    for line in out.split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        if let Some(ack) = line.strip_prefix("ack ").and_then(ack) {
            acks.push(ack);
        } else if let Some(error) = line.strip_prefix("err ") {
            errors.push(error.to_owned());
        } else if let Some(error) = line.strip_prefix("stuck ") {
            stuck.push(error.to_owned());
        }
        ended |= line == "end";
    }
    let mut cries = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut cries).expect("text");
    let status = child.wait().expect("gone");
    Said { acks, errors, stuck, ended, status, hit: false, cries }
}

/// An acknowledgement as the load wrote it; half a line is none.
pub fn ack(text: &str) -> Option<Ack> {
    let (seq, hash) = text.trim().split_once(' ')?;
    let whole = hash.len() == 64 || hash == "-";
    Some((seq.parse().ok()?, hash.to_owned())).filter(|_| whole)
}
