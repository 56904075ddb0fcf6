//! Two versions of the same dossiers, read where they differ.
//!
//! Files of which git knows that both versions hold the same content are not read, but for those that say what others are: the manifest,
//! the lists, gisements, solutions, meetings. Notes and ideas, which make nearly all of a dossier, are read only where they changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::load::{self, Loaded};
use crate::cli::provenance::{self, Stored, shown_root};
use crate::layout::{self, Nature, Placement};
use crate::read::{Keep, MAX_BYTES};
use crate::source::git::{Blobs, GitError, Id, Repository, Tracked, Version};
use crate::source::worktree::{self, Entry, EntryKind};
use crate::value::identifiant::{Ident, Kind, parse_stem};

/// One end of a comparison.
#[derive(Clone, Debug)]
pub enum End {
    /// The files as they are now.
    Worktree,
    /// A version that git keeps.
    Git(Version),
}

/// A file of a listing.
#[derive(Clone)]
struct Listed {
    path: Box<str>,
    kind: EntryKind,
    /// Its content, where git knows it.
    id: Option<Id>,
    /// Whether it is to be read from git's store.
    kept: bool,
}

/// The files of a dossier at one end.
pub struct Listing {
    /// Its folder as shown.
    root: PathBuf,
    /// Its folder from the top of the repository.
    pub below: String,
    files: Vec<Listed>,
}

