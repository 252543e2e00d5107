//! The library that reads PDFs, for tests; `scripts/setup.sh` fetches it.

use std::path::PathBuf;

/// Loads it; says so where it is not there.
pub(crate) fn load() -> bool {
    let program = std::env::current_exe().expect("the test has a path");
    let places: Vec<PathBuf> = program.ancestors().skip(2).map(|above| above.join("pdfium/libpdfium.so")).collect();
    let found = places.iter().find(|path| path.is_file()).is_some_and(|path| claimdesk_intake::load_pdf_engine(path));
    if !found {
        eprintln!("skipped: no library for PDFs (scripts/setup.sh fetches it)");
    }
    found
}
