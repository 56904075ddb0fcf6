//! The steps that led a dossier where it is: each commit that touched it, and what it changed in meaning.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::load::Loaded;
use crate::cli::provenance::{committed, said};
use crate::cli::versions::{self, Both, Compared, End};
use crate::diff::{Change, Changes, Side};
use crate::history::{Step, trailers};
use crate::read::Keep;
use crate::source::git::{Commit, GitError, Id, Place, Repository, Touched, Version};
use crate::value::date::Day;

/// A commit that touched a dossier.
pub struct Touch {
    /// The commit.
    pub commit: Commit,
    /// What it changed.
    pub changes: Changes,
    /// The folders that the dossier had and has, from the top of the repository, where the commit moved it.
    pub moved: Option<(String, String)>,
}

/// Returns the step that a commit is.
pub fn step(commit: &Commit, changes: Changes) -> Step {
    Step {
        commit: Some(commit.id.short()),
        day: committed(commit),
        reason: trailers::reason(&commit.message),
        reread: trailers::reread(&commit.message),
        changes,
    }
}

/// Compares a dossier of the last commit with what is not in one yet.
pub fn since(repository: &Arc<Repository>, head: &Commit, end: &End, below: &str) -> anyhow::Result<Changes> {
    let before = End::Git(Version::Tree(head.tree, head.id.short()));
    let path = repository.top().map(|top| top.join(below)).unwrap_or_default();
    let (old, new) = versions::listings(repository, (&before, end), &[path])?;
    let mut changes = Changes::default();
    for mut both in versions::pair(old, new).into_iter().filter(|both| both.below() == below) {
        changes.all.extend(between(&both.read(repository, (&before, end), Keep::Texts, false)?).all);
    }
    Ok(changes)
}

/// Returns the step of what is not in a commit yet.
pub fn uncommitted(changes: Changes, day: Day) -> Step {
    Step { commit: None, day, reason: None, reread: BTreeSet::new(), changes }
}

/// Follows a dossier through commits sorted from the oldest: those that touched it, wherever it stood; `below` is its folder at the end.
/// Returns also its folder at the beginning.
pub fn follow(repository: &Arc<Repository>, commits: Vec<Commit>, below: &str) -> anyhow::Result<(Vec<Touch>, String)> {
    let mut below = below.to_owned();
    let mut touches = Vec::new();
    for commit in commits.into_iter().rev() {
        // What a shallow clone begins with is not what that commit brought.
        if commit.cut {
            continue;
        }
        let place = Place { below: below.clone(), shown: PathBuf::from(&below) };
        let parent = match commit.parents.first() {
            Some(parent) => Some(repository.tree_of(*parent).map_err(said)?),
            None => None,
        };
        let touched = touched(repository, parent, &commit).map_err(said)?;
        let name = commit.id.short();
        let Some(did) = did(repository, (parent, commit.tree), &place, touched.clone(), &name)? else {
            // A message may speak of what came before it, whatever its commit holds.
            let speaks = trailers::reason(&commit.message).is_some() || !trailers::reread(&commit.message).is_empty();
            if speaks && !touches_another(repository, &commit, &touched).map_err(said)? {
                touches.push(Touch { commit, changes: Changes::default(), moved: None });
            }
            continue;
        };
        let Did { mut changes, moved, read } = did;
        for other in commit.parents.iter().skip(1) {
            if changes.is_empty() {
                break;
            }
            // What another branch brings is told where that branch did it.
            let other = repository.tree_of(*other).map_err(said)?;
            let there = repository.touched(Some(other), commit.tree).map_err(said)?;
            let there = self::did(repository, (Some(other), commit.tree), &place, there, &name)?;
            let there = there.map(|did| did.changes.all).unwrap_or_default();
            changes.all.retain(|change| there.iter().any(|other| same(change, other)));
        }
        if let Some((from, _)) = &moved {
            below.clone_from(from);
        }
        if !changes.is_empty() || moved.is_some() || read {
            touches.push(Touch { commit, changes, moved });
        }
    }
    touches.reverse();
    Ok((touches, below))
}

/// What was done to a dossier from one tree to another.
struct Did {
    changes: Changes,
    moved: Option<(String, String)>,
    /// Whether any record was written, be it otherwise.
    read: bool,
}

/// Compares a dossier in two trees, by the files that differ; `place` is its folder in the later one, `name` that of their commit.
fn did(
    repository: &Arc<Repository>,
    (parent, tree): (Option<Id>, Id),
    place: &Place,
    touched: Vec<Touched>,
    name: &str,
) -> anyhow::Result<Option<Did>> {
    if touched.is_empty() {
        return Ok(None);
    }
    let (old, new) = versions::trees(repository, (parent, tree), std::slice::from_ref(place), touched).map_err(said)?;
    let of_this =
        |both: &Both| both.new.as_ref().or(both.old.as_ref()).is_some_and(|listing| listing.below == place.below);
    let Some(mut both) = versions::pair(old, new).into_iter().find(of_this) else { return Ok(None) };
    let end = |tree: Id| End::Git(Version::Tree(tree, name.to_owned()));
    let read = both.read(repository, (&end(parent.unwrap_or(tree)), &end(tree)), Keep::Texts, false)?;
    Ok(Some(Did { changes: between(&read), moved: both.moved(), read: read.touched > 0 }))
}

/// Tells whether two changes leave the same thing behind, wherever they came from.
fn same(one: &Change, other: &Change) -> bool {
    let left = |change: &Change| (change.kind, change.of, change.id.clone(), change.field.clone(), change.new.clone());
    left(one) == left(other) && one.title == other.title
}

/// Tells whether a commit touched other dossiers: it is of them that it speaks.
fn touches_another(repository: &Repository, commit: &Commit, touched: &[Touched]) -> Result<bool, GitError> {
    let mut roots = repository.roots(commit.tree);
    for touched in touched {
        if roots.of(&touched.path)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the files that a commit touched: of a merge, those that it wrote itself.
fn touched(repository: &Repository, parent: Option<Id>, commit: &Commit) -> Result<Vec<Touched>, GitError> {
    let mut touched = repository.touched(parent, commit.tree)?;
    for other in commit.parents.iter().skip(1) {
        let there = repository.touched(Some(repository.tree_of(*other)?), commit.tree)?;
        let there: BTreeSet<String> = there.into_iter().map(|touched| touched.path).collect();
        touched.retain(|touched| there.contains(&touched.path));
    }
    Ok(touched)
}

/// Compares what was read of two versions.
pub fn between(read: &Compared) -> Changes {
    Changes::between(read.old.as_ref().map(side), read.new.as_ref().map(side))
}

/// Returns one version, to be compared.
fn side(loaded: &Loaded) -> Side<'_> {
    Side { dossier: &loaded.dossier, texts: loaded.texts() }
}
