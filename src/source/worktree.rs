//! Dossiers as they lie in folders.
//!
//! [`find`] walks the paths it is given, in parallel, and says which files each dossier holds; [`read`] gives the bytes of one. Symbolic
//! links are not followed, so that a walk ends and nothing outside a dossier is read; a path named outright may be one.

use std::collections::BTreeMap;
use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::gitignore::Gitignore;
use ignore::{WalkBuilder, WalkState};

/// The names a manifest may bear.
pub(super) const MANIFESTS: [&str; 2] = ["dossier.yaml", "dossier.yml"];

/// The size up to which a `.gitignore` is read, in bytes.
const MAX_GITIGNORE: u64 = 1 << 20;

/// An entry of a dossier.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path from the dossier's root, with `/`; what is not Unicode is shown as `�`.
    pub path: Box<str>,
    /// What it is; `Err` with the system's word where that could not be told.
    pub kind: Result<EntryKind, Box<str>>,
}

/// What an entry is, as the file system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A file whose bytes can be read.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Special,
    /// A name that is not Unicode: the entry cannot be opened by the path shown.
    NotUnicode,
}

impl EntryKind {
    fn of(path: &Path, kind: Option<FileType>) -> Self {
        match kind {
            _ if path.to_str().is_none() => Self::NotUnicode,
            Some(kind) if kind.is_file() => Self::File,
            Some(kind) if kind.is_dir() => Self::Folder,
            Some(kind) if kind.is_symlink() => Self::Link,
            _ => Self::Special,
        }
    }
}

/// A dossier that was found.
#[derive(Debug)]
pub struct Found {
    /// Its folder.
    pub root: PathBuf,
    /// Its entries, sorted by path; folders that are typed by name only.
    pub entries: Vec<Entry>,
    /// Where the paths given lie inside the dossier: only what is below them is wanted, each from the root. Empty: all is.
    pub only: Vec<String>,
}

/// Why no dossier could be read at a path.
#[derive(Debug, PartialEq, Eq)]
pub enum SourceError {
    /// The path does not exist or cannot be read.
    Unreadable(PathBuf, String),
    /// Neither the path nor what is below or above it holds a `dossier.yaml`.
    NoDossier(PathBuf),
}

/// Finds every dossier at or below each path; a path inside a dossier finds that one too.
///
/// A dossier found twice is given once. A dossier inside another is one of its own. Sorted by folder.
pub fn find(paths: &[PathBuf], threads: usize) -> Result<Vec<Found>, SourceError> {
    // By the folder as the system knows it, so that no spelling makes a second one.
    let mut all: BTreeMap<PathBuf, Found> = BTreeMap::new();
    for path in paths {
        let path = tidy(path);
        let folder = match std::fs::metadata(&path) {
            Ok(data) => data.is_dir(),
            Err(error) => return Err(SourceError::Unreadable(path, plain(&error))),
        };
        let mut any = false;
        if folder {
            for found in walk(&path, threads)? {
                any = true;
                let known = all.entry(canonical(&found.root)).or_insert(found);
                known.only.clear();
            }
        }
        if !(folder && has_manifest(&path))
            && let Some(inner) = Inner::of(&path)
        {
            any = true;
            inner.find(&mut all, threads)?;
        }
        if !any {
            return Err(SourceError::NoDossier(path));
        }
    }
    let mut found: Vec<Found> = all.into_values().collect();
    found.sort_by(|a, b| a.root.cmp(&b.root));
    Ok(found)
}

/// Finds the folder of the dossier in which a file lies: the nearest above it with a manifest.
pub fn holding(file: &Path) -> Option<PathBuf> {
    let file = tidy(file);
    let inner = Inner::of(&file).filter(|_| file.is_file())?;
    Some(inner.shown())
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
        io::ErrorKind::IsADirectory => "c’est un répertoire".to_owned(),
        io::ErrorKind::NotADirectory => "ce n’est pas un répertoire".to_owned(),
        io::ErrorKind::InvalidData => "ce n’est pas un texte en UTF-8".to_owned(),
        io::ErrorKind::AlreadyExists => "un fichier y est arrivé entre-temps".to_owned(),
        io::ErrorKind::ResourceBusy => "il a changé entre-temps".to_owned(),
        io::ErrorKind::StorageFull => "le disque est plein".to_owned(),
        _ => format!("le système répond « {error} »"),
    }
}

/// Removes `.` and a trailing `/`, so that one folder has one spelling; `..` is kept, since a link may stand before it.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let kept: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if kept.as_os_str().is_empty() { PathBuf::from(".") } else { kept }
}

/// Tells whether a folder holds a manifest; one that cannot be read makes it a dossier too, and is reported with the rest.
fn has_manifest(folder: &Path) -> bool {
    MANIFESTS.iter().any(|name| folder.join(name).symlink_metadata().is_ok())
}

