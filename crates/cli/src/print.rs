//! The one place that writes to standard output and standard error.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;

use claimdesk_core::Fault;
use claimdesk_host::HostError;
use claimdesk_host::fault::Result;
use serde::Serialize;

/// What could not be done with standard output.
pub(crate) const PRINTED: &str = "printed";

/// Standard output.
pub(crate) struct Out {
    to: BufWriter<Stdout>,
    pub(crate) json: bool,
}

impl Out {
    pub(crate) fn new(json: bool) -> Self {
        Self { to: BufWriter::new(io::stdout()), json }
    }

    /// A line for people.
    pub(crate) fn line(&mut self, line: &str) -> Result<()> {
        writeln!(self.to, "{line}").map_err(failed)
    }

    /// A line of JSON.
    pub(crate) fn value(&mut self, value: &impl Serialize) -> Result<()> {
        let line = serde_json::to_string(value).map_err(claimdesk_core::Error::from)?;
        self.line(&line)
    }

    /// Where bytes go as they are, for what is too long to be held.
    pub(crate) fn raw(&mut self) -> &mut dyn Write {
        &mut self.to
    }

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.to.write_all(bytes).map_err(failed)?;
        self.flush()
    }

    /// Sends what was printed, so that a receipt is out as soon as it is true.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.to.flush().map_err(failed)
    }

    /// Rows in columns; the last column may be long.
    pub(crate) fn table(&mut self, rows: &[Vec<String>]) -> Result<()> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.chars().count()).max();
        let widths: Vec<usize> = (0..columns).map(|n| width(n).unwrap_or(0)).collect();
        for row in rows {
            let mut line = String::new();
            for (n, cell) in row.iter().enumerate() {
                line.push_str(cell);
                if n + 1 < row.len() {
                    line.extend(std::iter::repeat_n(' ', widths[n] + 2 - cell.chars().count()));
                }
            }
            self.line(line.trim_end())?;
        }
        self.flush()
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // What matters was flushed with its error looked at; this is the rest of a listing.
        drop(self.to.flush());
    }
}

fn failed(error: io::Error) -> HostError {
    HostError::file(Path::new("standard output"), PRINTED, error)
}

/// A fault as `--json` prints it.
#[derive(Serialize)]
struct FaultLine<'a> {
    #[serde(flatten)]
    fault: &'a Fault,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

/// Says on standard error what went wrong, and in which line of the input.
pub(crate) fn fault(fault: &Fault, json: bool, line: Option<usize>) {
    let mut text = match line {
        _ if json => serde_json::to_string(&FaultLine { fault, line }).unwrap_or_default(),
        Some(line) => format!("claimdesk: line {line}: {}", fault.message),
        None => format!("claimdesk: {}", fault.message),
    };
    if !json && !fault.hint.is_empty() {
        text.push_str("\n  hint: ");
        text.push_str(&fault.hint);
    }
    note(&text);
}

/// A line on standard error; if nobody reads it, nobody can be told so.
pub(crate) fn note(text: &str) {
    drop(writeln!(io::stderr().lock(), "{text}"));
}
