//! Dossiers as they lie in folders.
//!
//! [`find`] walks the paths it is given, in parallel, and says which files each dossier holds; [`read`] gives the bytes of one. Symbolic
//! links are not followed, so that a walk ends and nothing outside a dossier is read; a path named outright may be one.

use std::collections::BTreeMap;
use std::fs::{File, FileType};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

/// The names a manifest may bear.
const MANIFESTS: [&str; 2] = ["dossier.yaml", "dossier.yml"];

/// What an entry is, as the file system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file whose bytes can be read.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

impl Kind {
    fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Special
        }
    }
}

/// An entry of a dossier.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path from the dossier's root, with `/`; what is not Unicode is shown as `�`.
    pub path: Box<str>,
    /// What it is; `Err` with the system's word where that could not be told.
    pub kind: Result<EntryKind, Box<str>>,
}

/// What an entry is, with whether its name is Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// See [`Kind`].
    File,
    /// See [`Kind`].
    Folder,
    /// See [`Kind`].
    Link,
    /// See [`Kind`].
    Special,
    /// A name that is not Unicode: the entry cannot be opened by the path shown.
    NotUnicode,
}

/// A dossier that was found.
#[derive(Debug)]
pub struct Found {
    /// Its folder.
    pub root: PathBuf,
    /// Its entries, sorted by path; folders that are typed by name only.
    pub entries: Vec<Entry>,
    /// Set when the path given lies inside the dossier: only what is below it is wanted, by its path from the root.
    pub only: Option<String>,
}

/// Why no dossier could be read at a path.
#[derive(Debug, PartialEq, Eq)]
pub enum SourceError {
    /// The path does not exist or cannot be read.
    Unreadable(PathBuf, String),
    /// Neither the path nor what is below or above it holds a `dossier.yaml`.
    NoDossier(PathBuf),
}

/// Finds every dossier at or below each path; a path inside a dossier finds that one.
///
/// A dossier found twice is given once. A dossier inside another is one of its own. Sorted by folder.
pub fn find(paths: &[PathBuf], threads: usize) -> Result<Vec<Found>, SourceError> {
    let mut all: BTreeMap<PathBuf, Found> = BTreeMap::new();
    for path in paths {
        let path = tidy(path);
        if let Err(error) = std::fs::metadata(&path) {
            return Err(SourceError::Unreadable(path, plain(&error)));
        }
        let below = if path.is_dir() && !inside(&path) { walk(&path, threads) } else { Vec::new() };
        let below = if below.is_empty() { above(&path, threads)?.into_iter().collect() } else { below };
        if below.is_empty() {
            return Err(SourceError::NoDossier(path));
        }
        for found in below {
            match all.get_mut(&found.root) {
                Some(known) if found.only.is_none() || known.only != found.only => known.only = None,
                Some(_) => {}
                None => {
                    all.insert(found.root.clone(), found);
                }
            }
        }
    }
    Ok(all.into_values().collect())
}

/// Reads a file, up to one byte over `limit`; the buffer is emptied first.
pub fn read(root: &Path, path: &str, limit: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    let file = File::open(root.join(path))?;
    file.take(limit as u64 + 1).read_to_end(buffer)?;
    Ok(())
}

/// Returns the system's word for an error, without its number.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "il n’existe pas".to_owned(),
        io::ErrorKind::PermissionDenied => "vous n’avez pas le droit de le lire".to_owned(),
        io::ErrorKind::IsADirectory => "c’est un dossier".to_owned(),
        _ => format!("le système répond « {error} »"),
    }
}

/// Removes `.` and a trailing `/`, so that one folder has one spelling; `..` is kept, since a link may stand before it.
fn tidy(path: &Path) -> PathBuf {
    let kept: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if kept.as_os_str().is_empty() { PathBuf::from(".") } else { kept }
}

/// Tells whether a folder lies inside a dossier without holding a manifest of its own: then the whole dossier is read.
fn inside(path: &Path) -> bool {
    !has_manifest(path) && root_above(path).is_some()
}

fn has_manifest(folder: &Path) -> bool {
    MANIFESTS.iter().any(|name| folder.join(name).is_file())
}

/// Finds the nearest folder above `path` that holds a manifest.
fn root_above(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let depth = absolute.ancestors().skip(1).position(has_manifest)?;
    // The answer is spelt as the path was, so that what is shown stays short.
    let mut folder = path.to_path_buf();
    for _ in 0..=depth {
        let up = match folder.file_name() {
            Some(_) => folder.parent().map(Path::to_path_buf),
            None => None,
        };
        folder = match up {
            Some(up) if up.as_os_str().is_empty() => PathBuf::from("."),
            Some(up) => up,
            None if folder == Path::new(".") => PathBuf::from(".."),
            None => folder.join(".."),
        };
    }
    Some(folder)
}

