//! The state of a record, and how a decision gives it.

use std::collections::{HashMap, HashSet};

use crate::dossier::{At, Dossier, word_of};
use crate::model::{decision, gisement, idee, seance, vocabulary};
use crate::schema::FieldKind;
use crate::unit::{Origin, Reference, View, WordValue};
use crate::value::date::Day;
use crate::value::identifiant::{Ident, Kind};

/// The state a decision gave to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The state, as its vocabulary spells it.
    pub word: &'static str,
    /// The decision.
    pub decision: At,
}

/// Returns the state that a decision of issue `issue` gives to a record of type `kind`, where it gives one.
fn given(kind: Kind, issue: &str) -> Option<&'static str> {
    Some(match (kind, issue) {
        (Kind::Idee, "retenu") => "retenue",
        (Kind::Idee, "non_retenu" | "ecarte") => "ecartee",
        (Kind::Gisement, "retenu") => "priorise",
        (Kind::Gisement, "non_retenu" | "ecarte") => "abandonne",
        (Kind::Gisement, "fusionne") => "fusionne",
        (Kind::Gisement, "scinde") => "scinde",
        (Kind::Defi | Kind::Persona | Kind::Promesse, "retenu") => "retenu",
        (Kind::Defi | Kind::Persona | Kind::Promesse, "non_retenu" | "ecarte" | "fusionne" | "scinde") => "non_retenu",
        (Kind::Solution, "non_retenu" | "ecarte" | "fusionne" | "scinde") => "abandonnee",
        _ => return None,
    })
}

/// Tells whether only a decision puts a record of type `kind` in the state `word`.
pub fn is_decided(kind: Kind, word: &str) -> bool {
    vocabulary::DECISION_ISSUE.words.iter().any(|issue| given(kind, issue.key) == Some(word))
}

/// The states that decisions give.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// What was decided, by the day at which the dossier is looked at.
    pub(super) states: HashMap<Ident, State>,
    /// What will be decided after that day: a record that says so already is not there yet.
    pub(super) later: HashSet<(Ident, &'static str)>,
}

/// Finds the state every decision gives; of two decisions on one target the later wins. Those taken after `until` are left aside.
pub(super) fn decided(dossier: &Dossier, until: Option<Day>) -> Decided {
    let mut states: HashMap<Ident, (Option<Day>, Option<State>)> = HashMap::new();
    let mut later = HashSet::new();
    for (at, view) in dossier.of_kind(Kind::Decision) {
        let Some(fields) = view.typed::<decision::Decision>().filter(|_| is_taken(dossier, view)) else { continue };
        let date = fields.get(decision::DATE).or_else(|| view.parent()?.typed::<seance::Seance>()?.get(seance::DATE));
        let to_come = until.is_some_and(|until| date.is_some_and(|date| date.value.earliest() > until));
        let date = date.map(|date| date.value.latest());
        let Some(issue) = fields.get(decision::ISSUE) else { continue };
        let Some(issue) = dossier.word(&vocabulary::DECISION_ISSUE, issue.value) else { continue };
        for target in fields.list(decision::CIBLES) {
            let Reference::Ident(ident) = target.value else { continue };
            let Some(kind) = dossier.find(ident).and_then(|at| dossier.get(at)).map(|view| view.record.kind) else {
                continue;
            };
            let state = given(kind, issue).map(|word| State { word, decision: at });
            if to_come {
                later.extend(state.map(|state| (ident, state.word)));
                continue;
            }
            // What is kept and has no state for it, a solution, is where it says it is: an earlier refusal no longer holds.
            let speaks = state.is_some() || issue == "retenu";
            if speaks && states.get(&ident).is_none_or(|(before, _)| *before <= date) {
                states.insert(ident, (date, state));
            }
        }
    }
    let states = states.into_iter().filter_map(|(ident, (_, state))| Some((ident, state?))).collect();
    Decided { states, later }
}

/// Tells whether a decision was taken: one of a meeting that was not held was not.
pub(super) fn is_taken(dossier: &Dossier, decision: View<'_>) -> bool {
    decision.parent().is_none_or(|seance| dossier.is_held(seance))
}

/// Works out the state of a record: see [`Dossier::state`].
pub(super) fn of<'d>(dossier: &'d Dossier, view: View<'d>) -> Option<&'d str> {
    let def = view.def();
    let (index, field) = def.find("statut")?;
    let FieldKind::Word(vocabulary) = field.kind else { return None };
    let ident = view.ident().map(|(ident, _)| ident);
    if view.record.kind == Kind::Idee && dossier.duplicate_of(view).is_some() {
        return Some("doublon");
    }
    if view.typed::<gisement::Gisement>().is_some_and(|gisement| gisement.cell(gisement::FUSIONNE_DANS).is_some()) {
        return Some("fusionne");
    }
    let said = view.cell(index).map(|cell| word_of(view.unit, cell.value())).or_else(|| {
        let ident = ident.filter(|_| view.record.origin == Origin::Small)?;
        Some(Some(dossier.amendment(ident)?.get(idee::STATUT)?.value))
    });
    let said = said.map(|word| dossier.word(vocabulary, word?));
    if let Some(state) = ident.and_then(|ident| dossier.decided(ident)) {
        // What was decided goes on by itself as far as the next decision: a gisement is turned into solutions.
        let further = said
            .flatten()
            .filter(|said| vocabulary.passages.contains(&(state.word, said)) && !is_decided(view.record.kind, said));
        return Some(further.unwrap_or(state.word));
    }
    if let Some(said) = said
        && !ident.zip(said).is_some_and(|(ident, said)| dossier.is_to_come(ident, said))
    {
        return said;
    }
    let default = vocabulary.words.iter().position(|word| Some(word.key) == vocabulary.default)?;
    dossier.word(vocabulary, WordValue::Known(u16::try_from(default).ok()?))
}
