//! What can be typed.

use std::path::PathBuf;

use claimdesk_core::id::{CaseId, ClaimId};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::pictures::Picture;
use crate::report::Wanted;

/// A fact-checking desk on the command line: the same desk as in the window.
#[derive(Debug, Parser)]
#[command(name = "claimdesk", version, propagate_version = true, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// The desk's file [default: Desk.claimdesk in your data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) desk: Option<PathBuf>,
    /// Read the desk as it stood: after an entry (418), or at a time (2017-07-06 or 2017-07-06T10:51:00Z)
    #[arg(long, global = true, value_name = "ENTRY|TIME")]
    pub(crate) at: Option<String>,
    /// Who acts, by name or initials [default: the desk's first editor]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) editor: Option<String>,
    /// Print JSON, one value a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const EXIT_CODES: &str = "Exit codes: 0 done · 1 refused, not found, locked or unreadable · 2 wrong use · \
3 the desk is damaged · 70 a fault of the program.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Makes an empty desk. Example: claimdesk --desk Syria.claimdesk --editor "Editor A" new
    New,
    /// Adds the sample case, or takes it away again with --remove. Example: claimdesk sample
    Sample {
        /// Takes the sample case and its sources away again
        #[arg(long)]
        remove: bool,
    },
    /// Brings texts into a case, which is opened if it is not there. Example: claimdesk import draft.html --case "Paris talks"
    Import {
        /// Plain text, Markdown, HTML, DOCX, ODT, RTF or EPUB
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The case, by name, id or number
        #[arg(long, value_name = "NAME")]
        case: String,
    },
    /// Brings the next draft of a document; every mark gets its fate in it. Example: claimdesk draft "Paris talks" draft2.docx
    Draft {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// The new text
        file: PathBuf,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
    },
    /// Carries out a command given as JSON, or one a line from standard input (-). Example: claimdesk do '{"do":"add_case","name":"Paris talks"}'
    Do {
        /// JSON, or - for one command a line
        command: String,
        /// Why; kept in the history
        #[arg(long)]
        why: Option<String>,
        /// Go on after a line that was refused
        #[arg(long)]
        keep_going: bool,
    },
    /// Asks a question given as JSON. Example: claimdesk ask claim_list '{"case":"…"}'
    Ask {
        /// Its name; a wrong one lists those there are
        query: String,
        /// Its input
        #[arg(default_value = "{}")]
        input: String,
    },
    /// Lists the cases. Example: claimdesk --at 2017-07-06 cases
    Cases,
    /// Lists the documents of a case, or of all. Example: claimdesk documents --case Paris
    Documents {
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
    },
    /// Prints the canonical text of a draft. Example: claimdesk text "Paris talks"
    Text {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        draft: Option<u32>,
    },
    /// Lists the drafts of a document, with what became of its marks in each. Example: claimdesk drafts "Paris talks"
    Drafts {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
    },
    /// Shows what became of the marks in a draft, and its new sentences. Example: claimdesk review "Paris talks"
    Review {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        draft: Option<u32>,
        /// Also what is unchanged
        #[arg(long)]
        all: bool,
    },
    /// Compares two drafts of a document by words. Example: claimdesk compare "Paris talks" --from 1 --to 3
    Compare {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the earlier draft [default: the one before]
        #[arg(long, value_name = "NUMBER")]
        from: Option<u32>,
        /// The number of the later draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        to: Option<u32>,
    },
    /// Lists the comments, footnotes and tracked changes that a draft brought along, with what became of each. Example: claimdesk notes "Paris talks"
    Notes {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        draft: Option<u32>,
    },
    /// Makes a claim or a source of a note, dismisses it, or opens it again. Example: claimdesk note "Paris talks" 3 source
    Note {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// The note, by its number in `notes`
        number: u32,
        /// What becomes of it
        #[arg(value_enum)]
        becomes: NoteTo,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        draft: Option<u32>,
    },
    /// Says how much of a draft is read, and which sentences are unmarked. Example: claimdesk coverage "Paris talks"
    Coverage {
        /// By id, the beginning of its title, or its number in the list of documents
        document: String,
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
        /// The number of the draft [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        draft: Option<u32>,
    },
    /// Lists the claims of a case, or of all. Example: claimdesk claims --case Paris
    Claims {
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
    },
    /// Shows a claim with all that is known of it. Example: claimdesk claim 3 --case Paris
    Claim {
        /// By id, number in its case, or the beginning of its words
        claim: String,
        /// The case, where a number alone does not say which
        #[arg(long)]
        case: Option<String>,
    },
    /// Prints the history, oldest first. Example: claimdesk --json log | tail -1
    Log {
        /// Only of this case
        #[arg(long)]
        case: Option<String>,
    },
    /// Takes back the editor's last step. Example: claimdesk --editor EA undo
    Undo,
    /// Takes back the editor's last undo. Example: claimdesk --editor EA redo
    Redo,
    /// Takes back one entry out of turn. Example: claimdesk revert 418 --why "wrong claim"
    Revert {
        /// By number or id
        entry: String,
        /// Why; kept in the history
        #[arg(long)]
        why: String,
    },
    /// Brings the desk, a case or a claim to where it stood after an entry, as a new entry. Example: claimdesk restore 418 --why "bulk act went wrong"
    Restore {
        /// By number or id
        entry: String,
        /// Only what belongs to this case, by id
        #[arg(long)]
        case: Option<CaseId>,
        /// Only what belongs to this claim, by id
        #[arg(long, conflicts_with = "case")]
        claim: Option<ClaimId>,
        /// Why; kept in the history
        #[arg(long)]
        why: String,
    },
    /// Verifies every seal, every kept byte and every table. Example: claimdesk --desk Syria.claimdesk verify
    Verify,
    /// Makes a verified copy of the desk among its backups. Example: claimdesk backup --second /media/disk/backups
    Backup {
        /// A second folder, on another disk, that gets a copy
        #[arg(long, value_name = "FOLDER")]
        second: Option<PathBuf>,
    },
    /// Lists the backups, the newest first. Example: claimdesk backups
    Backups,
    /// Puts a damaged desk together again from a backup and from what still proves itself; the damaged bytes are kept. Example: claimdesk recover
    Recover {
        /// The backup to begin with [default: the newest of this desk]
        #[arg(long, value_name = "FILE")]
        backup: Option<PathBuf>,
    },
    /// Writes the whole desk as JSON, one value a line: entries, kept bytes, checkpoints; nothing is lost. Example: claimdesk --desk Syria.claimdesk export-desk Syria.jsonl
    ExportDesk {
        /// Where to; - is standard output
        file: PathBuf,
    },
    /// Makes a desk from what export-desk wrote, and verifies it: the same entries with the same hashes. Example: claimdesk import-desk Syria.jsonl Copy.claimdesk
    ImportDesk {
        /// What export-desk wrote
        file: PathBuf,
        /// The new desk, where nothing may be yet
        new: PathBuf,
    },
    /// Signs the head of the ledger and prints the checkpoint, for somebody else to keep. Example: claimdesk checkpoint -o desk.checkpoint
    Checkpoint {
        /// Where to; - is standard output
        #[arg(short, long, value_name = "FILE", default_value = "-")]
        output: PathBuf,
    },
    /// Countersigns a colleague's checkpoint, unless it contradicts what was seen here before. Example: claimdesk countersign desk.checkpoint
    Countersign {
        /// The checkpoint; the signature is added to it
        file: PathBuf,
    },
    /// Keeps a checkpoint that came back countersigned. Example: claimdesk adopt desk.checkpoint
    Adopt {
        /// The checkpoint
        file: PathBuf,
    },
    /// Writes a folder with the report, the entries and their proofs, which a stranger checks without this program. Example: claimdesk bundle -o "Paris talks evidence"
    Bundle {
        /// The case [default: the only one]
        #[arg(long)]
        case: Option<String>,
        /// The key of a colleague who countersigned
        #[arg(long, value_name = "KEY")]
        witness: Vec<String>,
        /// The folder, which must not be there yet
        #[arg(short, long, value_name = "FOLDER")]
        output: PathBuf,
    },
    /// Says what stands at the head of the desk's reports. Example: claimdesk letterhead --name "Checking desk" --logo sign.png
    #[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
    Letterhead {
        /// What the desk is called; "" for the name of its file
        #[arg(long, group = "what")]
        name: Option<String>,
        /// Its sign: a PNG, JPEG, WebP or GIF, which is redrawn as PNG
        #[arg(long, value_name = "FILE", group = "what")]
        logo: Option<PathBuf>,
        /// Takes the sign away
        #[arg(long, conflicts_with = "logo", group = "what")]
        no_logo: bool,
    },
    /// Erases a document's text and original, or a snapshot, by law, in the desk and in its backups; every proof stands. Example: claimdesk erase 2 --why "Request of 3 May under Article 17"
    Erase {
        /// By id, number or the beginning of its title
        #[arg(required_unless_present = "snapshot")]
        document: Option<String>,
        /// A stored copy of a source, by its id
        #[arg(long, value_name = "ID", conflicts_with = "document")]
        snapshot: Option<claimdesk_core::id::SnapshotId>,
        /// The case [default: the only one]
        #[arg(long)]
        case: Option<String>,
        /// Why; kept in the history
        #[arg(long)]
        why: String,
        /// The second folder of backups, if there is one
        #[arg(long, value_name = "FOLDER")]
        second: Option<PathBuf>,
    },
    /// Has the history time-stamped by a service (RFC 3161); all that leaves is one SHA-256. Example: claimdesk timestamp --authority https://freetsa.org/tsr
    Timestamp {
        /// The service's address: the network is asked
        #[arg(long, value_name = "URL", required_unless_present_any = ["query", "answer"])]
        authority: Option<String>,
        /// Write the query into this file instead, for a computer with network
        #[arg(long, value_name = "FILE", conflicts_with_all = ["authority", "answer"])]
        query: Option<PathBuf>,
        /// Keep the answer that came back in this file
        #[arg(long, value_name = "FILE", conflicts_with_all = ["authority", "query"])]
        answer: Option<PathBuf>,
    },
    /// Shows the key that signs on this computer, or replaces it. Example: claimdesk key --renew --why "yearly change"
    Key {
        /// Make a new key; the old one signs that it takes its place, and is destroyed
        #[arg(long, requires = "why")]
        renew: bool,
        /// The same, because the old key may be in other hands
        #[arg(long, requires = "why", conflicts_with = "renew")]
        revoke: bool,
        /// Why; kept in the history of each desk
        #[arg(long)]
        why: Option<String>,
    },
    /// Says what is proven: consistent with itself, signed, seen by others. Example: claimdesk proof --witness KEY
    Proof {
        /// The key of a colleague who countersigns, from them in person
        #[arg(long, value_name = "KEY")]
        witness: Vec<String>,
        /// Take the desk as it is, although it is not what this computer saw of it before
        #[arg(long)]
        accept: bool,
    },
    /// Makes all tables anew from the history. Example: claimdesk rebuild
    Rebuild,
    /// Writes a claim report, or many. Example: claimdesk export --format pdf,docx --all -o reports
    Export(Box<Wanted>),
    /// Draws what bears on a claim, or with --timeline what happened in order of time. Example: claimdesk map 4 --out map.svg
    Map(Box<Picture>),
    /// Brings bibliographies into the desk's sources, and writes them out. Example: claimdesk sources import library.bib
    Sources {
        #[command(subcommand)]
        what: SourcesVerb,
    },
    /// Prints a completion script for a shell. Example: claimdesk completions bash
    Completions {
        /// Which
        shell: Shell,
    },
}

