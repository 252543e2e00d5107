//! Where the library lies that reads PDFs.
//!
//! Only a path is found here, beside the program or where a build puts it. It is
//! loaded in the worker process alone.

use std::path::{Path, PathBuf};

/// Its name on this system.
const NAME: &str = if cfg!(target_os = "windows") {
    "pdfium.dll"
} else if cfg!(target_os = "macos") {
    "libpdfium.dylib"
} else {
    "libpdfium.so"
};

/// The library's whole path, if it is installed.
pub(crate) fn find() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let program = program.canonicalize().unwrap_or(program);
    let folder = program.parent()?;
    let installed = [folder.join(NAME), folder.join("../lib/claimdesk").join(NAME)];
    // A build has it in its target folder, above the program.
    let built = program.ancestors().skip(2).take(3).map(|above: &Path| above.join("pdfium").join(NAME));
    installed.into_iter().chain(built).find(|path| path.is_file())
}
