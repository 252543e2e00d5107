//! The verbs that prove: checkpoints, countersignatures, and what is proven.

use std::path::Path;

use claimdesk_core::ReadDesk;
use claimdesk_export::{Audience, ExportEnv, MadeBy, Redaction, Report, Scope};
use claimdesk_host::bundle::{self, Wanted};
use claimdesk_host::fault::Result;
use claimdesk_host::keys::Keys;
use claimdesk_host::places::Places;
use claimdesk_host::sign::{self, Seen, Signed};
use claimdesk_host::state::State;
use claimdesk_host::{HostError, KeptIn, places, timestamp};
use claimdesk_proof::key::VerifierKey;
use serde_json::json;

use crate::args::{Args, Verb};
use crate::print::Out;
use crate::{desk, names};

/// Carries out a verb of these; whether it was one.
pub(crate) fn run(args: &Args, out: &mut Out) -> Result<bool> {
    match &args.verb {
        Verb::Checkpoint { output } => checkpoint(args, output, out)?,
        Verb::Countersign { file } => countersign(file, out)?,
        Verb::Adopt { file } => {
            desk::to_write(args)?.store()?.keep_checkpoint(&text_of(file)?)?;
            out.line("The checkpoint fits the desk and is kept in it.")?;
        }
        Verb::Bundle { case, witness, output } => bundle(args, case.as_deref(), witness, output, out)?,
        Verb::Proof { witness, accept } => proof(args, witness, *accept, out)?,
        Verb::Timestamp { authority, query, answer } => {
            timestamp(args, authority.as_deref(), query.as_deref(), answer.as_deref(), out)?;
        }
        Verb::Key { renew, revoke, why } => key(*renew, *revoke, why.as_deref(), out)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn here() -> Result<(Keys, State)> {
    let places = Places::of_user()?;
    let state = State::open(&places.state())?;
    let keys = Keys::of(&places, state.device()?)?;
    Ok((keys, state))
}

fn checkpoint(args: &Args, output: &Path, out: &mut Out) -> Result<()> {
    let (keys, state) = here()?;
    let mut file = desk::to_write(args)?;
    let editor = desk::editor(args, file.store()?)?;
    let (note, _) = keys.sign_head(file.store()?, editor, &state)?;
    file.close()?;
    if output == Path::new("-") {
        return out.bytes(note.as_bytes());
    }
    write(output, &note)?;
    out.line(&format!("Signed with {}", keys.own()))
}

fn countersign(file: &Path, out: &mut Out) -> Result<()> {
    let (keys, state) = here()?;
    write(file, &keys.countersign(&text_of(file)?, &state)?)?;
    out.line(&format!("Countersigned with {}", keys.witness()))?;
    out.line("Give that key to your colleague in person: it says who saw the checkpoint.")
}

fn bundle(args: &Args, case: Option<&str>, witnesses: &[String], output: &Path, out: &mut Out) -> Result<()> {
    let (keys, state) = here()?;
    let mut file = desk::to_write(args)?;
    let name = file.name();
    let editor = desk::editor(args, file.store()?)?;
    let witnesses = keys_of(witnesses)?;
    let reader = file.store()?.reader(None)?;
    let case = names::case(&reader, case)?;
    let made = MadeBy {
        desk: name.clone(),
        program: concat!("claimdesk ", env!("CARGO_PKG_VERSION")).to_owned(),
        named: false,
    };
    let fonts = ExportEnv { font_dirs: places::font_folders(), ..ExportEnv::default() };
    let failed =
        |error: claimdesk_export::ExportError| HostError::Report(error.to_string().trim_end_matches('.').to_owned());
    let scope = Scope { case, document: None, claims: Vec::new(), redaction: Redaction::default() };
    let report = Report::assemble(&reader, &scope, Audience::CheckingFile, &made).map_err(failed)?;
    let report = claimdesk_export::for_bundle(&report, &fonts).map_err(failed)?;
    let wanted = Wanted { case, desk: name, report, editor, witnesses: &witnesses };
    bundle::check_free(output)?;
    let seq = bundle::announce(file.store()?, &keys, &state, &wanted)?;
    bundle::write(&file.ledger()?, wanted, seq, output)?;
    file.close()?;
    out.line(&format!("Wrote the evidence bundle as of entry {seq}. Whoever gets it begins with data/VERIFY.md."))
}

fn keys_of(texts: &[String]) -> Result<Vec<VerifierKey>> {
    let parse = |key: &String| key.parse().map_err(|error| HostError::Input(format!("“{key}” is no key: {error}.")));
    texts.iter().map(parse).collect()
}

fn proof(args: &Args, witnesses: &[String], accept: bool, out: &mut Out) -> Result<()> {
    let path = desk::to_read(args)?.path().to_owned();
    let read = ReadDesk::open(&path)?;
    let witnesses = keys_of(witnesses)?;
    let verified = read.verify()?;
    let Signed { by_desk, by_others, others } = sign::signed(&read.ledger(), &witnesses)?;
    let state = State::open(&Places::of_user()?.state())?;
    if accept {
        sign::accept(&read.ledger(), &state)?;
    }
    let seen = sign::look_back(&read.ledger(), &state)?;
    let seen = match seen {
        Seen::First => "This computer saw nothing of it before.".to_owned(),
        Seen::GoesOn { size, at } => {
            format!("It goes on from the {size} entries that this computer saw on {}.", at.minute())
        }
        Seen::SetBack { size, at } => {
            format!(
                "It was SET BACK: this computer saw {size} entries on {}, and the file has {}.",
                at.minute(),
                verified.entries
            )
        }
        Seen::Rewritten { size, at } => {
            format!(
                "It was REWRITTEN: the first {size} entries are not those that this computer saw on {}.",
                at.minute()
            )
        }
    };
    let stamped = timestamp::newest(&read.ledger())?;
    if out.json {
        return out.value(&json!({
            "entries": verified.entries, "hash": verified.hash, "signed": by_desk,
            "seen_by_others": by_others, "others": others, "here": seen,
            "time_stamped": stamped.as_ref().map(|(size, ..)| size),
        }));
    }
    out.line(&format!("Consistent with itself: {} entries, head {}", verified.entries, verified.hash))?;
    out.line(&match by_desk {
        0 => "Signed: no".to_owned(),
        size => format!("Signed: the first {size} entries, by a key that the desk itself announces"),
    })?;
    out.line(&match by_others {
        0 => "Seen by others: by nobody whose key you named".to_owned(),
        size => format!("Seen by others: the first {size} entries, by {}", others.join(", ")),
    })?;
    out.line(&match &stamped {
        None => "Time-stamped: no".to_owned(),
        Some((size, at, authority)) => format!(
            "Time-stamped: the first {size} entries, not later than {}, by a service that calls itself “{authority}”",
            at.minute()
        ),
    })?;
    out.line(&seen)
}

/// Asks for a time stamp over the newest state, by network or by file; or keeps the answer that came by file.
fn timestamp(
    args: &Args,
    authority: Option<&str>,
    query: Option<&Path>,
    answer: Option<&Path>,
    out: &mut Out,
) -> Result<()> {
    let (keys, state) = here()?;
    let mut file = desk::to_write(args)?;
    let editor = desk::editor(args, file.store()?)?;
    let answer = if let Some(path) = answer {
        std::fs::read(path).map_err(|error| HostError::file(path, "read", error))?
    } else {
        keys.sign_head(file.store()?, editor, &state)?;
        let asked = timestamp::query(&file.ledger()?, &state)?;
        if let Some(path) = query {
            std::fs::write(path, &asked.bytes).map_err(|error| HostError::file(path, "written", error))?;
            file.close()?;
            let said =
                format!("The query is over the first {} entries; it says only: SHA-256 {}", asked.size, asked.sha256);
            return out.line(&said);
        }
        timestamp::ask(authority.unwrap_or_default(), &asked.bytes)?
    };
    let (stamped, _) = timestamp::keep(file.store()?, editor, &state, &answer)?;
    file.close()?;
    out.line(&format!(
        "The first {} entries were there on {}, says a service that calls itself “{}”",
        stamped.size,
        stamped.stamp.at.minute(),
        stamped.stamp.authority
    ))
}

/// Shows the key that signs here, or makes a new one in its place.
fn key(renew: bool, revoke: bool, why: Option<&str>, out: &mut Out) -> Result<()> {
    let (mut keys, state) = here()?;
    if renew || revoke {
        keys.renew(&Places::of_user()?, &state, revoke, why.unwrap_or_default())?;
        out.line("The old key is destroyed. Each desk says so in its history when it is signed next.")?;
    }
    let kept = match keys.kept_in() {
        KeptIn::System => "the system's store of secrets",
        KeptIn::File => "a file that only you can read",
    };
    if out.json {
        return out.value(&json!({
            "desk": keys.own().to_string(), "witness": keys.witness().to_string(),
            "kept_in_system": keys.kept_in() == KeptIn::System,
        }));
    }
    out.line(&format!("Desks are signed with {} (kept in {kept})", keys.own()))?;
    out.line(&format!("Colleagues' desks are countersigned with {}", keys.witness()))
}

fn text_of(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| HostError::file(file, "read", error))
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).map_err(|error| HostError::file(file, "written", error))
}
