//! Which dossiers there are at one end of a comparison, and which files they hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::End;
use crate::cli::load;
use crate::cli::provenance;
use crate::source::git::{GitError, Id, Place, Repository, Touched, Tracked, Version};
use crate::source::worktree::{self, Entry, EntryKind};

/// A file of a listing.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) path: Box<str>,
    pub(super) kind: EntryKind,
    /// Its content, where git knows it.
    pub(super) id: Option<Id>,
    /// Whether it is to be read from git's store.
    pub(super) kept: bool,
}

/// The files of a dossier at one end.
pub struct Listing {
    /// Its folder as shown.
    pub(super) root: PathBuf,
    /// Its folder from the top of the repository.
    pub below: String,
    pub(super) files: Vec<Listed>,
    /// Whether all of its files are there, rather than those that differ.
    pub(super) whole: bool,
    /// Where only a part of it was asked for: what lies below these. Empty: all of it.
    pub(super) only: Vec<String>,
    /// Whether it lies outside the paths asked for, and is only looked at as where another may come from.
    pub(super) outside: bool,
}

/// The dossiers of one end, by their folder from the top of the repository.
pub type Listings = BTreeMap<String, Listing>;

impl Listing {
    /// Returns a listing of the same dossier in which nothing is known to differ.
    fn without_files(&self) -> Self {
        let Self { root, below, only, outside, .. } = self;
        Self {
            root: root.clone(),
            below: below.clone(),
            files: Vec::new(),
            whole: false,
            only: only.clone(),
            outside: *outside,
        }
    }
}

/// Lists the dossiers at or below some paths at two ends; of two trees, only the files that differ.
pub fn listings(
    repository: &Repository,
    (old, new): (&End, &End),
    paths: &[PathBuf],
) -> anyhow::Result<(Listings, Listings)> {
    let found = match (old, new) {
        (End::Git(Version::Tree(old, _)), End::Git(Version::Tree(new, _))) => {
            let places = paths.iter().map(|path| repository.place(path)).collect::<Result<Vec<_>, _>>();
            let places = places.map_err(provenance::said)?;
            let touched = repository.touched(Some(*old), *new).map_err(provenance::said)?;
            trees(repository, (Some(*old), *new), &places, touched).map_err(provenance::said)?
        }
        _ => {
            let (mut before, after) = (listed(repository, old, paths)?, listed(repository, new, paths)?);
            if let (End::Git(version), true) = (old, after.keys().any(|below| !before.contains_key(below))) {
                elsewhere(repository, version, &mut before)?;
            }
            (before, after)
        }
    };
    if found.0.is_empty() && found.1.is_empty() {
        // A path that holds no dossier is a slip; one in which nothing differs is not.
        for path in paths {
            let held = [old, new].into_iter().map(|end| holds_dossier(repository, end, path));
            if !held.collect::<anyhow::Result<Vec<bool>>>()?.contains(&true) {
                bail!("aucun dossier dans `{}`, ni avant ni après", path.display());
            }
        }
    }
    Ok(found)
}

/// Returns the folders of the dossiers at or below a path, or of the one around it, from the top of the repository.
pub fn roots(repository: &Repository, end: &End, path: &Path) -> anyhow::Result<Vec<String>> {
    let found: Vec<String> = match end {
        End::Worktree => on_disk(repository, path)?.into_keys().collect(),
        End::Git(version) => {
            let found = repository.dossiers(version, path).map_err(provenance::said)?;
            found.into_iter().map(|tracked| tracked.below).collect()
        }
    };
    if found.is_empty() {
        bail!("aucun dossier dans `{}`", path.display());
    }
    Ok(found)
}

/// Tells whether there is a dossier at, below or above a path.
fn holds_dossier(repository: &Repository, end: &End, path: &Path) -> anyhow::Result<bool> {
    match end {
        End::Worktree => Ok(!on_disk(repository, path)?.is_empty()),
        End::Git(version) => match repository.dossiers(version, path) {
            Ok(found) => Ok(!found.is_empty()),
            Err(GitError::Absent { .. } | GitError::NoDossier { .. }) => Ok(false),
            Err(error) => Err(provenance::said(error)),
        },
    }
}

/// Lists the dossiers of two trees in the files that differ; without an earlier tree, there was nothing.
pub fn trees(
    repository: &Repository,
    (old, new): (Option<Id>, Id),
    places: &[Place],
    touched: Vec<Touched>,
) -> Result<(Listings, Listings), GitError> {
    let (mut roots_before, mut roots_after) = (old.map(|old| repository.roots(old)), Some(repository.roots(new)));
    let (mut before, mut after) = (Listings::new(), Listings::new());
    for Touched { path, old, new } in touched {
        if path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        for (id, roots, listings) in [(old, &mut roots_before, &mut before), (new, &mut roots_after, &mut after)] {
            let (Some(id), Some(roots)) = (id, roots) else { continue };
            let Some(root) = roots.of(&path)? else { continue };
            let asked = places.iter().find(|place| is_below(&root, &place.below) || is_below(&place.below, &root));
            let Some(place) = asked.or(places.first()) else { continue };
            let listing = listings.entry(root.clone()).or_insert_with(|| Listing {
                root: repository.shown(place, &root),
                below: root.clone(),
                files: Vec::new(),
                whole: false,
                only: parts(places, &root),
                outside: asked.is_none(),
            });
            let inner = if root.is_empty() { path.as_str() } else { path.get(root.len() + 1..).unwrap_or("") };
            listing.files.push(Listed { path: inner.into(), kind: EntryKind::File, id: Some(id), kept: true });
        }
    }
    // A dossier in which files only came, or only went, is there at both ends.
    let known: Vec<Listing> = after.values().chain(before.values()).map(Listing::without_files).collect();
    for listing in known {
        for (roots, listings) in [(&mut roots_before, &mut before), (&mut roots_after, &mut after)] {
            let Some(roots) = roots else { continue };
            if !listings.contains_key(&listing.below) && roots.is_root(&listing.below)? {
                listings.insert(listing.below.clone(), listing.without_files());
            }
        }
    }
    Ok((before, after))
}

