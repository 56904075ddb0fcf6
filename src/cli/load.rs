//! From folders to linked dossiers: finds the files, reads them on every core, links them.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::anyhow;

use crate::cli::config;
use crate::diagnostic::Diagnostic;
use crate::dossier::{Dossier, File};
use crate::faults::fichier;
use crate::layout::{self, Nature, Placement};
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::rule::Severity;
use crate::rule::catalogue::CB109;
use crate::rules::{self, Context};
use crate::source::worktree::{self, Entry, EntryKind, Found, SourceError};
use crate::stats::Faults;
use crate::text::NoTexts;
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
}

/// Loads every dossier at or below `paths`, the current folder where none is given, as it stood on the day `at`, where one is given.
pub fn load(paths: &[PathBuf], keep: Keep, at: Option<Day>) -> anyhow::Result<Vec<Loaded>> {
    let here = [PathBuf::from(".")];
    let threads = threads();
    let found = worktree::find(if paths.is_empty() { &here } else { paths }, threads).map_err(said)?;
    let standing = |mut loaded: Loaded| {
        if let Some(at) = at {
            loaded.dossier.stand_at(at);
        }
        loaded
    };
    Ok(found.into_iter().map(|found| standing(read_all(found, keep, threads))).collect())
}

/// Checks a dossier, to say whether its figures are sure.
pub fn faults(dossier: &Dossier, at: Day) -> anyhow::Result<Faults> {
    let set = config::read(&dossier.root)?;
    let mut faults = Faults::default();
    for (_, found) in
        rules::validate(dossier, &Context { at, settings: &set.settings, texts: &NoTexts, threads: threads() })
    {
        if found.waived.is_none() {
            faults.errors += u64::from(found.severity == Severity::Error);
            faults.unread += u64::from(found.rule == &CB109);
        }
    }
    Ok(faults)
}

/// Returns how many threads the machine has a use for.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Puts into words why nothing could be loaded.
fn said(error: SourceError) -> anyhow::Error {
    match error {
        SourceError::Unreadable(path, why) => anyhow!("impossible de lire `{}` : {why}", path.display()),
        SourceError::NoDossier(path) => anyhow!("aucun dossier dans `{}`", path.display())
            .context("un dossier est un répertoire qui contient un fichier `dossier.yaml`"),
    }
}

/// An entry and what was read of it, in one place so that the reading of many files moves nothing.
struct Slot {
    entry: Entry,
    unit: Option<FileUnit>,
}

/// Reads the files of one dossier and links them.
fn read_all(found: Found, keep: Keep, threads: usize) -> Loaded {
    let Found { root, entries, only } = found;
    let doubled = entries.iter().any(|entry| &*entry.path == layout::MANIFEST);
    let mut slots: Vec<Slot> = entries.into_iter().map(|entry| Slot { entry, unit: None }).collect();
    let needed = threads.min(slots.len().div_ceil(BATCH)).max(1);
    let batches = Mutex::new(slots.chunks_mut(BATCH));
    let work = || {
        let mut reader = Reader::new(keep);
        let mut buffer = Vec::new();
        loop {
            let batch = batches.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(batch) = batch else { break };
            for slot in batch {
                slot.unit = match &*slot.entry.path {
                    // Of two manifests, one is read.
                    other @ "dossier.yml" if doubled => refused(fichier::nom_voisin(other, layout::MANIFEST)),
                    _ => unit_of(&root, &slot.entry, &mut reader, &mut buffer),
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
        Some(unit) => Some(File { path: entry.path, unit }),
        None => {
            pages.extend(page(&entry));
            None
        }
    };
    let files = slots.into_iter().filter_map(read).collect();
    let shown = worktree::slashed(&root);
    let shown = if shown == "." { String::new() } else { shown };
    Loaded { dossier: Dossier::link(shown, files, pages), only }
}

/// Makes the unit of a file that is not read, for this reason.
fn refused(fault: Diagnostic) -> Option<FileUnit> {
    let rare = Rare { findings: vec![fault], ..Rare::default() };
    Some(FileUnit::new(&[], &[], "", rare))
}

/// Reads one entry, or says why it cannot be; `None` for what is no record.
fn unit_of(root: &std::path::Path, entry: &Entry, reader: &mut Reader, buffer: &mut Vec<u8>) -> Option<FileUnit> {
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
