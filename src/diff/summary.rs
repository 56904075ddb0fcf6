//! A change told in one line, short enough for the subject of a commit.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Change, ChangeKind, Changes};
use crate::fr::counted;
use crate::model;
use crate::value::identifiant::Kind;

/// How long the line may be, in characters.
const LONGEST: usize = 72;

/// How many changes of one kind are named before they are counted.
const NAMED: usize = 2;

/// What stands for what the line has no room for.
const REST: &str = "\u{202f}; …";

/// Returns the line; `rien n’a changé de sens` where there is nothing to tell.
pub fn line(changes: &Changes) -> String {
    let parts = parts(&changes.all);
    let mut line = String::new();
    for (rank, part) in parts.iter().enumerate() {
        let joined = if line.is_empty() { part.clone() } else { format!("{line}\u{202f}; {part}") };
        let room = if rank + 1 == parts.len() { LONGEST } else { LONGEST - REST.chars().count() };
        if joined.chars().count() > room {
            return if line.is_empty() { cut(&joined) } else { line + REST };
        }
        line = joined;
    }
    if line.is_empty() { "rien n’a changé de sens".to_owned() } else { line }
}

/// Cuts a part that is too long by itself, at a word.
fn cut(part: &str) -> String {
    let kept: String = part.chars().take(LONGEST - 2).collect();
    let end = kept.rfind(' ').filter(|end| *end > 0).unwrap_or(kept.len());
    format!("{} …", kept.get(..end).unwrap_or(&kept).trim_end())
}

/// What there is to tell, the weightiest first.
fn parts(all: &[Change]) -> Vec<String> {
    let of = |kind: ChangeKind| all.iter().filter(move |change| change.kind == kind);
    let mut parts = Vec::new();
    let merged = of(ChangeKind::Merged).map(|change| format!("{} fusionné dans {}", change.id, text(&change.new)));
    parts.extend(few(merged.collect(), |count| counted(count, "gisement fusionné", "gisements fusionnés")));
    let split = of(ChangeKind::Split).map(|change| format!("{} scindé", change.id));
    parts.extend(few(split.collect(), |count| counted(count, "gisement scindé", "gisements scindés")));
    let states: Vec<String> =
        of(ChangeKind::State).map(|change| format!("{} {}", change.id, text(&change.new))).collect();
    parts.extend(few(states, |count| counted(count, "changement d’état", "changements d’état")));
    let decisions = of(ChangeKind::Decision).count() as u64;
    parts.extend((decisions > 0).then(|| counted(decisions, "décision", "décisions")));
    let moved = of(ChangeKind::Moved).count() as u64;
    parts.extend((moved > 0).then(|| counted(moved, "idée déplacée", "idées déplacées")));
    let people = all.iter().filter(|change| change.people).count() as u64;
    parts.extend((people > 0).then(|| counted(people, "donnée sur des personnes", "données sur des personnes")));
    for (kind, sign) in [(ChangeKind::Removed, '−'), (ChangeKind::Added, '+')] {
        let told = by_type(of(kind)).into_iter().map(|(of, count)| {
            let (one, many) = model::def(of).noun;
            format!("{sign}{}", counted(count, one, many))
        });
        let told: Vec<String> = told.collect();
        parts.extend((!told.is_empty()).then(|| fitted(&told)));
    }
    let homes = || of(ChangeKind::Changed).filter(|change| change.field.as_deref() == Some("idees"));
    let grouped: u64 = homes().map(|change| listed(&change.new)).sum();
    parts.extend((grouped > 0).then(|| counted(grouped, "idée classée", "idées classées")));
    let left: u64 = homes().map(|change| listed(&change.old)).sum();
    parts.extend((left > 0).then(|| counted(left, "idée sortie d’un gisement", "idées sorties d’un gisement")));
    let numbered: u64 =
        of(ChangeKind::Changed).filter(|change| is_numbering(change)).map(|change| listed(&change.new)).sum();
    parts.extend((numbered > 0).then(|| counted(numbered, "puce numérotée", "puces numérotées")));
    let renamed: Vec<String> = of(ChangeKind::Renamed)
        .map(|change| match &change.field {
            Some(_) => format!("{} devient {}", text(&change.old), change.id),
            None => format!("{} renommé", change.id),
        })
        .collect();
    parts.extend(few(renamed, |count| counted(count, "fiche renommée", "fiches renommées")));
    // What passed to another state has been told of.
    let passed: BTreeSet<&str> =
        all.iter().filter(|change| change.kind <= ChangeKind::Split).map(|change| &*change.id).collect();
    let mut changed: Vec<&str> = of(ChangeKind::Changed)
        .filter(|change| change.id.is_empty() || !passed.contains(&*change.id))
        .filter(|change| !change.people && !is_numbering(change) && change.field.as_deref() != Some("idees"))
        .map(|change| &*change.id)
        .collect();
    changed.sort_unstable();
    changed.dedup();
    let named: Vec<String> = changed
        .iter()
        .map(|id| if id.is_empty() { "dossier.yaml modifié".to_owned() } else { format!("{id} modifié") })
        .collect();
    parts.extend(few(named, |count| counted(count, "fiche modifiée", "fiches modifiées")));
    parts
}

