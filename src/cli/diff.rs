//! `cb diff`: what changed in meaning.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{Diff as Args, DiffFormat};
use crate::cli::config;
use crate::cli::load::{Loaded, TextsOf};
use crate::cli::past;
use crate::cli::provenance::{committed, said};
use crate::cli::ui::{self, Outcome, Ui};
use crate::cli::versions::{self, Both, Compared, End};
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind, Changes, figures};
use crate::dossier::Dossier;
use crate::history::{self, Step};
use crate::read::Keep;
use crate::render::diagnostics::{Finding, Report, SourceInfo};
use crate::render::diff::{self, Page, Shown};
use crate::rule::Severity;
use crate::rules;
use crate::source::git::{Commit, GitError, Repository, Version};
use crate::stats::Stats;
use crate::value::date::Day;
use crate::value::identifiant::Ident;

/// How many records are looked up for nothing but their words.
const TITLES: usize = 200;

/// The two ends of a comparison, with their names in words.
struct Ends {
    old: End,
    new: End,
    from: String,
    to: String,
    /// The commit at the earlier end, and the last one before the later end.
    commits: (Commit, Commit),
}

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let at = ui::day(args.at.as_deref())?;
    let (repository, ends, paths) = asked(args)?;
    let (old, new) = versions::listings(&repository, (&ends.old, &ends.new), &paths)?;
    let mut told: Vec<Told> = Vec::new();
    for mut both in versions::pair(old, new) {
        let mut read = both.read(&repository, (&ends.old, &ends.new), Keep::Texts, args.figures)?;
        let mut changes = past::between(&read);
        changes.all.retain(|change| both.asks_for(&change.path));
        name_moved(&mut changes, &mut both, &repository, &ends)?;
        if args.figures {
            // On one day for both: what time alone changed is no part of the change.
            let day = if ends.new.is_open() { at } else { committed(&ends.commits.1) };
            changes.all.extend(figures::compare(stats_of(&read.old, day).as_ref(), stats_of(&read.new, day).as_ref()));
            changes.all.sort_by_key(|change| change.kind);
        }
        let doubts = doubts(&mut both, &mut read, &changes, &repository, &ends, at)?;
        told.push(Told { both, read, changes, doubts });
    }
    show(&told, &ends, args, at, ui)?;
    let faulty = told
        .iter()
        .flat_map(|told| &told.doubts)
        .any(|(_, found)| found.waived.is_none() && found.severity == Severity::Error);
    Ok(if faulty { Outcome::Faulty } else { Outcome::Fine })
}

/// Counts a version as it stood on a day.
fn stats_of(loaded: &Option<Loaded>, at: Day) -> Option<Stats> {
    loaded.as_ref().map(|loaded| Stats::of(&loaded.dossier, at))
}

/// Finds what the steps between the two ends put in doubt.
fn doubts(
    both: &mut Both,
    read: &mut Compared,
    changes: &Changes,
    repository: &Arc<Repository>,
    ends: &Ends,
    at: Day,
) -> anyhow::Result<Vec<(u32, Diagnostic)>> {
    if read.new.is_none() {
        return Ok(Vec::new());
    }
    let steps = steps(both, changes, repository, ends, at)?;
    let turned = history::turned(&steps);
    if !turned.is_empty() {
        both.read_resting(repository, &ends.new, &turned, read)?;
    }
    let Some(loaded) = &read.new else { return Ok(Vec::new()) };
    let settings = config::read(loaded)?.settings;
    let mut found = rules::settle_apart(&loaded.dossier, &settings, at, history::doubts(&steps, &loaded.dossier));
    found.retain(|(file, _)| {
        let shown = loaded.dossier.file(*file).map(|file| loaded.dossier.shown(&file.path));
        shown.is_some_and(|shown| both.asks_for(&shown))
    });
    Ok(found)
}

