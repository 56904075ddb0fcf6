//! The files of a dossier while identifiers in them change.

use std::io;
use std::path::{Path, PathBuf};

use crate::layout::{self, Nature, Placement};
use crate::number::resolve::{self, Change, Held, Plan};
use crate::number::tokens::tokens;
use crate::number::trace::Whose;
use crate::read::{Form, Keep, MAX_BYTES, Place, Reader};
use crate::source::replace;
use crate::source::worktree;
use crate::text::Lines;
use crate::unit::Record;
use crate::value::identifiant::{self, Ident, Kind};

/// A file that names one of the identifiers at stake.
pub(super) struct Sheet {
    /// Its path from the dossier's folder, now.
    pub(super) path: String,
    /// Its path when the work began.
    pub(super) was: String,
    /// Its text, as it is on the disk or, where nothing is written, as it would be.
    pub(super) text: String,
    /// How it is read; `None` for a page that holds no record.
    read: Option<(Kind, Form, bool)>,
}

impl Sheet {
    fn place(&self) -> Option<Place<'_>> {
        self.placed(&self.path)
    }

    fn placed<'p>(&self, path: &'p str) -> Option<Place<'p>> {
        self.read.map(|(kind, form, named)| layout::reading(path, kind, form, named))
    }
}

/// What becomes of a file.
pub(super) struct Step {
    /// Which file, among those at work.
    pub(super) sheet: usize,
    /// What is changed in it, and what is left.
    pub(super) plan: Plan,
    /// Its text afterwards.
    text: String,
    /// Its path afterwards, where that changes.
    pub(super) renamed: Option<String>,
    /// The lines of what is left for a person to read again.
    pub(super) doubtful: Vec<u32>,
}

/// The record that takes another identifier: where it stands.
pub(super) struct Own {
    /// Which file, among those at work.
    pub(super) sheet: usize,
    /// Its rank in the file.
    pub(super) record: usize,
}

/// The files of a dossier that name one of the identifiers at stake.
pub(super) struct Work {
    root: PathBuf,
    /// The files.
    pub(super) sheets: Vec<Sheet>,
}

impl Work {
    /// Reads those of the files at `paths` that name one of `wanted`, or a small record of it.
    pub(super) fn new(root: &Path, paths: &[String], wanted: &dyn Fn(Ident) -> bool) -> Self {
        let mut sheets = Vec::new();
        let mut bytes = Vec::new();
        for path in paths {
            let read = match layout::place(path, Nature::File) {
                Placement::Read(kind, form, named) => Some((kind, form, named)),
                _ if path.ends_with(".md") => None,
                _ => continue,
            };
            // What cannot be read is a finding of `cb validate`.
            if worktree::read(root, path, MAX_BYTES, &mut bytes).is_err() || bytes.len() > MAX_BYTES {
                continue;
            }
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let named =
                |path: &str| path.rsplit('/').next().and_then(identifiant::parse_start).map(|found| found.ident);
            if named(path).is_some_and(wanted) || tokens(text).iter().any(|token| wanted(token.ident)) {
                sheets.push(Sheet { path: path.clone(), was: path.clone(), text: text.to_owned(), read });
            }
        }
        Self { root: root.to_owned(), sheets }
    }

    /// Finds a file by its path.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet.path == path)
    }

    /// Reads a record again.
    pub(super) fn record(&self, sheet: usize, record: usize) -> Option<Record> {
        let sheet = self.sheets.get(sheet)?;
        let unit = Reader::new(Keep::Names).read(sheet.text.as_bytes(), sheet.place()?);
        unit.records.get(record).copied()
    }

    /// Returns the path of the second record's file under the identifier it is to have, where its name says the one it has.
    pub(super) fn renamed(&self, sheet: usize, change: &Change) -> Option<String> {
        let path = &self.sheets.get(sheet)?.path;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let written = identifiant::parse_stem(change.second.as_deref()?).filter(|found| found.ident == change.was)?;
        let name = format!("{}{}", change.now.padded(written.width), name.get(written.len..)?);
        Some(if folder.is_empty() { name } else { format!("{folder}/{name}") })
    }

    /// Tells whether something stands at a path.
    pub(super) fn is_taken(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok() || self.find(path).is_some()
    }

    /// Says what becomes of a file; `Err` with its path where it would not read as before.
    pub(super) fn step(
        &self,
        sheet: usize,
        change: &Change,
        (held, versions): (&Held, &crate::number::trace::Versions),
        renamed: Option<String>,
    ) -> Result<Option<Step>, String> {
        let Some(at) = self.sheets.get(sheet) else { return Ok(None) };
        let unit = at.place().map(|place| Reader::new(Keep::Names).read(at.text.as_bytes(), place));
        let mut plan = resolve::plan(&at.text, unit.as_ref(), change, held, versions);
        plan.edits.retain(|_| unit.is_some());
        if plan.edits.is_empty() && plan.doubtful.is_empty() && renamed.is_none() {
            return Ok(None);
        }
        let lines = Lines::new(&at.text);
        let mut doubtful: Vec<u32> = plan.doubtful.iter().map(|span| lines.line(span.start)).collect();
        doubtful.dedup();
        let after = renamed.as_deref().unwrap_or(&at.path);
        let text = match (at.place(), at.placed(after)) {
            (Some(before), Some(after)) => {
                resolve::apply(&at.text, &plan.edits, (before, after), change).map_err(|_| at.path.clone())?
            }
            _ => at.text.clone(),
        };
        Ok(Some(Step { sheet, plan, text, renamed, doubtful }))
    }

    /// Carries out the steps of one record, its own file the last; with `write`, on the disk.
    ///
    /// Each file is replaced whole. The record loses the identifier by the very last act, so that an interrupted run leaves it doubled: the
    /// next one finds the same two records, the same sides and the same free number, and does what is left.
    pub(super) fn carry_out(&mut self, steps: Vec<Step>, own: &Own, names_itself: bool, write: bool) -> io::Result<()> {
        let (last, others): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|step| step.sheet == own.sheet);
        for step in others.into_iter().chain(last) {
            let Some(sheet) = self.sheets.get_mut(step.sheet) else { continue };
            let (old, new) = (self.root.join(&sheet.path), step.renamed.as_ref().map(|path| self.root.join(path)));
            if write {
                let put = |path: &Path| match sheet.text == step.text {
                    true => Ok(()),
                    false => replace::replace(path, sheet.text.as_bytes(), step.text.as_bytes()),
                };
                match &new {
                    None => put(&old)?,
                    // An `id:` outweighs the name of its file: it is the one that must go last.
                    Some(new) if names_itself => {
                        replace::rename(&old, new)?;
                        put(new)?;
                    }
                    Some(new) => {
                        put(&old)?;
                        replace::rename(&old, new)?;
                    }
                }
            }
            sheet.text = step.text;
            if let Some(path) = step.renamed {
                sheet.path = path;
            }
        }
        Ok(())
    }

    /// Says whose own file one is, where the two records are files.
    pub(super) fn whose(sheet: usize, [first, second]: [&Own; 2]) -> Option<Whose> {
        match sheet {
            at if at == second.sheet => Some(Whose::Second),
            at if at == first.sheet => Some(Whose::First),
            _ => None,
        }
    }
}