/// What to do with the desk's sources.
#[derive(Debug, Subcommand)]
pub(crate) enum SourcesVerb {
    /// Adds the entries of BibTeX, RIS or CSL-JSON files; an address or a DOI names one source. Example: claimdesk sources import library.bib 10.1000/xyz123
    Import {
        /// Files, addresses or DOIs
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Writes all sources that may be named. Example: claimdesk sources export --format ris -o library.ris
    Export {
        /// As what
        #[arg(long, value_enum, default_value_t = BiblioStyle::Bibtex)]
        format: BiblioStyle,
        /// Where to; - is standard output
        #[arg(short, long, value_name = "FILE", default_value = "-")]
        output: PathBuf,
    },
    /// Keeps files as copies of a source; bytes that are there already are kept once. Example: claimdesk sources attach "Report of" report.pdf --url https://example.org/report.pdf
    Attach {
        /// The source, by id or the beginning of its title or symbol
        source: String,
        /// Files of any kind, up to 512 MB
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The address from which they were taken
        #[arg(long, default_value = "")]
        url: String,
        /// The address of a copy in a public archive
        #[arg(long, default_value = "")]
        archive: String,
    },
    /// Lists the copies of a source. Example: claimdesk sources copies "Report of"
    Copies {
        /// The source, by id or the beginning of its title or symbol
        source: String,
    },
    /// Writes a kept copy to a file, as it came. Example: claimdesk sources save 01890000-0000-7000-8000-000000000000 -o report.pdf
    Save {
        /// The copy, by id
        snapshot: claimdesk_core::id::SnapshotId,
        /// Where to
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Lists sources that may be one: the same DOI, address, symbol or title. Example: claimdesk sources twins
    Twins,
}

/// What becomes of a note.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NoteTo {
    /// A claim on the words that it hangs on
    Claim,
    /// A source; the claim in whose words it hangs gets it as evidence
    Source,
    /// Nothing
    Dismiss,
    /// Open again
    Open,
}

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BiblioStyle {
    /// BibTeX
    Bibtex,
    /// RIS
    Ris,
    /// CSL-JSON
    Csl,
}

impl Verb {
    /// Whether it can be asked as of a moment.
    pub(crate) fn has_moment(&self) -> bool {
        !self.writes()
            && !matches!(
                self,
                Self::Verify
                    | Self::Completions { .. }
                    | Self::Backup { .. }
                    | Self::Backups
                    | Self::Recover { .. }
                    | Self::ExportDesk { .. }
                    | Self::ImportDesk { .. }
                    | Self::Checkpoint { .. }
                    | Self::Countersign { .. }
                    | Self::Adopt { .. }
                    | Self::Bundle { .. }
                    | Self::Erase { .. }
                    | Self::Proof { .. }
                    | Self::Timestamp { .. }
                    | Self::Key { .. }
            )
    }

    /// Whether it changes the desk.
    pub(crate) fn writes(&self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Sample { .. }
                | Self::Import { .. }
                | Self::Draft { .. }
                | Self::Note { .. }
                | Self::Sources { what: SourcesVerb::Import { .. } | SourcesVerb::Attach { .. } }
                | Self::Do { .. }
                | Self::Undo
                | Self::Redo
                | Self::Revert { .. }
                | Self::Restore { .. }
                | Self::Rebuild
                | Self::Letterhead { .. }
        )
    }
}
