//! Where git looks for the hooks of a repository: the place git itself would take, linked worktrees, submodules and `core.hooksPath`
//! included.

use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use gix::config::Source;
use gix::discover::upwards;
use gix::{Repository, ThreadSafeRepository};

/// The hooks of a repository.
#[derive(Debug, PartialEq, Eq)]
pub struct Hooks {
    /// Their folder, which may not exist yet.
    pub folder: PathBuf,
    /// Whom they are for.
    pub reach: Reach,
}

/// Whom the hooks in a folder are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This clone only.
    Clone,
    /// Whoever has the files of the worktree: the folder is one of them.
    Worktree,
    /// Every repository of the user, or of the machine.
    Everywhere,
}

/// Why no folder of hooks can be told.
#[derive(Debug, PartialEq, Eq)]
pub enum NoHooks {
    /// The folder is in no repository.
    NoRepository,
    /// The repository at this path has no worktree: nobody commits in it.
    Bare(PathBuf),
    /// The repository at this path belongs to another account: git does nothing in it.
    Untrusted(PathBuf),
    /// The configuration gives a folder that is none.
    Nowhere(String),
    /// The repository cannot be read; the words are gix's.
    Unreadable(String),
}

/// Finds the hooks of the repository that `folder`, an absolute path, lies in.
///
/// # Errors
/// Where git would run no hook, or where none can be told.
pub fn find(folder: &Path) -> Result<Hooks, NoHooks> {
    let repository = open(folder)?;
    let Some(top) = repository.workdir() else { return Err(NoHooks::Bare(folder.join(repository.git_dir()))) };
    let top = folder.join(top);
    if repository.git_dir_trust() != gix::sec::Trust::Full {
        return Err(NoHooks::Untrusted(top));
    }
    let Some((configured, everywhere)) = configured(&repository)? else {
        return Ok(Hooks { folder: folder.join(repository.common_dir()).join("hooks"), reach: Reach::Clone });
    };
    let alone = configured.is_relative() || !everywhere;
    // `components` leaves out the `.` and the `/` that a path may end with.
    let folder: PathBuf = top.join(configured).components().collect();
    let reach = match folder.strip_prefix(&top) {
        _ if !alone => Reach::Everywhere,
        Ok(inner) if !inner.starts_with(".git") && !inner.starts_with("..") => Reach::Worktree,
        _ => Reach::Clone,
    };
    Ok(Hooks { folder, reach })
}

/// Opens the repository that a folder lies in, or that the environment names.
fn open(folder: &Path) -> Result<Repository, NoHooks> {
    // As in git, a ceiling that the folder does not lie under is no fault.
    let options = upwards::Options { match_ceiling_dir_or_error: false, ..upwards::Options::default() };
    let found = ThreadSafeRepository::discover_with_environment_overrides_opts(folder, options, Default::default());
    found.map(|repository| repository.to_thread_local()).map_err(|error| match error.downcast_any_ref() {
        Some(
            upwards::Error::NoGitRepository { .. }
            | upwards::Error::NoGitRepositoryWithinCeiling { .. }
            | upwards::Error::NoGitRepositoryWithinFs { .. },
        ) => NoHooks::NoRepository,
        _ => unreadable(&error),
    })
}

/// Returns what `core.hooksPath` says, and whether it is said for more than this repository.
fn configured(repository: &Repository) -> Result<Option<(PathBuf, bool)>, NoHooks> {
    const KEY: &str = "core.hooksPath";

    let config = repository.config_snapshot();
    let Ok((raw, section)) = config.plumbing().raw_value_with_section_filter(KEY, |_| true) else { return Ok(None) };
    // With an empty path, git looks at the root of the disk; `%(prefix)` is where git is installed, which only git knows.
    if raw.is_empty() || raw.starts_with(b"%(prefix)") {
        return Err(NoHooks::Nowhere(raw.to_str_lossy().into_owned()));
    }
    let path = config.trusted_path(KEY).map_err(|error| unreadable(&error))?;
    let everywhere =
        matches!(section.meta().source, Source::GitInstallation | Source::System | Source::Git | Source::User);
    Ok(path.map(|path| (path, everywhere)))
}

fn unreadable(error: &gix::Error) -> NoHooks {
    NoHooks::Unreadable(error.probable_cause().to_string())
}
