//! What git remembers of two records that bear one identifier: the merge that brought them together, and which side each is from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::rc::Rc;

use crate::diff::words;
use crate::dossier::free::{self, Free};
use crate::fr::ressemblance::share;
use crate::layout::{self, Nature, Placement};
use crate::model::common::ID;
use crate::number::trace::{Versions, Whose};
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::source::git::{Blobs, Commit, GitError, Id, Item, Repository, Version};
use crate::source::worktree::EntryKind;
use crate::unit::{FileUnit, Name, Origin, View};
use crate::value::identifiant::{Ident, Kind};

/// How much two texts share at least, in hundredths, where one is the other, corrected since.
const ALIKE: u32 = 60;

/// Why two records are left as they are. Shown in French, after « laissé ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The dossier is in no repository, or in one without a commit.
    NoHistory,
    /// No merge brought the two together.
    NoMerge,
    /// The identifier was borne before the two sides parted.
    Before,
    /// Both say the same thing.
    Same,
    /// One of them, or both, changed too much to be known again.
    Changed,
    /// More than two records bear it.
    Several,
    /// They came together in a merge of more than two branches.
    Octopus,
    /// The clone does not go back far enough.
    Shallow,
    /// No number is left, or none can be given to such a record.
    NoNumber,
    /// An entry writes again what a note holds.
    Written,
    /// Two entries speak of one idea.
    Amended,
    /// Their names are words.
    Slug,
    /// The text of a file would not read as before.
    WouldChange(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHistory => write!(f, "git ne garde pas l’histoire de ce dossier"),
            Self::NoMerge => write!(f, "aucune fusion ne les a réunis, et rien d’autre ne dit lequel est le second"),
            Self::Before => write!(f, "il servait déjà avant que les deux branches ne se séparent"),
            Self::Same => write!(f, "les deux disent la même chose\u{a0}: gardez-en un seul"),
            Self::Changed => write!(f, "l’un des deux a trop changé depuis la fusion pour être reconnu"),
            Self::Several => write!(f, "plus de deux fiches le portent"),
            Self::Octopus => write!(f, "la fusion réunissait plus de deux branches"),
            Self::Shallow => write!(
                f,
                "ce clone n’a pas toute l’histoire\u{202f}; rapatriez-la avec `git fetch --unshallow`, puis recommencez"
            ),
            Self::NoNumber => write!(f, "aucun numéro ne peut lui être donné"),
            Self::Written => {
                write!(f, "une entrée de `idees.yaml` récrit une idée d’une note\u{a0}: retirez-en `texte`")
            }
            Self::Amended => write!(f, "deux entrées complètent la même idée\u{a0}: réunissez-les en une seule"),
            Self::Slug => {
                write!(f, "c’est un nom\u{a0}: donnez-en un autre à l’un des deux, et corrigez ce qui le cite")
            }
            Self::WouldChange(path) => write!(f, "`{path}` ne se lirait plus de même"),
        }
    }
}

impl Why {
    /// Tells whether the words already say what to do.
    pub(super) fn says_what_to_do(&self) -> bool {
        matches!(self, Self::Same | Self::Shallow | Self::Written | Self::Amended | Self::Slug)
    }
}

/// A record that bears an identifier, in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The identifier.
    pub(super) ident: Ident,
    /// The path of its file, from the dossier's folder.
    pub(super) path: Box<str>,
    /// Where it was found.
    pub(super) origin: Origin,
    /// What it says: the whole text of a file, the words of a small record or of an item.
    pub(super) words: String,
}

impl Claim {
    /// Reads how a record bears its identifier; `None` for one that has none, or that only speaks of another.
    pub(super) fn of(view: View<'_>, source: &str, path: &str) -> Option<Self> {
        let Name::Ident(ident, _) = view.record.name else { return None };
        let origin = view.record.origin;
        let words = match origin {
            Origin::File => source.to_owned(),
            Origin::Amendment | Origin::Inner => return None,
            Origin::Small | Origin::Item => {
                let cells = view.cells().iter().filter(|cell| origin == Origin::Small || cell.field != ID);
                cells.map(|cell| cell.span().of(source)).collect::<Vec<_>>().join("\n")
            }
        };
        Some(Self { ident, path: path.into(), origin, words: words.replace('\r', "") })
    }

    /// Says the first words of a small record or of an item, without its tags and identifier.
    pub(super) fn said(&self) -> String {
        let words = self.words.lines().next().unwrap_or("").split_whitespace();
        let words: Vec<&str> = words.take_while(|word| !word.starts_with(['#', '^'])).collect();
        words::cut(&words.join(" "))
    }

