//! From the files of a listing to the records of some of them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;

use super::End;
use super::listing::{Listed, Listing};
use crate::cli::load::{self, Loaded};
use crate::cli::provenance::{self, Stored, shown_root};
use crate::model;
use crate::read::{Keep, MAX_BYTES};
use crate::source::git::{Blobs, GitError, Repository, Version, is_pointer};
use crate::source::worktree::{self, Entry};
use crate::value::identifiant::{Ident, parse_stem};

impl Listing {
    /// Adds files of the version that lie at or below some paths of the dossier.
    pub(super) fn complete(&mut self, repository: &Repository, end: &End, paths: &[&str]) -> anyhow::Result<()> {
        let End::Git(version) = end else { return Ok(()) };
        if self.whole {
            return Ok(());
        }
        for path in paths {
            let full = if self.below.is_empty() || path.is_empty() {
                format!("{}{path}", self.below)
            } else {
                format!("{}/{path}", self.below)
            };
            let items = match repository.files(version, &full) {
                Ok(items) => items,
                Err(GitError::Absent { .. }) => continue,
                Err(error) => return Err(provenance::said(error)),
            };
            for item in items {
                let inner = if self.below.is_empty() {
                    &*item.path
                } else {
                    item.path.get(self.below.len() + 1..).unwrap_or("")
                };
                if let Err(at) = self.files.binary_search_by(|file| (*file.path).cmp(inner)) {
                    self.files
                        .insert(at, Listed { path: inner.into(), kind: item.kind, id: Some(item.id), kept: true });
                }
            }
        }
        Ok(())
    }

    /// Reads the records of some files only.
    pub(super) fn read(
        &self,
        repository: &Arc<Repository>,
        end: &End,
        keep: Keep,
        wanted: &dyn Fn(&Listed) -> bool,
    ) -> anyhow::Result<Loaded> {
        self.read_if(repository, end, keep, wanted, &|_| true)
    }

    /// Reads the records of some files only; a file whose bytes do not matter is taken as empty. One whose content is not there fails it
    /// all: it would be told as gone.
    pub(super) fn read_if(
        &self,
        repository: &Arc<Repository>,
        end: &End,
        keep: Keep,
        wanted: &dyn Fn(&Listed) -> bool,
        matters: &(dyn Fn(&[u8]) -> bool + Sync),
    ) -> anyhow::Result<Loaded> {
        let files: Vec<&Listed> = self.files.iter().filter(|file| wanted(file)).collect();
        let version = match end {
            End::Git(version) => version.clone(),
            End::Worktree => Version::Index,
        };
        let root = shown_root(&self.root);
        let entries: Vec<Entry> =
            files.iter().map(|file| Entry { path: file.path.clone(), kind: Ok(file.kind) }).collect();
        let kept = files.iter().filter(|file| file.kept).filter_map(|file| Some((file.path.clone(), file.id?)));
        let stored = Stored::of(Arc::clone(repository), version, self.below.clone(), root.clone(), kept.collect());
        let lost: Mutex<Option<anyhow::Error>> = Mutex::new(None);
        let open = || {
            let (mut blobs, files, stored, lost): (Blobs, &[&Listed], &Stored, _) =
                (repository.blobs(), &files, &stored, &lost);
            move |index: usize, path: &str, buffer: &mut Vec<u8>| {
                let full = if self.below.is_empty() { path.to_owned() } else { format!("{}/{path}", self.below) };
                let kept = files.get(index).filter(|file| file.kept).and_then(|file| file.id);
                let done = match kept {
                    Some(id) => blobs.read(id, &full, MAX_BYTES, buffer),
                    None => worktree::read(&self.root, path, MAX_BYTES, buffer).map_err(|why| worktree::plain(&why)),
                };
                let fault = match &done {
                    Err(why) => Some(unread(kept.and_then(|id| repository.lost(id)), &full, end, why)),
                    Ok(()) => is_pointer(buffer).then(|| unfetched(&full, end)),
                };
                if let Some(fault) = fault {
                    lost.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
                }
                if !matters(buffer) {
                    buffer.clear();
                } else if kept.is_some() {
                    stored.keep(path, buffer);
                }
                done
            }
        };
        let dossier = load::read_all(root, entries, keep, load::threads(), open);
        if let Some(why) = lost.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(why);
        }
        // What a sparse checkout leaves out has its text in the store; all else is read again where it stands.
        Ok(Loaded { dossier, only: Vec::new(), stored: files.iter().any(|file| file.kept).then_some(stored) })
    }

    /// Reads the files of some notes and ideas, by their identifiers.
    pub fn read_records(
        &mut self,
        repository: &Arc<Repository>,
        end: &End,
        idents: &[Ident],
    ) -> anyhow::Result<Loaded> {
        let folders: BTreeSet<&str> = idents.iter().map(|ident| model::def(ident.kind).folder).collect();
        self.complete(repository, end, &folders.into_iter().collect::<Vec<_>>())?;
        let named = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            parse_stem(stem).is_some_and(|written| idents.iter().any(|ident| ident.note() == written.ident))
        };
        self.read(repository, end, Keep::Texts, &|file| named(&file.path) || &*file.path == "idees.yaml")
    }
}

/// Says why the content of a file could not be read; `lost` where git's store does not have it.
fn unread(lost: Option<GitError>, path: &str, end: &End, why: &str) -> anyhow::Error {
    let said = format!("`{path}` ne peut pas être lu dans {}", place(end));
    match lost {
        Some(error) => provenance::said(error).context(said),
        None => anyhow!("{said}\u{a0}: {why}"),
    }
}

/// Says that a file is kept elsewhere, and was not fetched from there.
fn unfetched(path: &str, end: &End) -> anyhow::Error {
    anyhow!(
        "`{path}` ne peut pas être lu dans {}\u{a0}: Git LFS n’en a laissé que l’adresse\naide\u{a0}: rapatriez-le\u{a0}: `git lfs fetch --all`",
        place(end)
    )
}

fn place(end: &End) -> String {
    match end {
        End::Worktree => "le répertoire de travail".to_owned(),
        End::Git(version) => version.to_string(),
    }
}
