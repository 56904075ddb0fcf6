//! From folders, or from a version that git keeps, to linked dossiers: finds the files, reads them on every core, links them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;

use crate::cli::provenance::{self, Provenance, Stored, shown_root};
use crate::cli::texts::OnDisk;
use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, File};
use crate::faults::fichier;
use crate::layout::{self, Nature, Placement};
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::source::git::{Blobs, GitError, Id, Repository, Tracked, Version};
use crate::source::worktree::{self, Entry, EntryKind, Found, SourceError};
use crate::text::Texts;
use crate::unit::{FileUnit, Rare};
use crate::value::date::Day;

/// How many files a thread takes at a time.
const BATCH: usize = 32;

/// A dossier with where it was found.
pub struct Loaded {
    /// The dossier.
    pub dossier: Dossier,
    /// Where only a part of it was asked for: the findings of paths below these. Empty: all are.
    pub only: Vec<String>,
    /// Where git keeps it; none where it was read in its folder.
    pub stored: Option<Stored>,
}

impl Loaded {
    /// Returns what gives the texts of its files again.
    pub fn texts(&self) -> &(dyn Texts + Sync) {
        match &self.stored {
            Some(stored) => stored,
            None => &OnDisk,
        }
    }
}

impl Loaded {
    /// Returns the folder of the dossier from the top of its repository.
    pub fn below(&self, repository: &Repository) -> anyhow::Result<String> {
        match &self.stored {
            Some(stored) => Ok(stored.below().to_owned()),
            None => Ok(repository.place(folder(&self.dossier)).map_err(provenance::said)?.below),
        }
    }

    /// Links the files of two readings of one dossier, which read apart from one another.
    pub fn and(self, more: Self) -> Self {
        let Self { dossier, only, stored } = self;
        let stored = match (stored, more.stored) {
            (Some(known), Some(other)) => Some(known.and(other)),
            (known, other) => known.or(other),
        };
        let files = dossier.files.into_iter().chain(more.dossier.files).collect();
        Self { dossier: Dossier::link(dossier.root, files, dossier.pages), only, stored }
    }
}

/// The texts of several dossiers.
pub struct TextsOf<'l>(pub Vec<&'l Loaded>);

impl Texts for TextsOf<'_> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let holds = |loaded: &&&Loaded| {
            let root = &loaded.dossier.root;
            root.is_empty() || path.strip_prefix(root.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        // The nearest folder around it; what lies in none of them is found by any.
        let nearest = self.0.iter().filter(holds).max_by_key(|loaded| loaded.dossier.root.len()).or(self.0.first());
        nearest?.texts().text(path)
    }
}

/// Loads every dossier at or below `paths`, the current folder where none is given, as it stood on the day `at`, where one is given.
pub fn load(paths: &[PathBuf], keep: Keep, at: Option<Day>, provenance: &Provenance) -> anyhow::Result<Vec<Loaded>> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let threads = threads();
    let mut loaded: Vec<Loaded> = match provenance {
        Provenance::Worktree => {
            let found =
                worktree::find(paths, threads).map_err(|error| no_worktree(&error).unwrap_or_else(|| said(error)))?;
            found.into_iter().map(|found| in_folder(found, keep, threads)).collect()
        }
        Provenance::Index | Provenance::Revision(_) => in_git(paths, keep, provenance, threads)?,
    };
    if let Some(at) = at {
        loaded.iter_mut().for_each(|loaded| loaded.dossier.stand_at(at));
    }
    Ok(loaded)
}

/// How many dossiers a message names.
const NAMED: usize = 6;

/// Returns the dossier, where there is one and only one; `why` says that there must be.
pub fn one(mut loaded: Vec<Loaded>, why: &str) -> anyhow::Result<Loaded> {
    match (loaded.pop(), loaded.is_empty()) {
        (Some(one), true) => Ok(one),
        (last, _) => {
            let roots = loaded.iter().chain(last.as_ref()).map(|loaded| format!("`{}`", loaded.dossier.root));
            let shown: Vec<String> = roots.take(NAMED).collect();
            let more = (loaded.len() + 1).saturating_sub(NAMED);
            let more = if more > 0 { format!(" et {more} autres") } else { String::new() };
            Err(anyhow!("{why}\naide\u{a0}: choisissez entre {}{more}", shown.join(", ")))
        }
    }
}

