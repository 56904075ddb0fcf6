//! CB201, CB204, CB207: who bears which identifier.

use std::collections::HashMap;

use crate::dossier::Dossier;
use crate::faults::{fichier, identite};
use crate::layout;
use crate::rules::Findings;
use crate::text::Span;
use crate::unit::{Name, Origin};
use crate::value::identifiant::Kind;

/// CB201: two records claim one identifier.
pub(super) fn check(dossier: &Dossier, findings: &mut Findings) {
    for &(second, first) in &dossier.doubles {
        let (Some(double), Some(original)) = (dossier.get(second), dossier.get(first)) else { continue };
        let Some(path) = dossier.file(first.file).map(|file| dossier.shown(&file.path)) else { continue };
        let (name, other) = (dossier.name_of(double), dossier.name_of(original));
        let same_file = first.file == second.file;
        let amends = double.record.origin == Origin::Amendment;
        findings.at(
            second,
            identite::en_double(
                &name,
                &other,
                double.record.place,
                (!same_file).then_some(path),
                original.record.place,
                amends,
            ),
        );
    }
}

/// CB204: ideas that stand in a note without an identifier; one finding a file.
pub(super) fn provisional(dossier: &Dossier, findings: &mut Findings) {
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
pub(super) fn confused_names(dossier: &Dossier, findings: &mut Findings) {
    let index: HashMap<&str, u32> =
        dossier.files.iter().enumerate().map(|(at, file)| (&*file.path, Span::at(at).start)).collect();
    for (path, other) in layout::confused(dossier.files.iter().map(|file| &*file.path)) {
        if let Some(&file) = index.get(path) {
            findings.push(file, fichier::noms_confondus(other));
        }
    }
}
