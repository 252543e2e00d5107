//! What fuzzing found once, read again: each file was a panic, a hang or a broken
//! promise. The folder is the name of the fuzz target.

mod engine;

use claimdesk_intake::{Hint, READERS, addresses, read, show};
use std::path::Path;
use std::time::{Duration, Instant};

#[test]
fn what_fuzzing_found_stays_mended() {
    engine::load();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/regress");
    let mut count = 0;
    for folder in std::fs::read_dir(top).expect("the folder is there") {
        for file in std::fs::read_dir(folder.expect("a folder").path()).expect("files") {
            let path = file.expect("a file").path();
            let bytes = std::fs::read(&path).expect("its bytes");
            // Generous, because a busy computer must not fail: a hang takes minutes.
            let begun = Instant::now();
            drop(read(&bytes, &Hint::default()));
            for reader in READERS {
                drop(reader.read(&bytes, &Hint::default()));
                let hint = Hint { media_type: Some(reader.media_type().to_owned()), ..Hint::default() };
                drop(show(&bytes, &hint));
            }
            drop(addresses(&bytes, "https://page.example/"));
            let took = begun.elapsed();
            assert!(took < Duration::from_secs(20), "{}: {took:?}", path.display());
            count += 1;
        }
    }
    assert!(count > 0, "the findings are gone");
}