/// Returns how many threads the machine has a use for.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Says that there is nothing but revisions where no dossier was found.
fn no_worktree(error: &SourceError) -> Option<anyhow::Error> {
    let SourceError::NoDossier(path) = error else { return None };
    let bare = Repository::open(path).is_ok_and(|repository| repository.top().is_none());
    bare.then(|| provenance::said(GitError::Bare))
}

/// Puts into words why nothing could be loaded.
pub fn said(error: SourceError) -> anyhow::Error {
    match error {
        SourceError::Unreadable(path, why) => anyhow!("impossible de lire `{}` : {why}", path.display()),
        SourceError::NoDossier(path) => anyhow!("aucun dossier dans `{}`", path.display())
            .context("un dossier est un répertoire qui contient un fichier `dossier.yaml`"),
    }
}

/// Reads a dossier in its folder.
fn in_folder(found: Found, keep: Keep, threads: usize) -> Loaded {
    let Found { root, entries, only } = found;
    let open = || {
        let root = &root;
        move |_: usize, path: &str, buffer: &mut Vec<u8>| {
            worktree::read(root, path, MAX_BYTES, buffer).map_err(|error| worktree::plain(&error))
        }
    };
    Loaded { dossier: read_all(shown_root(&root), entries, keep, threads, open), only, stored: None }
}

/// Reads the dossiers of a version.
fn in_git(paths: &[PathBuf], keep: Keep, provenance: &Provenance, threads: usize) -> anyhow::Result<Vec<Loaded>> {
    let mut found: Vec<(Arc<Repository>, Version, Tracked)> = Vec::new();
    for path in paths {
        let repository = Arc::new(Repository::open(path).map_err(provenance::said)?);
        let Some(version) = provenance.version(&repository).map_err(provenance::said)? else { continue };
        for tracked in repository.dossiers(&version, path).map_err(provenance::said)? {
            let same = |(known, _, other): &&mut (Arc<Repository>, Version, Tracked)| {
                known.top() == repository.top() && other.below == tracked.below
            };
            match found.iter_mut().find(same) {
                // All of it is wanted as soon as one path asks for all.
                Some((_, _, known)) if tracked.only.is_empty() || known.only.is_empty() => known.only.clear(),
                Some((_, _, known)) => known.only.extend(tracked.only),
                None => found.push((Arc::clone(&repository), version.clone(), tracked)),
            }
        }
    }
    found.sort_by(|(_, _, a), (_, _, b)| a.root.cmp(&b.root));
    let load = |(repository, version, tracked)| stored(&repository, version, tracked, keep, threads);
    Ok(found.into_iter().map(load).collect())
}

/// Reads one dossier of a version.
pub fn stored(repository: &Arc<Repository>, version: Version, tracked: Tracked, keep: Keep, threads: usize) -> Loaded {
    let root = shown_root(&tracked.root);
    let stored = Stored::new(Arc::clone(repository), version, &tracked, root.clone());
    let Tracked { below, entries, ids, only, .. } = tracked;
    let open = || {
        let (mut blobs, below, ids): (Blobs, &str, &[Id]) = (repository.blobs(), &below, &ids);
        move |index: usize, path: &str, buffer: &mut Vec<u8>| match ids.get(index) {
            Some(id) if below.is_empty() => blobs.read(*id, path, MAX_BYTES, buffer),
            Some(id) => blobs.read(*id, &format!("{below}/{path}"), MAX_BYTES, buffer),
            None => Ok(()),
        }
    };
    Loaded { dossier: read_all(root, entries, keep, threads, open), only, stored: Some(stored) }
}

/// An entry and what was read of it, in one place so that the reading of many files moves nothing.
struct Slot {
    entry: Entry,
    unit: Option<FileUnit>,
}

