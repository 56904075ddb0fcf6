//! `cb stats --history`: what a dossier counted at each commit that touched it, along the main line of its history.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{ByAxis, Stats as Args, StatsFormat};
use crate::cli::provenance::{committed, said};
use crate::cli::ui::{Outcome, Ui};
use crate::cli::versions::{self, End};
use crate::layout::{self, Nature, Placement};
use crate::model::dossier as manifest;
use crate::read::{Keep, MAX_BYTES, Reader};
use crate::render::stats::growth::{self, Every, Page, Step};
use crate::source::git::{Blobs, Commit, GitError, Id, Place, Repository, Touched, Version, is_pointer};
use crate::stats::growth::Growth;
use crate::unit::FileUnit;

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let every = match args.by.as_slice() {
        [] => Every::Commit,
        [ByAxis::Semaine] => Every::Week,
        [ByAxis::Mois] => Every::Month,
        _ => bail!("avec `--history`, `--by` prend `semaine` ou `mois`"),
    };
    let here = [PathBuf::from(".")];
    let paths = if args.scope.paths.is_empty() { &here[..] } else { &args.scope.paths };
    let mut pages = Vec::new();
    for path in paths {
        let repository = Repository::open(path).map_err(said)?;
        let last = repository.commit(args.scope.revision.as_deref().unwrap_or("HEAD")).map_err(said)?;
        let end = End::Git(Version::Tree(last.tree, last.id.short()));
        for root in versions::roots(&repository, &end, path)? {
            pages.push(page(&repository, &last, root, every)?);
        }
    }
    let text = match args.format {
        StatsFormat::Text => growth::text(&pages, every, ui.style()),
        StatsFormat::Markdown => growth::markdown(&pages, every),
        StatsFormat::Csv => growth::csv(&pages)?,
        StatsFormat::Json => growth::json(&pages)?,
    };
    ui.out().write_all(text.as_bytes())?;
    Ok(Outcome::Fine)
}

/// A commit and the files of the dossier that it touched, by their path in it.
struct Touch {
    commit: Commit,
    /// Its folder then, from the top of the repository.
    root: String,
    files: Vec<(Box<str>, Option<Id>)>,
}

/// Counts one dossier at each commit.
fn page(repository: &Repository, last: &Commit, root: String, every: Every) -> anyhow::Result<Page> {
    let touches = touches(repository, last, &root).map_err(said)?;
    let mut growth = Growth::default();
    let mut reading = Reading { reader: Reader::new(Keep::Names), blobs: repository.blobs(), known: HashMap::new() };
    let mut steps: Vec<Step> = Vec::new();
    let mut page =
        Page { root: root.clone(), titre: root, fictif: false, steps: Vec::new(), cut: repository.is_shallow() };
    for (rank, Touch { commit, root, files }) in touches.iter().enumerate() {
        for (path, id) in files {
            let unit = id.map(|id| reading.unit(repository, id, root, path)).transpose()?;
            growth.put(path, unit);
        }
        let day = committed(commit);
        // Of a week or a month, only the last commit is counted.
        let next = touches.get(rank + 1).map(|next| every.key(committed(&next.commit), &next.commit.id.to_string()));
        if next.is_none_or(|next| next != every.key(day, &commit.id.to_string())) {
            // Without its manifest it is no dossier.
            let figures = if growth.manifest().is_some() { growth.count(day) } else { Vec::new() };
            steps.push(Step { day, commit: commit.id.to_string(), subject: commit.subject().to_owned(), figures });
        }
    }
    if let Some(unit) = growth.manifest().and_then(|unit| unit.get(0)?.typed::<manifest::Dossier>()) {
        page.titre = unit.get(manifest::TITRE).map_or(page.titre, |titre| titre.value.to_owned());
        page.fictif = unit.get(manifest::FICTIF).is_some_and(|yes| yes.value);
    }
    page.steps = steps;
    Ok(page)
}

/// Reads files, each content once.
struct Reading {
    reader: Reader,
    blobs: Blobs,
    known: HashMap<(Id, Box<str>), Arc<FileUnit>>,
}

/// How many contents are kept at hand: a file that is put back is not read again.
const KEPT: usize = 50_000;

