//! CB205: ideas said to repeat one another in a circle.

use std::collections::HashSet;

use crate::dossier::{At, Dossier};
use crate::faults::identite;
use crate::model::idee;
use crate::rules::{Context, Findings};
use crate::unit::View;
use crate::value::identifiant::{Ident, Kind};

/// Follows each chain of repetitions once.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    let mut settled: HashSet<Ident> = HashSet::new();
    for (_, view) in dossier.of_kind(Kind::Idee) {
        let Some((start, _)) = view.ident() else { continue };
        let mut chain: Vec<(Ident, At)> = Vec::new();
        let mut ident = start;
        while !settled.contains(&ident) {
            let next = dossier.find(ident).and_then(|at| dossier.get(at)).and_then(|view| dossier.duplicate_of(view));
            let Some((of, said_at)) = next else { break };
            chain.push((ident, said_at));
            if let Some(from) = chain.iter().position(|(seen, _)| *seen == of) {
                report(dossier, chain.get(from..).unwrap_or(&[]), findings);
                break;
            }
            ident = of;
        }
        settled.extend(chain.into_iter().map(|(ident, _)| ident));
    }
}

/// Makes one finding of a circle, at its first record in order.
fn report(dossier: &Dossier, circle: &[(Ident, At)], findings: &mut Findings) {
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
    let place = |at: At| {
        let cell = dossier.get(at)?.typed::<idee::Idee>()?.cell(idee::DOUBLON_DE)?;
        Some(cell.span())
    };
    let Some(span) = place(at) else { return };
    let others = turned.iter().skip(1).filter_map(|&(_, other)| {
        let path = dossier.file(other.file).map(|file| dossier.shown(&file.path)).filter(|_| other.file != at.file);
        Some((path, place(other)?))
    });
    findings.at(at, identite::doublons_en_cercle(&names, span, others.collect()));
}
