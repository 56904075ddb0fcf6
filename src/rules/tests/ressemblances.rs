//! CB413: ideas whose texts are nearly the same.

use super::{Seen, seen, seen_with};
use crate::dossier::sample::note;
use crate::rule::Severity;

const TEXT: &str = "une permanence le soir au pied des immeubles du quartier";

/// Returns the findings of CB413 about two ideas, each in its note, and what is said of them.
fn two(one: &str, other: &str, said: &str) -> Vec<Seen> {
    let (one, other) = (note(&format!("- idée : {one} ^E1-1\n")), note(&format!("- idée : {other} ^E2-1\n")));
    let files = [("entretiens/E1.md", &*one), ("entretiens/E2.md", &*other), ("idees.yaml", said)];
    seen(&files).into_iter().filter(|found| found.code == "CB413").collect()
}

#[test]
fn two_ideas_nearly_the_same_are_brought_together_and_counted() {
    let all = two(TEXT, "Permanences le soir, au pied des immeubles du quartier !", "");
    let [summary, found] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!((&*summary.place, summary.severity), ("dossier.yaml", Severity::Warning));
    assert!(summary.message.starts_with("1 idée ressemble"), "{summary:?}");
    assert_eq!(found.severity, Severity::Info);
    assert!(found.place.starts_with("entretiens/E2.md:7 «Permanences le soir, au pied"), "{found:?}");
    assert!(found.related[0].starts_with(&format!("entretiens/E1.md:7 «{TEXT}")), "{found:?}");
    assert!(found.message.starts_with("`E2-1` ressemble à ") && found.message.ends_with(" à `E1-1`"), "{found:?}");
    assert!(found.help.contains("`doublon_de: E1-1`") && found.help.contains("`id: E2-1`"), "{found:?}");
}

#[test]
fn other_words_are_another_idea() {
    assert!(two(TEXT, "un camion qui passe le mercredi dans les villages sans guichet", "").is_empty());
}

#[test]
fn what_is_said_of_two_ideas_is_enough() {
    for said in [
        "- {id: E2-1, doublon_de: E1-1}\n",
        "- {id: E1-1, doublon_de: E2-1}\n",
        "- {id: E2-1, distincte_de: [E1-1]}\n",
        "- {id: E1-1, distincte_de: [E2-1]}\n",
    ] {
        assert!(two(TEXT, TEXT, said).is_empty(), "{said}");
    }
    assert_eq!(two(TEXT, TEXT, "- {id: E2-1, distincte_de: [E1-7]}\n").len(), 2);
}

#[test]
fn only_ideas_that_count_are_compared() {
    let note = note(&format!("- ressource : {TEXT} ^E1-1\n- ressource : {TEXT} ^E1-2\n- irritant : {TEXT} ^E1-3\n"));
    assert!(seen(&[("entretiens/E1.md", &note)]).is_empty());
}

#[test]
fn many_equal_ideas_are_each_chained_to_the_first() {
    let body: String = (1..=300).map(|n| format!("- idée : {TEXT} #emploi ^E1-{n}\n")).collect();
    let note = note(&body);
    let all: Vec<Seen> =
        seen(&[("entretiens/E1.md", &note)]).into_iter().filter(|found| found.code == "CB413").collect();
    assert_eq!(all.len(), 300, "299 and the summary");
    for found in all.iter().filter(|found| found.severity == Severity::Info) {
        assert!(found.message.ends_with(" a le même texte que `E1-1`"), "{found:?}");
    }
}

#[test]
fn a_team_sets_how_alike_is_too_alike() {
    let (one, other) = (note(&format!("- idée : {TEXT} ^E1-1\n")), note(&format!("- idée : {TEXT} sud ^E2-1\n")));
    let files = [("entretiens/E1.md", &*one), ("entretiens/E2.md", &*other)];
    let count = |config: &str| seen_with(&files, config).iter().filter(|found| found.code == "CB413").count();
    assert_eq!(count(""), 2);
    assert_eq!(count("regles:\n  CB413: {ressemblance: 100}\n"), 0);
    assert_eq!(count("regles:\n  CB413: non\n"), 0);
}
