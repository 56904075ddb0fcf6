//! What each gisement rests on: its ideas by nature, the notes and spheres where they were heard; and the ideas that are in none.

use std::collections::{BTreeSet, HashMap};

use crate::model::{gisement, vocabulary};
use crate::stats::axis::titled;
use crate::stats::terrain::{Idea, Terrain};
use crate::value::identifiant::{Ident, Kind};

/// One gisement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// Its identifier.
    pub name: String,
    /// Its identifier and title.
    pub label: String,
    /// Its state as shown; empty where it has none.
    pub state: String,
    /// Its ideas.
    pub ideas: u64,
    /// The notes where they or repetitions of them were heard.
    pub notes: u64,
    /// The spheres where they were heard, as shown.
    pub spheres: Vec<String>,
    /// What it holds of each nature, as shown, in the order of the vocabulary; natures without any are left out.
    pub natures: Vec<(String, String, u64)>,
}

/// The gisements of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gisements {
    /// Those that were not merged into another, the one with most ideas first.
    pub supports: Vec<Support>,
    /// The ideas that are in none and were not put aside, by identifier.
    pub unsorted: Vec<String>,
    /// All the ideas.
    pub ideas: u64,
    /// Whether an idea is in several.
    pub several: bool,
}

impl Gisements {
    /// How the figures are counted.
    pub const RULE: &str = "idées uniques que le gisement nomme, ou que nomme un gisement qu’il a absorbé ; sources : notes distinctes où ces \
                            idées, ou leurs redites, ont été entendues";
    /// How unsorted ideas are counted.
    pub const UNSORTED: &str = "idées uniques qui ne sont dans aucun gisement, celles qui ont été écartées déduites";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let words = &terrain.dossier.words;
        let mut found = Self::default();
        let mut held_by: HashMap<Ident, Vec<&Idea<'_>>> = HashMap::new();
        for idea in &terrain.ideas {
            for ident in &idea.gisements {
                held_by.entry(*ident).or_default().push(idea);
            }
        }
        for (_, view) in terrain.dossier.of_kind(Kind::Gisement) {
            let state = terrain.dossier.state(view);
            let Some((ident, _)) = view.ident().filter(|_| !matches!(state, Some("fusionne" | "scinde" | "abandonne")))
            else {
                continue;
            };
            let held = held_by.remove(&ident).unwrap_or_default();
            let notes: BTreeSet<usize> = held.iter().flat_map(|idea| idea.notes.iter().copied()).collect();
            let heard = |word: &&str| {
                notes.iter().filter_map(|note| terrain.notes.get(*note)).any(|note| note.spheres.contains(word))
            };
            let spheres = words.all(&vocabulary::SPHERE).into_iter().filter(heard);
            let natures = words.all(&vocabulary::NATURE).into_iter().map(|nature| {
                let count = held.iter().filter(|idea| idea.nature == nature).count() as u64;
                (nature.to_owned(), words.label(&vocabulary::NATURE, nature).to_owned(), count)
            });
            let name = terrain.dossier.name_of(view);
            let title = view.typed::<gisement::Gisement>().and_then(|fields| fields.get(gisement::TITRE));
            found.supports.push(Support {
                label: titled(&name, title.map_or("", |title| title.value)),
                name,
                state: state.map_or("", |state| words.label(&vocabulary::GISEMENT_STATUT, state)).to_owned(),
                ideas: held.iter().filter(|idea| idea.counted).count() as u64,
                notes: notes.len() as u64,
                spheres: spheres.map(|word| words.label(&vocabulary::SPHERE, word).to_owned()).collect(),
                natures: natures.filter(|(.., count)| *count > 0).collect(),
            });
        }
        // The sort is stable: equal ones stay in the order of their identifiers.
        found.supports.sort_by_key(|support| std::cmp::Reverse(support.ideas));
        for idea in terrain.counted() {
            found.ideas += 1;
            found.several |= idea.gisements.len() > 1;
            if is_unsorted(idea) {
                found.unsorted.push(idea.name.clone());
            }
        }
        found
    }
}

fn is_unsorted(idea: &Idea<'_>) -> bool {
    let nowhere: &BTreeSet<Ident> = &idea.gisements;
    nowhere.is_empty() && idea.state != Some("ecartee")
}
