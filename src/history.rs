//! What the past of a dossier puts in doubt: CB801 to CB804, from what each step of its history changed.
//!
//! A [`Step`] is a commit, or what is not in one yet. [`doubts`] follows the records through the steps, across new identifiers, and
//! speaks of the dossier as it is at the end: what was mended since is not said again.

mod passages;
mod rests;
pub mod trailers;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind, Changes, same_thing, words};
use crate::dossier::{At, Dossier};
use crate::faults::histoire as faults;
use crate::fr::fold::fold_word;
use crate::model;
use crate::unit::Value;
use crate::value::date::Day;
use crate::value::identifiant::{self, Ident, Kind};

/// One step of a history.
#[derive(Clone, Debug)]
pub struct Step {
    /// The first digits of the commit; none for what is not in a commit yet.
    pub commit: Option<String>,
    /// Its day.
    pub day: Day,
    /// The reason that its message gives for what it removes.
    pub reason: Option<String>,
    /// The records that its message says were read again.
    pub reread: BTreeSet<Ident>,
    /// What it changed.
    pub changes: Changes,
}

impl Step {
    /// Names the step in a sentence: « le 6 octobre 2025, commit 3f2a1b9 ».
    pub fn said(&self) -> String {
        match &self.commit {
            Some(commit) => format!("le {}, commit {commit}", self.day.en_lettres()),
            None => "pas encore dans un commit".to_owned(),
        }
    }
}

/// A record that was removed.
struct Gone {
    step: usize,
    change: Change,
}

/// The words of a record that others may rest on, before and after they last changed.
pub(crate) struct Turned {
    step: usize,
    old: String,
    new: String,
}

/// What is followed from step to step.
#[derive(Default)]
struct Past {
    /// What was removed, and nothing says why.
    gone: BTreeMap<Ident, Gone>,
    /// What each identifier that was removed meant: all that the record said, and its title.
    lives: BTreeMap<Ident, (String, String)>,
    /// Records found again under an identifier that meant another thing, with what it meant.
    reused: BTreeMap<Ident, (usize, String)>,
    passages: passages::Passages,
    turned: BTreeMap<Ident, Turned>,
    /// When each record last changed, or was read again.
    touched: BTreeMap<Ident, usize>,
}

/// Returns the notes, and the records of their own, in which words changed that others may rest on, under the names they bore.
pub fn turned(steps: &[Step]) -> BTreeSet<Ident> {
    let said = |said: &Option<String>| said.clone().unwrap_or_default();
    let changes = steps.iter().flat_map(|step| &step.changes.all);
    let turned = changes.filter(|change| change.substance && says_otherwise(&said(&change.old), &said(&change.new)));
    let renamed = steps.iter().flat_map(|step| &step.changes.all).filter(|change| change.was.is_some());
    turned.chain(renamed).filter_map(|change| Some(change.ident?.note())).collect()
}

/// Finds what the steps, the oldest first, put in doubt in the dossier they led to; each finding with the index of its file.
pub fn doubts(steps: &[Step], dossier: &Dossier) -> Vec<(u32, Diagnostic)> {
    let mut past = Past::default();
    for (index, step) in steps.iter().enumerate() {
        past.follow(index, step);
    }
    let mut found = Vec::new();
    past.passages.tell(steps, dossier, &mut found);
    past.removals(steps, dossier, &mut found);
    past.reuses(steps, dossier, &mut found);
    rests::tell(&past.turned, &past.touched, steps, dossier, &mut found);
    found
}

impl Past {
    fn follow(&mut self, index: usize, step: &Step) {
        for change in &step.changes.all {
            if let (ChangeKind::Renamed, Some(was), Some(now)) = (change.kind, change.was, change.ident) {
                self.rename(was, now);
            }
        }
        for change in &step.changes.all {
            let Some(ident) = change.ident else { continue };
            match change.kind {
                ChangeKind::Removed => {
                    self.reused.remove(&ident);
                    let said = change.said.clone().unwrap_or_default();
                    let title = if change.unspoken { String::new() } else { change.title.clone() };
                    self.lives.entry(ident).or_insert_with(|| (said, title));
                    self.gone.insert(ident, Gone { step: index, change: change.clone() });
                }
                ChangeKind::Added => self.come_back(index, ident, change),
                _ => {}
            }
            self.passages.follow(index, change);
            self.turn(index, ident, change);
            if change.kind != ChangeKind::Renamed && !is_numbering(change) {
                self.touched.insert(ident.note(), index);
            }
        }
        // A gisement changes when an idea moves in or out of it.
        for change in step.changes.all.iter().filter(|change| change.kind == ChangeKind::Moved) {
            let homes = [&change.old, &change.new].into_iter().flatten().flat_map(|homes| homes.split(", "));
            let idents = homes.filter_map(identifiant::parse);
            self.touched.extend(idents.map(|written| (written.ident, index)));
        }
        for ident in &step.reread {
            self.touched.insert(*ident, index);
        }
        if let Some(reason) = &step.reason {
            let named = trailers::idents(reason);
            self.gone.retain(|ident, gone| gone.step != index && !named.contains(ident));
        }
    }

