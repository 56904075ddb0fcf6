//! Dossiers as git keeps them: at a revision, or in the index.
//!
//! A [`Repository`] is read straight from its object store; nothing is written, no program of git is started, nothing goes over a network.
//! A [`Version`] is the state of all its files at one moment. Paths in it go from the top of the repository, with `/`.

mod blob;
mod commit;
mod compare;
mod find;
mod index;
mod tree;

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use blob::{Blobs, is_pointer};
pub use commit::Commit;
pub use compare::Touched;
pub use find::{Roots, Tracked};
pub use index::Unmoved;
pub use tree::Item;

use crate::source::worktree::canonical;

/// The name of a content or of a tree in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(gix::ObjectId);

impl Id {
    /// Returns the first seven digits, as people name a commit.
    pub fn short(self) -> String {
        self.0.to_hex_with_len(7).to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How many bytes of folders are kept, those of a dossier of a hundred thousand files.
const KEPT: usize = 16 << 20;

/// The most that one object, or the index, may take in memory, in bytes: what is bigger is read no further than its size.
const LARGEST: usize = 512 << 20;

/// Why a repository could not be read. Shown in French.
#[derive(Debug, PartialEq, Eq)]
pub enum GitError {
    /// No repository holds the path.
    NoRepository(PathBuf),
    /// The repository itself cannot be read.
    Unreadable(PathBuf, String),
    /// It has no commit yet.
    Unborn,
    /// Nothing is called so; in a shallow clone it may lie beyond what was fetched.
    UnknownRevision {
        /// As it was written.
        revision: String,
        /// Whether the clone is shallow.
        shallow: bool,
    },
    /// An object that should be there is not, or cannot be read.
    Missing {
        /// What it is.
        id: String,
        /// Whether the store was cloned without all of its objects.
        partial: bool,
    },
    /// The index cannot be read.
    BadIndex,
    /// Files of the index are in conflict: a merge is under way.
    Conflicts(Vec<String>),
    /// There is no working tree, and what was asked for needs one.
    Bare,
    /// The path lies in a submodule of the repository.
    Submodule(String),
    /// The path is not in this version.
    Absent {
        /// The path, as it was written.
        path: String,
        /// The version, as people say it.
        version: String,
    },
    /// Neither the path nor what is below or above it holds a dossier in this version.
    NoDossier {
        /// The path, as it was written.
        path: String,
        /// The version, as people say it.
        version: String,
    },
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository(path) => write!(
                f,
                "`{}` n’est dans aucun dépôt git\naide\u{a0}: placez-vous dans le dépôt du dossier, ou créez-le avec `git init`",
                path.display()
            ),
            Self::Unreadable(path, why) => {
                write!(f, "impossible de lire le dépôt git `{}`\u{a0}: {why}", path.display())
            }
            Self::Unborn => write!(
                f,
                "ce dépôt git n’a pas encore de commit\naide\u{a0}: faites le premier\u{a0}: `git add .`, puis `git commit`"
            ),
            Self::UnknownRevision { revision, shallow: false } => write!(
                f,
                "aucune révision ne s’appelle `{revision}`\naide\u{a0}: nommez une branche, une étiquette ou un commit\u{202f}; `git log` les montre"
            ),
            Self::UnknownRevision { revision, shallow: true } => write!(
                f,
                "aucune révision ne s’appelle `{revision}` dans ce clone, qui est superficiel\naide\u{a0}: rapatriez toute l’histoire\u{a0}: `git fetch --unshallow`"
            ),
            Self::Missing { id, partial: false } => write!(
                f,
                "il manque un objet au dépôt git, ou il est abîmé\u{a0}: {id}\naide\u{a0}: `git fsck` dit ce qui manque\u{202f}; clonez de nouveau le dépôt"
            ),
            Self::Missing { id, partial: true } => write!(
                f,
                "ce clone est partiel, et un objet y manque\u{a0}: {id}\naide\u{a0}: rapatriez-le\u{a0}: `git fetch --refetch --no-filter`"
            ),
            Self::BadIndex => write!(
                f,
                "l’index de git est abîmé\naide\u{a0}: supprimez le fichier `.git/index`, puis `git reset`\u{202f}; vos fichiers n’y perdent rien"
            ),
            Self::Conflicts(paths) => write!(
                f,
                "une fusion est en cours, et l’index garde des conflits\u{a0}: {}\naide\u{a0}: réglez-les, puis `git add`",
                paths.join(", ")
            ),
            Self::Bare => write!(
                f,
                "ce dépôt est nu\u{a0}: il n’a pas de fichiers de travail\naide\u{a0}: nommez une révision\u{a0}: `--revision HEAD`, ou `HEAD~1..HEAD` pour `cb diff`"
            ),
            Self::Submodule(path) => {
                write!(f, "`{path}` est un sous-module, un dépôt à part\naide\u{a0}: lancez `cb` depuis ce répertoire")
            }
            Self::Absent { path, version } => write!(f, "`{path}` n’existe pas dans {version}"),
            Self::NoDossier { path, version } => write!(f, "aucun dossier dans `{path}`, dans {version}"),
        }
    }
}

impl std::error::Error for GitError {}

/// The state of all the files of a repository at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// What the next commit would hold.
    Index,
    /// What a commit holds: its tree, and the name by which it was asked for.
    Tree(Id, String),
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index => write!(f, "l’index"),
            Self::Tree(_, name) => write!(f, "la révision `{name}`"),
        }
    }
}