impl Reading {
    fn unit(&mut self, repository: &Repository, id: Id, root: &str, path: &str) -> anyhow::Result<Arc<FileUnit>> {
        if let Some(unit) = self.known.get(&(id, path.into())) {
            return Ok(Arc::clone(unit));
        }
        let mut buffer = Vec::new();
        let full = if root.is_empty() { path.to_owned() } else { format!("{root}/{path}") };
        if let Err(why) = self.blobs.read(id, &full, MAX_BYTES, &mut buffer) {
            // What is not there cannot be counted, and would be taken for nothing.
            bail!(repository.lost(id).map_or(why, |error| error.to_string()));
        }
        if is_pointer(&buffer) {
            bail!(
                "`{full}` ne peut pas être compté\u{a0}: Git LFS n’en a laissé que l’adresse\naide\u{a0}: rapatriez-le\u{a0}: `git lfs fetch --all`"
            );
        }
        let unit = match layout::place(path, Nature::File) {
            Placement::Read(kind, form, named) => self.reader.read(&buffer, layout::reading(path, kind, form, named)),
            _ => FileUnit::new(&[], &[], "", Default::default()),
        };
        let unit = Arc::new(unit);
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert((id, path.into()), Arc::clone(&unit));
        Ok(unit)
    }
}

/// Finds what each commit of the main line touched of a dossier, the oldest first; `root` is its folder at the end.
fn touches(repository: &Repository, last: &Commit, root: &str) -> Result<Vec<Touch>, GitError> {
    let mut root = root.to_owned();
    let mut touches = Vec::new();
    let commits = repository.commits(last.id, None, true)?;
    let trees: BTreeMap<Id, Id> = commits.iter().map(|commit| (commit.id, commit.tree)).collect();
    for commit in commits.into_iter().rev() {
        let parent = commit.parents.first().and_then(|parent| trees.get(parent)).copied();
        let touched = repository.touched(parent, commit.tree)?;
        let moved = match parent {
            Some(parent) => moved_from(repository, parent, &commit, &root, &touched)?,
            None => None,
        };
        let files: Vec<(Box<str>, Option<Id>)> = match &moved {
            // What it held elsewhere is taken as gone and come again under the same names.
            Some(from) => both(&touched, from, &root),
            None => inside(&touched, &root).map(|(inner, touched)| (inner.into(), touched.new)).collect(),
        };
        if !files.is_empty() || moved.is_some() {
            touches.push(Touch { commit, root: root.clone(), files });
        }
        root = moved.unwrap_or(root);
    }
    touches.reverse();
    Ok(touches)
}

/// Returns the records among touched files, by their path in the dossier.
fn inside<'t>(touched: &'t [Touched], root: &'t str) -> impl Iterator<Item = (&'t str, &'t Touched)> {
    let nested: Vec<&str> = touched
        .iter()
        .filter_map(|touched| {
            touched.path.strip_suffix("/dossier.yaml").or_else(|| touched.path.strip_suffix("/dossier.yml"))
        })
        .filter(|folder| *folder != root)
        .collect();
    touched.iter().filter_map(move |touched| {
        let inner = match root {
            "" => touched.path.as_str(),
            root => touched.path.strip_prefix(root)?.strip_prefix('/')?,
        };
        let hidden = inner.split('/').any(|part| part.starts_with('.'));
        let of_another = nested.iter().any(|folder| {
            folder.len() > root.len() && touched.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        });
        let record = matches!(layout::place(inner, Nature::File), Placement::Read(..));
        (record && !hidden && !of_another).then_some((inner, touched))
    })
}

/// Returns what becomes of each file of a dossier that was moved.
fn both(touched: &[Touched], from: &str, to: &str) -> Vec<(Box<str>, Option<Id>)> {
    let mut files: BTreeMap<Box<str>, Option<Id>> = BTreeMap::new();
    for (inner, touched) in inside(touched, from).filter(|(_, touched)| touched.old.is_some()) {
        files.insert(inner.into(), touched.new);
    }
    for (inner, touched) in inside(touched, to) {
        files.insert(inner.into(), touched.new);
    }
    files.into_iter().collect()
}

/// Finds the folder that a dossier had before a commit, where that commit moved it.
fn moved_from(
    repository: &Repository,
    parent: Id,
    commit: &Commit,
    root: &str,
    touched: &[Touched],
) -> Result<Option<String>, GitError> {
    let manifest = |touched: &&Touched| touched.old.is_none() && is_manifest(&touched.path, root);
    if !touched.iter().any(|touched| manifest(&touched)) || repository.roots(parent).is_root(root)? {
        return Ok(None);
    }
    let place = Place { below: root.to_owned(), shown: PathBuf::from(root) };
    let (old, new) = versions::trees(repository, (Some(parent), commit.tree), &[place], touched.to_vec())?;
    let pairs = versions::pair(old, new);
    let moved =
        pairs.iter().filter_map(versions::Both::moved).find(|(_, to)| to == root || root.is_empty() && to == ".");
    Ok(moved.map(|(from, _)| if from == "." { String::new() } else { from }))
}

fn is_manifest(path: &str, root: &str) -> bool {
    let folder = path.strip_suffix("dossier.yaml").or_else(|| path.strip_suffix("dossier.yml"));
    folder.is_some_and(|folder| folder.trim_end_matches('/') == root)
}
