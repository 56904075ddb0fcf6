//! Two versions of the same dossiers, read where they differ.
//!
//! Files of which git knows that both versions hold the same content are not read, but for those that say what others are: the manifest,
//! what is said of ideas afterwards, what was decided. Notes and ideas, which make nearly all of a dossier, are read only where they
//! changed.

mod listing;
mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::cli::load::{self, Loaded};
use crate::cli::provenance::shown_root;
use crate::layout::{self, Nature, Placement};
use crate::model;
use crate::read::{Keep, MAX_BYTES};
use crate::source::git::{Id, Repository, Version, is_pointer};
use crate::source::worktree::{self, EntryKind};
use crate::value::identifiant::{Ident, Kind, parse_start};

use listing::{Listed, is_below};
pub use listing::{Listing, Listings, listings, roots, trees};

/// One end of a comparison.
#[derive(Clone, Debug)]
pub enum End {
    /// The files as they are now.
    Worktree,
    /// A version that git keeps.
    Git(Version),
}

impl End {
    /// Tells whether it is not in a commit yet.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Git(Version::Tree(..)))
    }
}

/// A dossier at both ends; at one of them it may not be.
pub struct Both {
    /// At the earlier one.
    pub old: Option<Listing>,
    /// At the later one.
    pub new: Option<Listing>,
}

/// Pairs dossiers by their folder, then those that were moved by what they hold.
pub fn pair(mut old: Listings, new: Listings) -> Vec<Both> {
    let mut pairs = Vec::new();
    let mut alone = Vec::new();
    for (below, new) in new {
        match old.remove(&below) {
            Some(before) => pairs.push(Both { old: Some(before), new: Some(new) }),
            None => alone.push(new),
        }
    }
    let lone = alone.len() == 1 && old.len() == 1;
    for new in alone {
        let moved = old.iter().map(|(below, before)| (shared(before, &new), below)).max();
        let moved = moved.filter(|(shared, _)| lone || *shared > 50).map(|(_, below)| below.clone());
        let before = moved.and_then(|below| old.remove(&below));
        pairs.push(Both { old: before, new: Some(new) });
    }
    pairs.extend(old.into_values().map(|old| Both { old: Some(old), new: None }));
    // What lies elsewhere only matters as where a dossier asked for comes from.
    let asked = |listing: &Option<Listing>| listing.as_ref().is_some_and(|listing| !listing.outside);
    pairs.retain(|both| asked(&both.new) || both.new.is_none() && asked(&both.old));
    pairs.sort_by(|a, b| shown(a).cmp(&shown(b)));
    pairs
}

fn or_top(below: &str) -> String {
    if below.is_empty() { ".".to_owned() } else { below.to_owned() }
}

fn shown(both: &Both) -> Option<&Path> {
    both.new.as_ref().or(both.old.as_ref()).map(|listing| listing.root.as_path())
}

/// Returns how many of the files of one listing another holds too, in hundredths.
fn shared(old: &Listing, new: &Listing) -> usize {
    let known: HashMap<&str, Option<Id>> = old.files.iter().map(|file| (&*file.path, file.id)).collect();
    let same = new
        .files
        .iter()
        .filter(|file| known.get(&*file.path).is_some_and(|id| *id == file.id || file.id.is_none() || id.is_none()));
    same.count() * 100 / new.files.len().max(old.files.len()).max(1)
}

/// Tells whether a text names one of some notes, or something in it.
fn names_one(bytes: &[u8], notes: &BTreeSet<Ident>) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let starts = byte.is_ascii_uppercase() && !before.is_ascii_alphanumeric();
        before = byte;
        let named = || text.get(at..).and_then(parse_start).is_some_and(|found| notes.contains(&found.ident.note()));
        if starts && named() {
            return true;
        }
    }
    false
}

