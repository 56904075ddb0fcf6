//! CB801: passages from one state to another that no step of its life foresees.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::diff::{Change, Passage};
use crate::dossier::Dossier;
use crate::faults::histoire as faults;
use crate::history::Step;
use crate::model;
use crate::schema::Vocabulary;
use crate::unit::Cell;
use crate::value::identifiant::{Ident, Kind};

/// The forbidden passages that still stand, by record.
#[derive(Default)]
pub(super) struct Passages {
    standing: BTreeMap<Ident, (usize, Kind, Passage)>,
    /// The last state of each record whose state can no longer be read.
    unread: BTreeMap<Ident, String>,
}

impl Passages {
    /// Looks at one change.
    pub(super) fn follow(&mut self, index: usize, change: &Change) {
        let (Some(ident), Some(passage)) = (change.ident, &change.passage) else { return };
        let Some(vocabulary) = model::def(change.of).states() else { return };
        let mut passage = passage.clone();
        if passage.to.is_empty() {
            self.unread.insert(ident, passage.from);
            return;
        }
        if passage.from.is_empty() {
            let Some(before) = self.unread.remove(&ident).filter(|before| *before != passage.to) else { return };
            passage.from = before;
        }
        // Of the words of a dossier's own nothing is known.
        let known = |word: &str| vocabulary.words.iter().any(|known| known.key == word);
        if !known(&passage.from) || !known(&passage.to) {
            return;
        }
        let foreseen = match passage.decided {
            // A meeting decides at once what files would have shown step by step.
            true => leads(vocabulary, &passage.from, &passage.to),
            false => vocabulary.passages.contains(&(&*passage.from, &*passage.to)),
        };
        // It goes on from where it should not be, or comes back to where it could have come without that.
        if foreseen {
            return;
        }
        if let Some((_, _, before)) = self.standing.get(&ident)
            && (before.from == passage.to || leads(vocabulary, &before.from, &passage.to))
        {
            self.standing.remove(&ident);
            return;
        }
        self.standing.insert(ident, (index, change.of, passage));
    }

    /// Follows a record to another identifier.
    pub(super) fn rename(&mut self, was: Ident, now: Ident) {
        if let Some(held) = self.standing.remove(&was) {
            self.standing.insert(now, held);
        }
    }

    /// Says which passages stand.
    pub(super) fn tell(&self, steps: &[Step], dossier: &Dossier, found: &mut Vec<(u32, Diagnostic)>) {
        for (ident, (index, kind, passage)) in &self.standing {
            let Some(step) = steps.get(*index) else { continue };
            let at = dossier.amendment_at(*ident).or_else(|| dossier.find(*ident));
            let Some((at, view)) = at.and_then(|at| Some((at, dossier.get(at)?))) else { continue };
            let state = view.def().find("statut").and_then(|(field, _)| view.cell(field));
            let span = state.map_or(view.record.place, Cell::span);
            let Some(vocabulary) = model::def(*kind).states() else { continue };
            found.push((
                at.file,
                faults::passage(&dossier.name_of(view), vocabulary, (&passage.from, &passage.to), &step.said(), span),
            ));
        }
    }
}

/// Tells whether the passages foreseen lead from one state to another, in one step or several.
fn leads(vocabulary: &Vocabulary, from: &str, to: &str) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(state) = waiting.pop() {
        for (_, next) in vocabulary.passages.iter().filter(|(before, _)| *before == state) {
            if reached.insert(next) {
                waiting.push(next);
            }
        }
    }
    reached.contains(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::SOLUTION_STATUT;

    #[test]
    fn a_state_leads_to_those_after_it_and_to_none_before() {
        assert!(leads(&SOLUTION_STATUT, "piste", "evaluee"));
        assert!(!leads(&SOLUTION_STATUT, "evaluee", "piste"));
        assert!(!leads(&SOLUTION_STATUT, "piste", "piste"));
    }
}
