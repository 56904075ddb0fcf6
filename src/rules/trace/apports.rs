//! CB412: notes from which nothing was drawn.

use crate::dossier::{At, Dossier};
use crate::faults::trace as faults;
use crate::model::{derogation, idee, irritant, persona};
use crate::rule::catalogue::CB109;
use crate::rules::Findings;
use crate::text::Span;
use crate::unit::{Origin, Reference, View};
use crate::value::identifiant::{Ident, Kind};

/// Looks for interviews, immersions and contributions without a small record that no other record names as its source.
pub(super) fn fruitless(dossier: &Dossier, findings: &mut Findings) {
    let mut bare: Vec<(Ident, At)> = Vec::new();
    for (index, file) in dossier.files.iter().enumerate() {
        let unit = &file.unit;
        // A line that should have been a record and could not be read is a finding already.
        if unit.records.iter().any(|record| record.origin == Origin::Small)
            || unit.findings().iter().any(|found| *found.rule == CB109)
        {
            continue;
        }
        for view in unit.views() {
            let at = At { file: Span::at(index).start, record: Span::at(view.index).start };
            if let Some((ident, _)) = view.ident().filter(|_| is_held(dossier, view)) {
                bare.push((ident, at));
            }
        }
    }
    if bare.is_empty() {
        return;
    }
    bare.sort_unstable();
    let mut fruitful = vec![false; bare.len()];
    for (_, view) in dossier.records() {
        sources(view, &mut |source| {
            if let Ok(at) = bare.binary_search_by_key(&source.note(), |(ident, _)| *ident)
                && let Some(fruitful) = fruitful.get_mut(at)
            {
                *fruitful = true;
            }
        });
    }
    for ((_, at), _) in bare.into_iter().zip(fruitful).filter(|(_, fruitful)| !fruitful) {
        if let Some(view) = dossier.get(at) {
            findings.at(at, faults::sans_apport(&dossier.name_of(view), view.def(), view.record.place));
        }
    }
}

/// Tells whether a record is a note that was taken: one that is only planned, or was cancelled, brings nothing.
fn is_held(dossier: &Dossier, view: View<'_>) -> bool {
    match view.record.kind {
        Kind::Entretien => dossier.state(view) == Some("tenu"),
        Kind::Immersion => dossier.state(view) == Some("tenue"),
        kind => kind == Kind::Contribution,
    }
}

/// Calls `each` with what a record says it comes from.
fn sources(view: View<'_>, each: &mut dyn FnMut(Ident)) {
    let mut tell = |reference: Reference<'_>| {
        if let Reference::Ident(ident) = reference {
            each(ident);
        }
    };
    match view.record.kind {
        Kind::Idee => {
            let source = view.typed::<idee::Idee>().and_then(|fields| fields.get(idee::SOURCE));
            source.into_iter().for_each(|source| tell(source.value));
        }
        Kind::Irritant => {
            let fields = view.typed::<irritant::Irritant>();
            fields.into_iter().flat_map(|fields| fields.list(irritant::SOURCES)).for_each(|source| tell(source.value));
        }
        Kind::Persona => {
            let fields = view.typed::<persona::Persona>();
            fields.into_iter().flat_map(|fields| fields.list(persona::SOURCES)).for_each(|source| tell(source.value));
        }
        Kind::Derogation => {
            let fields = view.typed::<derogation::Derogation>();
            let sources = fields.into_iter().flat_map(|fields| fields.list(derogation::SOURCES));
            sources.for_each(|source| tell(source.value));
        }
        _ => {}
    }
}
