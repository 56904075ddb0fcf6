//! The dossiers of a version.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::tree::Node;
use super::{GitError, Id, Item, Place, Repository, Version};
use crate::source::worktree::{Entry, MANIFESTS, ancestors};

/// A dossier found in a version.
#[derive(Debug)]
pub struct Tracked {
    /// Its folder, as it is shown: from the current folder.
    pub root: PathBuf,
    /// Its folder from the top of the repository, with `/`; empty for the top.
    pub below: String,
    /// Its files, sorted by path from its folder.
    pub entries: Vec<Entry>,
    /// The content of each, in the same order.
    pub ids: Vec<Id>,
    /// Where the paths given lie inside the dossier, as in [`super::super::worktree::Found`].
    pub only: Vec<String>,
}

impl Repository {
    /// Finds every dossier of a version at or below a path; a path inside a dossier finds that one.
    pub fn dossiers(&self, version: &Version, path: &Path) -> Result<Vec<Tracked>, GitError> {
        let place = self.place(path)?;
        let written = place.shown.display().to_string();
        let absent = |error| match error {
            GitError::Absent { version, .. } => GitError::Absent { path: written.clone(), version },
            other => other,
        };
        let own = self.files(version, &place.below).map_err(absent)?;
        // Above the path first: a typed folder named outright is a part of its dossier.
        if !has_manifest(&own, &place.below)
            && let Some(root) = self.manifest_above(version, &place.below)?
        {
            let only = place.below.get(root.len()..).unwrap_or("").trim_start_matches('/').to_owned();
            let all = self.files(version, &root)?;
            let mut found = group(all, &self.shown_above(&place, &root), &root);
            found.retain(|found| found.below == root || own.iter().any(|item| below(&item.path, &found.below)));
            for dossier in &mut found {
                if dossier.below == root {
                    dossier.only.push(only.clone());
                }
            }
            return Ok(found);
        }
        let found = group(own, &place.shown, &place.below);
        if found.is_empty() {
            return Err(GitError::NoDossier { path: or_here(&written), version: version.to_string() });
        }
        Ok(found)
    }

    /// Finds the nearest folder above a path that holds a manifest.
    fn manifest_above(&self, version: &Version, path: &str) -> Result<Option<String>, GitError> {
        if path.is_empty() {
            return Ok(None);
        }
        for folder in ancestors(path) {
            let manifest =
                |name: &&str| if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") };
            let held = match version {
                Version::Index => MANIFESTS
                    .iter()
                    .map(manifest)
                    .map(|path| self.staged(&path))
                    .collect::<Result<Vec<_>, _>>()?
                    .concat()
                    .len(),
                Version::Tree(tree, _) => {
                    let git = self.trees();
                    let mut held = 0;
                    for path in MANIFESTS.iter().map(manifest) {
                        held += usize::from(self.node(&git, tree.0, &path)?.is_some());
                    }
                    held
                }
            };
            if held > 0 {
                return Ok(Some(folder.to_owned()));
            }
        }
        Ok(None)
    }

    /// Spells a folder above a place as that place is spelt.
    fn shown_above(&self, place: &Place, root: &str) -> PathBuf {
        let inner = place.below.get(root.len()..).unwrap_or("").split('/').filter(|part| !part.is_empty()).count();
        let mut shown = place.shown.clone();
        for _ in 0..inner {
            let named = matches!(shown.components().next_back(), Some(Component::Normal(_)));
            if !(named && shown.pop()) {
                shown.push("..");
            }
        }
        shown
    }
}

/// Finds which folders of a tree are those of dossiers, each looked at once.
pub struct Roots<'r> {
    repository: &'r Repository,
    tree: Id,
    known: HashMap<String, bool>,
}

impl Repository {
    /// Makes a finder for the dossiers of a tree.
    pub fn roots(&self, tree: Id) -> Roots<'_> {
        Roots { repository: self, tree, known: HashMap::new() }
    }

    /// Returns how a folder is shown, near a place that is shown: from the current folder.
    pub fn shown(&self, place: &Place, root: &str) -> PathBuf {
        let shown = match root.strip_prefix(&*place.below) {
            Some(inner) if place.below.is_empty() || inner.is_empty() || inner.starts_with('/') => {
                match inner.trim_start_matches('/') {
                    "" => place.shown.clone(),
                    inner => place.shown.join(inner),
                }
            }
            _ => self.shown_above(place, root),
        };
        if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
    }
}

impl Roots<'_> {
    /// Finds the folder of the dossier to which a file belongs.
    pub fn of(&mut self, path: &str) -> Result<Option<String>, GitError> {
        for folder in ancestors(path) {
            if self.is_root(folder)? {
                return Ok(Some(folder.to_owned()));
            }
        }
        Ok(None)
    }

    /// Tells whether a folder is that of a dossier.
    pub fn is_root(&mut self, folder: &str) -> Result<bool, GitError> {
        if let Some(known) = self.known.get(folder) {
            return Ok(*known);
        }
        let git = self.repository.trees();
        let root = match self.repository.node(&git, self.tree.0, folder)? {
            Some(Node::Folder(tree)) => {
                let found = git.find_tree(tree).map_err(|_| self.repository.missing(&git, tree))?;
                found.iter().flatten().any(|entry| MANIFESTS.iter().any(|name| entry.filename() == *name))
            }
            _ => false,
        };
        drop(git);
        self.known.insert(folder.to_owned(), root);
        Ok(root)
    }
}

/// Tells whether a folder holds a manifest among files that lie below it.
fn has_manifest(items: &[Item], folder: &str) -> bool {
    items.iter().any(|item| {
        let (parent, name) = item.path.rsplit_once('/').unwrap_or(("", &item.path));
        parent == folder && MANIFESTS.contains(&name)
    })
}

/// Tells whether `path` lies below `folder`.
fn below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn or_here(path: &str) -> String {
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

/// Gives each file to the nearest folder above it that holds a manifest; `top` is where `base` is shown.
fn group(items: Vec<Item>, top: &Path, base: &str) -> Vec<Tracked> {
    let mut roots: Vec<String> = items
        .iter()
        .filter_map(|item| {
            let (folder, name) = item.path.rsplit_once('/').unwrap_or(("", &item.path));
            MANIFESTS.contains(&name).then(|| folder.to_owned())
        })
        .collect();
    roots.sort_unstable();
    roots.dedup();
    let mut found: Vec<Tracked> = roots
        .into_iter()
        .map(|below| {
            let inner = below.get(base.len()..).unwrap_or("").trim_start_matches('/');
            let root = if inner.is_empty() { top.to_path_buf() } else { top.join(inner) };
            let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
            Tracked { root, below, entries: Vec::new(), ids: Vec::new(), only: Vec::new() }
        })
        .collect();
    for item in items {
        let owner =
            ancestors(&item.path).find_map(|folder| found.binary_search_by(|root| (*root.below).cmp(folder)).ok());
        let Some(own) = owner.and_then(|owner| found.get_mut(owner)) else { continue };
        let inner = if own.below.is_empty() { &*item.path } else { item.path.get(own.below.len() + 1..).unwrap_or("") };
        own.entries.push(Entry { path: inner.into(), kind: Ok(item.kind) });
        own.ids.push(item.id);
    }
    found
}
