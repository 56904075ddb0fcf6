//! CB205: ideas said to repeat one another in a circle, gisements said to be merged into one another.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::dossier::{At, Dossier};
use crate::faults::identite;
use crate::model::{gisement, idee};
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::unit::{Reference, View};
use crate::value::identifiant::{Ident, Kind};

/// A link of which a chain must end.
struct Link {
    kind: Kind,
    /// Where a record leads, and where that is said.
    next: fn(&Dossier, View<'_>, At) -> Option<(Ident, At)>,
    /// The place of the link in the record that says it.
    place: fn(View<'_>) -> Option<Span>,
    /// What is wrong with a circle of these.
    fault: fn(&[String], Span, Vec<Place>) -> Diagnostic,
}

const LINKS: [Link; 2] = [
    Link {
        kind: Kind::Idee,
        next: |dossier, view, _| dossier.duplicate_of(view),
        place: |view| Some(view.typed::<idee::Idee>()?.cell(idee::DOUBLON_DE)?.span()),
        fault: identite::doublons_en_cercle,
    },
    Link {
        kind: Kind::Gisement,
        next: |_, view, at| match view.typed::<gisement::Gisement>()?.get(gisement::FUSIONNE_DANS)?.value {
            Reference::Ident(into) => Some((into, at)),
            Reference::Slug(_) => None,
        },
        place: |view| Some(view.typed::<gisement::Gisement>()?.cell(gisement::FUSIONNE_DANS)?.span()),
        fault: identite::fusions_en_cercle,
    },
];

/// Follows each chain once.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for link in &LINKS {
        follow(dossier, link, findings);
    }
}

fn follow(dossier: &Dossier, link: &Link, findings: &mut Findings) {
    let mut settled: HashSet<Ident> = HashSet::new();
    for (_, view) in dossier.of_kind(link.kind) {
        let Some((start, _)) = view.ident() else { continue };
        let mut chain: Vec<(Ident, At)> = Vec::new();
        let mut ident = start;
        while !settled.contains(&ident) {
            let next = dossier.find(ident).and_then(|at| (link.next)(dossier, dossier.get(at)?, at));
            let Some((of, said_at)) = next else { break };
            chain.push((ident, said_at));
            if let Some(from) = chain.iter().position(|(seen, _)| *seen == of) {
                report(dossier, link, chain.get(from..).unwrap_or(&[]), findings);
                break;
            }
            ident = of;
        }
        settled.extend(chain.into_iter().map(|(ident, _)| ident));
    }
}

/// Makes one finding of a circle, at its first record in order.
fn report(dossier: &Dossier, link: &Link, circle: &[(Ident, At)], findings: &mut Findings) {
    let Some(first) = (0..circle.len()).min_by_key(|&at| circle.get(at).map(|(_, at)| *at)) else { return };
    let turned: Vec<(Ident, At)> = circle.iter().cycle().skip(first).take(circle.len()).copied().collect();
    let Some(&(_, at)) = turned.first() else { return };
    let names: Vec<String> = turned
        .iter()
        .map(|(ident, _)| {
            let view = dossier.find(*ident).and_then(|at| dossier.get(at));
            view.and_then(View::ident).map_or_else(String::new, |(ident, width)| ident.padded(width).to_string())
        })
        .collect();
    let place = |at: At| (link.place)(dossier.get(at)?);
    let Some(span) = place(at) else { return };
    let others = turned.iter().skip(1).filter_map(|&(_, other)| {
        let path = dossier.file(other.file).map(|file| dossier.shown(&file.path)).filter(|_| other.file != at.file);
        Some((path, place(other)?))
    });
    findings.at(at, (link.fault)(&names, span, others.collect()));
}
