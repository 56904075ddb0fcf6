//! CB406: solutions that lead back to no note.
//!
//! From a solution the trail goes up through promesses, personas, défis, gisements and irritants to ideas and notes. What stands on a note is
//! known from the notes down, each link followed once, so that circles and long trails cost nothing more.

use std::collections::HashMap;

use crate::dossier::{At, Dossier};
use crate::faults::trace::{self as faults, Arret};
use crate::model::common::SOURCES_PUBLIEES;
use crate::model::{gisement, idee};
use crate::rules::Findings;
use crate::rules::trace::place_of;
use crate::schema::FieldKind;
use crate::text::Span;
use crate::unit::{Cell, Origin, Value, View};
use crate::value::identifiant::{Ident, Kind, Part};

/// How many records of a trail are named.
const SHOWN: usize = 6;

/// A record between solutions and notes.
struct Step<'d> {
    at: At,
    view: View<'d>,
    /// Whether it leads back to a note.
    grounded: bool,
    /// The steps above it, by index; none are kept where a note stands right above.
    up: Vec<usize>,
    /// Where the first link up is written.
    link: Option<Span>,
    /// Whether it names ideas, none of which has a note.
    ideas: bool,
}

/// Looks at every solution that was not given up.
pub(super) fn ungrounded(dossier: &Dossier, findings: &mut Findings) {
    let is_step = |view: View<'_>| {
        let kind = view.record.kind;
        (kind == Kind::Irritant && view.record.origin != Origin::Small)
            || matches!(
                kind,
                Kind::Gisement | Kind::Defi | Kind::Persona | Kind::Promesse | Kind::Derogation | Kind::Solution
            )
    };
    let found: Vec<(At, View<'_>)> = dossier.records().filter(|(_, view)| is_step(*view)).collect();
    if !found.iter().any(|(_, view)| view.record.kind == Kind::Solution) {
        return;
    }
    let index: HashMap<At, usize> = found.iter().enumerate().map(|(index, (at, _))| (*at, index)).collect();
    let mut steps: Vec<Step<'_>> = found.into_iter().map(|(at, view)| step(dossier, &index, at, view)).collect();
    turned(dossier, &index, &mut steps);
    ground(&mut steps);
    for step in &steps {
        let given_up = || dossier.state(step.view) == Some("abandonnee");
        if step.view.record.kind == Kind::Solution && !step.grounded && !given_up() {
            report(dossier, &steps, step, findings);
        }
    }
}

/// Follows the links up from one record, as far as the first that ends on a note.
fn step<'d>(dossier: &'d Dossier, index: &HashMap<At, usize>, at: At, view: View<'d>) -> Step<'d> {
    let published = dossier.published && view.cell(SOURCES_PUBLIEES).is_some();
    let mut step = Step { at, view, grounded: published, up: Vec::new(), link: None, ideas: false };
    for cell in view.cells() {
        let Some(FieldKind::Reference(kinds)) = view.def().field(cell.field).map(|field| field.kind) else { continue };
        // A gisement serves a défi and does not come from it.
        let down = view.record.kind == Kind::Gisement && cell.field == gisement::DEFIS.index;
        if down || kinds.iter().all(|kind| kind.has_slug()) {
            continue;
        }
        for element in view.unit.elements(cell) {
            if step.grounded {
                return step;
            }
            follow(dossier, index, element, &mut step);
        }
    }
    step
}

/// Follows one link up.
fn follow(dossier: &Dossier, index: &HashMap<At, usize>, element: &Cell, step: &mut Step<'_>) {
    let found = match element.value() {
        Value::Ident(ident, _) => dossier.find(ident).and_then(|at| Some((ident, at, dossier.get(at)?))),
        _ => None,
    };
    step.link.get_or_insert(element.span());
    // What cannot be read or leads nowhere is a fault already, and may be the link that is missing.
    let Some((ident, at, above)) = found else {
        step.grounded = true;
        return;
    };
    match above.record.kind {
        _ if ident.part != Part::Whole || above.record.kind.is_note() => step.grounded = true,
        Kind::Idee => {
            step.ideas = true;
            step.grounded = has_note(dossier, above);
        }
        _ => step.up.extend(index.get(&at).copied()),
    }
}

/// Tells whether an idea with a record of its own comes from a note, or in a dossier made of publications from one of them.
fn has_note(dossier: &Dossier, view: View<'_>) -> bool {
    view.typed::<idee::Idee>().is_some_and(|fields| fields.cell(idee::SOURCE).is_some())
        || dossier.published && view.cell(SOURCES_PUBLIEES).is_some()
}

/// Adds the links that are written from the other side: the gisements that serve a défi, those that a gisement absorbed.
fn turned(dossier: &Dossier, index: &HashMap<At, usize>, steps: &mut [Step<'_>]) {
    let mut links: Vec<(usize, usize)> = Vec::new();
    let at = |ident: Ident| dossier.find(ident).and_then(|at| index.get(&at)).copied();
    for (own, step) in steps.iter().enumerate() {
        let Some(fields) = step.view.typed::<gisement::Gisement>() else { continue };
        for key in [gisement::DEFIS.index, gisement::FUSIONNE_DANS.index] {
            let Some(cell) = fields.unit().cells(fields.cells()).iter().find(|cell| cell.field == key) else {
                continue;
            };
            for element in fields.unit().elements(cell) {
                if let Value::Ident(ident, _) = element.value() {
                    links.extend(at(ident).map(|below| (below, own)));
                }
            }
        }
    }
    for (below, above) in links {
        if let Some(step) = steps.get_mut(below) {
            step.up.push(above);
        }
    }
}

/// Marks whatever stands on something that stands on a note.
fn ground(steps: &mut [Step<'_>]) {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (own, step) in steps.iter().enumerate() {
        for above in &step.up {
            if let Some(below) = below.get_mut(*above) {
                below.push(own);
            }
        }
    }
    let mut waiting: Vec<usize> = (0..steps.len()).filter(|at| steps.get(*at).is_some_and(|s| s.grounded)).collect();
    while let Some(above) = waiting.pop() {
        for &own in below.get(above).map_or(&[][..], Vec::as_slice) {
            if let Some(step) = steps.get_mut(own).filter(|step| !step.grounded) {
                step.grounded = true;
                waiting.push(own);
            }
        }
    }
}

/// Says where the trail of a solution stops, along the first link of each record.
fn report(dossier: &Dossier, steps: &[Step<'_>], solution: &Step<'_>, findings: &mut Findings) {
    let mut trail = vec![solution];
    let mut last = solution;
    while trail.len() < SHOWN {
        let mut above = last.up.iter().filter_map(|above| steps.get(*above));
        let Some(next) = above.find(|next| trail.iter().all(|seen| seen.at != next.at)) else { break };
        trail.push(next);
        last = next;
    }
    let names: Vec<String> = trail.iter().map(|step| dossier.name_of(step.view)).collect();
    let arret = match last {
        Step { ideas: true, .. } => Arret::IdeesSansNote,
        Step { up, .. } if !up.is_empty() => Arret::TourneEnRond,
        _ => Arret::Rien(last.view.record.kind),
    };
    let span = solution.link.unwrap_or(solution.view.record.place);
    let there = if last.at == solution.at { None } else { place_of(dossier, solution.at, last.at) };
    findings.at(solution.at, faults::solution_sans_terrain(&names, arret, dossier.published, span, there));
}
