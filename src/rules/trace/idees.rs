//! CB401: ideas that are in no gisement.

use crate::dossier::Dossier;
use crate::faults::trace as faults;
use crate::model::{gisement, idee};
use crate::rules::Findings;
use crate::text::Span;
use crate::unit::{Name, Origin, Reference, View};
use crate::value::identifiant::{Ident, Kind};

/// How many repetitions of repetitions are followed before a circle is given up on.
const FAR: usize = 64;

/// How many ideas of a file are named.
const NAMED: usize = 5;

/// Makes one finding a file. A dossier without any gisement took another road, and nothing is said of it.
pub(super) fn unsorted(dossier: &Dossier, findings: &mut Findings) {
    let mut gisements = dossier.of_kind(Kind::Gisement).peekable();
    if gisements.peek().is_none() {
        return;
    }
    let held = gisements.filter_map(|(_, view)| view.typed::<gisement::Gisement>());
    let mut sorted: Vec<u64> = held
        .flat_map(|fields| fields.list(gisement::IDEES))
        .filter_map(|idee| match idee.value {
            Reference::Ident(ident) => Some(ident.key()),
            Reference::Slug(_) => None,
        })
        .collect();
    sorted.sort_unstable();
    let originals = originals(dossier, &sorted);
    let is_sorted =
        |ident: &Ident| sorted.binary_search(&ident.key()).is_ok() || originals.binary_search(&ident.key()).is_ok();
    let counted = dossier.counted_natures();
    for (index, file) in dossier.files.iter().enumerate() {
        let mut first = None;
        let (mut names, mut count, mut bare) = (Vec::new(), 0, false);
        for view in file.unit.views() {
            if view.record.kind != Kind::Idee || view.record.origin == Origin::Amendment {
                continue;
            }
            // What has no name that could be read is a fault already.
            let Some((ident, _)) = view.ident().filter(|(ident, _)| !is_sorted(ident)) else { continue };
            let aside = matches!(dossier.state(view), Some("ecartee" | "doublon"));
            if aside || !counted.contains(&dossier.nature(view)) || is_double(dossier, ident, view) {
                continue;
            }
            first.get_or_insert(view.record.place);
            bare |= matches!(view.record.name, Name::Provisional(..));
            if count < NAMED as u64 {
                names.push(dossier.name_of(view));
            }
            count += 1;
        }
        if let Some(place) = first {
            findings.push(Span::at(index).start, faults::idees_non_classees(&names, count, bare, place));
        }
    }
}

/// Tells whether another record bears the name of this one: it is that one which counts.
fn is_double(dossier: &Dossier, ident: Ident, view: View<'_>) -> bool {
    let bearer = dossier.find(ident).and_then(|at| dossier.get(at));
    bearer.is_some_and(|bearer| !std::ptr::eq(bearer.record, view.record))
}

/// Returns the ideas of which a repetition is in a gisement, sorted.
fn originals(dossier: &Dossier, sorted: &[u64]) -> Vec<u64> {
    let mut originals = Vec::new();
    for (_, view) in dossier.records().filter(|(_, view)| view.record.kind == Kind::Idee) {
        let repeats = view.typed::<idee::Idee>().is_some_and(|idee| idee.cell(idee::DOUBLON_DE).is_some());
        let Some((mut ident, _)) =
            view.ident().filter(|(ident, _)| repeats && sorted.binary_search(&ident.key()).is_ok())
        else {
            continue;
        };
        for _ in 0..FAR {
            let next = dossier.find(ident).and_then(|at| dossier.get(at)).and_then(|view| dossier.duplicate_of(view));
            let Some((of, _)) = next else { break };
            originals.push(of.key());
            ident = of;
        }
    }
    originals.sort_unstable();
    originals
}
