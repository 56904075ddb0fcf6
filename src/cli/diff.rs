//! `cb diff`: what changed in meaning.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{Diff as Args, DiffFormat};
use crate::cli::load::{self, TextsOf};
use crate::cli::provenance::{committed, said};
use crate::cli::ui::{Outcome, Ui};
use crate::cli::versions::{self, Both, Compared, End};
use crate::diff::{Change, ChangeKind, Changes, Side};
use crate::dossier::Dossier;
use crate::read::Keep;
use crate::render::diagnostics::{Report, SourceInfo};
use crate::render::diff::{self, Page, Shown};
use crate::source::git::{Commit, Repository, Version};
use crate::value::identifiant::Ident;

/// How many records are looked up for nothing but their words.
const TITLES: usize = 200;

/// The two ends of a comparison, with their names in words.
struct Ends {
    old: End,
    new: End,
    from: String,
    to: String,
}

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (repository, ends, paths) = asked(args)?;
    let (old, new) = versions::listings(&repository, (&ends.old, &ends.new), &paths)?;
    let mut told: Vec<Told> = Vec::new();
    for mut both in versions::pair(old, new) {
        let read = both.read(&repository, (&ends.old, &ends.new), Keep::Texts, args.figures)?;
        let mut changes = between(&read);
        changes.all.retain(|change| both.asks_for(&change.path));
        name_moved(&mut changes, &mut both, &repository, &ends)?;
        told.push(Told { both, read, changes });
    }
    show(&told, &ends, args, ui)?;
    Ok(Outcome::Fine)
}

/// A dossier and what changed in it.
struct Told {
    both: Both,
    read: Compared,
    changes: Changes,
}

/// Compares what was read.
fn between(read: &Compared) -> Changes {
    Changes::between(read.old.as_ref().map(side_of), read.new.as_ref().map(side_of))
}

fn side_of(loaded: &load::Loaded) -> Side<'_> {
    Side { dossier: &loaded.dossier, texts: loaded.texts() }
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

fn show(told: &[Told], ends: &Ends, args: &Args, ui: &mut Ui) -> anyhow::Result<()> {
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
    let doubts = Report {
        at: String::new(),
        source: SourceInfo { kind: "worktree", revision: None },
        dossiers: &roots,
        records: 0,
        files: 0,
        findings: &[],
    };
    let shown = Shown { from: &ends.from, to: &ends.to, pages: &pages, doubts: &doubts, texts: &TextsOf(&[]) };
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
    let ends = ends(&repository, &revisions, args.staged)?;
    let paths = if words.is_empty() { vec![here] } else { words };
    Ok((repository, ends, paths))
}

/// Finds the two versions that the words name.
fn ends(repository: &Repository, revisions: &[String], staged: bool) -> anyhow::Result<Ends> {
    let later = || {
        if staged {
            (End::Git(Version::Index), "l’index".to_owned())
        } else {
            (End::Worktree, "maintenant".to_owned())
        }
    };
    let at = |name: &str| -> anyhow::Result<(End, String)> {
        let name = if name.is_empty() { "HEAD" } else { name };
        let version = repository.version(name).map_err(said)?;
        let commit = repository.commit(name).map_err(said)?;
        Ok((End::Git(version), in_words(name, &commit)))
    };
    let ((old, from), (new, to)) = match revisions {
        [] => (at("HEAD")?, later()),
        [one] => match one.split_once("...").or_else(|| one.split_once("..")) {
            Some((a, b)) => {
                if one.contains("...") {
                    let (a, b) = (at_commit(repository, a)?, at_commit(repository, b)?);
                    let parting = repository.parting(a.id, b.id);
                    let Some(parting) = parting else {
                        bail!("`{one}`\u{a0}: ces deux révisions n’ont pas d’histoire commune")
                    };
                    (at(&parting.to_string())?, at(&b.id.to_string())?)
                } else {
                    (at(a)?, at(b)?)
                }
            }
            None => (at(one)?, later()),
        },
        [a, b, ..] => (at(a)?, at(b)?),
    };
    Ok(Ends { old, new, from, to })
}

fn at_commit(repository: &Repository, name: &str) -> anyhow::Result<Commit> {
    repository.commit(if name.is_empty() { "HEAD" } else { name }).map_err(said)
}

/// Names a commit: « 05-numeros (12 mars 2025) », its first digits where it was named by all of them.
fn in_words(name: &str, commit: &Commit) -> String {
    let name = if name == commit.id.to_string() { commit.id.short() } else { name.to_owned() };
    format!("{name} ({})", committed(commit).en_lettres())
}
