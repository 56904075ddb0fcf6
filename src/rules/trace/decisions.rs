//! CB407: states that only a decision gives, and that no decision gave, or that a decision contradicts.

use crate::dossier::{At, Dossier, is_decided, word_of};
use crate::faults::trace as faults;
use crate::model::gisement;
use crate::rules::Findings;
use crate::rules::trace::place_of;
use crate::schema::FieldKind;
use crate::unit::{Cell, Origin, View};
use crate::value::identifiant::Kind;

/// Looks at every state that a record, or the amendment of an idea, says in so many words.
pub(super) fn undecided(dossier: &Dossier, findings: &mut Findings) {
    for (at, view) in dossier.records() {
        let decides = matches!(
            view.record.kind,
            Kind::Idee | Kind::Gisement | Kind::Defi | Kind::Persona | Kind::Promesse | Kind::Solution
        );
        // A small record says no state of its own: an amendment does.
        if !decides || view.record.origin == Origin::Small {
            continue;
        }
        let Some((index, field)) = view.def().find("statut") else { continue };
        let (Some(cell), FieldKind::Word(vocabulary)) = (view.cell(index), field.kind) else { continue };
        let stated = word_of(view.unit, cell.value()).and_then(|word| dossier.word(vocabulary, word));
        if let Some(stated) = stated {
            judge(dossier, at, view, (cell, stated), findings);
        }
    }
}

/// Holds a stated state against the decision on the record, if there is one.
fn judge(dossier: &Dossier, at: At, view: View<'_>, (cell, stated): (&Cell, &str), findings: &mut Findings) {
    let Some((ident, _)) = view.ident() else { return };
    let name = dossier.name_of(view);
    let label = |word: &'_ str| {
        let states = view.def().states();
        states.map_or_else(String::new, |states| dossier.words.label(states, word).to_owned())
    };
    match dossier.decided(ident) {
        Some(decided) => {
            let record = dossier.find(ident).and_then(|at| dossier.get(at));
            // A repetition and a merged gisement are what they are, whatever was decided of them before.
            let holds = record.and_then(|record| dossier.state(record));
            if holds == Some(stated) || holds != Some(decided.word) {
                return;
            }
            if let Some(there) = place_of(dossier, at, decided.decision) {
                let decision = dossier.get(decided.decision).map_or_else(String::new, |view| dossier.name_of(view));
                let (stated, decided) = (label(stated), label(decided.word));
                findings.at(at, faults::etat_contredit(&name, &stated, &decided, &decision, cell.span(), there));
            }
        }
        None if dossier.published || is_told(view, stated) || dossier.is_to_come(ident, stated) => {}
        None if is_decided(view.record.kind, stated) => {
            findings.at(at, faults::etat_sans_decision(&name, view.def(), stated, &label(stated), cell.span()));
        }
        None => {}
    }
}

/// Tells whether the record itself answers for its state: an idea is set aside with its reason, a gisement says into which it went.
fn is_told(view: View<'_>, stated: &str) -> bool {
    match view.record.kind {
        Kind::Idee => stated == "ecartee",
        Kind::Gisement => {
            let fields = view.typed::<gisement::Gisement>();
            fields.is_some_and(|fields| fields.cell(gisement::FUSIONNE_DANS).is_some())
        }
        _ => false,
    }
}
