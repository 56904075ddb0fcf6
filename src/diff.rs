//! What changed in meaning between two versions of a dossier.
//!
//! [`Changes::between`] is given the records of both versions that may differ, pairs them (`pair`) and compares them field by field
//! (`sheet`): by value, never by layout, so that order, white space and quoting say nothing. Nothing here knows git.

mod fields;
pub mod figures;
mod moves;
mod page;
mod pair;
mod rename;
mod sheet;
pub mod summary;
pub mod words;

use std::collections::BTreeMap;

use crate::dossier::Dossier;
use crate::text::Texts;
use crate::value::identifiant::{Ident, Kind};

pub use pair::same_thing;

/// One version of a dossier, or the part of it that may differ.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// Its records, read with their texts.
    pub dossier: &'s Dossier,
    /// The texts of its files.
    pub texts: &'s (dyn Texts + Sync),
}

/// What kind of change it is, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A key figure is another.
    Figure,
    /// A decision was taken, changed or taken back.
    Decision,
    /// A record passed from one state to another.
    State,
    /// A gisement was absorbed by another.
    Merged,
    /// A gisement was cut into others.
    Split,
    /// An idea passed from one gisement to another.
    Moved,
    /// A record is gone.
    Removed,
    /// A record is new.
    Added,
    /// A record has another identifier, or its file another name.
    Renamed,
    /// A field, or the body, says something else.
    Changed,
}

impl ChangeKind {
    /// Returns its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Decision => "decision",
            Self::State => "state",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// A passage from one state to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The state before, as the vocabulary spells it.
    pub from: String,
    /// The state after.
    pub to: String,
    /// Whether a decision gave it.
    pub decided: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// The type of the record.
    pub of: Kind,
    /// Its identifier or name as written; empty for the manifest.
    pub id: String,
    /// The same, where it is one that others may refer to.
    pub ident: Option<Ident>,
    /// The first words that name it; empty where nothing does.
    pub title: String,
    /// Its file as shown, in the later version where it is there still.
    pub path: String,
    /// The field, as a path in the record: `periode.realise.fin`; `corps` for the body.
    pub field: Option<String>,
    /// What was there.
    pub old: Option<String>,
    /// What is there now.
    pub new: Option<String>,
    /// Whether it touches what is said of people, or what may be done with their words.
    pub people: bool,
    /// Whether the words are those of someone who did not agree to be quoted.
    pub unspoken: bool,
    /// Whether it is what others may rest on: the words of an idea, of a verbatim, of an irritant.
    pub substance: bool,
    /// How many small records came or went with it, by type; of a gisement, how many ideas it names.
    pub with: Vec<(Kind, u64)>,
    /// For a passage, the two states as their vocabulary spells them, and whether a decision gave the new one.
    pub passage: Option<Passage>,
    /// For a record that goes by another identifier, the one it had.
    pub was: Option<Ident>,
    /// For a record that came or went, all that it says.
    pub said: Option<String>,
}

impl Change {
    /// Makes a change of which nothing more is said yet.
    fn new(kind: ChangeKind, of: Kind, id: &str, ident: Option<Ident>) -> Self {
        Self {
            kind,
            of,
            id: id.to_owned(),
            ident,
            title: String::new(),
            path: String::new(),
            field: None,
            old: None,
            new: None,
            people: false,
            unspoken: false,
            substance: false,
            with: Vec::new(),
            passage: None,
            was: None,
            said: None,
        }
    }
}

/// The changes from one version to another, the weightiest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The changes.
    pub all: Vec<Change>,
}

impl Changes {
    /// Compares two versions; a dossier that is not in one of them has no record there.
    pub fn between(old: Option<Side<'_>>, new: Option<Side<'_>>) -> Self {
        let (before, after, mut all) = sheet::sheets(old, new);
        let pairs = pair::pair(before, after);
        let renamed = rename::names(&pairs);
        let mut moves = moves::Moves::default();
        for pair in &pairs {
            fields::compare(pair, &renamed, &mut moves, &mut all);
        }
        moves.tell(&pairs, &mut all);
        fold_small(&mut all);
        all.sort_by(|a, b| order(a).cmp(&order(b)));
        Self { all }
    }

    /// Tells whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The key by which changes are sorted.
fn order(change: &Change) -> (ChangeKind, bool, Kind, Option<Ident>, &str, &Option<String>) {
    (change.kind, !change.people, change.of, change.ident, &change.id, &change.field)
}

/// Counts the small records of a note that came or went with it in the change of that note, and takes their own away.
fn fold_small(all: &mut Vec<Change>) {
    let whole = |change: &Change| matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
    let mut notes: BTreeMap<(ChangeKind, Ident), BTreeMap<Kind, u64>> = all
        .iter()
        .filter(|change| whole(change) && change.of.is_note())
        .filter_map(|change| Some(((change.kind, change.ident?), BTreeMap::new())))
        .collect();
    all.retain(|change| {
        let Some(ident) = change.ident.filter(|ident| *ident != ident.note() && whole(change)) else { return true };
        match notes.get_mut(&(change.kind, ident.note())) {
            Some(counts) => {
                *counts.entry(change.of).or_default() += 1;
                false
            }
            None => true,
        }
    });
    for change in all {
        let counts = change.ident.and_then(|ident| notes.remove(&(change.kind, ident)));
        change.with.extend(counts.into_iter().flatten());
    }
}

#[cfg(test)]
pub(crate) mod tests;
