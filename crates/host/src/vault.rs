//! Where secret keys are kept: in the system's store of secrets, or in files that only this user can read.
//!
//! A key stays where it was made. A small file beside the places of keys says
//! which one the system holds, so that a system that cannot be asked (a session
//! without a desktop) is an error that is told, and never a reason for a second key.

use std::io::Write;
use std::path::{Path, PathBuf};

use claimdesk_core::id::DeviceId;
use claimdesk_proof::encoding::{hex, unhex};

use crate::fault::{HostError, Result};
use crate::places::Places;

/// A secret: the 32 bytes of an Ed25519 key.
pub(crate) type Secret = [u8; 32];

/// Where a key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptIn {
    /// In the system's store of secrets.
    System,
    /// In a file that only this user can read.
    File,
}

/// A store of secrets, by their names. `None` as an answer is a store that cannot be reached.
pub(crate) trait Store {
    /// The secret of this name; `Some(None)` if there is none.
    fn find(&self, name: &str) -> Option<Option<Vec<u8>>>;
    /// Keeps a secret, in place of one of that name.
    fn keep(&self, name: &str, secret: &[u8]) -> Option<()>;
}

/// The keys of this installation.
pub(crate) struct Vault<'a> {
    places: &'a Places,
    system: Option<Box<dyn Store>>,
}

impl<'a> Vault<'a> {
    /// The vault of an installation.
    pub(crate) fn of(places: &'a Places, device: DeviceId) -> Self {
        let system = if places.may_ask_the_system() { system(device) } else { None };
        Self { places, system }
    }

    #[cfg(test)]
    pub(crate) fn with(places: &'a Places, system: Option<Box<dyn Store>>) -> Self {
        Self { places, system }
    }

    /// The secret of this name, made at its first use.
    pub(crate) fn secret(&self, name: &str) -> Result<(Secret, KeptIn)> {
        if let Some(secret) = self.in_file(name)? {
            return Ok((secret, KeptIn::File));
        }
        if self.marker(name).exists() {
            return Ok((self.in_system(name)?, KeptIn::System));
        }
        let secret = fresh()?;
        let kept = self.keep(name, &secret)?;
        Ok((secret, kept))
    }

    /// Keeps a secret in the best place there is, in place of one of that name.
    pub(crate) fn keep(&self, name: &str, secret: &Secret) -> Result<KeptIn> {
        let system = self.system.as_ref().filter(|system| {
            // Read back before it is relied upon.
            system.keep(name, secret).is_some() && system.find(name) == Some(Some(secret.to_vec()))
        });
        let file = self.places.key(name);
        if system.is_some() {
            write(&self.marker(name), "The key is kept in the system's store of secrets.\n")?;
            match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(HostError::file(&file, "removed", error));
                }
                _ => return Ok(KeptIn::System),
            }
        }
        write(&file, &format!("{}\n", hex(secret)))?;
        Ok(KeptIn::File)
    }

    fn in_file(&self, name: &str) -> Result<Option<Secret>> {
        let path = self.places.key(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => unhex(text.trim())
                .and_then(|bytes| bytes.try_into().ok())
                .map(Some)
                .ok_or_else(|| HostError::Input(format!("The key in “{}” cannot be read.", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(HostError::file(&path, "read", error)),
        }
    }

    fn in_system(&self, name: &str) -> Result<Secret> {
        let found = self.system.as_ref().and_then(|system| system.find(name));
        let told = |why: &str| HostError::Input(why.to_owned());
        let found = found.ok_or_else(|| {
            told("The key is kept in the system's store of secrets, which cannot be asked here, or is locked.")
        })?;
        found.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| {
            told(
                "The system's store of secrets has lost the key of this computer. Remove the file that says so \
                 (keys/*.in-system) to begin with a new one.",
            )
        })
    }

    fn marker(&self, name: &str) -> PathBuf {
        self.places.key(name).with_extension("in-system")
    }
}

/// Random bytes for a key.
pub(crate) fn fresh() -> Result<Secret> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| HostError::Input(format!("No key could be made: {error}.")))?;
    Ok(secret)
}

/// Writes a file that only this user can read, in one step.
fn write(path: &Path, text: &str) -> Result<()> {
    Places::make_folder_of(path)?;
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&part).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let named = written.and_then(|()| std::fs::rename(&part, path));
    if named.is_err() {
        drop(std::fs::remove_file(&part));
    }
    named.map_err(|error| HostError::file(path, "written", error))
}

#[cfg(not(target_os = "linux"))]
fn system(_: DeviceId) -> Option<Box<dyn Store>> {
    None
}

#[cfg(target_os = "linux")]
fn system(device: DeviceId) -> Option<Box<dyn Store>> {
    secrets::Session::of(device).map(|session| Box::new(session) as Box<dyn Store>)
}

/// The Secret Service of a desktop (GNOME Keyring, KWallet, KeePassXC), over the session's bus.
#[cfg(target_os = "linux")]
mod secrets {
    use std::collections::HashMap;
    use std::sync::mpsc;
    use std::time::Duration;

    use claimdesk_core::id::DeviceId;
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;

    use super::Store;

    /// The longest that an answer is waited for: a store that is locked asks its user first.
    const WAIT: Duration = Duration::from_secs(60);

    pub(super) struct Session {
        device: String,
    }

