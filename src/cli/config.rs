//! Finds the `cb.yaml` that speak of a dossier: one at the repository's root, one beside `dossier.yaml`.

use std::path::{Path, PathBuf};

use anyhow::Context;

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

/// Reads what is set for the dossier in `root`; an empty path is the current folder.
pub fn read(root: &str) -> anyhow::Result<Found> {
    let root = if root.is_empty() { Path::new(".") } else { Path::new(root) };
    let mut found = Found::default();
    let mut buffer = Vec::new();
    for (folder, prefix) in folders(root) {
        let shown = worktree::slashed(&tidy(&folder.join(NAME)));
        if !folder.join(NAME).is_file() {
            continue;
        }
        worktree::read(&folder, NAME, MAX_BYTES, &mut buffer)
            .with_context(|| format!("impossible de lire `{shown}`"))?;
        let text = std::str::from_utf8(&buffer).with_context(|| format!("`{shown}` n’est pas en UTF-8"))?;
        let mut faults = Vec::new();
        found.settings.push(prefix, config::parse(text, &mut faults));
        found.findings.extend(faults.into_iter().map(|fault| (shown.clone(), fault)));
    }
    Ok(found)
}

/// The folders that may hold one, the farther first, each with the path from it to the dossier.
fn folders(root: &Path) -> Vec<(PathBuf, String)> {
    let near = (root.to_path_buf(), String::new());
    let Ok(absolute) = std::fs::canonicalize(root) else { return vec![near] };
    let repository = absolute.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    // A dossier that is a repository of its own has no other root.
    match repository.filter(|_| !absolute.join(".git").exists()) {
        Some(top) => {
            let prefix = absolute.strip_prefix(top).map(worktree::slashed).unwrap_or_default();
            let up = absolute.ancestors().take_while(|folder| *folder != top).count();
            let far = (0..up).fold(root.to_path_buf(), |folder, _| folder.join(".."));
            vec![(far, prefix), near]
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
