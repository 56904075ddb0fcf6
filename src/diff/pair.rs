//! Which record of one version is which of the other: by identifier, then, for those that have none yet, by their words.

use std::collections::BTreeMap;

use crate::diff::sheet::Sheet;
use crate::fr::ressemblance::{Sketch, share};
use crate::unit::{Name, Origin};
use crate::value::identifiant::{Ident, Kind};

/// How much of its text, in hundredths, a record keeps for it to be the same one under another name.
const ALIKE: u32 = 60;

/// How much two texts share at most, in hundredths, when they say different things.
const STRANGE: u32 = 15;

/// How many pairs of records are looked at, at most, to find those that changed both their name and their words.
const MOST: usize = 4_000_000;

/// A record in the two versions; in one of them it may not be.
pub(super) struct Pair<'s> {
    pub old: Option<Sheet<'s>>,
    pub new: Option<Sheet<'s>>,
}

/// What identifies a record that is named.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Manifest,
    Ident(u64, bool),
    Slug(Kind, String),
}

/// Pairs the records of two versions, in no order.
pub(super) fn pair<'s>(before: Vec<Sheet<'s>>, after: Vec<Sheet<'s>>) -> Vec<Pair<'s>> {
    let ((mut named, mut loose), (others, strays)) = (split(before), split(after));
    let mut pairs = Vec::new();
    let mut added = Vec::new();
    let mut removed = Vec::new();
    for (key, mut of_name) in others {
        let mut before = named.remove(&key).unwrap_or_default();
        if let ([old], [new]) = (before.as_slice(), of_name.as_slice())
            && old.inner == new.inner
        {
            pairs.push(Pair { old: before.pop(), new: of_name.pop() });
            continue;
        }
        // Several may claim one name: each is the one that stands where it stood.
        settle(&mut before, &mut of_name, &mut pairs, |old, new| old.inner == new.inner && old.words() == new.words());
        settle(&mut before, &mut of_name, &mut pairs, |old, new| old.inner == new.inner);
        settle(&mut before, &mut of_name, &mut pairs, |old, new| same_thing(&old.words(), &new.words()));
        removed.extend(before);
        added.extend(of_name);
    }
    removed.extend(named.into_values().flatten());
    removed.append(&mut loose);
    added.extend(strays);
    let (removed, added) = by_words(removed, added, &mut pairs);
    pairs.extend(removed.into_iter().map(|old| Pair { old: Some(old), new: None }));
    pairs.extend(added.into_iter().map(|new| Pair { old: None, new: Some(new) }));
    pairs
}

/// A record that has lost its name, or has found one, with its words.
struct Lone<'s> {
    sheet: Sheet<'s>,
    words: String,
    sketch: Option<Sketch>,
}

/// Pairs the records that say the same, then those that say nearly the same, then what lies in notes that were paired so.
fn by_words<'s>(
    removed: Vec<Sheet<'s>>,
    added: Vec<Sheet<'s>>,
    pairs: &mut Vec<Pair<'s>>,
) -> (Vec<Sheet<'s>>, Vec<Sheet<'s>>) {
    if removed.is_empty() || added.is_empty() {
        return (removed, added);
    }
    let mut buffer = Vec::new();
    let mut lone = |sheet: Sheet<'s>| {
        let words = sheet.words();
        let sketch = Sketch::of(&words, &mut buffer);
        Lone { sheet, words, sketch }
    };
    let mut removed: Vec<Option<Lone<'s>>> = removed.into_iter().map(|sheet| Some(lone(sheet))).collect();
    let added: Vec<Lone<'s>> = added.into_iter().map(lone).collect();
    let mut said: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
    for (at, old) in removed.iter().enumerate() {
        let Some(old) = old.as_ref().filter(|old| !old.words.is_empty()) else { continue };
        said.entry((old.sheet.kind, old.words.clone())).or_default().push(at);
    }
    let mut strange = Vec::new();
    for new in added {
        let mut same = said.get(&(new.sheet.kind, new.words.clone())).into_iter().flatten().copied();
        let found = same.find(|at| {
            removed
                .get(*at)
                .and_then(Option::as_ref)
                .is_some_and(|old| may_be(&old.sheet, &new.sheet) || both_small(&old.sheet, &new.sheet))
        });
        match found.and_then(|at| removed.get_mut(at)?.take()) {
            Some(old) => pairs.push(Pair { old: Some(old.sheet), new: Some(new.sheet) }),
            None => strange.push(new),
        }
    }
    let mut removed: Vec<Lone<'s>> = removed.into_iter().flatten().collect();
    let mut left = Vec::new();
    let many = removed.len() * strange.len() > MOST;
    for new in strange {
        let near = |old: &Lone<'_>| {
            let (Some(one), Some(other)) = (&old.sketch, &new.sketch) else { return false };
            may_be(&old.sheet, &new.sheet) && one.may_share(other, ALIKE) && share(&old.words, &new.words) >= ALIKE
        };
        match (!many).then(|| removed.iter().position(near)).flatten() {
            Some(at) => pairs.push(Pair { old: Some(removed.remove(at).sheet), new: Some(new.sheet) }),
            None => left.push(new.sheet),
        }
    }
    let mut removed = removed.into_iter().map(|old| old.sheet).collect();
    follow_notes(&mut removed, &mut left, pairs);
    (removed, left)
}