/// Reads the files of one dossier and links them. `open` makes what gives the bytes of a file, by its rank and path, for one thread.
pub fn read_all<O, R>(root: String, entries: Vec<Entry>, keep: Keep, threads: usize, open: O) -> Dossier
where
    O: Fn() -> R + Sync,
    R: FnMut(usize, &str, &mut Vec<u8>) -> Result<(), String>,
{
    let doubled = entries.iter().any(|entry| &*entry.path == layout::MANIFEST);
    let mut slots: Vec<Slot> = entries.into_iter().map(|entry| Slot { entry, unit: None }).collect();
    let needed = threads.min(slots.len().div_ceil(BATCH)).max(1);
    let batches = Mutex::new(slots.chunks_mut(BATCH).enumerate());
    let work = || {
        let mut reader = Reader::new(keep);
        let mut buffer = Vec::new();
        let mut bytes = open();
        loop {
            let batch = batches.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((rank, batch)) = batch else { break };
            for (index, slot) in batch.iter_mut().enumerate() {
                let mut read = |path: &str, buffer: &mut Vec<u8>| bytes(rank * BATCH + index, path, buffer);
                slot.unit = match &*slot.entry.path {
                    // Of two manifests, one is read.
                    other @ "dossier.yml" if doubled => refused(fichier::nom_voisin(other, layout::MANIFEST)),
                    _ => unit_of(&slot.entry, &mut read, &mut reader, &mut buffer),
                };
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..needed {
            scope.spawn(work);
        }
        work();
    });
    let mut pages = Vec::new();
    let read = |Slot { entry, unit }| match unit {
        Some(unit) => Some(File { path: entry.path, unit: unit.into() }),
        None => {
            pages.extend(page(&entry));
            None
        }
    };
    let files = slots.into_iter().filter_map(read).collect();
    Dossier::link(root, files, pages)
}

/// Makes the unit of a file that is not read, for this reason.
fn refused(fault: Diagnostic) -> Option<FileUnit> {
    let rare = Rare { findings: vec![fault], ..Rare::default() };
    Some(FileUnit::new(&[], &[], "", rare))
}

/// Gives the bytes of a file by its path, or says in French why it cannot.
type Read<'r> = dyn FnMut(&str, &mut Vec<u8>) -> Result<(), String> + 'r;

/// Reads one entry, or says why it cannot be; `None` for what is no record.
fn unit_of(entry: &Entry, read: &mut Read<'_>, reader: &mut Reader, buffer: &mut Vec<u8>) -> Option<FileUnit> {
    let kind = match &entry.kind {
        Ok(kind) => *kind,
        // A folder that cannot be opened hides whatever it holds.
        Err(why) => return in_a_dossier(&entry.path).then(|| refused(fichier::illisible(why))).flatten(),
    };
    let nature = match kind {
        EntryKind::File => Nature::File,
        EntryKind::Folder => Nature::Folder,
        EntryKind::Link => Nature::Link,
        EntryKind::Special => Nature::Special,
        EntryKind::NotUnicode => {
            return in_a_dossier(&entry.path).then(|| refused(fichier::nom_illisible())).flatten();
        }
    };
    match layout::place(&entry.path, nature) {
        Placement::Pass => None,
        Placement::Refuse(fault) => refused(*fault),
        Placement::Read(kind, form, named) => match read(&entry.path, buffer) {
            Ok(()) => Some(reader.read(buffer, layout::reading(&entry.path, kind, form, named))),
            Err(why) => refused(fichier::illisible(&why)),
        },
    }
}

/// Tells whether a path lies where records are expected.
fn in_a_dossier(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    crate::model::of_folder(top).is_some()
}

/// The name under which a body may link to a page that is no record.
fn page(entry: &Entry) -> Option<String> {
    let name = entry.path.rsplit('/').next()?;
    name.strip_suffix(".md").map(str::to_owned)
}

/// Returns the folder of a dossier, to be joined with the paths of its files.
pub fn folder(dossier: &Dossier) -> &Path {
    Path::new(dossier.folder())
}