fn above(path: &Path, threads: usize) -> Result<Option<Found>, SourceError> {
    let Some(root) = root_above(path) else { return Ok(None) };
    let full = |path: &Path| {
        std::path::absolute(path).map_err(|error| SourceError::Unreadable(path.to_path_buf(), plain(&error)))
    };
    let canonical = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let (inner, outer) = (full(path)?, full(&root)?);
    let (inner, outer) = (canonical(&inner).unwrap_or(inner), canonical(&outer).unwrap_or(outer));
    let only = inner.strip_prefix(&outer).ok().map(slashed);
    let found = walk(&root, threads).into_iter().find(|found| found.root == root);
    Ok(found.map(|found| Found { only, ..found }))
}

/// Writes a path with `/`, whatever the system's own sign.
pub fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Walks `top` and gathers the dossiers in it, each with its entries.
fn walk(top: &Path, threads: usize) -> Vec<Found> {
    let met: Mutex<Vec<Entry>> = Mutex::new(Vec::new());
    let walker = WalkBuilder::new(top)
        .hidden(true)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .follow_links(false)
        .threads(threads)
        .build_parallel();
    walker.run(|| {
        let mut own = Batch { all: &met, own: Vec::new() };
        Box::new(move |entry| {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) => {
                    let kind = match entry.file_type().map(Kind::of) {
                        _ if entry.path().to_str().is_none() => EntryKind::NotUnicode,
                        Some(Kind::File) => EntryKind::File,
                        Some(Kind::Folder) => EntryKind::Folder,
                        Some(Kind::Link) => EntryKind::Link,
                        Some(Kind::Special) | None => EntryKind::Special,
                    };
                    own.own.push(Entry { path: from(top, entry.path()), kind: Ok(kind) });
                }
                Err(error) => {
                    if let Some(path) = error_path(&error) {
                        let why = error.io_error().map_or_else(|| error.to_string(), plain);
                        own.own.push(Entry { path: from(top, &path), kind: Err(why.into()) });
                    }
                }
            }
            WalkState::Continue
        })
    });
    let met = met.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    gather(top, met)
}

/// Returns the path of an entry from the top of the walk.
fn from(top: &Path, path: &Path) -> Box<str> {
    slashed(path.strip_prefix(top).unwrap_or(path)).into_boxed_str()
}

/// The entries one thread has met, handed over when it ends.
struct Batch<'b> {
    all: &'b Mutex<Vec<Entry>>,
    own: Vec<Entry>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut self.own);
    }
}

/// Finds the path that an error of the walk speaks of.
fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(error_path),
        _ => None,
    }
}

/// Gives each entry to the nearest folder above it that holds a manifest.
fn gather(top: &Path, mut met: Vec<Entry>) -> Vec<Found> {
    // Folders that hold a manifest, by their path from the top; the top itself is the empty one.
    let mut roots: Vec<Box<str>> = met
        .iter()
        .filter(|entry| entry.kind == Ok(EntryKind::File))
        .filter_map(|entry| {
            let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
            MANIFESTS.contains(&name).then(|| folder.into())
        })
        .collect();
    // A manifest that a `.gitignore` hides is read all the same where its folder is named outright.
    if has_manifest(top) {
        roots.push("".into());
    }
    roots.sort_unstable();
    roots.dedup();
    met.sort_unstable();
    let mut entries: Vec<Vec<Entry>> = roots.iter().map(|_| Vec::new()).collect();
    if let ([root], [own]) = (roots.as_slice(), entries.as_mut_slice())
        && root.is_empty()
    {
        *own = met;
    } else {
        for entry in met {
            let owner = ancestors(&entry.path).find_map(|folder| roots.binary_search_by(|root| (**root).cmp(folder)).ok());
            let Some(owner) = owner else { continue };
            let (Some(root), Some(own)) = (roots.get(owner), entries.get_mut(owner)) else { continue };
            let inner = if root.is_empty() { &*entry.path } else { entry.path.get(root.len() + 1..).unwrap_or("") };
            own.push(Entry { path: inner.into(), kind: entry.kind });
        }
    }
    let found = roots.into_iter().zip(entries).map(|(root, mut entries)| {
        let root = if root.is_empty() { top.to_path_buf() } else { tidy(&top.join(&*root)) };
        if !entries.iter().any(|entry| MANIFESTS.contains(&&*entry.path))
            && let Some(name) = MANIFESTS.iter().find(|name| root.join(name).is_file())
        {
            entries.push(Entry { path: (*name).into(), kind: Ok(EntryKind::File) });
            entries.sort_unstable();
        }
        Found { root, entries, only: None }
    });
    let mut found: Vec<Found> = found.collect();
    found.sort_by(|a, b| a.root.cmp(&b.root));
    found
}

/// Returns the folders above a path, the nearest first; the last is the empty one.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.rmatch_indices('/').map(|(at, _)| at).chain(std::iter::once(0));
    ends.map(move |end| path.get(..end).unwrap_or(""))
}