/// Tells whether two records stand in notes: one that says the very same as another that is gone was given another number.
fn both_small(old: &Sheet<'_>, new: &Sheet<'_>) -> bool {
    old.kind == new.kind && [old, new].iter().all(|sheet| sheet.view.record.origin == Origin::Small && sheet.is_named())
}

/// Tells whether two records can be one under two names: small ones of one note numbered since, or whole ones of one type.
fn may_be(old: &Sheet<'_>, new: &Sheet<'_>) -> bool {
    old.kind == new.kind && (alike_names(old, new) || old.is_named() && new.is_named() && whole(old) && whole(new))
}

/// Records by what identifies them.
type Named<'s> = BTreeMap<Key, Vec<Sheet<'s>>>;

/// Parts the records that are named from those that are not.
fn split(sheets: Vec<Sheet<'_>>) -> (Named<'_>, Vec<Sheet<'_>>) {
    let (mut named, mut loose) = (Named::new(), Vec::new());
    for sheet in sheets {
        let key = match sheet.view.record.name {
            _ if sheet.kind == Kind::Dossier => Some(Key::Manifest),
            Name::Ident(ident, _) => Some(Key::Ident(ident.key(), sheet.view.record.origin == Origin::Amendment)),
            Name::Slug(_) => Some(Key::Slug(sheet.kind, sheet.id.clone())),
            Name::Provisional(..) | Name::None => None,
        };
        match key {
            Some(key) => named.entry(key).or_default().push(sheet),
            None => loose.push(sheet),
        }
    }
    (named, loose)
}

/// Pairs those that `same` holds for one, each with the first that is free.
fn settle<'s>(
    removed: &mut Vec<Sheet<'s>>,
    added: &mut Vec<Sheet<'s>>,
    pairs: &mut Vec<Pair<'s>>,
    same: impl Fn(&Sheet<'_>, &Sheet<'_>) -> bool,
) {
    let mut at = 0;
    while let Some(old) = removed.get(at) {
        match added.iter().position(|new| same(old, new)) {
            Some(found) => pairs.push(Pair { old: Some(removed.remove(at)), new: Some(added.remove(found)) }),
            None => at += 1,
        }
    }
}

/// Tells whether two records may be the same small one of one note, numbered since or never.
fn alike_names(old: &Sheet<'_>, new: &Sheet<'_>) -> bool {
    let small = |sheet: &Sheet<'_>| sheet.view.record.origin == Origin::Small;
    let provisional = |sheet: &Sheet<'_>| matches!(sheet.view.record.name, Name::Provisional(..) | Name::None);
    let note = |sheet: &Sheet<'_>| sheet.ident.map(Ident::note);
    small(old) && small(new) && note(old) == note(new) && (provisional(old) || provisional(new))
        || old.ident.is_none() && new.ident.is_none() && old.inner == new.inner
}

fn whole(sheet: &Sheet<'_>) -> bool {
    matches!(sheet.view.record.origin, Origin::File | Origin::Item)
}

/// Pairs the small records of notes that have another identifier: they changed theirs with it.
fn follow_notes<'s>(removed: &mut Vec<Sheet<'s>>, added: &mut Vec<Sheet<'s>>, pairs: &mut Vec<Pair<'s>>) {
    let mut renamed = BTreeMap::new();
    for pair in pairs.iter() {
        if let (Some(Some(old)), Some(Some(new))) =
            (pair.old.as_ref().map(|old| old.ident), pair.new.as_ref().map(|new| new.ident))
            && old != new
            && old == old.note()
        {
            renamed.insert(old, new);
        }
    }
    if renamed.is_empty() {
        return;
    }
    settle(removed, added, pairs, |old, new| {
        let (Some(before), Some(after)) = (old.ident, new.ident) else { return false };
        renamed.get(&before.note()).is_some_and(|note| note.with(before.part) == after)
    });
}

/// Tells whether two texts can be the same thing said otherwise, rather than two things.
pub fn same_thing(one: &str, other: &str) -> bool {
    one == other || share(one, other) > STRANGE
}