/// Returns the path as the system knows it: absolute, without links.
pub(super) fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path that lies inside a dossier.
struct Inner<'p> {
    path: &'p Path,
    /// The folder of the dossier, as the system knows it.
    root: PathBuf,
    /// The path from there.
    below: PathBuf,
}

impl<'p> Inner<'p> {
    /// Finds the nearest folder above `path` that holds a manifest.
    fn of(path: &'p Path) -> Option<Self> {
        // A link to a file is an entry of the dossier it lies in, whatever it leads to.
        let full = match path.file_name() {
            Some(name) if !path.is_dir() => canonical(&above(path, 1)).join(name),
            _ => canonical(path),
        };
        let root = full.ancestors().skip(1).find(|folder| has_manifest(folder))?.to_path_buf();
        let below = full.strip_prefix(&root).ok()?.to_path_buf();
        Some(Self { path, root, below })
    }

    /// Adds to the dossier, walked unless it is known, that only this path is wanted of it.
    fn find(self, all: &mut BTreeMap<PathBuf, Found>, threads: usize) -> Result<(), SourceError> {
        let only = slashed(&self.below);
        let (found, whole) = match all.entry(self.root.clone()) {
            std::collections::btree_map::Entry::Occupied(known) => {
                let known = known.into_mut();
                let whole = known.only.is_empty();
                (known, whole)
            }
            std::collections::btree_map::Entry::Vacant(new) => {
                let shown = self.shown();
                let walked = walk(&shown, threads)?.into_iter().find(|found| found.root == shown);
                (new.insert(walked.ok_or(SourceError::NoDossier(shown))?), false)
            }
        };
        if !found.entries.iter().any(|entry| *entry.path == *only) {
            // A `.gitignore` hides it, but it is named outright.
            let here = Entry { path: only.clone().into(), kind: Ok(kind_at(self.path)) };
            let inside = if self.path.is_dir() { entries(self.path, threads) } else { Vec::new() };
            let inside =
                inside.into_iter().map(|entry| Entry { path: format!("{only}/{}", entry.path).into(), ..entry });
            found.entries.extend(std::iter::once(here).chain(inside));
            found.entries.sort_unstable();
            found.entries.dedup();
        }
        if !whole {
            found.only.push(only);
        }
        Ok(())
    }

    /// Spells the root as the path was where that leads there, so that what is shown stays short.
    fn shown(&self) -> PathBuf {
        let shown = above(self.path, self.below.components().count());
        let turns_back = self
            .path
            .components()
            .skip_while(|part| *part == Component::ParentDir)
            .any(|part| part == Component::ParentDir);
        if !turns_back && canonical(&shown) == self.root {
            return shown;
        }
        let here = canonical(Path::new("."));
        match here.strip_prefix(&self.root) {
            Ok(below) => tidy(&below.components().map(|_| Component::ParentDir).collect::<PathBuf>()),
            Err(_) => self.root.strip_prefix(&here).unwrap_or(&self.root).to_path_buf(),
        }
    }
}

/// Returns the folder so many levels above `path`, spelt as `path` is.
fn above(path: &Path, levels: usize) -> PathBuf {
    let mut folder = path.to_path_buf();
    for _ in 0..levels {
        folder = match (folder.file_name(), folder.parent()) {
            (Some(_), Some(up)) if up.as_os_str().is_empty() => PathBuf::from("."),
            (Some(_), Some(up)) => up.to_path_buf(),
            _ if folder == Path::new(".") => PathBuf::from(".."),
            _ => folder.join(".."),
        };
    }
    folder
}

/// Tells what stands at a path.
fn kind_at(path: &Path) -> EntryKind {
    EntryKind::of(path.file_name().map_or(path, Path::new), path.symlink_metadata().ok().map(|data| data.file_type()))
}

/// Writes a path with `/`, whatever the system's own sign.
pub fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Walks `top` and gathers the dossiers in it, each with its entries.
fn walk(top: &Path, threads: usize) -> Result<Vec<Found>, SourceError> {
    gather(top, entries(top, threads))
}