    /// A record is there again: the same one, or another under its identifier.
    fn come_back(&mut self, index: usize, ident: Ident, change: &Change) {
        let Some((before, title)) = self.lives.get(&ident) else { return };
        if same_thing(before, change.said.as_deref().unwrap_or("")) {
            self.gone.remove(&ident);
            self.reused.remove(&ident);
        } else {
            self.reused.insert(ident, (index, title.clone()));
        }
    }

    /// Notes that the words of a record changed, and whether they still say the same thing.
    fn turn(&mut self, index: usize, ident: Ident, change: &Change) {
        if change.kind != ChangeKind::Changed || !change.substance {
            return;
        }
        let (mut old, mut new) = (change.old.clone().unwrap_or_default(), change.new.clone().unwrap_or_default());
        if !says_otherwise(&old, &new) {
            return;
        }
        let words = change.field.as_deref() == Some("texte");
        let another = words && !old.is_empty() && !new.is_empty() && !same_thing(&old, &new);
        if change.unspoken {
            // What someone did not agree to have quoted is not repeated in a finding either.
            (old, new) = (String::new(), String::new());
        }
        if another {
            self.reused.entry(ident).or_insert_with(|| (index, old.clone()));
        }
        // Words that are put back as they were put nothing in doubt any more.
        match self.turned.get(&ident) {
            Some(before) if !change.unspoken && before.old == new => {
                self.turned.remove(&ident);
                self.reused.remove(&ident);
            }
            Some(before) => {
                let old = before.old.clone();
                self.turned.insert(ident, Turned { step: index, old, new });
            }
            None => drop(self.turned.insert(ident, Turned { step: index, old, new })),
        }
    }

    /// Follows a record, and those that lie in it, to another identifier.
    fn rename(&mut self, was: Ident, now: Ident) {
        fn moved<V>(map: &mut BTreeMap<Ident, V>, was: Ident, now: Ident) {
            let held: Vec<Ident> = map.keys().copied().filter(|ident| ident.note() == was || *ident == was).collect();
            for ident in held {
                if let Some(value) = map.remove(&ident) {
                    map.insert(if ident == was { now } else { now.with(ident.part) }, value);
                }
            }
        }
        // What bore a number that meant another thing has one of its own now.
        self.reused.retain(|ident, _| ident.note() != was && *ident != was);
        moved(&mut self.turned, was, now);
        moved(&mut self.touched, was, now);
        self.passages.rename(was, now);
    }

    /// CB802: what was removed, and nothing says why.
    fn removals(&self, steps: &[Step], dossier: &Dossier, found: &mut Vec<(u32, Diagnostic)>) {
        for (ident, gone) in &self.gone {
            let Some(step) = steps.get(gone.step).filter(|_| calls_for_a_reason(gone.change.of)) else { continue };
            // A decision about it is a reason; and a record that is there again under its identifier is CB803's.
            if is_decided(dossier, *ident) || self.reused.contains_key(ident) {
                continue;
            }
            let file = where_it_was(dossier, *ident);
            let Change { id, of, title, .. } = &gone.change;
            let what = (model::def(*of).noun.0, words::cut(title));
            found.push((file, faults::retire_sans_motif(id, (what.0, &what.1), &step.said(), step.commit.is_some())));
        }
    }

    /// CB803: an identifier that meant another thing.
    fn reuses(&self, steps: &[Step], dossier: &Dossier, found: &mut Vec<(u32, Diagnostic)>) {
        for (ident, (index, before)) in &self.reused {
            let Some(step) = steps.get(*index) else { continue };
            let Some(at) = dossier.find(*ident) else { continue };
            let Some(view) = dossier.get(at) else { continue };
            let (name, before) = (dossier.name_of(view), words::cut(before));
            found.push((at.file, faults::reemploye(&name, &before, &step.said(), view.record.place)));
        }
    }
}

/// Tells whether a decision speaks of a record that is no longer there: by its targets, or in the words of what was decided and why.
fn is_decided(dossier: &Dossier, ident: Ident) -> bool {
    dossier.of_kind(Kind::Decision).any(|(_, view)| {
        let mut named = false;
        view.references(&mut |_, cell| named |= matches!(cell.value(), Value::Ident(target, _) if target == ident));
        named
            || view
                .cells()
                .iter()
                .filter_map(|cell| view.unit.text(cell))
                .any(|text| trailers::idents(text).contains(&ident))
    })
}

/// Tells whether the removal of a record must be explained: not that of an actor, a remark or a quotation.
fn calls_for_a_reason(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Dossier
            | Kind::Acteur
            | Kind::Source
            | Kind::Constat
            | Kind::Besoin
            | Kind::Contact
            | Kind::Action
            | Kind::Verbatim
    )
}

/// Finds the file in which the absence of a record is told: its note, else the manifest.
fn where_it_was(dossier: &Dossier, ident: Ident) -> u32 {
    let note = (ident != ident.note()).then(|| dossier.find(ident.note())).flatten();
    match note {
        Some(At { file, .. }) => file,
        None => dossier.manifest_at().unwrap_or(0),
    }
}

/// Tells whether two texts differ by more than accents, capitals and plurals.
fn says_otherwise(old: &str, new: &str) -> bool {
    substance(old) != substance(new)
}

/// Returns the words of a text without what makes no difference.
fn substance(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(fold_word).collect()
}

/// Tells whether a change only gives small records the identifiers they lacked.
fn is_numbering(change: &Change) -> bool {
    crate::diff::summary::is_numbering(change)
}

#[cfg(test)]
mod tests;