/// Returns the steps that lead from one end to the other.
fn steps(
    both: &Both,
    changes: &Changes,
    repository: &Arc<Repository>,
    ends: &Ends,
    at: Day,
) -> anyhow::Result<Vec<Step>> {
    let (from, to) = &ends.commits;
    let commits = repository.commits(to.id, Some(from.id), false).map_err(said)?;
    let open = ends.new.is_open();
    if let ([only], false) = (commits.as_slice(), open)
        && only.parents == [from.id]
    {
        // What was compared is what that commit did.
        return Ok(vec![past::step(only, changes.clone())]);
    }
    let mut steps: Vec<Step> = Vec::new();
    if !commits.is_empty() {
        let (touches, _) = past::follow(repository, commits, both.below())?;
        steps.extend(touches.into_iter().map(|touch| past::step(&touch.commit, touch.changes)));
    }
    if open {
        let last = match steps.is_empty() && from.id == to.id {
            true => changes.clone(),
            false => past::since(repository, to, &ends.new, both.below())?,
        };
        steps.push(past::uncommitted(last, at));
    }
    Ok(steps)
}

/// A dossier and what changed in it.
struct Told {
    both: Both,
    read: Compared,
    changes: Changes,
    doubts: Vec<(u32, Diagnostic)>,
}

/// Gives the ideas that moved, and those that are amended, the words that stand in notes which did not change.
fn name_moved(changes: &mut Changes, both: &mut Both, repository: &Arc<Repository>, ends: &Ends) -> anyhow::Result<()> {
    let bare =
        |change: &&mut Change| change.title.is_empty() && matches!(change.kind, ChangeKind::Moved | ChangeKind::State);
    let mut idents: Vec<Ident> = changes.all.iter_mut().filter(bare).filter_map(|change| change.ident).collect();
    idents.truncate(TITLES);
    let Some(listing) = both.new.as_mut().filter(|_| !idents.is_empty()) else { return Ok(()) };
    let loaded = listing.read_records(repository, &ends.new, &idents)?;
    for change in changes.all.iter_mut().filter(bare) {
        if let Some(words) = change.ident.and_then(|ident| words_of(&loaded.dossier, ident)) {
            change.title = words;
        }
    }
    Ok(())
}