/// The types of records that are made from what others say.
fn resting() -> Vec<&'static str> {
    let apart =
        |kind: Kind| kind.is_note() || matches!(kind, Kind::Idee | Kind::Acteur | Kind::Dossier | Kind::Decision);
    model::TYPES.iter().filter(|def| !apart(def.kind)).map(|def| def.folder).collect()
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
    /// Returns the folders the dossier had and has, from the top of the repository, where it was moved.
    pub fn moved(&self) -> Option<(String, String)> {
        let (old, new) = (self.old.as_ref()?, self.new.as_ref()?);
        (old.below != new.below).then(|| (or_top(&old.below), or_top(&new.below)))
    }

    /// Tells whether a file, as it is shown, lies in what was asked for.
    pub fn asks_for(&self, shown: &str) -> bool {
        let Some(only) = self.new.as_ref().or(self.old.as_ref()).map(|listing| &listing.only) else { return false };
        only.is_empty()
            || [&self.new, &self.old].into_iter().flatten().any(|listing| {
                let root = shown_root(&listing.root);
                let inner = match root.is_empty() {
                    true => Some(shown),
                    false => shown.strip_prefix(&*root).and_then(|rest| rest.strip_prefix('/')),
                };
                inner.is_some_and(|inner| only.iter().any(|only| is_below(inner, only)))
            })
    }

    /// Reads both versions where they differ, and what says in which state their records are; with `whole`, all of them.
    pub fn read(
        &mut self,
        repository: &Arc<Repository>,
        ends: (&End, &End),
        keep: Keep,
        whole: bool,
    ) -> anyhow::Result<Compared> {
        self.recognise(repository);
        // Of a dossier that comes or goes, every file does.
        let (comes, goes) = (self.old.is_none(), self.new.is_none());
        for (listing, other, end) in [(&mut self.old, goes, ends.0), (&mut self.new, comes, ends.1)] {
            if let Some(listing) = listing.as_mut().filter(|_| other) {
                listing.complete(repository, end, &[""])?;
            }
        }
        let touched = self.differing();
        let (mut old, mut new) = (None, None);
        for (listing, end, read) in [(&mut self.old, ends.0, &mut old), (&mut self.new, ends.1, &mut new)] {
            let Some(listing) = listing else { continue };
            listing.complete(repository, end, if whole { &[""] } else { SAYING })?;
            let wanted = |file: &Listed| whole || touched.contains(&file.path) || says_states(&file.path);
            *read = Some(listing.read(repository, end, keep, &wanted)?);
        }
        let records = touched.iter().filter(|path| is_record(path)).count();
        Ok(Compared { old, new, touched: records })
    }

    /// Finds which files of the working tree hold what the other end holds, where git's index is not sure of it: it was not written since, or
    /// not read since they were. Line ends say nothing.
    fn recognise(&mut self, repository: &Arc<Repository>) {
        let (Some(old), Some(new)) = (&self.old, &mut self.new) else { return };
        let known: HashMap<&str, Id> =
            old.files.iter().filter_map(|file| Some((&*file.path, file.id.filter(|_| file.kept)?))).collect();
        let unsure = |file: &&mut Listed| file.id.is_none() && file.kind == EntryKind::File;
        let mut unsure: Vec<(&mut Listed, Id)> = new
            .files
            .iter_mut()
            .filter(unsure)
            .filter_map(|file| {
                let id = *known.get(&*file.path)?;
                Some((file, id))
            })
            .collect();
        if unsure.is_empty() {
            return;
        }
        let (root, below) = (&new.root, &old.below);
        let batch = unsure.len().div_ceil(load::threads());
        std::thread::scope(|scope| {
            for part in unsure.chunks_mut(batch) {
                scope.spawn(move || {
                    let (mut blobs, mut here, mut there) = (repository.blobs(), Vec::new(), Vec::new());
                    for (file, id) in part {
                        let full =
                            if below.is_empty() { file.path.to_string() } else { format!("{below}/{}", file.path) };
                        let same = worktree::read(root, &file.path, MAX_BYTES, &mut here).is_ok()
                            && blobs.read(*id, &full, MAX_BYTES, &mut there).is_ok()
                            && here.len() <= MAX_BYTES
                            && (same_lines(&here, &there) || is_pointer(&here) && blobs.keeps(*id, &here));
                        if same {
                            file.id = Some(*id);
                        }
                    }
                });
            }
        });
    }

    /// Adds to the later version, as it was read, all that may rest on notes in which something changed.
    pub fn read_resting(
        &mut self,
        repository: &Arc<Repository>,
        end: &End,
        turned: &BTreeSet<Ident>,
        read: &mut Compared,
    ) -> anyhow::Result<()> {
        let (Some(listing), Some(known)) = (&mut self.new, read.new.take()) else { return Ok(()) };
        let folders = resting();
        let lists: Vec<String> =
            folders.iter().flat_map(|folder| [format!("{folder}.yaml"), format!("{folder}.yml")]).collect();
        let paths: Vec<&str> = folders.iter().copied().chain(lists.iter().map(String::as_str)).collect();
        listing.complete(repository, end, &paths)?;
        let there: HashSet<&str> = known.dossier.files.iter().map(|file| &*file.path).collect();
        let rests = |path: &str| {
            let top = path.split('/').next().unwrap_or(path);
            folders.contains(&top) || lists.iter().any(|list| list == top)
        };
        let wanted = |file: &Listed| rests(&file.path) && !there.contains(&*file.path);
        let more = listing.read_if(repository, end, Keep::Names, &wanted, &|bytes| names_one(bytes, turned))?;
        read.new = Some(known.and(more));
        Ok(())
    }

    /// Returns the folder of the dossier at the later end, else at the earlier one, from the top of the repository.
    pub fn below(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |listing| &listing.below)
    }

    /// Returns the files that may differ.
    fn differing(&self) -> BTreeSet<Box<str>> {
        let known = |listing: &Option<Listing>| -> BTreeMap<Box<str>, Option<Id>> {
            listing.iter().flat_map(|listing| &listing.files).map(|file| (file.path.clone(), file.id)).collect()
        };
        let (before, mut after) = (known(&self.old), known(&self.new));
        let mut differ = BTreeSet::new();
        for (path, old) in before {
            let same = after.remove(&path).is_some_and(|new| old.is_some() && old == new);
            if !same {
                differ.insert(path);
            }
        }
        differ.extend(after.into_keys());
        let only = [&self.new, &self.old].into_iter().flatten().map(|listing| &listing.only).next();
        differ.retain(|path| only.is_none_or(|only| only.is_empty() || only.iter().any(|only| is_below(path, only))));
        differ
    }
}

/// Tells whether two texts have the same lines, whatever ends them.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
        text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
    one == other || lines(one).eq(lines(other))
}

/// What is read of a dossier beside what differs: the manifest, what is said of ideas afterwards, and what was decided.
const SAYING: &[&str] = &["dossier.yaml", "dossier.yml", "idees.yaml", "idees.yml", "seances", "decisions"];

/// Tells whether a file holds records.
fn is_record(path: &str) -> bool {
    matches!(layout::place(path, Nature::File), Placement::Read(..))
}

/// Tells whether a file is read even where it did not change.
fn says_states(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    SAYING.contains(&top)
}
