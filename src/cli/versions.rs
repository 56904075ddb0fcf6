//! Two versions of the same dossiers, read where they differ.
//!
//! Files of which git knows that both versions hold the same content are not read, but for those that say what others are: the manifest,
//! the lists, gisements, solutions, meetings. Notes and ideas, which make nearly all of a dossier, are read only where they changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{anyhow, bail};

use crate::cli::load::{self, Loaded};
use crate::cli::provenance::{self, Stored, shown_root};
use crate::layout::{self, Nature, Placement};
use crate::model;
use crate::read::{Keep, MAX_BYTES};
use crate::source::git::{Blobs, GitError, Id, Place, Repository, Touched, Tracked, Version, is_pointer};
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
    /// Whether all of its files are there, rather than those that differ.
    whole: bool,
    /// Where only a part of it was asked for: what lies below these. Empty: all of it.
    only: Vec<String>,
    /// Whether it lies outside the paths asked for, and is only looked at as where another may come from.
    outside: bool,
}

/// The dossiers of one end, by their folder from the top of the repository.
pub type Listings = BTreeMap<String, Listing>;

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
fn is_below(path: &str, folder: &str) -> bool {
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

    /// Reads the later version with all that may rest on what changed.
    pub fn read_resting(&mut self, repository: &Arc<Repository>, end: &End) -> anyhow::Result<Option<Loaded>> {
        let touched = self.differing();
        let Some(listing) = &mut self.new else { return Ok(None) };
        let folders = resting();
        let lists: Vec<String> =
            folders.iter().flat_map(|folder| [format!("{folder}.yaml"), format!("{folder}.yml")]).collect();
        let paths: Vec<&str> = folders.iter().copied().chain(lists.iter().map(String::as_str)).collect();
        listing.complete(repository, end, &paths)?;
        let rests = |path: &str| {
            let top = path.split('/').next().unwrap_or(path);
            folders.contains(&top) || lists.iter().any(|list| list == top)
        };
        let wanted = |file: &Listed| touched.contains(&file.path) || says_states(&file.path) || rests(&file.path);
        listing.read(repository, end, Keep::Texts, &wanted).map(Some)
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

/// Tells whether two texts have the same lines, whatever ends them.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
        text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
    one == other || lines(one).eq(lines(other))
}

/// What is read of a dossier beside what differs: the manifest, what is said of ideas afterwards, and what was decided.
const SAYING: &[&str] = &["dossier.yaml", "dossier.yml", "idees.yaml", "idees.yml", "seances", "decisions"];

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

    /// Adds files of the version that lie at or below some paths of the dossier.
    fn complete(&mut self, repository: &Repository, end: &End, paths: &[&str]) -> anyhow::Result<()> {
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

    /// Reads the records of some files only. A file whose content is not there fails it all: it would be told as gone.
    fn read(
        &self,
        repository: &Arc<Repository>,
        end: &End,
        keep: Keep,
        wanted: &dyn Fn(&Listed) -> bool,
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
                if kept.is_some() {
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

/// Tells whether a file holds records.
fn is_record(path: &str) -> bool {
    matches!(layout::place(path, Nature::File), Placement::Read(..))
}

/// Tells whether a file is read even where it did not change.
fn says_states(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    SAYING.contains(&top)
}
