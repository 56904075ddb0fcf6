//! CB201, CB204, CB207: who bears which identifier.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::dossier::free::Free;
use crate::dossier::{At, Dossier};
use crate::faults::identite::{self, Porteur, Pretendant};
use crate::faults::{fichier, forme};
use crate::layout;
use crate::model::common::{ID, SOURCES_PUBLIEES};
use crate::model::idee;
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::unit::{Name, Origin, View};
use crate::value::identifiant::{Kind, Part};

/// CB201: two records claim one identifier.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    let doubled: HashSet<At> = dossier.doubles.iter().map(|(second, _)| *second).collect();
    // What is free takes a look at the whole dossier: once, and only where something is doubled.
    let mut free = LazyCell::new(|| Free::of(dossier));
    for &(second, first) in &dossier.doubles {
        let (Some(double), Some(original)) = (dossier.get(second), dossier.get(first)) else { continue };
        // The items of a note that is itself a double are doubles with it: one finding says it all.
        if double.record.origin == Origin::Small && doubled.contains(&At { file: second.file, record: 0 }) {
            continue;
        }
        // Whichever comes first, the entry of a list is the one to change: the note says what was heard.
        let (second, double, first, original) = match (double.record.origin, original.record.origin) {
            (Origin::Small, Origin::Item | Origin::File) => (first, original, second, double),
            _ => (second, double, first, original),
        };
        let (name, other) = (dossier.name_of(double), dossier.name_of(original));
        let path = dossier.file(first.file).filter(|_| first.file != second.file).map(|file| dossier.shown(&file.path));
        let mut claim = claimant(double, &name);
        if original.record.origin == Origin::Small && matches!(double.record.origin, Origin::Item | Origin::File) {
            claim.porteur = Porteur::Reprise;
        }
        let free = match double.record.name {
            Name::Ident(ident, width) if may_change(double, original) => {
                free.take(ident).map(|free| free.padded(width))
            }
            _ => None,
        };
        findings.at(second, identite::en_double(claim, claimant(original, &other), path, free));
    }
    unsourced(dossier, findings);
}

/// CB101: an idea of a list named as one of a note, which the note does not hold, must say where it comes from. One that the note holds has
/// its finding.
fn unsourced(dossier: &Dossier, findings: &mut Findings) {
    for (at, view) in dossier.of_kind(Kind::Idee) {
        let named = view.ident().is_some_and(|(ident, _)| ident.part != Part::Whole);
        if named
            && matches!(view.record.origin, Origin::Item | Origin::File)
            && view.cell(idee::SOURCE.index).is_none()
            && view.cell(SOURCES_PUBLIEES).is_none()
            && !dossier.doubles.iter().any(|&(second, first)| second == at || first == at)
        {
            let names = ["source", "sources_publiees"];
            findings.at(at, forme::champ_au_choix(view.def().noun.0, &names, view.record.place));
        }
    }
}

/// Tells whether the number of a record can simply be another one: not that of an entry which speaks of what a note holds.
fn may_change(double: View<'_>, original: View<'_>) -> bool {
    let small = |view: View<'_>| view.record.origin == Origin::Small;
    let whole = double.ident().is_some_and(|(ident, _)| ident.part == Part::Whole);
    double.record.origin != Origin::Amendment && (whole || small(double) && small(original))
}

/// Says how a record comes by its identifier.
fn claimant<'n>(view: View<'_>, name: &'n str) -> Pretendant<'n> {
    let porteur = match view.record.origin {
        Origin::Amendment => Porteur::Complement,
        Origin::File if view.cell(ID).is_none() => Porteur::Fichier,
        _ => Porteur::Ecrit,
    };
    Pretendant { name, porteur, slug: view.record.kind.has_slug(), place: view.record.place }
}

/// CB204: items that stand in a note without an identifier, verbatims left out; one finding a file.
pub(super) fn provisional(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (index, file) in dossier.files.iter().enumerate() {
        let mut bare = file.unit.records.iter().filter_map(|record| match record.name {
            Name::Provisional(ident, width) if record.kind != Kind::Verbatim => Some((ident, width, record.place)),
            _ => None,
        });
        if let Some((ident, width, place)) = bare.next() {
            let more = bare.count();
            findings.push(
                Span::at(index).start,
                identite::idee_sans_identifiant(ident.padded(width), more as u64 + 1, place),
            );
        }
    }
}

/// CB207: file names that some systems cannot tell apart.
pub(super) fn confused_names(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    let paths: Vec<&str> = dossier.files.iter().map(|file| &*file.path).collect();
    for (file, other) in layout::confused(&paths) {
        let other = paths.get(other).copied().unwrap_or("");
        findings.push(Span::at(file).start, fichier::noms_confondus(other));
    }
}
