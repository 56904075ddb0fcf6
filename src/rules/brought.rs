//! Which findings a change brings: those of the later version that the earlier one did not have.
//!
//! A finding is the same one where rule, record and text are the same; where it stands does not matter, since a line added above moves
//! them all. Those of a record that has no identifier yet are those of the record that holds it.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::unit::{Name, View};

/// What makes a finding the same one in two versions.
type Key = (&'static str, String, String);

/// Returns the findings of the later version that the earlier one did not have, in order; one that comes twice counts twice.
pub fn brought(
    (before, old): (&Dossier, &[(u32, Diagnostic)]),
    (after, new): (&Dossier, Vec<(u32, Diagnostic)>),
) -> Vec<(u32, Diagnostic)> {
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (file, found) in old {
        *known.entry(key(before, *file, found)).or_default() += 1;
    }
    new.into_iter()
        .filter(|(file, found)| match known.get_mut(&key(after, *file, found)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn key(dossier: &Dossier, file: u32, found: &Diagnostic) -> Key {
    (found.rule.code, record(dossier, file, found), found.message.to_string())
}

/// Names the record that a finding is about, else its file.
fn record(dossier: &Dossier, file: u32, found: &Diagnostic) -> String {
    let Some(file) = dossier.file(file) else { return String::new() };
    let named = |view: &View<'_>| matches!(view.record.name, Name::Ident(..) | Name::Slug(_));
    let start = found.span.map_or(0, |span| span.start);
    let before = file.unit.views().filter(named).filter(|view| view.record.place.start <= start);
    let view = before.max_by_key(|view| view.record.place.start).or_else(|| file.unit.views().find(named));
    view.map_or_else(|| file.path.to_string(), |view| dossier.name_of(view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::sample::dossier;
    use crate::rule::catalogue::CB108;
    use crate::text::Span;

    #[test]
    fn a_finding_that_only_moved_is_not_brought() {
        let head = "---\ndate: 2018-11-06\npersonnes: 1\nprofil: agent\ninformation: orale\n---\n";
        let (old, new) = (format!("{head}- idée : a ^E012-1\n"), format!("{head}Une ligne.\n\n- idée : a ^E012-1\n"));
        let (old, new) = (dossier(&[("entretiens/E012.md", &old)]), dossier(&[("entretiens/E012.md", &new)]));
        let at = |offset| Diagnostic::new(&CB108, "trop").at(Span::at(offset));
        assert_eq!(brought((&old, &[(0, at(90))]), (&new, vec![(0, at(102))])), []);
        let twice = vec![(0, at(102)), (0, at(103))];
        assert_eq!(brought((&old, &[(0, at(90))]), (&new, twice)), [(0, at(103))]);
    }
}
