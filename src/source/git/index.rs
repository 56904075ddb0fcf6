//! The index: what the next commit would hold, and which files of the working tree it knows to be unchanged.

use std::collections::HashMap;
use std::path::Path;

use gix::index::entry::{Flags, Mode, Stage, Stat, stat};

use super::{GitError, Id, Item, Repository};
use crate::source::worktree::EntryKind;

impl Repository {
    fn index(&self, git: &gix::Repository) -> Result<Option<gix::index::File>, GitError> {
        if self.top.is_none() {
            return Err(GitError::Bare);
        }
        if !git.index_path().exists() {
            return Ok(None);
        }
        git.open_index().map(Some).map_err(|_| GitError::BadIndex)
    }

    /// Lists the files that the next commit would hold below a path, sorted: entries that are only announced (`git add -N`) are not in it.
    pub(super) fn staged(&self, below: &str) -> Result<Vec<Item>, GitError> {
        let git = self.local();
        let Some(index) = self.index(&git)? else { return Ok(Vec::new()) };
        let mut items = Vec::new();
        let mut conflicts = Vec::new();
        for entry in index.entries() {
            let path = entry.path(&index);
            let shown = String::from_utf8_lossy(path);
            let inside = below.is_empty()
                || shown.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            let around = entry.mode.is_sparse() && below.starts_with(&*shown);
            if !(inside || around) || entry.flags.contains(Flags::INTENT_TO_ADD) || entry.mode == Mode::COMMIT {
                continue;
            }
            if entry.stage() != Stage::Unconflicted {
                conflicts.push(shown.into_owned());
                continue;
            }
            if entry.mode.is_sparse() {
                let mut folder = shown.trim_end_matches('/').to_owned();
                let mut inner = Vec::new();
                self.descend(&git, entry.id, &mut folder, &mut inner)?;
                items.extend(inner.into_iter().filter(|item| {
                    inside || item.path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                }));
                continue;
            }
            if shown.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            let kind = match std::str::from_utf8(path) {
                Err(_) => EntryKind::NotUnicode,
                Ok(_) if entry.mode == Mode::SYMLINK => EntryKind::Link,
                Ok(_) => EntryKind::File,
            };
            items.push(Item { path: shown.into(), kind, id: Id(entry.id) });
        }
        conflicts.dedup();
        if !conflicts.is_empty() {
            return Err(GitError::Conflicts(conflicts));
        }
        items.sort_unstable();
        Ok(items)
    }

    /// Looks up what the index knows of the working tree.
    pub fn unmoved(&self) -> Result<Unmoved, GitError> {
        let git = self.local();
        let mut known = Unmoved::default();
        let Some(index) = self.index(&git)? else { return Ok(known) };
        let config = git.config_snapshot();
        let options = stat::Options {
            trust_ctime: config.boolean("core.trustctime").unwrap_or(true),
            check_stat: config.string("core.checkstat").is_none_or(|value| &**value != b"minimal"),
            ..Default::default()
        };
        let written = index.timestamp();
        for entry in index.entries() {
            let Ok(path) = std::str::from_utf8(entry.path(&index)) else { continue };
            if entry.mode.is_sparse() {
                let mut items = Vec::new();
                self.descend(&git, entry.id, &mut path.trim_end_matches('/').to_owned(), &mut items)?;
                known.absent.extend(items.into_iter().map(|item| (item.path, item.id)));
            } else if entry.stage() == Stage::Unconflicted && entry.mode != Mode::COMMIT {
                if entry.flags.contains(Flags::SKIP_WORKTREE) {
                    known.absent.insert(path.into(), Id(entry.id));
                } else if !entry.flags.contains(Flags::INTENT_TO_ADD) && !entry.stat.is_racy(written, options) {
                    known.files.insert(path.into(), (Id(entry.id), entry.stat));
                }
            }
        }
        known.options = options;
        Ok(known)
    }
}

/// What the index knows of the working tree: the content of the files that have not been touched since git looked at them.
#[derive(Default)]
pub struct Unmoved {
    files: HashMap<Box<str>, (Id, Stat)>,
    /// Files that a sparse checkout leaves out of the working tree.
    absent: HashMap<Box<str>, Id>,
    options: stat::Options,
}

impl Unmoved {
    /// Returns the content of a file where the index is sure of it; `full` is its path on disk, `path` the one from the repository's top.
    pub fn content(&self, path: &str, full: &Path) -> Option<Id> {
        let (id, known) = self.files.get(path)?;
        let stat = Stat::from_fs(&gix::index::fs::Metadata::from_path_no_follow(full).ok()?).ok()?;
        known.matches(&stat, self.options).then_some(*id)
    }

    /// Returns the files that are left out of the working tree on purpose, sorted.
    pub fn left_out(&self) -> Vec<(&str, Id)> {
        let mut all: Vec<(&str, Id)> = self.absent.iter().map(|(path, id)| (&**path, *id)).collect();
        all.sort_unstable();
        all
    }
}
