//! Two versions of one record, field by field.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::moves::Moves;
use crate::diff::pair::Pair;
use crate::diff::sheet::{Entry, Piece, Sheet};
use crate::diff::{Change, ChangeKind, Passage, words};
use crate::model::vocabulary::{DECISION_ISSUE, IDEE_STATUT};
use crate::unit::{Name, Origin};
use crate::value::identifiant::{Ident, Kind};

/// The name under which the body of a record is told.
const BODY: &str = "corps";

/// How many stretches of a body are told.
const STRETCHES: usize = 5;

/// Adds what changed in a record.
pub(super) fn compare(pair: &Pair<'_>, renamed: &BTreeMap<Ident, Ident>, moves: &mut Moves, all: &mut Vec<Change>) {
    match (&pair.old, &pair.new) {
        (None, None) => {}
        (None, Some(new)) => come(new, ChangeKind::Added, moves, all),
        (Some(old), None) => come(old, ChangeKind::Removed, moves, all),
        (Some(old), Some(new)) => both(old, new, renamed, moves, all),
    }
}

/// Tells of a record that is new, or gone.
fn come(sheet: &Sheet<'_>, kind: ChangeKind, moves: &mut Moves, all: &mut Vec<Change>) {
    let put = |told: &mut Change, words: String| match kind {
        ChangeKind::Added => told.new = Some(words),
        _ => told.old = Some(words),
    };
    if sheet.view.record.origin == Origin::Amendment {
        for (field, entry) in &sheet.fields {
            let mut told = sheet.change(amended(field));
            told.field = Some(field.clone());
            put(&mut told, joined(&entry.pieces));
            if told.kind == ChangeKind::State {
                let label =
                    |key: &str| IDEE_STATUT.words.iter().find(|word| word.key == key).map(|word| word.label.to_owned());
                let said =
                    entry.pieces.first().and_then(|piece| label(&piece.key)).or_else(|| Some(joined(&entry.pieces)));
                let before = IDEE_STATUT.default.and_then(label);
                (told.old, told.new) = if kind == ChangeKind::Added { (before, said) } else { (said, before) };
            }
            all.push(told);
        }
        return;
    }
    if sheet.kind == Kind::Decision {
        let mut told = sheet.change(ChangeKind::Decision);
        told.field = Some("issue".to_owned());
        put(&mut told, decided(sheet));
        all.push(told);
        return;
    }
    let mut told = sheet.change(kind);
    told.said = Some(sheet.words());
    if sheet.kind == Kind::Gisement {
        let ideas = sheet.fields.get("idees").map_or(&[][..], |entry| &entry.pieces);
        ideas.iter().for_each(|piece| moves.idea(piece, sheet, kind == ChangeKind::Added));
        put(&mut told, joined(ideas));
        told.with.extend((!ideas.is_empty()).then_some((Kind::Idee, ideas.len() as u64)));
    }
    all.push(told);
}

/// Returns what a decision says, on one line: « retenu : G01, G02 ».
fn decided(sheet: &Sheet<'_>) -> String {
    let of = |field: &str| sheet.fields.get(field).map(|entry| joined(&entry.pieces)).unwrap_or_default();
    let word = sheet.fields.get("issue").and_then(|entry| entry.pieces.first());
    let known = word.and_then(|word| DECISION_ISSUE.words.iter().find(|known| known.key == word.key));
    let issue = known.map_or_else(|| of("issue"), |known| known.label.to_owned());
    let (targets, subject) = (of("cibles"), of("objet"));
    let what = if targets.is_empty() { subject } else { targets };
    if what.is_empty() { issue } else { format!("{issue}\u{a0}: {what}") }
}

/// Returns what kind of change it is that `idees.yaml` says something new in a field of an idea.
fn amended(field: &str) -> ChangeKind {
    if field == "statut" { ChangeKind::State } else { ChangeKind::Changed }
}