/// Walks `top` and returns what lies below it, in no order, by path from there.
fn entries(top: &Path, threads: usize) -> Vec<Entry> {
    let met: Mutex<Vec<Entry>> = Mutex::new(Vec::new());
    let rules = GitRules::above(top);
    let closed: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let shut = Arc::clone(&closed);
    let walker = WalkBuilder::new(top)
        .hidden(true)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .git_ignore(rules != GitRules::Endless)
        .filter_entry(move |entry| {
            let endless = rules != GitRules::Endless
                && entry.file_type().is_some_and(|kind| kind.is_dir())
                && is_endless(entry.path());
            if endless {
                shut.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_path_buf());
            }
            !endless
        })
        .require_git(rules != GitRules::NoRepository)
        .parents(rules == GitRules::Apply)
        .follow_links(false)
        .threads(threads)
        .build_parallel();
    walker.run(|| {
        let mut own = Batch { all: &met, own: Vec::new() };
        Box::new(move |entry| {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) => {
                    let path = entry.path().strip_prefix(top).unwrap_or(entry.path());
                    let kind = EntryKind::of(path, entry.file_type());
                    own.own.push(Entry { path: slashed(path).into_boxed_str(), kind: Ok(kind) });
                }
                // What is gone since its folder was listed is not there.
                Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => {}
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
    let mut met = met.into_inner().unwrap_or_else(PoisonError::into_inner);
    let why = "son `.gitignore` n’est pas un fichier, ou dépasse 1 Mio";
    met.extend(
        closed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|path| Entry { path: from(top, path), kind: Err(why.into()) }),
    );
    met
}

/// Tells whether the `.gitignore` of a folder may have no end: a link, as to `/dev/zero`, a pipe, a file too big.
fn is_endless(folder: &Path) -> bool {
    let endless = |data: Metadata| !(data.is_dir() || data.is_file() && data.len() <= MAX_GITIGNORE);
    folder.join(".gitignore").symlink_metadata().is_ok_and(endless)
}

/// What the `.gitignore` files above a folder have to say of what lies in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GitRules {
    /// Nothing, for lack of a repository: one far above, as in a home folder, is about something else.
    NoRepository,
    /// What they say everywhere.
    Apply,
    /// Nothing, since they hide the folder itself, which is named outright.
    Overridden,
    /// Nothing, and nor has any below: one of them cannot be read to its end.
    Endless,
}

impl GitRules {
    fn above(top: &Path) -> Self {
        let full = canonical(top);
        if full.ancestors().any(is_endless) {
            return Self::Endless;
        }
        let Some(repository) = full.ancestors().find(|folder| folder.join(".git").exists()) else {
            return Self::NoRepository;
        };
        let hidden = full.ancestors().skip(1).take_while(|folder| folder.starts_with(repository)).any(|folder| {
            Gitignore::new(folder.join(".gitignore")).0.matched_path_or_any_parents(&full, true).is_ignore()
        });
        if hidden { Self::Overridden } else { Self::Apply }
    }
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
        self.all.lock().unwrap_or_else(PoisonError::into_inner).append(&mut self.own);
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
fn gather(top: &Path, mut met: Vec<Entry>) -> Result<Vec<Found>, SourceError> {
    // Folders that hold a manifest, by their path from the top; the top itself is the empty one.
    let mut roots: Vec<Box<str>> = Vec::new();
    for entry in &met {
        let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        match &entry.kind {
            Ok(_) if !MANIFESTS.contains(&name) => continue,
            Ok(EntryKind::NotUnicode) => return Err(unreadable(top, &entry.path, "son nom n’est pas en Unicode")),
            Ok(_) => roots.push(folder.into()),
            Err(_) => {}
        }
    }
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
            let owner =
                ancestors(&entry.path).find_map(|folder| roots.binary_search_by(|root| (**root).cmp(folder)).ok());
            let Some(owner) = owner else {
                // A folder that cannot be opened may hide a dossier.
                match entry.kind {
                    Err(why) => return Err(unreadable(top, &entry.path, &why)),
                    Ok(_) => continue,
                }
            };
            let (Some(root), Some(own)) = (roots.get(owner), entries.get_mut(owner)) else { continue };
            let inner = if root.is_empty() { &*entry.path } else { entry.path.get(root.len() + 1..).unwrap_or("") };
            own.push(Entry { path: inner.into(), kind: entry.kind });
        }
    }
    let found = roots.into_iter().zip(entries).map(|(root, mut entries)| {
        let root = if root.is_empty() { top.to_path_buf() } else { tidy(&top.join(&*root)) };
        if !entries.iter().any(|entry| MANIFESTS.contains(&&*entry.path))
            && let Some(name) = MANIFESTS.iter().find(|name| root.join(name).symlink_metadata().is_ok())
        {
            entries.push(Entry { path: (*name).into(), kind: Ok(kind_at(&root.join(name))) });
            entries.sort_unstable();
        }
        Found { root, entries, only: Vec::new() }
    });
    Ok(found.collect())
}

fn unreadable(top: &Path, path: &str, why: &str) -> SourceError {
    SourceError::Unreadable(if path.is_empty() { top.to_path_buf() } else { tidy(&top.join(path)) }, why.to_owned())
}

/// Returns the folders above a path, the nearest first; the last is the empty one.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.rmatch_indices('/').map(|(at, _)| at).chain(std::iter::once(0));
    ends.map(move |end| path.get(..end).unwrap_or(""))
}
