//! Where a command reads dossiers: the working tree, the index of git, a revision.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;

use crate::cli::args::Scope;
use crate::cli::texts::OnDisk;
use crate::cli::ui;
use crate::read::MAX_BYTES;
use crate::render::diagnostics::SourceInfo;
use crate::source::git::{Blobs, Commit, GitError, Id, Repository, Tracked, Version};
use crate::source::worktree;
use crate::text::Texts;
use crate::value::date::Day;

/// Where dossiers are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// In folders, as they are now.
    Worktree,
    /// In what the next commit would hold.
    Index,
    /// In a commit, by the name that the user gives it.
    Revision(String),
}

impl Provenance {
    /// Reads what the user asks for.
    pub fn of(scope: &Scope) -> Self {
        scope.revision.clone().map_or(Self::Worktree, Self::Revision)
    }

    /// Returns how it is named in what is printed.
    pub fn info(&self) -> SourceInfo {
        let (kind, revision) = match self {
            Self::Worktree => ("worktree", None),
            Self::Index => ("index", None),
            Self::Revision(name) => ("revision", Some(name.clone())),
        };
        SourceInfo { kind, revision }
    }

    /// Returns the revision, as the user named it.
    pub fn revision(&self) -> Option<&str> {
        match self {
            Self::Revision(name) => Some(name),
            Self::Worktree | Self::Index => None,
        }
    }

    /// Finds the version in a repository; none where folders are read.
    pub fn version(&self, repository: &Repository) -> Result<Option<Version>, GitError> {
        Ok(match self {
            Self::Worktree => None,
            Self::Index => Some(Version::Index),
            Self::Revision(name) => Some(repository.version(name)?),
        })
    }
}

/// Returns the day a command stands at: the one asked for, else that of the revision, else today.
pub fn day(scope: &Scope) -> anyhow::Result<Day> {
    match (&scope.at, &scope.revision) {
        (None, Some(revision)) => {
            let here = PathBuf::from(".");
            let repository = Repository::open(scope.paths.first().unwrap_or(&here)).map_err(said)?;
            Ok(committed(&repository.commit(revision).map_err(said)?))
        }
        (at, _) => ui::day(at.as_deref()),
    }
}

/// Returns the day of a commit, by its writer's clock.
pub fn committed(commit: &Commit) -> Day {
    ui::day_of(commit.seconds + i64::from(commit.offset))
}

/// Puts into words why a repository could not be read.
pub fn said(error: GitError) -> anyhow::Error {
    anyhow!("{error}")
}

/// A dossier's place in a version of a repository, from which its texts are read again.
pub struct Stored {
    repository: Arc<Repository>,
    version: Version,
    /// Its folder from the top of the repository, with `/`.
    below: String,
    /// Its folder as it is shown, with `/`; empty for the current one.
    root: String,
    /// Its files by path from its folder, sorted, with their contents.
    files: Vec<(Box<str>, Id)>,
    blobs: Mutex<Blobs>,
    /// Texts that were kept when they were read, by their path from the dossier's folder.
    kept: Mutex<HashMap<Box<str>, Arc<str>>>,
}

impl Stored {
    /// Notes where a dossier was found; `root` is its folder as it is shown.
    pub fn new(repository: Arc<Repository>, version: Version, tracked: &Tracked, root: String) -> Self {
        let files = tracked.entries.iter().zip(&tracked.ids).map(|(entry, id)| (entry.path.clone(), *id)).collect();
        Self::of(repository, version, tracked.below.clone(), root, files)
    }

    /// Notes where some files of a dossier are kept: its folder from the top of the repository, its folder as it is shown, and its files by
    /// path, sorted.
    pub fn of(
        repository: Arc<Repository>,
        version: Version,
        below: String,
        root: String,
        files: Vec<(Box<str>, Id)>,
    ) -> Self {
        let blobs = Mutex::new(repository.blobs());
        Self { repository, version, below, root, files, blobs, kept: Mutex::default() }
    }

    /// Keeps the text of a file that is sure to be asked for.
    pub fn keep(&self, path: &str, bytes: &[u8]) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(path.into(), text.into());
        }
    }

    /// Adds the files of another reading of the same dossier.
    pub fn and(mut self, more: Self) -> Self {
        self.files.extend(more.files);
        self.files.sort_unstable();
        self
    }

    /// Returns the folder of the dossier from the top of the repository.
    pub fn below(&self) -> &str {
        &self.below
    }

    /// Reads a file of the version by its path from the top of the repository; `None` where there is none.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let item = match self.repository.files(&self.version, path) {
            Ok(items) => items.into_iter().find(|item| &*item.path == path),
            Err(GitError::Absent { .. }) => None,
            Err(other) => return Err(other),
        };
        Ok(item.and_then(|item| self.bytes(item.id, path)))
    }

    fn bytes(&self, id: Id, path: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.blobs.lock().unwrap_or_else(PoisonError::into_inner).read(id, path, MAX_BYTES, &mut bytes).ok()?;
        Some(bytes)
    }
}

impl Texts for Stored {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let inner = if self.root.is_empty() {
            Some(path)
        } else {
            path.strip_prefix(&self.root).and_then(|rest| rest.strip_prefix('/'))
        };
        if let Some(kept) =
            inner.and_then(|inner| self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(inner).cloned())
        {
            return Some(kept);
        }
        let known = inner.and_then(|inner| self.files.binary_search_by(|(known, _)| (**known).cmp(inner)).ok());
        let bytes = match known.and_then(|at| self.files.get(at)) {
            Some((inner, id)) => {
                let full = if self.below.is_empty() { inner.to_string() } else { format!("{}/{inner}", self.below) };
                self.bytes(*id, &full)?
            }
            // Of a working tree, what is not in the store stands in its folder.
            None if self.version == Version::Index && Path::new(path).is_file() => return OnDisk.text(path),
            // A file beside the dossier, as `cb.yaml` at the top.
            None => {
                let place = self.repository.place(Path::new(path)).ok()?;
                self.read(&place.below).ok().flatten()?
            }
        };
        let text = String::from_utf8(bytes).ok()?;
        (text.len() <= MAX_BYTES).then(|| text.into())
    }
}

/// Returns a folder as it is shown: with `/`, empty for the current one.
pub fn shown_root(root: &Path) -> String {
    let shown = worktree::slashed(root);
    if shown == "." { String::new() } else { shown }
}
