//! Where something was heard: the notes behind ideas, and the spheres of a note.

use std::collections::HashMap;

use crate::dossier::Dossier;
use crate::model::vocabulary::SPHERE;
use crate::model::{acteur, contribution, entretien, idee, immersion, seance};
use crate::unit::{Reference, View};
use crate::value::identifiant::{Ident, Kind, Part};

/// How many repetitions of repetitions are followed before a circle is given up on.
const FAR: usize = 64;

/// Returns the note in which an idea stands, or that its own record names.
pub(super) fn note_of(dossier: &Dossier, idee: Ident) -> Option<Ident> {
    if idee.part != Part::Whole {
        return Some(idee.note());
    }
    let view = dossier.get(dossier.find(idee)?)?;
    match view.typed::<idee::Idee>()?.get(idee::SOURCE)?.value {
        Reference::Ident(source) => Some(source.note()),
        Reference::Slug(_) => None,
    }
}

/// The repetitions of ideas, by the idea that repeats no other.
pub(super) struct Repeats<'r> {
    of: &'r HashMap<Ident, Ident>,
    all: HashMap<Ident, Vec<Ident>>,
}

impl<'r> Repeats<'r> {
    /// Gathers the repetitions that `of` tells one by one.
    pub(super) fn new(of: &'r HashMap<Ident, Ident>) -> Self {
        let mut repeats = Self { of, all: HashMap::new() };
        let mut idents: Vec<Ident> = of.keys().copied().collect();
        idents.sort_unstable();
        for ident in idents {
            repeats.all.entry(repeats.original(ident)).or_default().push(ident);
        }
        repeats
    }

    /// Follows repetitions to the idea that repeats no other.
    pub(super) fn original(&self, ident: Ident) -> Ident {
        let mut ident = ident;
        for _ in 0..FAR {
            match self.of.get(&ident) {
                Some(of) => ident = *of,
                None => break,
            }
        }
        ident
    }

    /// Returns an idea that repeats no other and all that repeat it, each once.
    pub(super) fn same_as(&self, original: Ident) -> impl Iterator<Item = Ident> {
        let repeats = self.all.get(&original).map_or(&[][..], Vec::as_slice);
        [original].into_iter().chain(repeats.iter().copied())
    }
}

/// Returns the spheres of those whom a note heard; none where one of them is not known.
pub(super) fn spheres<'d>(dossier: &'d Dossier, note: View<'d>) -> Option<Vec<&'d str>> {
    let mut spheres = Vec::new();
    let mut add = |reference: Reference<'d>| {
        let actor = dossier.get(dossier.resolve(&[Kind::Acteur], reference)?)?;
        let sphere = actor.typed::<acteur::Acteur>()?.get(acteur::SPHERE)?;
        spheres.push(dossier.word(&SPHERE, sphere.value)?);
        Some(())
    };
    match note.record.kind {
        Kind::Entretien => {
            let fields = note.typed::<entretien::Entretien>()?;
            fields.list(entretien::STRUCTURES).try_for_each(|structure| add(structure.value))?;
            if let Some(own) = fields.get(entretien::SPHERE) {
                spheres.push(dossier.word(&SPHERE, own.value)?);
            }
        }
        Kind::Immersion => {
            let fields = note.typed::<immersion::Immersion>()?;
            fields.list(immersion::STRUCTURES).try_for_each(|structure| add(structure.value))?;
        }
        Kind::Contribution => {
            let fields = note.typed::<contribution::Contribution>()?;
            fields.list(contribution::STRUCTURES).try_for_each(|structure| add(structure.value))?;
        }
        Kind::Seance => {
            let fields = note.typed::<seance::Seance>()?;
            fields.list(seance::STRUCTURES).try_for_each(|structure| add(structure.value))?;
        }
        _ => {}
    }
    (!spheres.is_empty()).then_some(spheres)
}
