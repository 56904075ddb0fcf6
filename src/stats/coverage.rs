//! Who was met and who is missing: interviews and ideas by sphere and by type of actor, and the listed actors that no interview met.

use std::collections::BTreeSet;

use crate::model::{acteur, vocabulary};
use crate::schema::Vocabulary;
use crate::stats::terrain::{Note, Terrain};
use crate::unit::Name;
use crate::value::identifiant::Kind;

/// One sphere or type of actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The word, as the vocabulary spells it.
    pub word: String,
    /// The word as shown.
    pub label: String,
    /// The interviews held with it.
    pub interviews: u64,
    /// The ideas heard from it, anywhere.
    pub ideas: u64,
    /// The listed actors that belong to it.
    pub actors: u64,
}

/// Who was met, and who was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every sphere, in the order of the vocabulary.
    pub spheres: Vec<Met>,
    /// Every type of actor, in the order of the vocabulary.
    pub types: Vec<Met>,
    /// The listed actors that no interview met, sorted.
    pub unmet: Vec<String>,
}

impl Coverage {
    /// How the figures are counted.
    pub const RULE: &str = "entretiens tenus et idées uniques, par sphère et par type d’acteur des structures ou profils rencontrés ; \
                            une rencontre à deux sphères compte dans les deux";

    pub(super) fn of(terrain: &Terrain<'_>) -> Self {
        let dossier = terrain.dossier;
        let (mut spheres, mut types): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut listed = BTreeSet::new();
        for (_, view) in dossier.of_kind(Kind::Acteur) {
            let Some(fields) = view.typed::<acteur::Acteur>() else { continue };
            let sphere = fields.get(acteur::SPHERE);
            spheres.extend(sphere.and_then(|word| dossier.word(&vocabulary::SPHERE, word.value)));
            types.extend(fields.get(acteur::TYPE).and_then(|word| dossier.word(&vocabulary::ACTEUR_TYPE, word.value)));
            if let Name::Slug(name) = view.record.name {
                listed.insert(view.unit.str(name));
            }
        }
        for (_, note) in terrain.interviews() {
            for met in &note.structures {
                listed.remove(met);
            }
        }
        Self {
            spheres: met(terrain, &vocabulary::SPHERE, &spheres, |note| &note.spheres),
            types: met(terrain, &vocabulary::ACTEUR_TYPE, &types, |note| &note.types),
            unmet: listed.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Returns the spheres that no interview met.
    pub fn missing_spheres(&self) -> impl Iterator<Item = &Met> {
        self.spheres.iter().filter(|met| met.interviews == 0)
    }

    /// Returns the types of actor that no interview met.
    pub fn missing_types(&self) -> impl Iterator<Item = &Met> {
        self.types.iter().filter(|met| met.interviews == 0)
    }
}

fn met<'d>(
    terrain: &Terrain<'d>,
    vocabulary: &'static Vocabulary,
    actors: &[&str],
    of: impl for<'n> Fn(&'n Note<'d>) -> &'n Vec<&'d str>,
) -> Vec<Met> {
    let words = terrain.dossier.words.all(vocabulary);
    let mut all: Vec<Met> = words
        .iter()
        .map(|word| Met {
            word: (*word).to_owned(),
            label: terrain.dossier.words.label(vocabulary, word).to_owned(),
            interviews: terrain.interviews().filter(|(_, note)| of(note).contains(word)).count() as u64,
            ideas: 0,
            actors: actors.iter().filter(|actor| *actor == word).count() as u64,
        })
        .collect();
    for idea in terrain.counted() {
        for word in terrain.gathered(idea, |note| of(note).clone()) {
            if let Some(met) = words.iter().position(|known| *known == word).and_then(|at| all.get_mut(at)) {
                met.ideas += 1;
            }
        }
    }
    all
}
