//! What differs between two trees: equal folders are never opened.

use gix::diff::tree::Recorder;
use gix::diff::tree::recorder::Change;
use gix::objs::TreeRefIter;
use gix::objs::tree::EntryMode;

use super::{GitError, Id, Repository};

/// A file that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// Its path from the top of the repository.
    pub path: String,
    /// Its content before, if it was there.
    pub old: Option<Id>,
    /// Its content after, if it is there.
    pub new: Option<Id>,
}

impl Repository {
    /// Compares two trees, or nothing with one; sorted by path. Links, modes and other repositories are left aside.
    pub fn touched(&self, old: Option<Id>, new: Id) -> Result<Vec<Touched>, GitError> {
        let git = &*self.trees();
        let mut state = gix::diff::tree::State::default();
        let data = |id: Option<Id>| match id {
            Some(id) => {
                git.find_tree(id.0).map(|mut tree| std::mem::take(&mut tree.data)).map_err(|_| self.missing(git, id.0))
            }
            None => Ok(Vec::new()),
        };
        let (before, after) = (data(old)?, data(Some(new))?);
        let hash = git.object_hash();
        let mut recorder = Recorder::default();
        gix::diff::tree(
            TreeRefIter::from_bytes(&before, hash),
            TreeRefIter::from_bytes(&after, hash),
            &mut state,
            &git.objects,
            &mut recorder,
        )
        .map_err(|_| self.missing(git, new.0))?;
        let file = |mode: EntryMode, id: gix::ObjectId| mode.is_blob().then_some(Id(id));
        let mut touched: Vec<Touched> = recorder
            .records
            .into_iter()
            .filter_map(|change| {
                let (path, old, new) = match change {
                    Change::Addition { path, entry_mode, oid, .. } => (path, None, file(entry_mode, oid)),
                    Change::Deletion { path, entry_mode, oid, .. } => (path, file(entry_mode, oid), None),
                    Change::Modification { path, previous_entry_mode, previous_oid, entry_mode, oid } => {
                        (path, file(previous_entry_mode, previous_oid), file(entry_mode, oid))
                    }
                };
                (old != new).then(|| Touched { path: String::from_utf8_lossy(&path).into_owned(), old, new })
            })
            .collect();
        touched.sort_unstable();
        Ok(touched)
    }
}
