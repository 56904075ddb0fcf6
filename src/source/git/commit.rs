//! The commits of a history.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{GitError, Id, Repository};

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its name.
    pub id: Id,
    /// The state of the files it holds.
    pub tree: Id,
    /// Those it comes after; what a shallow clone left out is not among them.
    pub parents: Vec<Id>,
    /// Whether a shallow clone begins here: what came before is not known.
    pub cut: bool,
    /// When the repository received it, in seconds since 1970 in universal time.
    pub seconds: i64,
    /// The offset of its writer's clock, in seconds.
    pub offset: i32,
    /// Who wrote it.
    pub author: String,
    /// Its message.
    pub message: String,
}

impl Commit {
    /// Returns the first line of the message.
    pub fn subject(&self) -> &str {
        self.message.trim_start().lines().next().unwrap_or("").trim_end()
    }
}

impl Repository {
    /// Returns the commit that a revision names.
    pub fn commit(&self, revision: &str) -> Result<Commit, GitError> {
        let git = self.local();
        let id = self.resolve(&git, revision)?.id;
        self.read_commit(&git, id, &BTreeSet::new())
    }

    /// Returns the state of the files that a commit holds.
    pub fn tree_of(&self, commit: Id) -> Result<Id, GitError> {
        let git = self.trees();
        let found = git.find_commit(commit.0).map_err(|_| self.missing(&git, commit.0))?;
        found.tree_id().map(|tree| Id(tree.detach())).map_err(|_| self.missing(&git, commit.0))
    }

    /// Tells whether a name is that of a revision.
    pub fn is_revision(&self, name: &str) -> bool {
        self.resolve(&self.local(), name).is_ok()
    }

    /// Returns the commit where two histories part; none where they have nothing in common.
    pub fn parting(&self, one: Id, other: Id) -> Option<Id> {
        self.local().merge_base(one.0, other.0).ok().flatten().map(|id| Id(id.detach()))
    }

    /// Returns the commits reachable from `tip` and not from `hidden`, each after those it comes from, by date where that leaves a choice.
    ///
    /// With `main_line`, only the first parent of each is followed.
    pub fn commits(&self, tip: Id, hidden: Option<Id>, main_line: bool) -> Result<Vec<Commit>, GitError> {
        let mut git = self.local();
        git.object_cache_size(4 << 20);
        let shallow: BTreeSet<gix::ObjectId> =
            git.shallow_commits().ok().flatten().map(|commits| commits.iter().copied().collect()).unwrap_or_default();
        let mut walk = git.rev_walk([tip.0]).with_hidden(hidden.map(|id| id.0));
        if main_line {
            walk = walk.first_parent_only();
        }
        let walk = walk.all().map_err(|_| self.missing(&git, tip.0))?;
        let mut commits: HashMap<Id, Commit> = HashMap::new();
        for info in walk {
            let id = info.map_err(|_| self.missing(&git, tip.0))?.id;
            commits.insert(Id(id), self.read_commit(&git, id, &shallow)?);
        }
        Ok(sorted(commits, main_line))
    }

    fn read_commit(
        &self,
        git: &gix::Repository,
        id: gix::ObjectId,
        shallow: &BTreeSet<gix::ObjectId>,
    ) -> Result<Commit, GitError> {
        let missing = || self.missing(git, id);
        let commit = git.find_commit(id).map_err(|_| missing())?;
        let decoded = commit.decode().map_err(|_| missing())?;
        let time = decoded.committer().ok().and_then(|who| who.time().ok()).unwrap_or_default();
        let author =
            decoded.author().map(|who| String::from_utf8_lossy(who.name).trim().to_owned()).unwrap_or_default();
        let cut = shallow.contains(&id);
        Ok(Commit {
            id: Id(id),
            tree: Id(decoded.tree()),
            parents: if cut { Vec::new() } else { decoded.parents().map(Id).collect() },
            cut,
            seconds: time.seconds,
            offset: time.offset,
            author,
            message: String::from_utf8_lossy(decoded.message).into_owned(),
        })
    }
}

/// Sorts commits so that each stands after its parents, the oldest first.
fn sorted(mut commits: HashMap<Id, Commit>, main_line: bool) -> Vec<Commit> {
    let known: BTreeSet<Id> = commits.keys().copied().collect();
    let mut after: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let mut waiting: BTreeMap<Id, usize> = BTreeMap::new();
    let mut ready: BTreeSet<(i64, Id)> = BTreeSet::new();
    for id in &known {
        let Some(commit) = commits.get(id) else { continue };
        let followed = if main_line { 1 } else { commit.parents.len() };
        let parents: BTreeSet<&Id> = commit.parents.iter().take(followed).filter(|id| known.contains(id)).collect();
        if parents.is_empty() {
            ready.insert((commit.seconds, *id));
        }
        waiting.insert(*id, parents.len());
        for parent in parents {
            after.entry(*parent).or_default().push(*id);
        }
    }
    let mut sorted = Vec::with_capacity(commits.len());
    while let Some((_, id)) = ready.pop_first() {
        for child in after.get(&id).into_iter().flatten() {
            let Some(left) = waiting.get_mut(child) else { continue };
            *left -= 1;
            if *left == 0 {
                ready.extend(commits.get(child).map(|commit| (commit.seconds, *child)));
            }
        }
        sorted.extend(commits.remove(&id));
    }
    sorted
}
