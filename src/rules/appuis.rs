//! CB402 to CB405, CB415, CB416: what gisements, défis, promesses and personas rest on.
//!
//! One pass gathers the few records that links go through; each rule then looks at its own, with the links turned round once.

mod chaine;
mod gisements;
mod notes;

use std::collections::HashMap;

use crate::dossier::{At, Dossier};
use crate::model::common::SOURCES_PUBLIEES;
use crate::model::idee;
use crate::rule::Phase;
use crate::rules::{Context, Findings};
use crate::unit::{Origin, Reference, View};
use crate::value::identifiant::{Ident, Kind};

/// Looks at everything that should rest on something.
pub(super) fn check(dossier: &Dossier, context: &Context<'_>, findings: &mut Findings) {
    let records = Records::of(dossier, dossier.phase(context.at));
    gisements::supported(&records, context, findings);
    gisements::treated(&records, findings);
    chaine::defis(&records, findings);
    chaine::promesses(&records, findings);
    chaine::personas(&records, context, findings);
}

/// The records that the rules look at, in order, with the phase of the dossier.
struct Records<'d> {
    dossier: &'d Dossier,
    /// The phase the dossier is in; none where it says none.
    phase: Option<Phase>,
    gisements: Vec<(At, View<'d>)>,
    defis: Vec<(At, View<'d>)>,
    personas: Vec<(At, View<'d>)>,
    promesses: Vec<(At, View<'d>)>,
    solutions: Vec<(At, View<'d>)>,
    seances: Vec<(At, View<'d>)>,
    /// The ideas said to repeat another, with that one.
    repeats: HashMap<Ident, Ident>,
    /// Whether there is any interview, immersion or contribution.
    fieldwork: bool,
}

impl<'d> Records<'d> {
    fn of(dossier: &'d Dossier, phase: Option<Phase>) -> Self {
        let mut records = Self {
            dossier,
            phase,
            gisements: Vec::new(),
            defis: Vec::new(),
            personas: Vec::new(),
            promesses: Vec::new(),
            solutions: Vec::new(),
            seances: Vec::new(),
            repeats: HashMap::new(),
            fieldwork: false,
        };
        for (at, view) in dossier.records() {
            let of_kind = match view.record.kind {
                Kind::Gisement => &mut records.gisements,
                Kind::Defi => &mut records.defis,
                Kind::Persona => &mut records.personas,
                Kind::Promesse => &mut records.promesses,
                Kind::Solution => &mut records.solutions,
                Kind::Seance => &mut records.seances,
                Kind::Idee => {
                    records.repeat(view);
                    continue;
                }
                Kind::Entretien | Kind::Immersion | Kind::Contribution => {
                    records.fieldwork = true;
                    continue;
                }
                _ => continue,
            };
            of_kind.push((at, view));
        }
        records
    }

    /// Notes what an idea, or an amendment of it, says that it repeats; the idea itself is the first to speak.
    fn repeat(&mut self, view: View<'_>) {
        let said = view.typed::<idee::Idee>().and_then(|idee| idee.get(idee::DOUBLON_DE)).map(|said| said.value);
        let (Some(Reference::Ident(of)), Some((ident, _))) = (said, view.ident()) else { return };
        if view.record.origin == Origin::Amendment {
            self.repeats.entry(ident).or_insert(of);
        } else {
            self.repeats.insert(ident, of);
        }
    }

    /// Tells whether the dossier has come to a phase; one that says no phase is held to the strictest.
    fn since(&self, phase: Phase) -> bool {
        self.phase.is_none_or(|now| now >= phase)
    }

    /// Returns an identifier as its record writes it.
    fn written(&self, ident: Ident) -> String {
        let view = self.dossier.find(ident).and_then(|at| self.dossier.get(at));
        view.map_or_else(|| ident.padded(3).to_string(), |view| self.dossier.name_of(view))
    }

    /// Tells whether a publication stands for the field, in a dossier rebuilt from publications.
    fn published(&self, view: View<'_>) -> bool {
        self.dossier.published && view.cell(SOURCES_PUBLIEES).is_some()
    }
}
