//! Time stamps by a service (RFC 3161): what is asked, over which checkpoint, and what came back.
//!
//! What leaves the computer is one SHA-256 and a random number. The network is
//! asked only here, only over an address that somebody gave, and only when
//! they say so; query and answer can go by file instead.

mod der;
mod token;

use std::time::Duration;

use claimdesk_core::id::EditorId;
use claimdesk_core::{Ledger, Receipt, Store, Timestamp};
use claimdesk_proof::bundle::is_stamped;
use claimdesk_proof::encoding::{hex, sha256, unhex};
use claimdesk_proof::note::Note;

use crate::fault::{HostError, Result};
use crate::sign::origin;
use crate::state::State;

pub use token::Stamp;

/// The most bytes of an answer that are read.
const MOST: u64 = 1 << 20;

/// The longest that a service is waited for.
const WAIT: Duration = Duration::from_secs(30);

/// What a service is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// How many entries the checkpoint covers.
    pub size: u64,
    /// The SHA-256 of the checkpoint's text, in hex: all that is said of the desk.
    pub sha256: String,
    /// The query's bytes.
    pub bytes: Vec<u8>,
}

/// A time stamp that is kept in a desk and holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// How many entries are covered.
    pub size: u64,
    /// What the service says.
    pub stamp: Stamp,
}

/// Makes the query over the newest checkpoint, and remembers its random number here.
pub fn query(ledger: &Ledger<'_>, state: &State) -> Result<Query> {
    let kept = ledger.checkpoints()?.into_iter().max_by_key(|kept| kept.size);
    let kept = kept.ok_or_else(|| HostError::Input("This desk has no checkpoint yet.".to_owned()))?;
    let text = text_of(&kept.note)?;
    let mut nonce = [0; 8];
    getrandom::fill(&mut nonce).map_err(|error| HostError::Input(format!("No query could be made: {error}.")))?;
    // A positive number of eight bytes: its one encoding is then the bytes as they are.
    nonce[0] = nonce[0] & 0x7f | 0x40;
    state.keep_setting(&setting(ledger, kept.size)?, &hex(&nonce))?;
    let digest = sha256(&[text.as_bytes()]);
    Ok(Query { size: kept.size, sha256: hex(&digest), bytes: der::query(&digest, &nonce) })
}

/// Sends a query to a service, and gives its answer. This is the one call of the network.
pub fn ask(address: &str, query: &[u8]) -> Result<Vec<u8>> {
    let address = address.trim();
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(HostError::Input(
            "The address of a time-stamping service begins with https:// or http://.".to_owned(),
        ));
    }
    let failed = |error: ureq::Error| HostError::Input(format!("The service did not answer as it should: {error}."));
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(WAIT)).max_redirects(3).build().into();
    let mut answer = agent
        .post(address)
        .header("Content-Type", "application/timestamp-query")
        .header("Accept", "application/timestamp-reply")
        .send(query)
        .map_err(failed)?;
    answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(failed)
}

/// Verifies an answer against the checkpoint that it is over, and keeps it in the desk.
pub fn keep(store: &mut Store, editor: EditorId, state: &State, answer: &[u8]) -> Result<(Stamped, Receipt)> {
    let ledger = store.ledger()?;
    let mut over = None;
    for kept in ledger.checkpoints()? {
        let text = text_of(&kept.note)?;
        if is_stamped(answer, text.as_bytes()) {
            over = Some((kept.size, text));
        }
    }
    let Some((size, text)) = over else {
        // A refusal names no text: what it says is better than what it lacks.
        token::verify(answer, &[], None)?;
        return Err(HostError::Input("This time stamp is not over a checkpoint of this desk.".to_owned()));
    };
    for kept in ledger.timestamps()? {
        if ledger.kept(&kept.token.blob)?.is_some_and(|kept| kept.bytes == answer) {
            return Err(HostError::Input("This time stamp is kept in the desk already.".to_owned()));
        }
    }
    let asked = state.setting(&setting(&ledger, size)?)?.and_then(|text| unhex(&text));
    let stamp = token::verify(answer, text.as_bytes(), asked.as_deref())?;
    let receipt = store.keep_timestamp(editor, size, answer)?;
    Ok((Stamped { size, stamp }, receipt))
}