fn both(old: &Sheet<'_>, new: &Sheet<'_>, renamed: &BTreeMap<Ident, Ident>, moves: &mut Moves, all: &mut Vec<Change>) {
    rename(old, new, renamed, moves, all);
    if new.kind == Kind::Decision {
        let (before, after) = (decided(old), decided(new));
        if before != after {
            let told = new.change(ChangeKind::Decision);
            all.push(Change { field: Some("issue".to_owned()), old: Some(before), new: Some(after), ..told });
        }
    }
    let passed = old.state.is_some() && new.state.is_some() && old.state != new.state;
    // A word that no vocabulary holds is no state: what it was before is not forgotten.
    let unread = old.state.is_some() != new.state.is_some();
    if passed {
        state(old, new, moves, all);
    }
    if old.kind != new.kind {
        let noun = |sheet: &Sheet<'_>| Some(sheet.view.def().noun.0.to_owned());
        let told = new.change(ChangeKind::Changed);
        all.push(Change { field: Some("type".to_owned()), old: noun(old), new: noun(new), ..told });
    }
    let same_words = old.kind != new.kind && old.words() == new.words();
    let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    for name in names {
        let told_already = new.kind == Kind::Decision && matches!(name.as_str(), "issue" | "cibles" | "objet");
        let state_says = passed && matches!(name.as_str(), "statut" | "fusionne_dans");
        let words_say = same_words && matches!(name.as_str(), "texte" | "enonce");
        if told_already || state_says || words_say {
            continue;
        }
        let known = all.len();
        field(name, (old, old.fields.get(name)), (new, new.fields.get(name)), renamed, moves, all);
        if let Some(told) = all.get_mut(known).filter(|_| unread && name == "statut") {
            let word = |state: Option<&str>| state.unwrap_or_default().to_owned();
            told.passage = Some(Passage { from: word(old.state), to: word(new.state), decided: new.decided });
        }
    }
    if old.body != new.body {
        let stretches = words::compare(&old.body, &new.body);
        let shown = |of: fn(&words::Stretch) -> &str| {
            let mut shown: Vec<&str> =
                stretches.iter().take(STRETCHES).map(of).filter(|words| !words.is_empty()).collect();
            if stretches.len() > STRETCHES {
                shown.push("…");
            }
            (!shown.is_empty()).then(|| shown.join(" | "))
        };
        let told = new.change(ChangeKind::Changed);
        let (before, after) = (shown(|stretch| &stretch.old), shown(|stretch| &stretch.new));
        all.push(Change {
            field: Some(BODY.to_owned()),
            old: before,
            new: after,
            substance: new.kind.is_note(),
            ..told
        });
    }
}

/// Tells of a record that goes by another name, or whose file does.
fn rename(
    old: &Sheet<'_>,
    new: &Sheet<'_>,
    renamed: &BTreeMap<Ident, Ident>,
    moves: &mut Moves,
    all: &mut Vec<Change>,
) {
    let numbered =
        matches!(old.view.record.name, Name::Provisional(..)) && matches!(new.view.record.name, Name::Ident(..));
    if numbered {
        return moves.numbered(new);
    }
    let lost = matches!(old.view.record.name, Name::Ident(..)) && matches!(new.view.record.name, Name::Provisional(..));
    if lost {
        let told = old.change(ChangeKind::Changed);
        all.push(Change { field: Some("id".to_owned()), old: Some(old.id.clone()), path: new.path.clone(), ..told });
        return;
    }
    // A small record follows its note.
    let followed = old
        .ident
        .zip(new.ident)
        .is_some_and(|(old, new)| renamed.get(&old.note()) == Some(&new.note()) && old != old.note());
    let whole = new.view.record.origin != Origin::Small && new.view.record.origin != Origin::Inner;
    let other_name =
        old.is_named() && new.is_named() && (old.ident != new.ident || old.ident.is_none() && old.id != new.id);
    if other_name && !followed {
        let told = new.change(ChangeKind::Renamed);
        all.push(Change {
            field: Some("id".to_owned()),
            old: Some(old.id.clone()),
            new: Some(new.id.clone()),
            was: old.ident,
            ..told
        });
    } else if whole
        && old.inner != new.inner
        && new.view.record.origin == Origin::File
        && old.view.record.origin == Origin::File
    {
        let told = new.change(ChangeKind::Renamed);
        all.push(Change { old: Some(old.inner.to_owned()), new: Some(new.inner.to_owned()), ..told });
    }
}

