//! The keys of this installation: made at their first use, replaced and revoked with a signed word about it.

use claimdesk_core::id::{DeviceId, EditorId};
use claimdesk_core::{Receipt, Store};
use claimdesk_proof::key::{KeyKind, Signer, VerifierKey};
use claimdesk_proof::key_change::KeyChange;
use serde::{Deserialize, Serialize};

use crate::fault::{HostError, Result};
use crate::places::Places;
use crate::state::State;
use crate::vault::{KeptIn, Vault, fresh};

/// The name of the key that signs the heads of desks here.
const OWN: &str = "desk";

/// The name of the key that countersigns the heads of colleagues' desks.
const WITNESS: &str = "witness";

/// The setting of this computer that holds the changes of its key, for desks that have not heard of them yet.
const CHANGES: &str = "key changes";

/// The keys of this installation: one for the heads of its own desks, one for those of colleagues.
#[derive(Debug)]
pub struct Keys {
    pub(crate) own: Signer,
    pub(crate) others: Signer,
    device: DeviceId,
    kept_in: KeptIn,
}

/// A change of the key, signed with both.
#[derive(Serialize, Deserialize)]
struct Change {
    note: String,
    why: String,
}

impl Keys {
    /// The keys of this installation, made at their first use. Where the system has a store of secrets that
    /// is locked, this waits for its user: not for a thread that somebody looks at.
    pub fn of(places: &Places, device: DeviceId) -> Result<Self> {
        Self::from(&Vault::of(places, device), device)
    }

    fn from(vault: &Vault<'_>, device: DeviceId) -> Result<Self> {
        let (own, kept_in) = vault.secret(OWN)?;
        let (others, _) = vault.secret(WITNESS)?;
        let own = signer(OWN, KeyKind::Note, device, &own)?;
        let others = signer(WITNESS, KeyKind::Cosignature, device, &others)?;
        Ok(Self { own, others, device, kept_in })
    }

    /// The public key that signs heads of desks here.
    pub fn own(&self) -> &VerifierKey {
        self.own.verifier()
    }

    /// The public key that countersigns heads of colleagues' desks.
    pub fn witness(&self) -> &VerifierKey {
        self.others.verifier()
    }

    /// Where the key is kept that signs heads of desks.
    pub fn kept_in(&self) -> KeptIn {
        self.kept_in
    }

    /// Makes a new key that signs heads of desks from here on, and destroys the old one. Each desk hears of
    /// it when it is signed next. `revoked` says that the old one may be in other hands.
    pub fn renew(&mut self, places: &Places, state: &State, revoked: bool, why: &str) -> Result<()> {
        self.renew_in(&Vault::of(places, self.device), state, revoked, why)
    }

    fn renew_in(&mut self, vault: &Vault<'_>, state: &State, revoked: bool, why: &str) -> Result<()> {
        if why.trim().is_empty() {
            return Err(HostError::Input("Say why the key is changed: the history keeps it.".to_owned()));
        }
        let secret = fresh()?;
        let new = signer(OWN, KeyKind::Note, self.device, &secret)?;
        let note = KeyChange::sign(&self.own, &new, revoked).map_err(|error| HostError::Input(error.to_string()))?;
        let mut all = changes(state)?;
        all.push(Change { note: note.to_string(), why: why.trim().to_owned() });
        // First the word that both keys gave: it cannot be given once the old one is gone.
        let text = serde_json::to_string(&all).map_err(|error| HostError::Input(error.to_string()))?;
        state.keep_setting(CHANGES, &text)?;
        self.kept_in = vault.keep(OWN, &secret)?;
        self.own = new;
        Ok(())
    }

    /// Says in the ledger with which key this installation signs, unless an entry says so already: by the
    /// changes that lead there from the key that the ledger knows, or as the first one.
    pub fn announce(&self, store: &mut Store, editor: EditorId, state: &State) -> Result<Option<Receipt>> {
        let own = self.own().to_string();
        let known = store.ledger()?.keys()?;
        let newest = known.into_iter().rev().find(|row| row.device == self.device && row.until.is_none());
        let mut last = None;
        if let Some(key) = newest.map(|row| row.key).filter(|key| *key != own) {
            for Change { note, why } in path(changes(state)?, &key, &own) {
                last = Some(store.change_key(editor, &note, Some(why))?);
            }
        }
        // Does nothing if that is the key by now.
        Ok(store.announce_key(editor, &own)?.or(last))
    }
}

/// The changes that lead from one key to another, in their order; none if they do not lead there.
fn path(all: Vec<Change>, from: &str, to: &str) -> Vec<Change> {
    let mut key = from.to_owned();
    let mut steps = Vec::new();
    for step in all {
        let Ok(change) = KeyChange::open(&step.note) else { continue };
        if change.old.to_string() == key {
            key = change.new.to_string();
            steps.push(step);
        }
    }
    if key == to { steps } else { Vec::new() }
}

fn changes(state: &State) -> Result<Vec<Change>> {
    let Some(text) = state.setting(CHANGES)? else { return Ok(Vec::new()) };
    serde_json::from_str(&text)
        .map_err(|_| HostError::Input("The changes of this computer's key cannot be read.".to_owned()))
}

fn signer(name: &str, kind: KeyKind, device: DeviceId, secret: &[u8; 32]) -> Result<Signer> {
    let name = format!("claimdesk-{name}-{}", &device.to_string()[24..]);
    Signer::new(&name, kind, secret).map_err(|error| HostError::Input(format!("The key cannot be used: {error}.")))
}
