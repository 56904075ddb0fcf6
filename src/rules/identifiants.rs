//! CB201, CB204, CB207: who bears which identifier.

use std::collections::HashSet;

use crate::dossier::{At, Dossier};
use crate::faults::fichier;
use crate::faults::identite::{self, Porteur, Pretendant};
use crate::layout;
use crate::rules::{Context, Findings};
use crate::schema::ID;
use crate::text::Span;
use crate::unit::{Name, Origin, View};
use crate::value::identifiant::Kind;

/// CB201: two records claim one identifier.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    let doubled: HashSet<At> = dossier.doubles.iter().map(|(second, _)| *second).collect();
    for &(second, first) in &dossier.doubles {
        let (Some(double), Some(original)) = (dossier.get(second), dossier.get(first)) else { continue };
        // The items of a note that is itself a double are doubles with it: one finding says it all.
        if double.record.origin == Origin::Small && doubled.contains(&At { file: second.file, record: 0 }) {
            continue;
        }
        let (name, other) = (dossier.name_of(double), dossier.name_of(original));
        let path = dossier.file(first.file).filter(|_| first.file != second.file).map(|file| dossier.shown(&file.path));
        findings.at(second, identite::en_double(claimant(double, &name), claimant(original, &other), path));
    }
}

/// Says how a record comes by its identifier.
fn claimant<'n>(view: View<'_>, name: &'n str) -> Pretendant<'n> {
    let porteur = match view.record.origin {
        Origin::Amendment => Porteur::Complement,
        Origin::File if view.cell(ID).is_none() => Porteur::Fichier,
        _ => Porteur::Ecrit,
    };
    Pretendant { name, porteur, place: view.record.place }
}

/// CB204: ideas that stand in a note without an identifier; one finding a file.
pub(super) fn provisional(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (index, file) in dossier.files.iter().enumerate() {
        let mut bare = file.unit.records.iter().filter_map(|record| match record.name {
            Name::Provisional(ident, width) if record.kind == Kind::Idee => Some((ident, width, record.place)),
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