/// Tells of a passage from one state to another.
fn state(old: &Sheet<'_>, new: &Sheet<'_>, moves: &mut Moves, all: &mut Vec<Change>) {
    let into = new.fields.get("fusionne_dans").and_then(|entry| entry.pieces.first());
    let passage = old.state.zip(new.state).map(|(from, to)| Passage {
        from: from.to_owned(),
        to: to.to_owned(),
        decided: new.decided,
    });
    let told = match (new.state, into) {
        (Some("fusionne"), Some(into)) if new.kind == Kind::Gisement => {
            Change { old: Some(new.id.clone()), new: Some(into.shown.clone()), ..new.change(ChangeKind::Merged) }
        }
        (Some("scinde"), _) if new.kind == Kind::Gisement => {
            moves.split(new);
            return;
        }
        _ => Change {
            field: Some("statut".to_owned()),
            old: Some(old.state_shown.clone()),
            new: Some(new.state_shown.clone()),
            ..new.change(ChangeKind::State)
        },
    };
    all.push(Change { passage, ..told });
}

/// Compares one field.
fn field(
    name: &str,
    (old, before): (&Sheet<'_>, Option<&Entry>),
    (new, after): (&Sheet<'_>, Option<&Entry>),
    renamed: &BTreeMap<Ident, Ident>,
    moves: &mut Moves,
    all: &mut Vec<Change>,
) {
    let empty: &[Piece] = &[];
    let key = |piece: &Piece| match piece.ident.and_then(|ident| follow(ident, renamed)) {
        Some(now) => now.padded(0).to_string(),
        None => piece.key.clone(),
    };
    let (were, are) = (before.map_or(empty, |entry| &entry.pieces), after.map_or(empty, |entry| &entry.pieces));
    let (gone, come) =
        (without(were, &key, are, &|piece| piece.key.clone()), without(are, &|piece| piece.key.clone(), were, &key));
    if gone.is_empty() && come.is_empty() {
        return;
    }
    if new.kind == Kind::Gisement && name == "idees" {
        gone.iter().for_each(|piece| moves.idea(piece, old, false));
        come.iter().for_each(|piece| moves.idea(piece, new, true));
        return;
    }
    let of = |entry: Option<&Entry>, pick: fn(&Entry) -> bool| entry.is_some_and(pick);
    let amendment = new.view.record.origin == Origin::Amendment;
    let mut told = new.change(if amendment { amended(name) } else { ChangeKind::Changed });
    told.people = of(before, |entry| entry.people) || of(after, |entry| entry.people);
    told.field = Some(name.to_owned());
    let said = |pieces: &[&Piece]| {
        (!pieces.is_empty()).then(|| pieces.iter().map(|piece| &*piece.shown).collect::<Vec<_>>().join(", "))
    };
    (told.old, told.new) = (said(&gone), said(&come));
    told.substance = is_substance(new, name);
    all.push(told);
}

/// Tells whether a field says what others may rest on.
fn is_substance(sheet: &Sheet<'_>, field: &str) -> bool {
    let small = matches!(sheet.view.record.origin, Origin::Small);
    field == "texte" && (small || sheet.kind == Kind::Idee) || field == "enonce" && sheet.kind == Kind::Irritant
}

/// Returns the identifier that a record, or the note it lies in, now bears.
fn follow(ident: Ident, renamed: &BTreeMap<Ident, Ident>) -> Option<Ident> {
    renamed.get(&ident).copied().or_else(|| Some(renamed.get(&ident.note())?.with(ident.part)))
}

/// Returns the pieces of a list that another does not hold as many times.
fn without<'p>(
    some: &'p [Piece],
    key: &dyn Fn(&Piece) -> String,
    others: &[Piece],
    other_key: &dyn Fn(&Piece) -> String,
) -> Vec<&'p Piece> {
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    for piece in others {
        *held.entry(other_key(piece)).or_default() += 1;
    }
    some.iter()
        .filter(|piece| match held.get_mut(&key(piece)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| &*piece.shown).collect::<Vec<_>>().join(", ")
}
