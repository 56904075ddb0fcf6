//! CB804: what a record rests on says something else since that record was last looked at.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::diff::words;
use crate::dossier::{At, Dossier};
use crate::faults::histoire as faults;
use crate::history::{Step, Turned};
use crate::unit::{Cell, Value, View};
use crate::value::identifiant::{Ident, Kind, Part};

/// Looks at every reference to what changed.
pub(super) fn tell(
    turned: &BTreeMap<Ident, Turned>,
    touched: &BTreeMap<Ident, usize>,
    steps: &[Step],
    dossier: &Dossier,
    found: &mut Vec<(u32, Diagnostic)>,
) {
    if turned.is_empty() {
        return;
    }
    for (at, view) in dossier.records() {
        let Some((own, _)) = view.ident().filter(|_| rests(view)) else { continue };
        // What is named twice, itself and by its note, is told where it is named itself.
        let mut told: Vec<(Ident, u32, Diagnostic)> = Vec::new();
        view.references(&mut |_, cell| {
            let Value::Ident(target, width) = cell.value() else { return };
            let Some((of, turn)) = latest(turned, target).filter(|_| target.note() != own.note()) else { return };
            if touched.get(&own.note()).is_some_and(|last| *last >= turn.step) {
                return;
            }
            let Some(step) = steps.get(turn.step) else { return };
            let names = (dossier.name_of(view), shown(dossier, of, width));
            let now = place_of(dossier, at, of);
            let (before, after) = first_words(&turn.old, &turn.new);
            let said = (before.as_str(), after.as_str());
            let diagnostic = faults::a_reexaminer(&names.0, &names.1, said, &step.said(), cell.span(), now);
            match told.iter_mut().find(|(known, ..)| *known == of) {
                Some(known) if target == of => *known = (of, at.file, diagnostic),
                Some(_) => {}
                None => told.push((of, at.file, diagnostic)),
            }
        });
        found.extend(told.into_iter().map(|(_, file, diagnostic)| (file, diagnostic)));
    }
}

/// Tells whether a record is made from what others said: meetings and decisions are what was done on a day, notes what was heard.
fn rests(view: View<'_>) -> bool {
    !view.record.kind.is_note()
        && !matches!(view.record.kind, Kind::Decision | Kind::Idee | Kind::Verbatim | Kind::Dossier)
}

/// Finds what changed last of a target: itself or, of a note, anything in it.
fn latest(turned: &BTreeMap<Ident, Turned>, target: Ident) -> Option<(Ident, &Turned)> {
    let last = match target.part {
        Part::Whole => target.with(Part::Decision(u16::MAX)),
        _ => target,
    };
    turned.range(target..=last).max_by_key(|(_, turned)| turned.step).map(|(ident, turned)| (*ident, turned))
}

/// Returns the first words that differ, with a little around them.
fn first_words(old: &str, new: &str) -> (String, String) {
    let first = words::compare(old, new).into_iter().next();
    first.map_or_else(Default::default, |stretch| (stretch.old, stretch.new))
}

/// Names a record as it is written, where it can be found; else with as many digits as what refers to it.
fn shown(dossier: &Dossier, ident: Ident, width: u8) -> String {
    let view = dossier.find(ident).and_then(|at| dossier.get(at));
    view.map_or_else(|| ident.padded(width).to_string(), |view| dossier.name_of(view))
}

/// Finds where the words stand now.
fn place_of(dossier: &Dossier, from: At, ident: Ident) -> Option<Place> {
    let at = dossier.find(ident)?;
    let view = dossier.get(at)?;
    let words = view.def().find("texte").and_then(|(field, _)| view.cell(field)).map(Cell::span);
    let path = dossier.file(at.file).filter(|_| at.file != from.file).map(|file| dossier.shown(&file.path));
    Some((path, words.unwrap_or(view.record.place)))
}