    impl Session {
        /// A store that may be there: whether it answers shows when it is asked.
        pub(super) fn of(device: DeviceId) -> Option<Self> {
            let named = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
            let bus = std::env::var_os("XDG_RUNTIME_DIR").map(|folder| std::path::PathBuf::from(folder).join("bus"));
            (named || bus.is_some_and(|bus| bus.exists())).then(|| Self { device: device.to_string() })
        }

        fn attributes(&self, name: &str) -> [(&'static str, String); 3] {
            [("application", "claimdesk".to_owned()), ("installation", self.device.clone()), ("key", name.to_owned())]
        }
    }

    /// Asks on a thread of its own, so that a store that never answers holds nothing up for ever.
    fn ask<T: Send + 'static>(
        question: impl FnOnce(&SecretService<'_>) -> Result<T, secret_service::Error> + Send + 'static,
    ) -> Option<T> {
        let (answer, answers) = mpsc::channel();
        std::thread::spawn(move || {
            let done = SecretService::connect(EncryptionType::Dh).and_then(|service| question(&service));
            // Whoever asked may have given up waiting.
            drop(answer.send(done));
        });
        answers.recv_timeout(WAIT).ok()?.ok()
    }

    impl Store for Session {
        fn find(&self, name: &str) -> Option<Option<Vec<u8>>> {
            let attributes = self.attributes(name);
            ask(move |service| {
                let wanted: HashMap<&str, &str> =
                    attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
                let found = service.search_items(wanted)?;
                if let Some(item) = found.unlocked.first() {
                    return item.get_secret().map(Some);
                }
                let Some(item) = found.locked.first() else { return Ok(None) };
                item.unlock()?;
                item.get_secret().map(Some)
            })
        }

        fn keep(&self, name: &str, secret: &[u8]) -> Option<()> {
            let (attributes, secret) = (self.attributes(name), secret.to_vec());
            ask(move |service| {
                let wanted: HashMap<&str, &str> =
                    attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
                let collection = service.get_default_collection()?;
                if collection.is_locked()? {
                    collection.unlock()?;
                }
                let label = "Claimdesk: the key that signs desks";
                collection.create_item(label, wanted, &secret, true, "application/octet-stream")?;
                Ok(())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use super::*;

    type Held = BTreeMap<String, Vec<u8>>;

    /// A system's store: what it holds, or none if it cannot be reached.
    #[derive(Clone, Default)]
    struct Pretended(Rc<RefCell<Option<Held>>>);

    impl Pretended {
        fn there() -> Self {
            Self(Rc::new(RefCell::new(Some(BTreeMap::new()))))
        }

        fn boxed(&self) -> Option<Box<dyn Store>> {
            Some(Box::new(self.clone()))
        }
    }

    impl Store for Pretended {
        fn find(&self, name: &str) -> Option<Option<Vec<u8>>> {
            self.0.borrow().as_ref().map(|all| all.get(name).cloned())
        }

        fn keep(&self, name: &str, secret: &[u8]) -> Option<()> {
            self.0.borrow_mut().as_mut().map(|all| drop(all.insert(name.to_owned(), secret.to_vec())))
        }
    }

    fn places(folder: &tempfile::TempDir) -> Places {
        Places::all_in(folder.path())
    }

    #[test]
    fn a_key_goes_into_the_system_s_store_where_there_is_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (places, system) = (places(&folder), Pretended::there());
        let (made, kept) = Vault::with(&places, system.boxed()).secret("desk").expect("a key");
        assert_eq!(kept, KeptIn::System);
        assert!(!places.key("desk").exists(), "no file holds it");
        let again = Vault::with(&places, system.boxed()).secret("desk").expect("the key");
        assert_eq!(again, (made, KeptIn::System));
    }

    #[test]
    fn a_key_that_the_system_holds_is_never_made_a_second_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let (places, system) = (places(&folder), Pretended::there());
        let vault = Vault::with(&places, system.boxed());
        vault.secret("desk").expect("a key");
        // No desktop, as over a network or in a service.
        assert!(Vault::with(&places, None).secret("desk").is_err());
        let kept = system.0.borrow_mut().take();
        assert!(vault.secret("desk").is_err(), "it is locked");
        *system.0.borrow_mut() = Some(BTreeMap::new());
        let told = vault.secret("desk").expect_err("it is lost").to_string();
        assert!(told.contains("has lost the key"), "{told}");
        *system.0.borrow_mut() = kept;
        assert!(vault.secret("desk").is_ok());
        assert!(!places.key("desk").exists());
    }

    #[test]
    fn without_a_store_a_file_holds_it_that_only_the_user_can_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = places(&folder);
        let (made, kept) = Vault::with(&places, None).secret("desk").expect("a key");
        assert_eq!(kept, KeptIn::File);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(places.key("desk")).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        // It stays there when a store comes; a new key goes into the store, and the file goes.
        let system = Pretended::there();
        let vault = Vault::with(&places, system.boxed());
        assert_eq!(vault.secret("desk").expect("the key"), (made, KeptIn::File));
        assert_eq!(vault.keep("desk", &[7; 32]).expect("kept"), KeptIn::System);
        assert_eq!(vault.secret("desk").expect("the key"), ([7; 32], KeptIn::System));
        assert!(!places.key("desk").exists());
    }

    #[test]
    fn a_store_that_takes_nothing_is_not_relied_upon() {
        let folder = tempfile::tempdir().expect("a folder");
        let (places, system) = (places(&folder), Pretended::default());
        let (_, kept) = Vault::with(&places, system.boxed()).secret("desk").expect("a key");
        assert_eq!(kept, KeptIn::File);
    }
}