    /// Tells how surely another version's record is this one, in hundredths.
    fn is(&self, other: &Self) -> u32 {
        if self.origin != other.origin {
            return 0;
        }
        if self.words == other.words || self.origin == Origin::File && self.path == other.path {
            return 100;
        }
        share(&self.words, &other.words).min(99)
    }
}

/// Where two records come from.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    /// Which of the two, in the order they were given, came first.
    pub(super) first: usize,
    /// The commits that brought the first and the second.
    pub(super) commits: [Commit; 2],
    /// The state of the files on the side of the first, on that of the second, and before they parted.
    trees: [Option<Id>; 3],
}

/// The files of a version of the dossier, by path from its folder.
type Files = BTreeMap<Box<str>, Id>;

/// How many lists of files are kept: those of the sides of a merge, and a few more.
const KEPT: usize = 8;

/// The past of a dossier.
pub(super) struct Past<'r> {
    repository: &'r Repository,
    blobs: Blobs,
    /// The folder of the dossier from the top of the repository.
    below: String,
    /// The identifiers that are looked for.
    wanted: BTreeSet<Ident>,
    files: HashMap<Id, Rc<Files>>,
    claims: HashMap<(Id, Box<str>), Rc<Vec<Claim>>>,
    cited: HashMap<(Id, Box<str>), Rc<Vec<Ident>>>,
}

impl<'r> Past<'r> {
    /// Opens the past of the dossier whose folder, from the top of the repository, is `below`, to look for some identifiers.
    pub(super) fn new(repository: &'r Repository, below: String, wanted: BTreeSet<Ident>) -> Self {
        let (blobs, files, claims, cited) = (repository.blobs(), HashMap::new(), HashMap::new(), HashMap::new());
        Self { repository, blobs, below, wanted, files, claims, cited }
    }

    /// Finds where two records that bear one identifier come from.
    pub(super) fn sides(&mut self, pair: [&Claim; 2]) -> Result<Result<Sides, Why>, GitError> {
        let ident = pair[0].ident;
        let parents = match self.merge(ident)? {
            Ok(parents) => parents,
            Err(why) => return Ok(Err(why)),
        };
        let [one, other] = [self.claims(parents[0].tree, ident)?, self.claims(parents[1].tree, ident)?];
        let ([one], [other]) = (&*one, &*other) else { return Ok(Err(Why::NoMerge)) };
        if one.words == other.words {
            return Ok(Err(Why::Same));
        }
        let base = self.repository.parting(parents[0].id, parents[1].id);
        if base.is_none() && self.repository.is_shallow() {
            return Ok(Err(Why::Shallow));
        }
        let base_tree = base.map(|base| self.repository.tree_of(base)).transpose()?;
        if let Some(tree) = base_tree
            && !self.claims(tree, ident)?.is_empty()
        {
            return Ok(Err(Why::Before));
        }
        // Each record of now is that of the side it is most like.
        let sure = |a: u32, b: u32| if a.min(b) < ALIKE { 0 } else { a + b };
        let straight = sure(pair[0].is(one), pair[1].is(other));
        let crossed = sure(pair[0].is(other), pair[1].is(one));
        if straight == crossed {
            return Ok(Err(Why::Changed));
        }
        let added = [self.added(&parents[0], base, ident)?, self.added(&parents[1], base, ident)?];
        // On a tie, the side into which the other was merged had it first.
        let lead = usize::from(added[0].seconds > added[1].seconds);
        let [main, merged] = added;
        let commits = if lead == 0 { [main, merged] } else { [merged, main] };
        let tree = |side: usize| parents.get(side).map(|parent| parent.tree);
        let trees = [tree(lead), tree(1 - lead), base_tree];
        let first = if straight > crossed { lead } else { 1 - lead };
        Ok(Ok(Sides { first, commits, trees }))
    }

