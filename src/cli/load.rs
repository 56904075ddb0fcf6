//! From folders to linked dossiers: finds the files, reads them on every core, links them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;

use crate::dossier::{Dossier, File};
use crate::faults::fichier;
use crate::layout::{self, Nature, Placement};
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::source::worktree::{self, Entry, EntryKind, Found, SourceError};
use crate::unit::{FileUnit, Rare};

/// How many files a thread takes at a time.
const BATCH: usize = 32;

/// A dossier with where it was found.
pub struct Loaded {
    /// The dossier.
    pub dossier: Dossier,
    /// Set when only a part of it was asked for: the findings of paths below this one.
    pub only: Option<String>,
}

/// Loads every dossier at or below `paths`; the current folder where none is given.
pub fn load(paths: &[PathBuf], keep: Keep) -> anyhow::Result<Vec<Loaded>> {
    let here = [PathBuf::from(".")];
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found = worktree::find(if paths.is_empty() { &here } else { paths }, threads).map_err(said)?;
    Ok(found.into_iter().map(|found| read_all(found, keep, threads)).collect())
}

/// Puts into words why nothing could be loaded.
fn said(error: SourceError) -> anyhow::Error {
    match error {
        SourceError::Unreadable(path, why) => anyhow!("impossible de lire `{}` : {why}", path.display()),
        SourceError::NoDossier(path) => anyhow!("aucun dossier dans `{}`", path.display())
            .context("un dossier est un répertoire qui contient un fichier `dossier.yaml`"),
    }
}

/// Reads the files of one dossier and links them.
fn read_all(found: Found, keep: Keep, threads: usize) -> Loaded {
    let Found { root, entries, only } = found;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut reader = Reader::new(keep);
        let mut buffer = Vec::new();
        let mut files = Vec::new();
        let mut pages = Vec::new();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(batch) = entries.get(from..entries.len().min(from + BATCH)).filter(|batch| !batch.is_empty())
            else {
                break;
            };
            for entry in batch {
                match unit_of(&root, entry, &mut reader, &mut buffer) {
                    Some(unit) => files.push(File { path: entry.path.clone(), unit }),
                    None => pages.extend(page(entry)),
                }
            }
        }
        (files, pages)
    };
    let (mut files, mut pages) = (Vec::new(), Vec::new());
    if threads < 2 || entries.len() <= BATCH {
        (files, pages) = work();
    } else {
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            (files, pages) = work();
            for (more_files, more_pages) in others.into_iter().filter_map(|other| other.join().ok()) {
                files.extend(more_files);
                pages.extend(more_pages);
            }
        });
    }
    pages.sort_unstable();
    let shown = worktree::slashed(&root);
    let shown = if shown == "." { String::new() } else { shown };
    Loaded { dossier: Dossier::link(shown, files, pages), only }
}

/// Reads one entry, or says why it cannot be; `None` for what is no record.
fn unit_of(root: &std::path::Path, entry: &Entry, reader: &mut Reader, buffer: &mut Vec<u8>) -> Option<FileUnit> {
    let refused = |fault| {
        let rare = Rare { findings: vec![fault], ..Rare::default() };
        Some(FileUnit::new(&[], &[], "", rare))
    };
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
        Placement::Read(kind, form, named) => match worktree::read(root, &entry.path, MAX_BYTES, buffer) {
            Ok(()) => Some(reader.read(buffer, layout::reading(&entry.path, kind, form, named))),
            Err(error) => refused(fichier::illisible(&worktree::plain(&error))),
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