/// Lists the dossiers at or below some paths at one end, by their folder from the top of the repository.
pub fn listings(repository: &Repository, end: &End, paths: &[PathBuf]) -> anyhow::Result<BTreeMap<String, Listing>> {
    let mut found = BTreeMap::new();
    for path in paths {
        match end {
            End::Git(version) => match repository.dossiers(version, path) {
                Ok(dossiers) => {
                    found.extend(dossiers.into_iter().map(|tracked| (tracked.below.clone(), of_version(tracked))))
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
    let Tracked { root, below, entries, ids, .. } = tracked;
    let listed = |(entry, id): (Entry, Id)| Listed {
        path: entry.path,
        kind: entry.kind.unwrap_or(EntryKind::Special),
        id: Some(id),
        kept: true,
    };
    Listing { root, below, files: entries.into_iter().zip(ids).map(listed).collect() }
}

/// Lists what stands in folders; what a sparse checkout leaves out is taken from git's store.
fn on_disk(repository: &Repository, path: &Path) -> anyhow::Result<BTreeMap<String, Listing>> {
    let Some(top) = repository.top() else { return Err(provenance::said(GitError::Bare)) };
    let unmoved = repository.unmoved().map_err(provenance::said)?;
    let found = match worktree::find(&[path.to_path_buf()], load::threads()) {
        Ok(found) => found,
        Err(worktree::SourceError::NoDossier(_) | worktree::SourceError::Unreadable(..)) => Vec::new(),
    };
    let mut listings = BTreeMap::new();
    for found in found {
        let below = repository.place(&found.root).map_err(provenance::said)?.below;
        let files = found.entries.into_iter().filter_map(|entry| {
            let kind = entry.kind.ok()?;
            let tracked = if below.is_empty() { entry.path.to_string() } else { format!("{below}/{}", entry.path) };
            let id = (kind == EntryKind::File).then(|| unmoved.content(&tracked, &top.join(&tracked))).flatten();
            Some(Listed { path: entry.path, kind, id, kept: false })
        });
        listings.insert(below.clone(), Listing { root: found.root, files: files.collect(), below });
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

/// A dossier at both ends; at one of them it may not be.
pub struct Both {
    /// At the earlier one.
    pub old: Option<Listing>,
    /// At the later one.
    pub new: Option<Listing>,
}

/// Pairs dossiers by their folder, then those that were moved by what they hold.
pub fn pair(mut old: BTreeMap<String, Listing>, new: BTreeMap<String, Listing>) -> Vec<Both> {
    let mut pairs = Vec::new();
    let mut alone = Vec::new();
    for (below, new) in new {
        match old.remove(&below) {
            Some(before) => pairs.push(Both { old: Some(before), new: Some(new) }),
            None => alone.push(new),
        }
    }
    for new in alone {
        let moved = old.iter().map(|(below, before)| (shared(before, &new), below)).max();
        let moved = moved.filter(|(shared, _)| *shared > 50).map(|(_, below)| below.clone());
        let before = moved.and_then(|below| old.remove(&below));
        pairs.push(Both { old: before, new: Some(new) });
    }
    pairs.extend(old.into_values().map(|old| Both { old: Some(old), new: None }));
    pairs.sort_by(|a, b| shown(a).cmp(&shown(b)));
    pairs
}

fn shown(both: &Both) -> Option<&Path> {
    both.new.as_ref().or(both.old.as_ref()).map(|listing| listing.root.as_path())
}

/// Returns how many of the files of one listing another holds too, in hundredths.
fn shared(old: &Listing, new: &Listing) -> usize {
    let known: std::collections::HashMap<&str, Option<Id>> =
        old.files.iter().map(|file| (&*file.path, file.id)).collect();
    let same = new
        .files
        .iter()
        .filter(|file| known.get(&*file.path).is_some_and(|id| *id == file.id || file.id.is_none() || id.is_none()));
    same.count() * 100 / new.files.len().max(old.files.len()).max(1)
}

/// What is read of a dossier to compare its two versions.
pub struct Compared {
    /// The earlier version, as far as it was read.
    pub old: Option<Loaded>,
    /// The later version, as far as it was read.
    pub new: Option<Loaded>,
    /// How many files may differ.
    pub touched: usize,
}

impl Both {
    /// Returns the folder the dossier had before, where it was moved, and as shown.
    pub fn moved_from(&self) -> Option<String> {
        let (old, new) = (self.old.as_ref()?, self.new.as_ref()?);
        (old.below != new.below).then(|| shown_root(&old.root))
    }

    /// Reads both versions where they differ.
    pub fn read(&self, repository: &Arc<Repository>, ends: (&End, &End), keep: Keep, whole: bool) -> Compared {
        let known = |listing: &Option<Listing>| -> BTreeMap<Box<str>, Option<Id>> {
            listing.iter().flat_map(|listing| &listing.files).map(|file| (file.path.clone(), file.id)).collect()
        };
        let (before, after) = (known(&self.old), known(&self.new));
        let differs = |path: &str| match (before.get(path), after.get(path)) {
            (Some(Some(old)), Some(Some(new))) => old != new,
            _ => true,
        };
        let wanted = |file: &Listed| whole || differs(&file.path) || says_what_others_are(&file.path, file.kind);
        let read = |listing: &Option<Listing>, end| {
            listing.as_ref().map(|listing| listing.read(repository, end, keep, &wanted))
        };
        let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
        let touched = paths.filter(|path| differs(path) && is_record(path)).count();
        Compared { old: read(&self.old, ends.0), new: read(&self.new, ends.1), touched }
    }
}

impl Listing {
    /// Reads the records of some files only.
    fn read(&self, repository: &Arc<Repository>, end: &End, keep: Keep, wanted: &dyn Fn(&Listed) -> bool) -> Loaded {
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
        let open = || {
            let (mut blobs, files): (Blobs, &[&Listed]) = (repository.blobs(), &files);
            move |index: usize, path: &str, buffer: &mut Vec<u8>| match files
                .get(index)
                .map(|file| (file.kept, file.id))
            {
                Some((true, Some(id))) => {
                    let full = if self.below.is_empty() { path.to_owned() } else { format!("{}/{path}", self.below) };
                    blobs.read(id, &full, MAX_BYTES, buffer)
                }
                _ => worktree::read(&self.root, path, MAX_BYTES, buffer).map_err(|error| worktree::plain(&error)),
            }
        };
        let dossier = load::read_all(root, entries, keep, load::threads(), open);
        // What a sparse checkout leaves out has its text in the store; all else is read again where it stands.
        Loaded { dossier, only: Vec::new(), stored: files.iter().any(|file| file.kept).then_some(stored) }
    }

    /// Reads the files of some notes and ideas, by their identifiers.
    pub fn read_records(&self, repository: &Arc<Repository>, end: &End, idents: &[Ident]) -> Loaded {
        let named = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            parse_stem(stem).is_some_and(|written| idents.iter().any(|ident| ident.note() == written.ident))
        };
        self.read(repository, end, Keep::Texts, &|file| named(&file.path) || &*file.path == "idees.yaml")
    }
}

/// Tells whether a file holds records.
fn is_record(path: &str) -> bool {
    matches!(layout::place(path, Nature::File), Placement::Read(..))
}

/// Tells whether a file is read even where it did not change.
fn says_what_others_are(path: &str, kind: EntryKind) -> bool {
    let Placement::Read(of, _, named) = layout::place(path, Nature::File) else { return false };
    kind == EntryKind::File && (!named || !(of.is_note() && of != Kind::Seance || of == Kind::Idee))
}
