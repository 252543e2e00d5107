//! Where things are kept on this computer.

use std::path::{Path, PathBuf};

use crate::fault::{HostError, Result};

/// The ending of a desk's file.
pub const ENDING: &str = "claimdesk";

/// Folders of this user.
#[derive(Clone, Debug)]
pub struct Places {
    data: PathBuf,
    home: PathBuf,
    /// Whether all is in one folder, keys as well.
    in_one: bool,
}

impl Places {
    /// The folders by the XDG Base Directory Specification; `CLAIMDESK_HOME`
    /// puts all of them in one place, and the keys with them.
    pub fn of_user() -> Result<Self> {
        if let Some(all) = var("CLAIMDESK_HOME") {
            return Ok(Self { data: all.clone(), home: all, in_one: true });
        }
        let home = var("HOME")
            .ok_or_else(|| HostError::Input("The home folder is not known: set HOME or CLAIMDESK_HOME.".to_owned()))?;
        let data = var("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"));
        Ok(Self { data: data.join("claimdesk"), home, in_one: false })
    }

    /// All in one folder, for tests.
    #[cfg(test)]
    pub(crate) fn all_in(folder: &Path) -> Self {
        Self { data: folder.to_owned(), home: folder.to_owned(), in_one: true }
    }

    /// The desk that opens when none is named.
    pub fn default_desk(&self) -> PathBuf {
        self.data.join(format!("Desk.{ENDING}"))
    }

    /// Settings and texts that were not yet saved.
    pub fn state(&self) -> PathBuf {
        self.data.join("state.sqlite")
    }

    /// A secret key of this installation.
    pub fn key(&self, name: &str) -> PathBuf {
        self.data.join("keys").join(format!("{name}.key"))
    }

    /// Whether secrets may leave these folders for the system's store of secrets.
    pub(crate) fn may_ask_the_system(&self) -> bool {
        !self.in_one
    }

    /// Verified copies of desks, a folder for each.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// Where file dialogs begin.
    pub fn documents(&self) -> PathBuf {
        let documents = self.home.join("Documents");
        if documents.is_dir() { documents } else { self.home.clone() }
    }

    /// Makes the folder of a file.
    pub fn make_folder_of(path: &Path) -> Result<()> {
        let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
        std::fs::create_dir_all(folder).map_err(|error| HostError::file(folder, "made", error))
    }
}

/// Folders in which report fonts are looked for.
pub fn font_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"].into_iter().map(PathBuf::from).collect();
    if let Some(home) = var("HOME") {
        folders.push(home.join(".local/share/fonts"));
        folders.push(home.join(".fonts"));
    }
    folders.retain(|folder| folder.is_dir());
    folders
}

/// The name under which the user is known to the system.
pub fn user_name() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(var).map(|name| name.to_string_lossy().into_owned())
}

fn var(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
