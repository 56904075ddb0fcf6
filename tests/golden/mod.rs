//! Texts kept beside the tests: compared as they stand, or written anew where `CB_REFRESH` is set.

use std::path::Path;
use std::{env, fs};

/// Compares a text with the one kept at `path`, whatever its line ends; says the first line that differs, and how to keep the new one.
#[track_caller]
pub(crate) fn hold(path: &Path, found: &str) {
    if env::var_os("CB_REFRESH").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, found).expect("written");
    }
    let kept = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let differs = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    assert!(
        kept == found,
        "{}, line {} differs; if it should, CB_REFRESH=1 cargo test --test {}\n{found}",
        path.display(),
        differs.unwrap_or(kept.lines().count().min(found.lines().count())) + 1,
        env!("CARGO_CRATE_NAME")
    );
}
