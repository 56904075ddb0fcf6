//! CB408 to CB410: what a record must say once it is in a state, whether it says so itself or a decision does.

use crate::dossier::{At, Dossier, State};
use crate::faults::forme;
use crate::model::decision;
use crate::rules::{Context, Findings};
use crate::schema::{Field, Need, SOURCES_PUBLIEES};
use crate::unit::{Origin, View};

/// Looks at every record of a type whose fields depend on its state.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (at, view) in dossier.records() {
        if !view.def().fields.iter().any(|field| matches!(field.need, Need::In(..)))
            || view.record.origin == Origin::Amendment
        {
            continue;
        }
        if let Some(state) = dossier.state(view) {
            look(dossier, at, view, state, findings);
        }
    }
}

fn look(dossier: &Dossier, at: At, view: View<'_>, state: &str, findings: &mut Findings) {
    let def = view.def();
    // What was never published cannot be asked of a dossier rebuilt from publications.
    let Some(states) = def.states().filter(|_| !dossier.published) else { return };
    let ident = view.ident().map(|(ident, _)| ident);
    let decided = ident.and_then(|ident| dossier.decided(ident));
    let amendment = ident.and_then(|ident| Some((dossier.amendment_at(ident)?, dossier.amendment(ident)?)));
    let amended = |index: u8| {
        let (at, fields) = amendment?;
        fields.unit().cells(fields.cells()).iter().find(|cell| cell.field == index).map(|cell| (at, cell.span()))
    };
    let mut missing: Vec<&'static Field> = Vec::new();
    let mut speaks = None;
    for (index, field) in def.fields.iter().enumerate() {
        let Need::In(needing, rule) = field.need else { continue };
        let Ok(index) = u8::try_from(index) else { continue };
        let excused = view.cell(index).is_some()
            || amended(index).is_some()
            || field.name == "sources" && view.cell(SOURCES_PUBLIEES).is_some()
            || field.name == "motif" && decided.is_some_and(|state| has_motive(dossier, state));
        if needing.contains(&state) && !excused {
            missing.push(field);
            speaks = Some(rule);
        }
    }
    let Some(rule) = speaks else { return };
    let said = def
        .find("statut")
        .and_then(|(index, _)| view.cell(index).map(|cell| (at, cell.span())).or_else(|| amended(index)));
    let (at, span) = said.unwrap_or((at, view.record.place));
    findings.at(at, forme::champs_de_l_etat(rule, def, &missing, dossier.words.label(states, state), span));
}

/// Tells whether the decision that gave a state says why.
fn has_motive(dossier: &Dossier, state: State) -> bool {
    dossier
        .get(state.decision)
        .and_then(View::typed::<decision::Decision>)
        .is_some_and(|decision| decision.cell(decision::MOTIF).is_some())
}
