//! `cb log ID`: the life of a record, wherever its file stood and whatever it was called.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{Log as Args, LogFormat};
use crate::cli::past::{self, Touch};
use crate::cli::provenance::{Provenance, committed, said};
use crate::cli::ui::{self, Outcome, Ui};
use crate::cli::versions::{self, End};
use crate::diff::{Change, ChangeKind};
use crate::history::trailers;
use crate::render::log::{self, Entry, Life};
use crate::source::git::{Repository, Version};
use crate::value::identifiant::{self, Ident, Kind};

/// What a record is called, as its life is followed back.
enum Called {
    Ident(Ident),
    Slug(String),
}

/// Runs the command.
pub fn run(args: &Args, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let at = ui::day(args.at.as_deref())?;
    let here = PathBuf::from(".");
    let path = args.path.as_ref().unwrap_or(&here);
    let provenance = args.revision.clone().map_or(Provenance::Worktree, Provenance::Revision);
    let repository = Arc::new(Repository::open(path).map_err(said)?);
    let last = repository.commit(provenance.revision().unwrap_or("HEAD")).map_err(said)?;
    let end = match &provenance {
        Provenance::Revision(name) => End::Git(Version::Tree(last.tree, name.clone())),
        _ if repository.top().is_none() => End::Git(Version::Tree(last.tree, "HEAD".to_owned())),
        _ => End::Worktree,
    };
    let mut lives = Vec::new();
    for root in versions::roots(&repository, &end, path)? {
        let commits = repository.commits(last.id, None, false).map_err(said)?;
        let (touches, _) = past::follow(&repository, commits, &root)?;
        let open = match end {
            End::Worktree => past::since(&repository, &last, &end, &root)?.all,
            End::Git(_) => Vec::new(),
        };
        let mut called = asked(&args.id);
        let mut entries = Vec::new();
        let changes = called.of(&open);
        if !changes.is_empty() {
            entries.push(Entry { commit: None, day: at, author: String::new(), subject: String::new(), changes });
        }
        for Touch { commit, changes, moved } in touches.into_iter().rev() {
            let changes = called.of(&changes.all);
            if !changes.is_empty() || moved.is_some() {
                entries.push(Entry {
                    commit: Some(commit.id.to_string()),
                    day: committed(&commit),
                    author: commit.author.clone(),
                    subject: commit.subject().to_owned(),
                    changes,
                });
            }
        }
        only_of_its_life(&mut entries, &asked(&args.id), repository.is_shallow());
        if !entries.is_empty() {
            lives.push(Life { id: args.id.clone(), root, entries, cut: repository.is_shallow() });
        }
    }
    if lives.is_empty() {
        if repository.is_shallow() {
            bail!(
                "rien de ce que ce clone superficiel contient ne parle de `{}`\naide\u{a0}: rapatriez toute l’histoire\u{a0}: \
                 `git fetch --unshallow`",
                args.id
            );
        }
        bail!(
            "aucune fiche ne s’est jamais appelée `{}` ici\naide\u{a0}: vérifiez l’identifiant, et le chemin du dossier",
            args.id
        );
    }
    match args.format {
        LogFormat::Text => log::text(&lives, ui.style(), ui.out())?,
        LogFormat::Json => log::json(&lives, ui.out())?,
    }
    Ok(Outcome::Fine)
}

/// Reads what the user calls the record.
fn asked(id: &str) -> Called {
    match identifiant::parse_target(id) {
        Some(written) => Called::Ident(written.ident),
        None => Called::Slug(id.to_owned()),
    }
}

impl Called {
    /// Returns the changes that are of this record; follows it to the name it had before them.
    fn of(&mut self, changes: &[Change]) -> Vec<Change> {
        let own: Vec<Change> = changes.iter().filter(|change| self.concerns(change)).cloned().collect();
        for change in own.iter().filter(|change| change.kind == ChangeKind::Renamed && change.field.is_some()) {
            match (&*self, change.was, &change.old) {
                (Self::Ident(ident), Some(was), _) if change.ident == Some(*ident) => *self = Self::Ident(was),
                // A small record follows its note.
                (Self::Ident(ident), Some(was), _) if change.ident == Some(ident.note()) => {
                    *self = Self::Ident(was.with(ident.part));
                }
                (Self::Slug(_), None, Some(old)) if self.is(change) => *self = Self::Slug(old.clone()),
                _ => continue,
            }
            break;
        }
        own
    }

    /// Tells whether a change is of the record itself.
    fn is(&self, change: &Change) -> bool {
        match self {
            Self::Ident(ident) => change.ident == Some(*ident),
            Self::Slug(slug) => change.ident.is_none() && change.id == *slug,
        }
    }

    /// Tells whether a change gives the record, or the note it lies in, another identifier, or gives it this one.
    fn renames(&self, change: &Change) -> bool {
        let Self::Ident(ident) = self else { return false };
        let of_it = |named: Option<Ident>| named.is_some_and(|named| named == *ident || named == ident.note());
        change.kind == ChangeKind::Renamed && change.was.is_some() && (of_it(change.ident) || of_it(change.was))
    }

    /// Tells whether a change is of the record, of what lies in it, or is a decision or a move that names it.
    fn concerns(&self, change: &Change) -> bool {
        let Self::Ident(ident) = self else { return self.is(change) };
        let named = || {
            let said = [&change.old, &change.new].into_iter().flatten();
            said.flat_map(|said| trailers::idents(said)).any(|named| named == *ident)
        };
        // What is sorted, decided or numbered is told of several records at once.
        let shared = match change.kind {
            ChangeKind::Moved | ChangeKind::Decision | ChangeKind::Merged | ChangeKind::Split => true,
            ChangeKind::Added | ChangeKind::Removed => change.of == Kind::Gisement,
            ChangeKind::Changed => matches!(change.field.as_deref(), Some("idees" | "id")),
            _ => false,
        };
        // A small record comes with its note.
        let born = change.kind == ChangeKind::Added && change.ident == Some(ident.note());
        self.is(change)
            || change.ident.is_some_and(|of| of.note() == *ident)
            || born
            || self.renames(change)
            || shared && named()
    }
}

/// Takes away the moves of the dossier that the record did not see: those before its first change, unless what came before is not known,
/// and those after it was gone or bore another name.
fn only_of_its_life(entries: &mut Vec<Entry>, asked: &Called, cut: bool) {
    let told = |entry: &Entry| !entry.changes.is_empty();
    let born = |change: &Change| change.kind == ChangeKind::Added && asked.is(change);
    let Some(oldest) = entries.iter().rposition(told) else { return entries.clear() };
    if !cut || entries.get(oldest).is_some_and(|entry| entry.changes.iter().any(born)) {
        entries.truncate(oldest + 1);
    }
    let gone = |change: &Change| match change.kind {
        ChangeKind::Removed => asked.is(change),
        ChangeKind::Renamed => asked.renames(change) && !asked.is(change),
        _ => false,
    };
    let latest = entries.iter().position(told).unwrap_or(0);
    if entries.get(latest).is_some_and(|entry| entry.changes.iter().any(gone)) {
        entries.drain(..latest);
    }
}
