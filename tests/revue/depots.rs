//! Odd repositories, each made from the story: what a command of review may be run in.
//!
//! Each stands alone in a folder of its own and goes away with it. Unless its function says otherwise, the story is at its end, on `main`,
//! and `cb` is run at the top of the working tree.

mod commandes;
mod contenus;
mod essais;
mod formes;
mod pannes;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::git::git;
use crate::histoire::{LAST_PLACE, copy, story};

/// A note that every repository holds, from its top.
const NOTE: &str = "territoires/valserine/entretiens/E002-mairie.md";
/// Another.
const OTHER: &str = "territoires/valserine/entretiens/E001-mission-locale.md";

/// A repository, or what is left of one.
pub(crate) struct Depot {
    /// Goes away with all that it holds.
    _temp: TempDir,
    /// Where `cb` and `git` are run.
    pub(crate) folder: PathBuf,
    /// Where the dossier lies, from there: on the disk, or in the revisions of what has no working tree.
    pub(crate) dossier: &'static str,
    /// What is odd, where it has a name: a path from `folder`, a revision or the id of an object, as the function says.
    pub(crate) odd: String,
}

impl Depot {
    /// Runs `git` there and returns what it prints.
    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> String {
        git(&self.folder, args)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// A copy of the story in which nothing is odd yet.
fn plain() -> Depot {
    let (temp, folder) = copy();
    Depot { _temp: temp, folder, dossier: LAST_PLACE, odd: String::new() }
}

/// A folder `depot` that holds the last files of the story and no repository.
fn files() -> Depot {
    let temp = tempfile::tempdir().expect("a folder");
    let folder = temp.path().join("depot");
    copy_files(story(), &folder);
    Depot { _temp: temp, folder, dossier: LAST_PLACE, odd: String::new() }
}

/// Copies the files of a working tree.
fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let to = to.join(entry.file_name());
        if entry.file_name() == ".git" {
        } else if entry.file_type().expect("a type").is_dir() {
            copy_files(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}
