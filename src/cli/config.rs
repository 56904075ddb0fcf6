//! Finds the `cb.yaml` that speak of a dossier: one at the repository's root, one beside `dossier.yaml`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::load::{self, Loaded};
use crate::cli::provenance;
use crate::config::{self, Settings};
use crate::diagnostic::Diagnostic;
use crate::read::MAX_BYTES;
use crate::source::worktree;

/// The name of the file.
const NAME: &str = "cb.yaml";

/// What is set for a dossier, and what is wrong in the files that set it, with their paths as shown.
#[derive(Default)]
pub struct Found {
    /// What is set.
    pub settings: Settings,
    /// What is wrong.
    pub findings: Vec<(String, Diagnostic)>,
}

/// Reads what is set for a dossier, in its folder or in the version that it was read from.
pub fn read(loaded: &Loaded) -> anyhow::Result<Found> {
    let root = load::folder(&loaded.dossier);
    let mut found = Found::default();
    let places = match &loaded.stored {
        Some(stored) => of_version(root, stored.below()),
        None => folders(root),
    };
    for Place { folder, prefix, tracked } in places {
        let shown = worktree::slashed(&tidy(&folder.join(NAME)));
        let bytes = match &loaded.stored {
            Some(stored) => stored.read(&tracked).map_err(provenance::said)?,
            None if folder.join(NAME).is_file() => {
                let mut bytes = Vec::new();
                worktree::read(&folder, NAME, MAX_BYTES, &mut bytes)
                    .with_context(|| format!("impossible de lire `{shown}`"))?;
                Some(bytes)
            }
            None => None,
        };
        let Some(bytes) = bytes else { continue };
        let text = std::str::from_utf8(&bytes).with_context(|| format!("`{shown}` n’est pas en UTF-8"))?;
        let mut faults = Vec::new();
        found.settings.push(prefix, config::parse(text, &mut faults));
        found.findings.extend(faults.into_iter().map(|fault| (shown.clone(), fault)));
    }
    Ok(found)
}

/// A folder that may hold the file.
struct Place {
    /// As it is shown.
    folder: PathBuf,
    /// The path from there to the dossier.
    prefix: String,
    /// The file from the top of the repository, where it is read in a version.
    tracked: String,
}

/// The folders of a version that may hold one, the farther first; `below` is the dossier's own, from the top of the repository.
fn of_version(root: &Path, below: &str) -> Vec<Place> {
    let tracked = if below.is_empty() { NAME.to_owned() } else { format!("{below}/{NAME}") };
    let near = Place { folder: root.to_path_buf(), prefix: String::new(), tracked };
    if below.is_empty() {
        return vec![near];
    }
    let far = below.split('/').fold(root.to_path_buf(), |folder, _| folder.join(".."));
    vec![Place { folder: far, prefix: below.to_owned(), tracked: NAME.to_owned() }, near]
}

/// The folders that may hold one, the farther first, each with the path from it to the dossier.
fn folders(root: &Path) -> Vec<Place> {
    let near = Place { folder: root.to_path_buf(), prefix: String::new(), tracked: String::new() };
    let Ok(absolute) = std::fs::canonicalize(root) else { return vec![near] };
    let repository = absolute.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    // A dossier that is a repository of its own has no other root.
    match repository.filter(|_| !absolute.join(".git").exists()) {
        Some(top) => {
            let prefix = absolute.strip_prefix(top).map(worktree::slashed).unwrap_or_default();
            let up = absolute.ancestors().take_while(|folder| *folder != top).count();
            let far = (0..up).fold(root.to_path_buf(), |folder, _| folder.join(".."));
            vec![Place { folder: far, prefix, tracked: String::new() }, near]
        }
        None => vec![near],
    }
}

/// Shortens `a/b/..` to `a` where the names allow it.
fn tidy(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir if short.file_name().is_some() => {
                short.pop();
            }
            std::path::Component::CurDir => {}
            part => short.push(part),
        }
    }
    short
}
