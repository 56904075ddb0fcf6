//! The files of a tree.

use super::{GitError, Id, Repository, Version};
use crate::source::worktree::EntryKind;

/// A file of a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its path from the top of the repository; what is not Unicode is shown as `�`.
    pub path: Box<str>,
    /// What it is.
    pub kind: EntryKind,
    /// Its content.
    pub id: Id,
}

/// What stands at a path of a version.
pub(super) enum Node {
    /// A folder, by its tree.
    Folder(gix::ObjectId),
    /// A file.
    File(Item),
    /// Another repository.
    Submodule,
}

impl Repository {
    /// Lists the files of a version below a path, sorted; hidden ones are left out, as they are on disk.
    pub fn files(&self, version: &Version, below: &str) -> Result<Vec<Item>, GitError> {
        let absent = || GitError::Absent { path: below.to_owned(), version: version.to_string() };
        match version {
            Version::Index => self.staged(below),
            Version::Tree(id, _) => {
                let git = self.trees();
                let mut items = Vec::new();
                match self.node(&git, id.0, below)?.ok_or_else(absent)? {
                    Node::Folder(tree) => {
                        let mut path = below.to_owned();
                        self.descend(&git, tree, &mut path, &mut items)?;
                        items.sort_unstable();
                    }
                    Node::File(item) => items.push(item),
                    Node::Submodule => return Err(GitError::Submodule(below.to_owned())),
                }
                Ok(items)
            }
        }
    }

    /// Finds one file of a tree, whatever its name.
    pub(super) fn node(
        &self,
        git: &gix::Repository,
        tree: gix::ObjectId,
        path: &str,
    ) -> Result<Option<Node>, GitError> {
        let mut at = tree;
        let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
        if parts.peek().is_none() {
            return Ok(Some(Node::Folder(tree)));
        }
        while let Some(part) = parts.next() {
            let found = git.find_tree(at).map_err(|_| self.missing(git, at))?;
            let Some(entry) = found.find_entry(part) else { return Ok(None) };
            let (mode, id) = (entry.mode(), entry.object_id());
            match (mode.is_tree(), parts.peek().is_some()) {
                (true, _) => at = id,
                _ if mode.is_commit() => return Ok(Some(Node::Submodule)),
                (false, true) => return Ok(None),
                (false, false) => {
                    let kind = if mode.is_link() { EntryKind::Link } else { EntryKind::File };
                    return Ok(Some(Node::File(Item { path: path.into(), kind, id: Id(id) })));
                }
            }
        }
        Ok(Some(Node::Folder(at)))
    }

    /// Adds every file below a tree; `path` is that of the tree, and is as it was afterwards.
    pub(super) fn descend(
        &self,
        git: &gix::Repository,
        tree: gix::ObjectId,
        path: &mut String,
        items: &mut Vec<Item>,
    ) -> Result<(), GitError> {
        let found = git.find_tree(tree).map_err(|_| self.missing(git, tree))?;
        let len = path.len();
        for entry in found.iter() {
            let entry = entry.map_err(|_| self.missing(git, tree))?;
            let (name, mode, id) = (entry.filename(), entry.mode(), entry.object_id());
            if name.starts_with(b".") || mode.is_commit() {
                continue;
            }
            if len > 0 {
                path.push('/');
            }
            path.push_str(&String::from_utf8_lossy(name));
            if mode.is_tree() {
                self.descend(git, id, path, items)?;
            } else {
                let kind = match std::str::from_utf8(name) {
                    Err(_) => EntryKind::NotUnicode,
                    Ok(_) if mode.is_link() => EntryKind::Link,
                    Ok(_) => EntryKind::File,
                };
                items.push(Item { path: path.as_str().into(), kind, id: Id(id) });
            }
            path.truncate(len);
        }
        Ok(())
    }
}