/// Returns the words of a small record, or the title of an idea.
fn words_of(dossier: &Dossier, ident: Ident) -> Option<String> {
    let view = dossier.get(dossier.find(ident)?)?;
    let (index, _) = view.def().find("texte")?;
    Some(view.unit.text(view.cell(index)?)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn show(told: &[Told], ends: &Ends, args: &Args, at: Day, ui: &mut Ui) -> anyhow::Result<()> {
    let title = |told: &Told| {
        let loaded = told.read.new.as_ref().or(told.read.old.as_ref());
        loaded.map_or_else(String::new, |loaded| loaded.dossier.title().to_owned())
    };
    let moved: Vec<Option<(String, String)>> = told.iter().map(|told| told.both.moved()).collect();
    let pages: Vec<Page<'_>> = told
        .iter()
        .zip(&moved)
        .filter(|(told, moved)| !told.changes.is_empty() || moved.is_some() || told.read.touched > 0)
        .map(|(told, moved)| Page {
            title: title(told),
            root: root(told),
            moved: moved.as_ref().map(|(from, to)| (from.as_str(), to.as_str())),
            changes: &told.changes,
            unsaid: if told.changes.is_empty() { told.read.touched as u64 } else { 0 },
        })
        .collect();
    let roots: Vec<&str> = told.iter().map(root).collect();
    let mut placed: Vec<(&str, String, &Diagnostic)> = Vec::new();
    for one in told {
        let Some(dossier) = one.read.new.as_ref().map(|loaded| &loaded.dossier) else { continue };
        let path = |file| dossier.file(file).map_or_else(String::new, |file| dossier.shown(&file.path));
        placed.extend(one.doubts.iter().map(|(file, found)| (root(one), path(*file), found)));
    }
    let findings: Vec<Finding<'_>> =
        placed.iter().map(|(dossier, path, diagnostic)| Finding { dossier, path, diagnostic }).collect();
    let doubts = Report {
        at: at.to_string(),
        source: SourceInfo { kind: "worktree", revision: None },
        dossiers: &roots,
        records: 0,
        files: 0,
        findings: &findings,
        since: None,
    };
    let texts = TextsOf(told.iter().filter_map(|told| told.read.new.as_ref()).collect());
    let shown = Shown { from: &ends.from, to: &ends.to, pages: &pages, doubts: &doubts, texts: &texts };
    let style = ui.style();
    match args.format {
        DiffFormat::Text => diff::text(&shown, style, ui.out())?,
        DiffFormat::Markdown => ui.out().write_all(diff::markdown(&shown).as_bytes())?,
        DiffFormat::Json => diff::json(&shown, ui.out())?,
    }
    Ok(())
}

fn root(told: &Told) -> &str {
    let loaded = told.read.new.as_ref().or(told.read.old.as_ref());
    loaded.map(|loaded| loaded.dossier.root.as_str()).filter(|root| !root.is_empty()).unwrap_or(".")
}

/// Reads what is to be compared: revisions first, then paths.
fn asked(args: &Args) -> anyhow::Result<(Arc<Repository>, Ends, Vec<PathBuf>)> {
    let mut words: Vec<PathBuf> = args.revisions.iter().map(PathBuf::from).chain(args.paths.iter().cloned()).collect();
    let here = PathBuf::from(".");
    let near = words.iter().find(|path| path.exists()).unwrap_or(&here);
    let repository = Arc::new(Repository::open(near).map_err(said)?);
    let mut revisions: Vec<String> = Vec::new();
    while let Some(first) = words.first().and_then(|word| word.to_str()).map(str::to_owned) {
        let range = first.contains("..") && !Path::new(&first).exists();
        let named = !range && repository.is_revision(&first);
        if named && Path::new(&first).exists() && revisions.is_empty() {
            bail!(
                "`{first}` est à la fois une révision et un fichier\naide\u{a0}: écrivez `{first}..` pour la révision, `./{first}` pour le fichier"
            );
        }
        if !(range || named) || revisions.len() == 2 || range && !revisions.is_empty() {
            if revisions.is_empty() && !Path::new(&first).exists() {
                repository.commit("HEAD").map_err(said)?;
                bail!("`{first}` n’est ni une révision ni un chemin");
            }
            break;
        }
        revisions.push(first);
        words.remove(0);
        if range {
            break;
        }
    }
    if args.staged && (revisions.len() > 1 || revisions.iter().any(|one| one.contains(".."))) {
        bail!("`--staged` compare une révision à l’index\u{a0}: il n’en faut qu’une");
    }
    let ends = ends(&repository, &revisions, args.staged)?;
    let paths = if words.is_empty() { vec![here] } else { words };
    Ok((repository, ends, paths))
}

/// Finds the two versions that the words name.
fn ends(repository: &Repository, revisions: &[String], staged: bool) -> anyhow::Result<Ends> {
    let at = |name: &str| -> anyhow::Result<(End, String, Commit)> {
        let name = if name.is_empty() { "HEAD" } else { name };
        let version = repository.version(name).map_err(said)?;
        let commit = repository.commit(name).map_err(said)?;
        Ok((End::Git(version), in_words(name, &commit), commit))
    };
    let later = || -> anyhow::Result<(End, String, Commit)> {
        // Of files full of conflict marks nothing can be said.
        if let Err(error @ GitError::Conflicts(_)) = repository.files(&Version::Index, "") {
            bail!(said(error));
        }
        let head = repository.commit("HEAD").map_err(said)?;
        Ok(match staged {
            true => (End::Git(Version::Index), "l’index".to_owned(), head),
            false => (End::Worktree, "maintenant".to_owned(), head),
        })
    };
    let ((old, from, first), (new, to, last)) = match revisions {
        [] => (at("HEAD")?, later()?),
        [one] => match one.split_once("...") {
            Some((a, b)) => {
                let (a, b) = (at_commit(repository, a)?, at(b)?);
                let Some(parting) = repository.parting(a.id, b.2.id) else {
                    bail!("`{one}`\u{a0}: ces deux révisions n’ont pas d’histoire commune")
                };
                (at(&parting.to_string())?, b)
            }
            None => match one.split_once("..") {
                Some((a, b)) => (at(a)?, at(b)?),
                None => (at(one)?, later()?),
            },
        },
        [a, b, ..] => (at(a)?, at(b)?),
    };
    Ok(Ends { old, new, from, to, commits: (first, last) })
}

fn at_commit(repository: &Repository, name: &str) -> anyhow::Result<Commit> {
    repository.commit(if name.is_empty() { "HEAD" } else { name }).map_err(said)
}

/// Names a commit: « 05-numeros (12 mars 2025) », its first digits where it was named by all of them.
fn in_words(name: &str, commit: &Commit) -> String {
    let name = if name == commit.id.to_string() { commit.id.short() } else { name.to_owned() };
    format!("{name} ({})", committed(commit).en_lettres())
}
