//! Signing: the keys of this installation, signed heads of a ledger, and what this computer saw before.
//!
//! A hash chain and a key on one computer prove nothing against whoever owns
//! that computer. What is remembered outside the desk notices a file that was
//! set back; only a checkpoint that left the computer says more.

use std::io::Write;
use std::path::Path;

use claimdesk_core::id::{DeviceId, EditorId};
use claimdesk_core::{ReadDesk, Receipt, Store, Timestamp};
use claimdesk_proof::checkpoint::Checkpoint;
use claimdesk_proof::cosignature;
use claimdesk_proof::encoding::{hash_from_hex, hex, unhex};
use claimdesk_proof::key::{KeyKind, Signer, VerifierKey};
use claimdesk_proof::note::Note;

use crate::env::now;
use crate::fault::{HostError, Result};
use crate::places::Places;
use crate::state::State;

/// The keys of this installation: one for the heads of its own desks, one for those of colleagues.
#[derive(Debug)]
pub struct Keys {
    own: Signer,
    others: Signer,
}

/// What this computer remembers of a ledger, against what its file says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It was never seen here.
    First,
    /// The file goes on from what was seen.
    GoesOn {
        /// How many entries were seen.
        size: u64,
        /// When.
        at: Timestamp,
    },
    /// The file has fewer entries than were seen: it was set back.
    SetBack {
        /// How many were seen.
        size: u64,
        /// When.
        at: Timestamp,
    },
    /// Entries that were seen are other ones now: the history was rewritten.
    Rewritten {
        /// How many were seen.
        size: u64,
        /// When.
        at: Timestamp,
    },
}

/// How far a desk is signed, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// Entries covered by a checkpoint that a key announced in the ledger signed.
    pub by_desk: u64,
    /// Entries covered by a checkpoint that somebody else cosigned as well.
    pub by_others: u64,
    /// Who they are, by the names of their keys.
    pub others: Vec<String>,
}

impl Keys {
    /// The keys of this installation, made at their first use. Kept in files that only this user can read.
    pub fn of(places: &Places, device: DeviceId) -> Result<Self> {
        let name = |what: &str| format!("claimdesk-{what}-{}", &device.to_string()[24..]);
        let own = Signer::new(&name("desk"), KeyKind::Note, &secret(&places.key("desk"))?);
        let others = Signer::new(&name("witness"), KeyKind::Cosignature, &secret(&places.key("witness"))?);
        match (own, others) {
            (Ok(own), Ok(others)) => Ok(Self { own, others }),
            (Err(error), _) | (_, Err(error)) => Err(HostError::Input(format!("The key cannot be used: {error}."))),
        }
    }

    /// The public key that signs heads of desks here.
    pub fn own(&self) -> &VerifierKey {
        self.own.verifier()
    }

    /// The public key that countersigns heads of colleagues' desks.
    pub fn witness(&self) -> &VerifierKey {
        self.others.verifier()
    }

    /// Signs the head of a ledger, keeps the checkpoint in the desk, and remembers it here. Says in an entry
    /// with which key, if no entry does yet: its receipt comes back. A desk that contradicts what was seen
    /// here is neither signed nor remembered until somebody has accepted it: the alarm would be gone.
    pub fn sign_head(
        &self,
        store: &mut Store,
        desk: &Path,
        editor: EditorId,
        state: &State,
    ) -> Result<(String, Option<Receipt>)> {
        let read = ReadDesk::open(desk)?;
        if matches!(look_back(&read, state)?, Seen::SetBack { .. } | Seen::Rewritten { .. }) {
            let why =
                "This desk is not what this computer saw of it before. It is not signed until you accept it as it is.";
            return Err(HostError::Input(why.to_owned()));
        }
        let announced = store.announce_key(editor, &self.own().to_string())?;
        let head = read.tree_head(None)?;
        let origin = origin(&read)?;
        let there = read.checkpoints()?.into_iter().rev().find(|kept| kept.size == head.size);
        if let Some(kept) = there {
            remember(state, &origin, head.size, &head.root)?;
            return Ok((kept.note, announced));
        }
        let checkpoint =
            Checkpoint { origin: origin.clone(), size: head.size, root: head.root, extensions: Vec::new() };
        let note = checkpoint.sign(&self.own).map_err(|error| HostError::Input(error.to_string()))?.to_string();
        store.keep_checkpoint(&note)?;
        remember(state, &origin, head.size, &head.root)?;
        Ok((note, announced))
    }

