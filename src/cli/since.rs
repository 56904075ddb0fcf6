//! What a change brings, and what the history of a dossier puts in doubt, for `cb validate --since` and `--history`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::config;
use crate::cli::load::{self, Loaded};
use crate::cli::past;
use crate::cli::provenance::{Provenance, said};
use crate::cli::versions::End;
use crate::diagnostic::Diagnostic;
use crate::history::{self, Step};
use crate::read::Keep;
use crate::rules::{self, Context};
use crate::source::git::{Commit, GitError, Repository, Version};
use crate::value::date::Day;

/// How far back a run looks.
pub enum Reach<'r> {
    /// To a revision: only what came since is told.
    Since(&'r str),
    /// To the beginning.
    All,
}

/// A dossier and what is found in it, each finding with the index of its file.
pub type Checked = (Loaded, Vec<(u32, Diagnostic)>);

/// What was found by looking back.
pub struct Back {
    /// Whether the clone is shallow, and a part of what was to be looked at not there.
    pub cut: bool,
    /// What the history puts in doubt, each finding with the index of its file.
    pub doubts: Vec<(u32, Diagnostic)>,
    /// The dossier as it was at the revision, and its findings then; none where it was not there, or where all of history was looked at.
    pub before: Option<Checked>,
}

/// Looks back from a dossier as it was read, on a day.
pub fn look(loaded: &Loaded, provenance: &Provenance, reach: &Reach<'_>, at: Day) -> anyhow::Result<Back> {
    let folder = load::folder(&loaded.dossier);
    let repository = Arc::new(Repository::open(folder).map_err(said)?);
    let below = loaded.below(&repository)?;
    let last = repository.commit(provenance.revision().unwrap_or("HEAD")).map_err(said)?;
    let first = match reach {
        Reach::Since(revision) => {
            let named = repository.commit(revision).map_err(said)?;
            // What another branch did since they parted is not what this one brings.
            let parting = repository.parting(named.id, last.id).filter(|parting| *parting != named.id);
            Some(parting.map_or(Ok(named), |parting| repository.commit(&parting.to_string())).map_err(said)?)
        }
        Reach::All => None,
    };
    let commits = repository.commits(last.id, first.as_ref().map(|first| first.id), false).map_err(said)?;
    let cut = commits.iter().any(|commit| commit.cut);
    let (touches, start) = past::follow(&repository, commits, &below)?;
    let mut steps: Vec<Step> = touches.into_iter().map(|touch| past::step(&touch.commit, touch.changes)).collect();
    let open = match provenance {
        Provenance::Worktree => Some(End::Worktree),
        Provenance::Index => Some(End::Git(Version::Index)),
        Provenance::Revision(_) => None,
    };
    if let Some(end) = open {
        steps.push(past::uncommitted(past::since(&repository, &last, &end, &below)?, at));
    }
    let doubts = history::doubts(&steps, &loaded.dossier);
    let shown = folder.to_path_buf();
    let before = first.map(|first| earlier(&repository, &first, (&start, shown), at)).transpose()?.flatten();
    Ok(Back { cut, doubts, before })
}

/// Reads a dossier as it was at a commit, and checks it; `shown` is its folder as it is shown now: findings name files, and are compared.
fn earlier(
    repository: &Arc<Repository>,
    commit: &Commit,
    (below, shown): (&str, PathBuf),
    at: Day,
) -> anyhow::Result<Option<Checked>> {
    let version = Version::Tree(commit.tree, commit.id.short());
    let place = repository.top().map_or_else(|| PathBuf::from(below), |top| top.join(below));
    let found = match repository.dossiers(&version, &place) {
        Err(GitError::Absent { .. } | GitError::NoDossier { .. }) => return Ok(None),
        found => found.map_err(said)?,
    };
    let Some(mut tracked) = found.into_iter().find(|tracked| tracked.below == below) else { return Ok(None) };
    tracked.root = shown;
    let mut loaded = load::stored(repository, version, tracked, Keep::Names, load::threads());
    loaded.dossier.stand_at(at);
    let set = config::read(&loaded)?;
    let context = Context { at, settings: &set.settings, texts: loaded.texts(), threads: load::threads(), past: None };
    let found = rules::validate(&loaded.dossier, &context);
    Ok(Some((loaded, found)))
}
