//! What became of a solution, and where it comes from.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Fields, Gather};
use crate::dossier::At;
use crate::model::{evaluation, test};
use crate::unit::{Origin, Reference, Value as Held, View};
use crate::value::identifiant::Kind;

/// How many links are followed from a solution back to the field.
const FAR: usize = 64;

impl<'d> Gather<'d> {
    /// Adds to a solution: `tests`, `evaluations`, `decisions`, `terrain` (the notes it leads back to).
    pub(super) fn of_solution(&self, view: View<'d>, fields: &mut Fields) {
        let Some((ident, _)) = view.ident() else { return };
        let of =
            |reference: Option<Reference<'_>>| matches!(reference, Some(Reference::Ident(named)) if named == ident);
        let tests = self.standing(Kind::Test).filter(|(_, view)| {
            of(view.typed::<test::Test>().and_then(|test| test.get(test::SOLUTION)).map(|solution| solution.value))
        });
        let evaluations = self.standing(Kind::Evaluation).filter(|(_, view)| {
            let evaluation = view.typed::<evaluation::Evaluation>();
            of(evaluation.and_then(|evaluation| evaluation.get(evaluation::SOLUTION)).map(|solution| solution.value))
        });
        fields.insert("tests".into(), tests.map(|(at, view)| self.whole(at, view)).collect());
        fields.insert("evaluations".into(), evaluations.map(|(at, view)| self.whole(at, view)).collect());
        fields.insert("decisions".into(), self.decisions_on(ident));
        fields.insert("terrain".into(), self.field_of(view));
    }

    /// The notes that a record leads back to, link by link: how many of each type, and the structures met in them.
    fn field_of(&self, view: View<'d>) -> Value {
        let mut seen: BTreeSet<At> = BTreeSet::new();
        let mut notes: BTreeSet<At> = BTreeSet::new();
        let mut open: Vec<At> = view.ident().and_then(|(ident, _)| self.dossier.find(ident)).into_iter().collect();
        let mut left = FAR * 1_024;
        while let Some(at) = open.pop() {
            left -= 1;
            if !seen.insert(at) || left == 0 {
                continue;
            }
            let Some(view) = self.dossier.get(at) else { continue };
            if view.record.kind.is_note() && view.record.kind != Kind::Seance {
                notes.insert(at);
                continue;
            }
            if view.record.origin == Origin::Small {
                let note = self.dossier.file(at.file).and_then(|file| file.unit.get(0));
                open.extend(note.and_then(View::ident).and_then(|(ident, _)| self.dossier.find(ident)));
                continue;
            }
            view.references(&mut |kinds, cell| {
                let upstream = kinds.iter().all(|kind| is_upstream(*kind)) && !kinds.is_empty();
                if let (true, Held::Ident(named, _)) = (upstream, cell.value()) {
                    open.extend(self.dossier.find(named));
                }
            });
        }
        let mut counts = serde_json::Map::new();
        for kind in [Kind::Entretien, Kind::Immersion, Kind::Contribution] {
            let of_kind = notes.iter().filter_map(|at| self.dossier.get(*at)).filter(|view| view.record.kind == kind);
            counts.insert(crate::model::def(kind).folder.into(), of_kind.count().into());
        }
        let names: Vec<String> =
            notes.iter().filter_map(|at| self.dossier.get(*at)).map(|view| self.dossier.name_of(view)).collect();
        json!({ "comptes": counts, "notes": names })
    }
}

/// Tells whether records of a type stand before a solution in the chain that starts in the field.
fn is_upstream(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Entretien
            | Kind::Immersion
            | Kind::Contribution
            | Kind::Seance
            | Kind::Idee
            | Kind::Irritant
            | Kind::Gisement
            | Kind::Defi
            | Kind::Persona
            | Kind::Promesse
            | Kind::Verbatim
    )
}
