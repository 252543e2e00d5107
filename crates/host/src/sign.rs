//! Signing: signed heads of a ledger, and what this computer saw before.
//!
//! A hash chain and a key on one computer prove nothing against whoever owns
//! that computer. What is remembered outside the desk notices a file that was
//! set back; only a checkpoint that left the computer says more.

use claimdesk_core::id::EditorId;
use claimdesk_core::{Ledger, Receipt, Store, Timestamp};
use claimdesk_proof::checkpoint::Checkpoint;
use claimdesk_proof::cosignature;
use claimdesk_proof::encoding::{hash_from_hex, hex};
use claimdesk_proof::key::VerifierKey;
use claimdesk_proof::note::Note;

use crate::env::now;
use crate::fault::{HostError, Result};
use crate::keys::Keys;
use crate::state::State;

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
    /// Signs the head of a ledger, keeps the checkpoint in the desk, and remembers it here. Says in an entry
    /// with which key, if no entry does yet: its receipt comes back. A desk that contradicts what was seen
    /// here is neither signed nor remembered until somebody has accepted it: the alarm would be gone.
    pub fn sign_head(&self, store: &mut Store, editor: EditorId, state: &State) -> Result<(String, Option<Receipt>)> {
        if matches!(look_back(&store.ledger()?, state)?, Seen::SetBack { .. } | Seen::Rewritten { .. }) {
            let why =
                "This desk is not what this computer saw of it before. It is not signed until you accept it as it is.";
            return Err(HostError::Input(why.to_owned()));
        }
        let announced = self.announce(store, editor, state)?;
        let ledger = store.ledger()?;
        let head = ledger.tree_head(None)?;
        let origin = origin(&ledger)?;
        let there = ledger.checkpoints()?.into_iter().rev().find(|kept| kept.size == head.size);
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
pub fn look_back(read: &Ledger<'_>, state: &State) -> Result<Seen> {
    let Some((size, root, at)) = remembered(state, &origin(read)?)? else { return Ok(Seen::First) };
    let has = read.tree_head(None)?.size;
    if has < size {
        return Ok(Seen::SetBack { size, at });
    }
    let same = read.tree_head(Some(size))?.root == root;
    Ok(if same { Seen::GoesOn { size, at } } else { Seen::Rewritten { size, at } })
}

/// Takes the desk as it is now for what was seen: somebody decided so.
pub fn accept(read: &Ledger<'_>, state: &State) -> Result<()> {
    let head = read.tree_head(None)?;
    remember(state, &origin(read)?, head.size, &head.root)
}

/// How far a desk is signed, by the checkpoints that are kept in it. `witnesses` are keys that came from outside.
pub fn signed(read: &Ledger<'_>, witnesses: &[VerifierKey]) -> Result<Signed> {
    let keys = read.keys()?;
    let mut signed = Signed::default();
    for kept in read.checkpoints()? {
        let note = parse(&kept.note)?;
        // What a key signs after another one took its place counts for nothing.
        let in_use = keys.iter().filter(|row| row.until.is_none_or(|until| kept.size < until));
        let keys: Vec<VerifierKey> = in_use.filter_map(|row| row.key.parse().ok()).collect();
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
pub fn origin(read: &Ledger<'_>) -> Result<String> {
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