/// Tells whether a change is that small records were given the identifiers they lacked.
pub fn is_numbering(change: &Change) -> bool {
    change.kind == ChangeKind::Changed && change.field.as_deref() == Some("id") && change.new.is_some()
}

/// Joins what came or went, as far as half of the line holds it.
fn fitted(told: &[String]) -> String {
    let mut line = String::new();
    for part in told {
        if !line.is_empty() && line.chars().count() + part.chars().count() > LONGEST / 2 + 8 {
            line.push_str(", …");
            break;
        }
        if !line.is_empty() {
            line.push_str(", ");
        }
        line.push_str(part);
    }
    line
}

/// Returns how many names are listed.
fn listed(names: &Option<String>) -> u64 {
    names.as_deref().map_or(0, |names| names.split(", ").count() as u64)
}

/// Names a few, counts many.
fn few(named: Vec<String>, count: impl Fn(u64) -> String) -> Vec<String> {
    if named.len() > NAMED { vec![count(named.len() as u64)] } else { named }
}

/// Counts records by type, those that lie in a note with the others; verbatims and the like are left out where there is anything else.
fn by_type<'c>(changes: impl Iterator<Item = &'c Change>) -> Vec<(Kind, u64)> {
    let mut counts: BTreeMap<Kind, u64> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.of).or_default() += 1;
        for (kind, count) in change.with.iter().filter(|_| change.of.is_note()) {
            *counts.entry(*kind).or_default() += count;
        }
    }
    let small = |kind: Kind| {
        matches!(kind, Kind::Constat | Kind::Besoin | Kind::Contact | Kind::Action | Kind::Verbatim | Kind::Source)
    };
    let any = counts.keys().any(|kind| !small(*kind));
    counts.into_iter().filter(|(kind, _)| !any || !small(*kind)).collect()
}

fn text(said: &Option<String>) -> &str {
    said.as_deref().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [ChangeKind; 10] = [
        ChangeKind::Figure,
        ChangeKind::Decision,
        ChangeKind::State,
        ChangeKind::Merged,
        ChangeKind::Split,
        ChangeKind::Moved,
        ChangeKind::Removed,
        ChangeKind::Added,
        ChangeKind::Renamed,
        ChangeKind::Changed,
    ];
    const TYPES: [Kind; 8] = [
        Kind::Entretien,
        Kind::Gisement,
        Kind::Idee,
        Kind::Derogation,
        Kind::Contribution,
        Kind::Evaluation,
        Kind::Dossier,
        Kind::Verbatim,
    ];

    fn change(kind: ChangeKind, of: Kind, id: String, said: String, field: Option<String>, people: bool) -> Change {
        let (old, new) = (Some(said.clone()), Some(said));
        let none = String::new();
        Change {
            kind,
            of,
            id,
            ident: None,
            title: none.clone(),
            path: none,
            field,
            old,
            new,
            people,
            unspoken: false,
            substance: false,
            with: vec![(Kind::Idee, 12_345)],
            passage: None,
            was: None,
            said: None,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever changed: a commit has it as its subject.
        #[test]
        fn the_line_is_neither_empty_nor_too_long(
            all in prop::collection::vec(
                (0usize..10, 0usize..8, "[A-Z]{0,2}[0-9]{0,12}|[a-zé-]{0,90}", "[a-zé ,]{0,90}", prop::option::of("id|idees|texte"), any::<bool>())
                    .prop_map(|(kind, of, id, said, field, people)| change(KINDS[kind], TYPES[of], id, said, field, people)),
                0..40,
            ),
        ) {
            let line = line(&Changes { all });
            prop_assert!(!line.trim().is_empty());
            prop_assert!(line.chars().count() <= LONGEST, "{} {line}", line.chars().count());
            prop_assert!(!line.contains('\n'));
        }
    }
}
