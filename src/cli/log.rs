//! `cb log ID`: the life of a record, wherever its file stood and whatever it was called.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use crate::cli::args::{Log as Args, LogFormat};
use crate::cli::config;
use crate::cli::load::{self, Loaded, TextsOf};
use crate::cli::past::{self, Touch};
use crate::cli::provenance::{Provenance, committed, said};
use crate::cli::ui::{self, Outcome, Ui};
use crate::cli::versions::{self, End};
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind};
use crate::dossier::Dossier;
use crate::history::{self, Step, trailers};
use crate::read::Keep;
use crate::render::log::{self, Entry, Life};
use crate::rules;
use crate::source::git::{Repository, Version};
use crate::value::date::Day;
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
    let repository = Arc::new(Repository::open(path).map_err(said)?);
    let provenance = match (&args.revision, repository.top()) {
        (Some(name), _) => Provenance::Revision(name.clone()),
        (None, None) => Provenance::Revision("HEAD".to_owned()),
        (None, Some(_)) => Provenance::Worktree,
    };
    let last = repository.commit(provenance.revision().unwrap_or("HEAD")).map_err(said)?;
    let end = match &provenance {
        Provenance::Revision(name) => End::Git(Version::Tree(last.tree, name.clone())),
        _ => End::Worktree,
    };
    let loaded = load::load(std::slice::from_ref(path), Keep::Texts, Some(at), &provenance)?;
    let roots = versions::roots(&repository, &end, path)?;
    let mut lives = Vec::new();
    for one in &loaded {
        let root = one.below(&repository)?;
        // What lies in a submodule has a history of its own.
        if !roots.contains(&root) {
            continue;
        }
        let commits = repository.commits(last.id, None, false).map_err(said)?;
        let (touches, _) = past::follow(&repository, commits, &root)?;
        let mut steps: Vec<Step> =
            touches.iter().map(|touch| past::step(&touch.commit, touch.changes.clone())).collect();
        if end.is_open() {
            steps.push(past::uncommitted(past::since(&repository, &last, &end, &root)?, at));
        }
        let mut entries = entries(&args.id, &steps, touches);
        only_of_its_life(&mut entries, &asked(&args.id), repository.is_shallow());
        // In a shallow clone a record may be there of whose life nothing is.
        let stands = repository.is_shallow() && words_of(&one.dossier, &args.id).is_some();
        if !entries.is_empty() || stands {
            let doubts = doubts(&args.id, one, &steps, at)?;
            lives.push(Life {
                id: args.id.clone(),
                root,
                entries,
                cut: repository.is_shallow(),
                doubts,
                title: words_of(&one.dossier, &args.id),
            });
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
        LogFormat::Text => log::text(&lives, &TextsOf(loaded.iter().collect()), ui.style(), ui.out())?,
        LogFormat::Json => log::json(&lives, ui.out())?,
    }
    Ok(Outcome::Fine)
}

/// Tells the life of a record, the latest first.
fn entries(id: &str, steps: &[Step], touches: Vec<Touch>) -> Vec<Entry> {
    let mut called = asked(id);
    let mut entries = Vec::new();
    if let Some(Step { commit: None, day, changes, .. }) = steps.last() {
        let changes = called.of(&changes.all);
        if !changes.is_empty() {
            entries.push(Entry { commit: None, day: *day, author: String::new(), subject: String::new(), changes });
        }
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
    entries
}

/// Finds what the history of a record puts in doubt, each finding with its file as shown.
fn doubts(id: &str, loaded: &Loaded, steps: &[Step], at: Day) -> anyhow::Result<Vec<(String, Diagnostic)>> {
    let dossier = &loaded.dossier;
    let settings = config::read(loaded)?.settings;
    let found = rules::settle_apart(dossier, &settings, at, history::doubts(steps, dossier));
    let quoted = format!("`{id}`");
    let of_this = found.into_iter().filter(|(_, found)| found.waived.is_none() && found.message.contains(&quoted));
    let shown = |file| dossier.file(file).map_or_else(String::new, |file| dossier.shown(&file.path));
    Ok(of_this.map(|(file, found)| (shown(file), found)).collect())
}

/// Finds the words that name a record as it is now, and its type.
fn words_of(dossier: &Dossier, id: &str) -> Option<(String, &'static str)> {
    let at = match identifiant::parse_target(id) {
        Some(written) => dossier.find(written.ident)?,
        None => dossier.find_slug(Kind::Acteur, id)?,
    };
    let view = dossier.get(at)?;
    let field = view.def().fields.iter().position(|field| field.names).and_then(|at| u8::try_from(at).ok());
    let text = field.and_then(|at| view.cell(at)).and_then(|cell| view.unit.text(cell)).unwrap_or("");
    Some((text.split_whitespace().collect::<Vec<_>>().join(" "), view.def().noun.0))
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
        // A small record comes and goes with its note.
        let born = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed) && change.ident == Some(ident.note());
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
