//! CB404, CB405, CB416: défis, promesses and personas that nothing leads to, or that lead to nothing.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::Place;
use crate::dossier::At;
use crate::faults::appuis as faults;
use crate::model::{decision, defi, gisement, persona, promesse, solution};
use crate::rule::Phase;
use crate::rule::catalogue::CB416;
use crate::rules::appuis::Records;
use crate::rules::{Context, Findings, place};
use crate::unit::{Cell, Reference, Spanned};
use crate::value::identifiant::Ident;

/// Returns the identifiers among references.
fn idents<'u>(references: impl Iterator<Item = Spanned<Reference<'u>>>) -> impl Iterator<Item = Ident> {
    references.filter_map(|reference| match reference.value {
        Reference::Ident(ident) => Some(ident),
        Reference::Slug(_) => None,
    })
}

/// CB404: looks for défis that no gisement serves and that start from no irritant.
pub(super) fn defis(records: &Records<'_>, findings: &mut Findings) {
    let gisements = records.gisements.iter().filter_map(|(_, view)| view.typed::<gisement::Gisement>());
    let served: HashSet<Ident> = gisements.flat_map(|fields| idents(fields.list(gisement::DEFIS))).collect();
    for &(at, view) in &records.defis {
        let Some((fields, (ident, _))) = view.typed::<defi::Defi>().zip(view.ident()) else { continue };
        let supported = fields.cell(defi::IRRITANTS).is_some() || served.contains(&ident) || records.published(view);
        if !supported && records.dossier.state(view) != Some("non_retenu") {
            findings.at(at, faults::defi_sans_appui(&records.dossier.name_of(view), view.record.place));
        }
    }
}

/// CB405: looks for promesses made to nobody, and for those that no solution keeps.
pub(super) fn promesses(records: &Records<'_>, findings: &mut Findings) {
    let dossier = records.dossier;
    let alive = records.solutions.iter().filter(|(_, view)| dossier.state(*view) != Some("abandonnee"));
    let alive = alive.filter_map(|(_, view)| view.typed::<solution::Solution>());
    let kept: HashSet<Ident> = alive.flat_map(|fields| idents(fields.list(solution::PROMESSES))).collect();
    for &(at, view) in &records.promesses {
        let Some((fields, (ident, _))) = view.typed::<promesse::Promesse>().zip(view.ident()) else { continue };
        let state = dossier.state(view);
        if state == Some("non_retenu") || records.published(view) {
            continue;
        }
        let name = dossier.name_of(view);
        let made = [promesse::PERSONAS, promesse::DEFIS, promesse::GISEMENTS];
        if made.iter().all(|key| fields.cell(*key).is_none()) {
            findings.at(at, faults::promesse_sans_destinataire(&name, view.record.place));
        }
        if state == Some("retenu") && records.since(Phase::MiseEnPlace) && !kept.contains(&ident) {
            let span = fields.cell(promesse::STATUT).map_or(view.record.place, Cell::span);
            let decision = dossier.decided(ident).and_then(|state| decided_at(records, at, state.decision));
            findings.at(at, faults::promesse_non_tenue(&name, span, decision));
        }
    }
}

/// Returns where a decision says what it decides, as a second place of a finding about the file of `from`.
fn decided_at(records: &Records<'_>, from: At, decision: At) -> Option<Place> {
    let issue = records.dossier.get(decision)?.typed::<decision::Decision>()?.cell(decision::ISSUE)?;
    Some(place(records.dossier, from, decision, issue.span()))
}

/// CB416: looks for personas made of too few notes.
pub(super) fn personas(records: &Records<'_>, context: &Context<'_>, findings: &mut Findings) {
    let dossier = records.dossier;
    for &(at, view) in &records.personas {
        let Some(fields) = view.typed::<persona::Persona>().filter(|_| !records.published(view)) else { continue };
        let said = idents(fields.list(persona::SOURCES)).chain(idents(fields.list(persona::CITATIONS)));
        let notes: BTreeSet<Ident> = said.map(Ident::note).collect();
        let path = dossier.file(at.file).map_or("", |file| &file.path);
        let wanted = context.number(&CB416, "entretiens", path);
        // Without any source it is CB409 that speaks.
        if notes.is_empty() || notes.len() as u64 >= u64::from(wanted) {
            continue;
        }
        let names: Vec<String> = notes.iter().map(|note| records.written(*note)).collect();
        let cell = fields.cell(persona::SOURCES).or_else(|| fields.cell(persona::CITATIONS));
        let span = cell.map_or(view.record.place, Cell::span);
        findings.at(at, faults::persona_mince(&dossier.name_of(view), &names, wanted, span));
    }
}