    /// Finds the merge at which two records came to bear one identifier, each side having one of them.
    fn merge(&mut self, ident: Ident) -> Result<Result<[Commit; 2], Why>, GitError> {
        let head = match self.repository.commit("HEAD") {
            Ok(head) => head,
            Err(GitError::Unborn) => return Ok(Err(Why::NoHistory)),
            Err(error) => return Err(error),
        };
        // A merge under way has its two sides already.
        if let Ok(other) = self.repository.commit("MERGE_HEAD")
            && [self.claims(head.tree, ident)?.len(), self.claims(other.tree, ident)?.len()] == [1, 1]
        {
            let base = self.repository.parting(head.id, other.id);
            let base = base.map(|base| self.repository.tree_of(base)).transpose()?;
            if base.map(|base| self.claims(base, ident)).transpose()?.is_none_or(|before| before.is_empty()) {
                return Ok(Ok([head, other]));
            }
        }
        let mut tip = head;
        'branch: loop {
            let mut line = self.repository.commits(tip.id, None, true)?;
            while let Some(commit) = line.pop() {
                if commit.cut && self.claims(commit.tree, ident)?.len() > 1 {
                    return Ok(Err(Why::Shallow));
                }
                if commit.parents.len() < 2 {
                    continue;
                }
                if self.claims(commit.tree, ident)?.len() < 2 {
                    break;
                }
                let mut parents = Vec::with_capacity(commit.parents.len());
                let mut counts = Vec::with_capacity(commit.parents.len());
                for id in &commit.parents {
                    let parent = self.repository.commit(&id.to_string())?;
                    counts.push(self.claims(parent.tree, ident)?.len());
                    parents.push(parent);
                }
                match counts.iter().position(|count| *count > 1) {
                    // They were together before: on the main line, or on the branch that was merged.
                    Some(0) => continue,
                    Some(at) => {
                        tip = parents.swap_remove(at);
                        continue 'branch;
                    }
                    None => {}
                }
                let octopus = parents.len() > 2 && counts.iter().sum::<usize>() > 1;
                return Ok(match (<[Commit; 2]>::try_from(parents), counts.as_slice()) {
                    (Ok(parents), [1, 1]) => Ok(parents),
                    _ if octopus => Err(Why::Octopus),
                    _ => Err(Why::NoMerge),
                });
            }
            return Ok(Err(Why::NoMerge));
        }
    }

    /// Finds the commit that brought a record to a side: the oldest that has one of its name.
    fn added(&mut self, tip: &Commit, base: Option<Id>, ident: Ident) -> Result<Commit, GitError> {
        for commit in self.repository.commits(tip.id, base, false)? {
            if !self.claims(commit.tree, ident)?.is_empty() {
                return Ok(commit);
            }
        }
        Ok(tip.clone())
    }

    /// Returns the records that bear an identifier in a version.
    fn claims(&mut self, tree: Id, ident: Ident) -> Result<Vec<Claim>, GitError> {
        let mut found = Vec::new();
        let files = self.listed(tree)?;
        for (path, id) in &*files {
            let Placement::Read(kind, form, named) = layout::place(path, Nature::File) else { continue };
            // Ideas of notes may be written in a list of their own.
            if kind != ident.kind && kind != Kind::Idee {
                continue;
            }
            let key = (*id, path.clone());
            let known = match self.claims.get(&key) {
                Some(known) => Rc::clone(known),
                None => {
                    let place = layout::reading(path, kind, form, named);
                    let text = self.text(*id, path).unwrap_or_default();
                    let unit = Reader::new(Keep::Names).read(text.as_bytes(), place);
                    let wanted =
                        unit.views().filter(|view| view.ident().is_some_and(|(ident, _)| self.wanted.contains(&ident)));
                    let claims: Vec<Claim> = wanted.filter_map(|view| Claim::of(view, &text, path)).collect();
                    let claims = Rc::new(claims);
                    self.claims.insert(key, Rc::clone(&claims));
                    claims
                }
            };
            found.extend(known.iter().filter(|claim| claim.ident == ident).cloned());
        }
        Ok(found)
    }

    /// Notes every identifier that the two sides, and what was before them, gave or cited, and those that the last commit gives.
    pub(super) fn see(&mut self, sides: &Sides, free: &mut Free) -> Result<(), GitError> {
        for tree in sides.trees.into_iter().flatten() {
            self.see_tree(tree, free, true)?;
        }
        // What is cited there may be what an interrupted run wrote: it is still to be given.
        let head = self.repository.commit("HEAD")?;
        self.see_tree(head.tree, free, false)
    }

    fn see_tree(&mut self, tree: Id, free: &mut Free, cited: bool) -> Result<(), GitError> {
        let files = self.listed(tree)?;
        for (path, id) in &*files {
            let Placement::Read(kind, form, named) = layout::place(path, Nature::File) else { continue };
            let key = (*id, path.clone());
            if !self.cited.contains_key(&key) {
                let text = self.text(*id, path).unwrap_or_default();
                let unit = Reader::new(Keep::Names).read(text.as_bytes(), layout::reading(path, kind, form, named));
                self.cited.insert(key.clone(), Rc::new(idents(&unit)));
            }
            // Names come first, and the mark between them and what is cited is the manifest's, which no one bears.
            let known = self.cited.get(&key).map(Rc::clone).unwrap_or_default();
            let named = known.iter().take_while(|ident| ident.kind != Kind::Dossier).count();
            let seen = known.iter().enumerate().filter(|(at, _)| cited || *at < named);
            seen.for_each(|(_, ident)| free.see(*ident));
        }
        Ok(())
    }

    /// Returns a file of the working tree as the two sides, and what was before them, knew it. `here` tells which paths are there now.
    pub(super) fn versions(
        &mut self,
        sides: &Sides,
        path: &str,
        here: &dyn Fn(&str) -> bool,
    ) -> Result<Versions, GitError> {
        let mut texts: [String; 3] = Default::default();
        let mut holds = [false; 3];
        let mut astray = [false; 3];
        for (at, tree) in sides.trees.into_iter().enumerate() {
            let Some(tree) = tree else { continue };
            let files = self.listed(tree)?;
            let (Some(text), Some(holds), Some(astray)) = (texts.get_mut(at), holds.get_mut(at), astray.get_mut(at))
            else {
                continue;
            };
            // What is no longer at its path may be what this file was called.
            let top = |path: &str| path.split('/').next().map(str::to_owned);
            let gone: Vec<(&Box<str>, &Id)> =
                files.iter().filter(|(other, _)| !here(other) && top(other) == top(path)).collect();
            *astray = !gone.is_empty();
            match files.get(path) {
                Some(id) => {
                    *holds = true;
                    *text = self.text(*id, path).unwrap_or_default();
                }
                None => {
                    for (other, id) in gone {
                        text.push_str(&self.text(*id, other).unwrap_or_default());
                        text.push('\n');
                    }
                }
            }
        }
        let alone = match (holds, astray) {
            ([true, false, false], [_, false, false]) => Some(Whose::First),
            ([false, true, false], [false, _, false]) => Some(Whose::Second),
            _ => None,
        };
        let [first, second, base] = texts;
        Ok(Versions { first, second, base, alone })
    }

    /// Lists the files of the dossier in a version; none where it was not there.
    fn listed(&mut self, tree: Id) -> Result<Rc<Files>, GitError> {
        if let Some(known) = self.files.get(&tree) {
            return Ok(Rc::clone(known));
        }
        let version = Version::Tree(tree, tree.short());
        let files = match self.repository.files(&version, &self.below) {
            Err(GitError::Absent { .. }) => self.elsewhere(&version)?,
            items => inside(items?, &self.below),
        };
        let files = Rc::new(files);
        if self.files.len() >= KEPT {
            self.files.clear();
        }
        self.files.insert(tree, Rc::clone(&files));
        Ok(files)
    }

    /// Lists the files of the dossier in a version where it had another folder: the one that holds most of its present files.
    fn elsewhere(&self, version: &Version) -> Result<Files, GitError> {
        let (Some(top), Ok(head)) = (self.repository.top(), self.repository.commit("HEAD")) else {
            return Ok(Files::new());
        };
        let now = match self.repository.files(&Version::Tree(head.tree, head.id.short()), &self.below) {
            Err(GitError::Absent { .. }) => return Ok(Files::new()),
            items => inside(items?, &self.below),
        };
        let dossiers = match self.repository.dossiers(version, top) {
            Err(GitError::NoDossier { .. }) => Vec::new(),
            dossiers => dossiers?,
        };
        let same = |files: &Files| files.iter().filter(|(path, id)| now.get(*path) == Some(id)).count();
        let known = dossiers.into_iter().map(|dossier| {
            let entries = dossier.entries.into_iter().zip(dossier.ids);
            entries.filter(|(entry, _)| entry.kind == Ok(EntryKind::File)).map(|(entry, id)| (entry.path, id)).collect()
        });
        let nearest = known.max_by_key(same).filter(|files| 2 * same(files) > files.len().min(now.len()));
        Ok(nearest.unwrap_or_default())
    }

    fn text(&mut self, id: Id, path: &str) -> Option<String> {
        let full = if self.below.is_empty() { path.to_owned() } else { format!("{}/{path}", self.below) };
        let mut bytes = Vec::new();
        self.blobs.read(id, &full, MAX_BYTES, &mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}

/// Returns the files below a folder, by path from it.
fn inside(items: Vec<Item>, below: &str) -> Files {
    let inner = |path: &str| {
        let rest = path.strip_prefix(below)?;
        Some(if below.is_empty() { rest } else { rest.strip_prefix('/')? }.into())
    };
    let files = items.into_iter().filter(|item| item.kind == EntryKind::File);
    files.filter_map(|item| Some((inner(&item.path)?, item.id))).collect()
}

/// Returns the identifiers that a file gives, a mark, then those it cites.
fn idents(unit: &FileUnit) -> Vec<Ident> {
    let mut all = Vec::new();
    free::names(unit, &mut |ident| all.push(ident));
    all.push(Ident::whole(Kind::Dossier, 0));
    free::cited(unit, &mut |ident| all.push(ident));
    all
}
