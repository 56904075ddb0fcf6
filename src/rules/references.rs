//! CB202, CB203: references to records that do not exist, or are of another type.

use crate::diagnostic::Diagnostic;
use crate::dossier::{At, Dossier};
use crate::faults::identite;
use crate::fr::fold::fold_word;
use crate::model;
use crate::rules::{Context, Findings};
use crate::text::Span;
use crate::unit::{Cell, Name, Origin, Reference, Value};
use crate::value::identifiant::{self, Ident, Kind, Part, is_slug};

/// Follows every reference of every record.
pub(super) fn check(dossier: &Dossier, _: &Context<'_>, findings: &mut Findings) {
    for (at, view) in dossier.records() {
        // The cells of an inner record are also those of the record that holds it.
        if view.record.origin == Origin::Inner {
            continue;
        }
        if view.record.origin == Origin::Amendment
            && let Some((ident, width)) = view.ident()
        {
            identifier(dossier, at, &[Kind::Idee], ident, width, view.record.place, findings);
        }
        view.references(&mut |kinds, cell| look(dossier, at, kinds, cell, findings));
    }
}

fn look(dossier: &Dossier, at: At, kinds: &'static [Kind], cell: &Cell, findings: &mut Findings) {
    let Some(file) = dossier.file(at.file) else { return };
    match cell.value() {
        Value::Ident(ident, width) => identifier(dossier, at, kinds, ident, width, cell.span(), findings),
        Value::Slug(text) => {
            let name = file.unit.str(text);
            if dossier.resolve(kinds, Reference::Slug(name)).is_some() {
                return;
            }
            let other =
                [Kind::Acteur, Kind::Source].iter().find_map(|&kind| dossier.get(dossier.find_slug(kind, name)?));
            if let Some(other) = other {
                return findings.at(at, identite::mauvais_type(name, other.def().noun.0, &nouns(kinds), cell.span()));
            }
            if is_ill_formed(dossier, kinds, name) {
                return;
            }
            if let Some(fault) = slip(dossier, kinds, name, cell.span()) {
                return findings.at(at, fault);
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

/// Tells whether a record bears, against the rule for such names, the name that this reference has but for case and accents: that has been
/// said where the record stands.
fn is_ill_formed(dossier: &Dossier, kinds: &[Kind], name: &str) -> bool {
    let slugged = kinds.iter().filter(|kind| kind.has_slug());
    slugged.flat_map(|&kind| dossier.names(kind)).any(|known| !is_slug(known) && fold_word(known) == fold_word(name))
}

/// Finds what slipped in a reference that is nearly an identifier: `e001-1`, `E001-1x`, `E001-1# deux`, `E001-1 et suivantes`.
fn slip(dossier: &Dossier, kinds: &[Kind], name: &str, span: Span) -> Option<Diagnostic> {
    if !kinds.is_empty() && kinds.iter().all(|kind| kind.has_slug()) {
        return None;
    }
    let capitals = name.to_ascii_uppercase().replace("-V", "-v");
    let start = identifiant::parse_start(&capitals)?;
    let rest = name.get(start.len..)?;
    if rest.starts_with('#') {
        return Some(identite::remarque_collee(name, name.get(..start.len)?, span));
    }
    if rest.contains([',', ';', '&']) || rest.contains(" et ") || rest.contains("-et-") {
        return Some(identite::reference_enumeree(name, span));
    }
    let near =
        dossier.get(dossier.find(start.ident)?).filter(|near| kinds.is_empty() || kinds.contains(&near.record.kind))?;
    Some(identite::reference_voisine(name, &dossier.name_of(near), span))
}

/// Looks at a reference by identifier to a record of one of `kinds`.
fn identifier(dossier: &Dossier, at: At, kinds: &[Kind], ident: Ident, width: u8, span: Span, findings: &mut Findings) {
    match dossier.find(ident).and_then(|found| dossier.get(found)) {
        None => unknown(dossier, at, kinds, ident, width, span, findings),
        Some(found) if kinds.is_empty() || kinds.contains(&found.record.kind) => {}
        Some(found) => {
            let written = ident.padded(width).to_string();
            findings.at(at, identite::mauvais_type(&written, found.def().noun.0, &nouns(kinds), span));
        }
    }
}

/// Returns the nouns of some types.
fn nouns(kinds: &[Kind]) -> Vec<&'static str> {
    kinds.iter().map(|&kind| model::def(kind).noun.0).collect()
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
        let number = u64::from(number);
        let mut near: Vec<u64> = vec![number.saturating_sub(1), number + 1];
        for scale in [1, 10, 100, 1_000, 10_000, 100_000] {
            let (digit, next) = (number / scale % 10, number / scale / 10 % 10);
            near.extend((0..10).filter(|&other| other != digit).map(|other| number - digit * scale + other * scale));
            near.push(number - (digit + next * 10) * scale + (next + digit * 10) * scale);
        }
        near.into_iter().filter_map(|number| u32::try_from(number).ok())
    };
    let other_number = digits(ident.number).map(|number| Ident { number, ..ident }).find_map(shown);
    other_number.or(other_prefix).filter(|found| *found != written)
}
