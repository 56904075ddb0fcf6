//! CB408 to CB410: what a record must say once it is in a state, whether it says so itself or a decision does.

use std::collections::BTreeMap;

use crate::dossier::{At, Dossier, State};
use crate::faults::forme;
use crate::model::common::SOURCES_PUBLIEES;
use crate::model::decision;
use crate::rule::Rule;
use crate::rules::{Context, Findings, place};
use crate::schema::{Field, Need};
use crate::unit::{Cell, Origin, View};

/// Looks at every record of a type whose fields depend on its state.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    let mut unexplained = BTreeMap::new();
    for (at, view) in dossier.records() {
        if !view.def().fields.iter().any(|field| matches!(field.need, Need::In(..)))
            || view.record.origin == Origin::Amendment
        {
            continue;
        }
        if let Some(state) = dossier.state(view) {
            look(dossier, at, view, state, &mut unexplained, findings);
        }
    }
    for (decision, (rule, set_aside)) in unexplained {
        explain(dossier, decision, rule, &set_aside, findings);
    }
}

/// The decisions that set records aside without saying why, with these records.
type Unexplained = BTreeMap<At, (&'static Rule, Vec<At>)>;

/// Makes one finding of a decision without a motive, at its issue.
fn explain(dossier: &Dossier, at: At, rule: &'static Rule, set_aside: &[At], findings: &mut Findings) {
    let views = || set_aside.iter().filter_map(|&at| Some((at, dossier.get(at)?)));
    let (Some(decision), Some((_, first))) = (dossier.get(at), views().next()) else { return };
    let span = decision.cell(decision::ISSUE.index).map_or(decision.record.place, Cell::span);
    let more = set_aside.len() as u64 - 1;
    let fault = forme::decision_sans_motif(rule, &dossier.name_of(first), more, first.def().noun, span);
    let label = |view: View<'_>| format!("écarte `{}`", dossier.name_of(view));
    let fault = views()
        .fold(fault, |fault, (there, view)| fault.also(place(dossier, at, there, view.record.place), label(view)));
    findings.at(at, fault);
}

fn look(
    dossier: &Dossier,
    at: At,
    view: View<'_>,
    state: &str,
    unexplained: &mut Unexplained,
    findings: &mut Findings,
) {
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
    if let Some(decided) = decided.filter(|decided| decided.word == state)
        && matches!(&*missing, [field] if field.name == "motif")
    {
        unexplained.entry(decided.decision).or_insert((rule, Vec::new())).1.push(at);
        return;
    }
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
