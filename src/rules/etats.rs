//! CB408 to CB410: what a record must say once it is in a state, whether it says so itself or a decision does.

use crate::dossier::{At, Dossier, State};
use crate::faults::forme;
use crate::model::{decision, persona};
use crate::rules::Findings;
use crate::schema::Need;
use crate::unit::{Origin, View};

/// Looks at every record of a type whose fields depend on its state.
pub(super) fn check(dossier: &Dossier, findings: &mut Findings) {
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
    let decided = view.ident().and_then(|(ident, _)| dossier.decided(ident));
    let amended = view.ident().and_then(|(ident, _)| dossier.amendment(ident));
    for (index, field) in def.fields.iter().enumerate() {
        let Need::In(states, rule) = field.need else { continue };
        let Ok(index) = u8::try_from(index) else { continue };
        if !states.contains(&state) || view.cell(index).is_some() {
            continue;
        }
        if amended.is_some_and(|amended| amended.unit().cells(amended.cells()).iter().any(|cell| cell.field == index)) {
            continue;
        }
        // What was never published cannot be asked of a dossier rebuilt from publications.
        if dossier.published
            || (field.name == persona_sources() && view.cell(crate::schema::SOURCES_PUBLIEES).is_some())
        {
            continue;
        }
        if field.name == "motif" && decided.is_some_and(|state| has_motive(dossier, state)) {
            continue;
        }
        let statut = def.find("statut").map(|(index, _)| index);
        let in_amendment = amended.and_then(|amended| {
            let cell = amended.unit().cells(amended.cells()).iter().find(|cell| Some(cell.field) == statut)?;
            Some((dossier.amendment_at(view.ident()?.0)?, cell.span()))
        });
        let (at, span) = match statut.and_then(|index| view.cell(index)).map(|cell| (at, cell.span())).or(in_amendment)
        {
            Some(place) => place,
            None => (at, view.record.place),
        };
        let label = dossier.words.label(
            match def.states() {
                Some(states) => states,
                None => continue,
            },
            state,
        );
        findings.at(at, forme::champ_requis(rule, def, field, Some(&format!("pour l’état « {label} »")), span));
    }
}

/// Tells whether the decision that gave a state says why.
fn has_motive(dossier: &Dossier, state: State) -> bool {
    dossier
        .get(state.decision)
        .and_then(|view| view.typed::<decision::Decision>())
        .is_some_and(|decision| decision.cell(decision::MOTIF).is_some())
}

/// The field of a persona that a published source may stand for.
fn persona_sources() -> &'static str {
    persona::Persona::FIELDS.get(persona::SOURCES.index as usize).map_or("", |field| field.name)
}