/// The time stamps that are kept and hold, the one that covers most last. One that does not hold is left out.
pub fn kept(ledger: &Ledger<'_>) -> Result<Vec<Stamped>> {
    let checkpoints = ledger.checkpoints()?;
    let mut all = Vec::new();
    for kept in ledger.timestamps()? {
        let Some(answer) = ledger.kept(&kept.token.blob)? else { continue };
        let over = checkpoints.iter().find(|checkpoint| checkpoint.size == kept.size);
        let Some(text) = over.map(|checkpoint| text_of(&checkpoint.note)).transpose()? else { continue };
        if let Ok(stamp) = token::verify(&answer.bytes, text.as_bytes(), None) {
            all.push(Stamped { size: kept.size, stamp });
        }
    }
    all.sort_by_key(|stamped| (stamped.size, std::cmp::Reverse(stamped.stamp.at)));
    Ok(all)
}

/// When a service saw the newest state that one saw, and how much of the ledger that is.
pub fn newest(ledger: &Ledger<'_>) -> Result<Option<(u64, Timestamp, String)>> {
    Ok(kept(ledger)?.pop().map(|stamped| (stamped.size, stamped.stamp.at, stamped.stamp.authority)))
}

fn setting(ledger: &Ledger<'_>, size: u64) -> Result<String> {
    Ok(format!("timestamp {} {size}", origin(ledger)?))
}

fn text_of(note: &str) -> Result<String> {
    let note = Note::parse(note).map_err(|error| HostError::Input(format!("This is no checkpoint: {error}.")))?;
    Ok(note.text().to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Command;

    use super::*;

    const SERVICE: &str = "[own]\nserial = serial\nsigner_cert = tsa.pem\ncerts = ca.pem\nsigner_key = tsa.key\n\
        signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\ntsa_name = yes\n";

    #[track_caller]
    fn openssl(folder: &Path, arguments: &str) {
        let done =
            Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().expect("openssl runs");
        assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// The answer of a service, made for this by `openssl ts`, to a query with this number.
    fn answered(text: &[u8], nonce: &[u8; 8]) -> Vec<u8> {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("written");
        write("tsa.cnf", SERVICE.as_bytes());
        write("usage", b"extendedKeyUsage=critical,timeStamping\n");
        write("serial", b"01\n");
        write("desk.tsq", &der::query(&sha256(&[text]), nonce));
        openssl(folder, "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Root -days 3650");
        openssl(folder, "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Stamps");
        openssl(
            folder,
            "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 3650 -extfile usage",
        );
        openssl(folder, "ts -reply -config tsa.cnf -section own -queryfile desk.tsq -out desk.tsr");
        std::fs::read(folder.join("desk.tsr")).expect("an answer")
    }

    #[test]
    fn an_answer_holds_for_its_text_and_number_alone() {
        let (text, nonce) = (b"claimdesk/0123\n3\nroot\n", [0x45; 8]);
        let answer = answered(text, &nonce);
        let stamp = token::verify(&answer, text, Some(&nonce)).expect("it holds");
        assert_eq!(stamp.authority, "Stamps");
        assert!((crate::env::now().as_ms() - stamp.at.as_ms()).abs() < 600_000, "{}", stamp.at);
        assert_eq!(token::verify(&answer, text, None).expect("it holds"), stamp);
        let why = |text: &[u8], nonce: Option<&[u8]>| {
            token::verify(&answer, text, nonce).expect_err("it does not hold").to_string()
        };
        assert!(why(b"another text", None).contains("over another text"));
        assert!(why(text, Some(&[0x46; 8])).contains("not the answer to what was asked"));
    }

    #[test]
    fn whatever_is_changed_in_an_answer_it_says_nothing_else() {
        let (text, nonce) = (b"claimdesk/0123\n3\nroot\n", [0x45; 8]);
        let answer = answered(text, &nonce);
        let stamp = token::verify(&answer, text, Some(&nonce)).expect("it holds");
        let mut refused = 0;
        for place in 0..answer.len() {
            let mut spoilt = answer.clone();
            spoilt[place] ^= 0x01;
            match token::verify(&spoilt, text, Some(&nonce)) {
                // What nobody signed may differ: the root that came along, the words of the status.
                Ok(same) => assert_eq!(same, stamp, "at {place}"),
                Err(_) => refused += 1,
            }
            assert!(token::verify(&answer[..place], text, None).is_err(), "cut at {place}");
        }
        assert!(refused * 2 > answer.len(), "{refused} of {}", answer.len());
    }
}