/// A repository.
pub struct Repository {
    git: gix::ThreadSafeRepository,
    /// What folders are read through: it keeps those it has seen.
    trees: Mutex<gix::Repository>,
    /// The top of its working tree as the system knows it; none in a bare repository.
    top: Option<PathBuf>,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repository").field("top", &self.top).finish_non_exhaustive()
    }
}

/// Where a path of the user's lies in a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the top of the repository, with `/`; empty for the top.
    pub below: String,
    /// As it is shown: as the user wrote it, without `.`.
    pub shown: PathBuf,
}

impl Repository {
    /// Opens the repository that holds `path`, which need not exist any more.
    pub fn open(path: &Path) -> Result<Self, GitError> {
        let near = existing(&full(path));
        let folder = if near.is_dir() { near.as_path() } else { near.parent().unwrap_or(&near) };
        let upwards = gix::discover::upwards::Options { match_ceiling_dir_or_error: false, ..Default::default() };
        let bounded =
            |options: gix::open::Options| options.config_overrides([format!("gitoxide.objects.allocLimit={LARGEST}")]);
        let trust = gix::sec::trust::Mapping::default();
        let trust = gix::sec::trust::Mapping { full: bounded(trust.full), reduced: bounded(trust.reduced) };
        let git = gix::ThreadSafeRepository::discover_with_environment_overrides_opts(folder, upwards, trust).map_err(
            |error| match error.dominant_class() {
                None | Some(gix::error::Class::NotFound) if !has_git(folder) => GitError::NoRepository(path.to_owned()),
                _ => GitError::Unreadable(folder.to_owned(), error.to_string()),
            },
        )?;
        let mut trees = git.to_thread_local();
        trees.object_cache_size(KEPT);
        // As git does where `GIT_DIR` alone says where the repository is.
        let here = || (trees.config_snapshot().boolean("core.bare") == Some(false)).then(|| canonical(Path::new(".")));
        let top = trees.workdir().map(canonical).or_else(here);
        Ok(Self { git, trees: Mutex::new(trees), top })
    }

    /// Returns the top of the working tree as the system knows it.
    pub fn top(&self) -> Option<&Path> {
        self.top.as_deref()
    }

    /// Tells whether the clone is shallow: what lies before some commits was never fetched.
    pub fn is_shallow(&self) -> bool {
        self.local().is_shallow().unwrap_or(false)
    }

    /// Finds where a path lies; one that is nowhere any more is taken as it is written.
    pub fn place(&self, path: &Path) -> Result<Place, GitError> {
        let shown: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
        let full = full(path);
        let git_dir = canonical(self.local().git_dir());
        let below = match &self.top {
            Some(top) => full.strip_prefix(top).map_err(|_| GitError::NoRepository(path.to_owned()))?,
            // In a bare repository a path is one of the tree.
            None => match full.strip_prefix(&git_dir) {
                Ok(below) => below,
                Err(_) if path.is_absolute() => return Err(GitError::NoRepository(path.to_owned())),
                Err(_) => Path::new(""),
            },
        };
        Ok(Place { below: super::worktree::slashed(below), shown })
    }

    /// Finds the version that a revision names.
    pub fn version(&self, revision: &str) -> Result<Version, GitError> {
        let git = self.local();
        let commit = self.resolve(&git, revision)?;
        let tree = commit.tree_id().map_err(|_| self.missing(&git, commit.id))?;
        Ok(Version::Tree(Id(tree.detach()), revision.to_owned()))
    }

    fn resolve<'g>(&self, git: &'g gix::Repository, revision: &str) -> Result<gix::Commit<'g>, GitError> {
        if git.head().is_ok_and(|head| head.is_unborn()) && git.rev_parse_single(revision).is_err() {
            return Err(GitError::Unborn);
        }
        let unknown =
            || GitError::UnknownRevision { revision: revision.to_owned(), shallow: git.is_shallow().unwrap_or(false) };
        // These name several commits: taking the first would be another question than the one asked.
        if ["^!", "^@", "^-"].iter().any(|mark| revision.contains(mark)) {
            return Err(unknown());
        }
        let id = git.rev_parse_single(revision).map_err(|_| unknown())?;
        let object = id.object().map_err(|_| match git.is_shallow() {
            Ok(true) => unknown(),
            _ => self.missing(git, id.detach()),
        })?;
        object.peel_to_commit().map_err(|_| unknown())
    }

    /// Returns the view of the repository that keeps the folders it has seen.
    fn trees(&self) -> MutexGuard<'_, gix::Repository> {
        self.trees.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a view of the repository for one thread.
    fn local(&self) -> gix::Repository {
        self.git.to_thread_local()
    }

    /// Says that a content is not in the store; none where it is.
    pub fn lost(&self, id: Id) -> Option<GitError> {
        let git = self.local();
        git.find_header(id.0).is_err().then(|| self.missing(&git, id.0))
    }

    fn missing(&self, git: &gix::Repository, id: gix::ObjectId) -> GitError {
        let config = git.config_snapshot();
        let partial = config.boolean("remote.origin.promisor").unwrap_or(false);
        GitError::Missing { id: id.to_string(), partial }
    }
}

/// Tells whether a folder or one above it looks like a repository.
fn has_git(folder: &Path) -> bool {
    folder.ancestors().any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// Returns the whole path, links followed as far as it exists, `..` taken away beyond.
fn full(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let near = existing(&whole);
    let mut full = canonical(&near);
    for part in whole.strip_prefix(&near).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::Normal(name) => full.push(name),
            _ => {}
        }
    }
    full
}

/// Returns the nearest folder or file above a path that exists, itself included.
fn existing(path: &Path) -> PathBuf {
    path.ancestors().find(|near| near.exists()).unwrap_or(path).to_path_buf()
}
