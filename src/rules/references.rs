//! CB202, CB203: references to records that do not exist, or are of another type.

use crate::dossier::{At, Dossier};
use crate::faults::identite;
use crate::model;
use crate::rules::Findings;
use crate::text::Span;
use crate::unit::{Cell, Name, Origin, Reference, Value};
use crate::value::identifiant::{Ident, Kind, Part};

/// Follows every reference of every record.
pub(super) fn check(dossier: &Dossier, findings: &mut Findings) {
    for (at, view) in dossier.records() {
        // The cells of an inner record are also those of the record that holds it.
        if view.record.origin == Origin::Inner {
            continue;
        }
        if view.record.origin == Origin::Amendment
            && let Some((ident, width)) = view.ident()
            && dossier.find(ident).is_none()
        {
            unknown(dossier, at, &[Kind::Idee], ident, width, view.record.place, findings);
        }
        view.references(&mut |kinds, cell| look(dossier, at, kinds, cell, findings));
    }
}

fn look(dossier: &Dossier, at: At, kinds: &'static [Kind], cell: &Cell, findings: &mut Findings) {
    let Some(file) = dossier.file(at.file) else { return };
    match cell.value() {
        Value::Ident(ident, width) => match dossier.find(ident).and_then(|found| dossier.get(found)) {
            None => unknown(dossier, at, kinds, ident, width, cell.span(), findings),
            Some(found) if kinds.is_empty() || kinds.contains(&found.record.kind) => {}
            Some(found) => {
                let wanted: Vec<&str> = kinds.iter().map(|&kind| model::def(kind).noun.0).collect();
                let fault = identite::mauvais_type(&ident.padded(width), found.def().noun.0, &wanted, cell.span());
                findings.at(at, fault);
            }
        },
        Value::Slug(text) => {
            let name = file.unit.str(text);
            if dossier.resolve(kinds, Reference::Slug(name)).is_some() {
                return;
            }
            let known: Vec<&str> = match kinds {
                [] => Vec::new(),
                _ => kinds.iter().filter(|kind| kind.has_slug()).flat_map(|&kind| dossier.names(kind)).collect(),
            };
            let kind = kinds.first().copied().unwrap_or(Kind::Acteur);
            findings.at(at, identite::nom_inconnu(name, model::def(kind), &known, cell.span()));
        }
        _ => {}
    }
}

/// Says that nothing bears an identifier, with the nearest one that something bears.
fn unknown(dossier: &Dossier, at: At, kinds: &[Kind], ident: Ident, width: u8, span: Span, findings: &mut Findings) {
    let note = dossier.find(ident.note()).filter(|_| ident.part != Part::Whole);
    if let Some(found) = note
        && let Some(file) = dossier.file(found.file)
        && let Some(bare) =
            file.unit.views().find(|view| matches!(view.record.name, Name::Provisional(other, _) if other == ident))
    {
        let path = (found.file != at.file).then(|| dossier.shown(&file.path));
        return findings.at(at, identite::reference_provisoire(&ident.padded(width), span, path, bare.record.place));
    }
    let near = nearest(dossier, kinds, ident, width);
    findings.at(at, identite::reference_inconnue(&ident.padded(width).to_string(), near.as_deref(), span));
}

/// Finds the identifier most like this one: a digit away, two digits swapped, or the same number under a prefix that is wanted here.
fn nearest(dossier: &Dossier, kinds: &[Kind], ident: Ident, width: u8) -> Option<String> {
    let written = ident.padded(width).to_string();
    let shown = |found: Ident| {
        let at = dossier.find(found)?;
        let (found, width) = dossier.get(at)?.ident()?;
        Some(found.padded(width).to_string())
    };
    let other_prefix = kinds.iter().map(|&kind| Ident { kind, ..ident }).filter_map(shown).next();
    // Numbers are dense: the neighbours cover most slips of the finger without looking at every record.
    let digits = |number: u32| {
        let mut scale = 1u32;
        let mut near: Vec<u32> = vec![number.wrapping_sub(1), number.wrapping_add(1)];
        for _ in 0..6 {
            let digit = number / scale % 10;
            near.extend((0..10).filter(|&other| other != digit).map(|other| number - digit * scale + other * scale));
            let next = number / scale / 10 % 10;
            near.push((number - digit * scale - next * scale * 10).wrapping_add(next * scale + digit * scale * 10));
            scale *= 10;
        }
        near
    };
    let other_number = digits(ident.number).into_iter().map(|number| Ident { number, ..ident }).find_map(shown);
    other_number.or(other_prefix).filter(|found| *found != written)
}