    /// Countersigns a colleague's checkpoint, if it does not contradict what was seen here of that ledger.
    pub fn countersign(&self, note: &str, state: &State) -> Result<String> {
        let mut note = parse(note)?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|error| HostError::Input(error.to_string()))?;
        if let Some((size, root, _)) = remembered(state, &checkpoint.origin)? {
            let contradicts = size > checkpoint.size || (size == checkpoint.size && root != checkpoint.root);
            if contradicts {
                let why = format!(
                    "This checkpoint contradicts what was seen here before: {size} entries of this ledger. It was not signed."
                );
                return Err(HostError::Input(why));
            }
        }
        let time_s = u64::try_from(now().as_ms() / 1_000).unwrap_or(0);
        let line =
            cosignature::cosign(&note, &self.others, time_s).map_err(|error| HostError::Input(error.to_string()))?;
        note.add(line).map_err(|error| HostError::Input(error.to_string()))?;
        remember(state, &checkpoint.origin, checkpoint.size, &checkpoint.root)?;
        Ok(note.to_string())
    }
}

/// Compares a desk with what this computer remembers of its ledger.
pub fn look_back(read: &ReadDesk, state: &State) -> Result<Seen> {
    let Some((size, root, at)) = remembered(state, &origin(read)?)? else { return Ok(Seen::First) };
    let has = read.tree_head(None)?.size;
    if has < size {
        return Ok(Seen::SetBack { size, at });
    }
    let same = read.tree_head(Some(size))?.root == root;
    Ok(if same { Seen::GoesOn { size, at } } else { Seen::Rewritten { size, at } })
}

/// Takes the desk as it is now for what was seen: somebody decided so.
pub fn accept(read: &ReadDesk, state: &State) -> Result<()> {
    let head = read.tree_head(None)?;
    remember(state, &origin(read)?, head.size, &head.root)
}

/// How far a desk is signed, by the checkpoints that are kept in it. `witnesses` are keys that came from outside.
pub fn signed(read: &ReadDesk, witnesses: &[VerifierKey]) -> Result<Signed> {
    let keys: Vec<VerifierKey> = read.keys()?.iter().filter_map(|row| row.key.parse().ok()).collect();
    let mut signed = Signed::default();
    for kept in read.checkpoints()? {
        let note = parse(&kept.note)?;
        if note.verify(&keys).is_ok() {
            signed.by_desk = signed.by_desk.max(kept.size);
        }
        let seen = cosignature::verify(&note, witnesses).unwrap_or_default();
        if !seen.is_empty() {
            signed.by_others = signed.by_others.max(kept.size);
        }
        for other in seen {
            let name = other.key.name().to_owned();
            if !signed.others.contains(&name) {
                signed.others.push(name);
            }
        }
    }
    Ok(signed)
}

/// The name of a desk's ledger in its checkpoints.
pub fn origin(read: &ReadDesk) -> Result<String> {
    let hash =
        read.origin()?.ok_or_else(|| HostError::Input("This desk is empty: there is nothing to sign.".to_owned()))?;
    Ok(format!("claimdesk/{}", &hash[..32]))
}

fn parse(note: &str) -> Result<Note> {
    Note::parse(note).map_err(|error| HostError::Input(format!("This is no checkpoint: {error}.")))
}

fn remember(state: &State, origin: &str, size: u64, root: &[u8; 32]) -> Result<()> {
    state.keep_setting(&format!("seen {origin}"), &format!("{size} {} {}", hex(root), now()))
}

fn remembered(state: &State, origin: &str) -> Result<Option<(u64, [u8; 32], Timestamp)>> {
    let Some(text) = state.setting(&format!("seen {origin}"))? else { return Ok(None) };
    let mut parts = text.split(' ');
    let size = parts.next().and_then(|size| size.parse().ok());
    let root = parts.next().and_then(hash_from_hex);
    let at = parts.next().and_then(|at| at.parse().ok());
    Ok(size.zip(root).zip(at).map(|((size, root), at)| (size, root, at)))
}

/// Reads a secret, or makes one in a file that only this user can read.
fn secret(path: &Path) -> Result<[u8; 32]> {
    match std::fs::read_to_string(path) {
        Ok(text) => unhex(text.trim())
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| HostError::Input(format!("The key in “{}” cannot be read.", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path),
        Err(error) => Err(HostError::file(path, "read", error)),
    }
}

fn make(path: &Path) -> Result<[u8; 32]> {
    Places::make_folder_of(path)?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| HostError::Input(format!("No key could be made: {error}.")))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        writeln!(file, "{}", hex(&secret))?;
        file.sync_all()
    });
    written.map_err(|error| HostError::file(path, "written", error))?;
    Ok(secret)
}