/// Returns the parts of a dossier that are asked for; none where all of it is.
fn parts(places: &[Place], root: &str) -> Vec<String> {
    if places.iter().any(|place| is_below(root, &place.below)) {
        return Vec::new();
    }
    let inner = |place: &Place| place.below.get(root.len()..).unwrap_or("").trim_start_matches('/').to_owned();
    places.iter().filter(|place| is_below(&place.below, root)).map(inner).collect()
}

/// Tells whether a path is `folder` or lies below it.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Adds every other dossier of a version: one that is new at the other end may come from there.
fn elsewhere(repository: &Repository, version: &Version, known: &mut Listings) -> anyhow::Result<()> {
    let Some(top) = repository.top() else { return Ok(()) };
    let all = match repository.dossiers(version, top) {
        Err(GitError::NoDossier { .. }) => Vec::new(),
        found => found.map_err(provenance::said)?,
    };
    for tracked in all {
        let below = tracked.below.clone();
        known.entry(below.clone()).or_insert_with(|| Listing {
            root: PathBuf::from(below),
            outside: true,
            ..of_version(tracked)
        });
    }
    Ok(())
}

/// Lists all of the dossiers at or below some paths at one end.
fn listed(repository: &Repository, end: &End, paths: &[PathBuf]) -> anyhow::Result<Listings> {
    let mut found = Listings::new();
    for path in paths {
        match end {
            End::Git(version) => match repository.dossiers(version, path) {
                Ok(dossiers) => {
                    found.extend(dossiers.into_iter().map(|tracked| (tracked.below.clone(), of_version(tracked))));
                }
                // In the other version it may be.
                Err(GitError::Absent { .. } | GitError::NoDossier { .. }) => {}
                Err(error) => return Err(provenance::said(error)),
            },
            End::Worktree => found.extend(on_disk(repository, path)?),
        }
    }
    Ok(found)
}

fn of_version(tracked: Tracked) -> Listing {
    let Tracked { root, below, entries, ids, only } = tracked;
    let listed = |(entry, id): (Entry, Id)| Listed {
        path: entry.path,
        kind: entry.kind.unwrap_or(EntryKind::Special),
        id: Some(id),
        kept: true,
    };
    Listing {
        root,
        below,
        files: entries.into_iter().zip(ids).map(listed).collect(),
        whole: true,
        only,
        outside: false,
    }
}

/// Lists what stands in folders; what a sparse checkout leaves out is taken from git's store.
fn on_disk(repository: &Repository, path: &Path) -> anyhow::Result<Listings> {
    let Some(top) = repository.top() else { return Err(provenance::said(GitError::Bare)) };
    let unmoved = repository.unmoved().map_err(provenance::said)?;
    let found = match worktree::find(&[path.to_path_buf()], load::threads()) {
        Ok(found) => found,
        Err(worktree::SourceError::NoDossier(_)) => Vec::new(),
        // A path that is not there any more may be in the other version.
        Err(worktree::SourceError::Unreadable(..)) if !path.exists() => Vec::new(),
        Err(error) => return Err(load::said(error)),
    };
    let mut listings = BTreeMap::new();
    for found in found {
        let below = repository.place(&found.root).map_err(provenance::said)?.below;
        if in_another(top, &below) {
            continue;
        }
        let only = found.only;
        // What lies in a folder that cannot be opened would be told as gone.
        let closed = found.entries.iter().find_map(|entry| Some((&entry.path, entry.kind.as_ref().err()?)));
        if let Some((inner, why)) = closed {
            bail!("impossible de lire `{}`\u{a0}: {why}", found.root.join(&**inner).display());
        }
        let files = found.entries.into_iter().filter_map(|entry| {
            let kind = entry.kind.ok()?;
            let tracked = if below.is_empty() { entry.path.to_string() } else { format!("{below}/{}", entry.path) };
            let id = (kind == EntryKind::File).then(|| unmoved.content(&tracked, &top.join(&tracked))).flatten();
            Some(Listed { path: entry.path, kind, id, kept: false })
        });
        listings.insert(
            below.clone(),
            Listing { root: found.root, files: files.collect(), below, whole: true, only, outside: false },
        );
    }
    for (path, id) in unmoved.left_out() {
        let owner = listings.values_mut().find(|listing| {
            path.strip_prefix(&*listing.below).is_some_and(|rest| listing.below.is_empty() || rest.starts_with('/'))
        });
        let Some(listing) = owner else { continue };
        let inner = if listing.below.is_empty() { path } else { path.get(listing.below.len() + 1..).unwrap_or("") };
        if !listing.files.iter().any(|file| &*file.path == inner) {
            listing.files.push(Listed { path: inner.into(), kind: EntryKind::File, id: Some(id), kept: true });
        }
    }
    for listing in listings.values_mut() {
        listing.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }
    Ok(listings)
}

/// Tells whether a folder lies in a repository of its own below the top of this one: what it holds is not this one's.
fn in_another(top: &Path, below: &str) -> bool {
    let folders = worktree::ancestors(below).filter(|folder| !folder.is_empty());
    folders.chain((!below.is_empty()).then_some(below)).any(|folder| top.join(folder).join(".git").exists())
}
