//! CB408 to CB410: what a state calls for, whether a record, an amendment or a decision gives it.

use super::{only, places};
use crate::dossier::sample::{TITLE, note};

#[test]
fn an_idea_set_aside_says_why() {
    let note = note("- idée : a ^E1-1\n");
    let found = |list: &str| places(&[("entretiens/E1.md", &note), ("idees.yaml", list)]);
    assert_eq!(found("- id: E1-1\n  statut: ecartee\n"), ["CB408 idees.yaml:2 «ecartee»"]);
    assert!(found("- id: E1-1\n  statut: ecartee\n  motif: existe déjà\n").is_empty());
    assert!(found("- id: E1-1\n  statut: triee\n").is_empty());
    assert_eq!(found("- id: I1\n  texte: a\n  source: E1\n  statut: ecartee\n"), ["CB408 idees.yaml:4 «ecartee»"]);
    assert!(found("- id: I1\n  texte: a\n  source: E1\n  statut: ecartee\n  motif: existe déjà\n").is_empty());
}

#[test]
fn a_decision_that_sets_an_idea_aside_says_why_for_it() {
    let note = note("- idée : a ^E1-1\n");
    let found = |more: &str, list: &str| {
        let decisions = format!("- id: DC1\n  date: 2018-12-13\n  issue: ecarte\n  cibles: [E1-1]\n{more}");
        places(&[("decisions.yaml", &decisions), ("entretiens/E1.md", &note), ("idees.yaml", list)])
    };
    assert_eq!(found("", ""), ["CB408 decisions.yaml:3 «ecarte»"]);
    assert!(found("  motif: existe déjà\n", "").is_empty());
    assert!(found("", "- id: E1-1\n  motif: existe déjà\n").is_empty());
}

#[test]
fn a_persona_that_a_meeting_keeps_has_sources() {
    let persona = "---\nprenom_fictif: Lina\nsituation: a\n---\n";
    let seance = "---\ndate: 2018-12-13\ntype: seminaire_decision\nobjet: a\n\
        decisions:\n  - issue: retenu\n    cibles: [P1]\n---\n";
    let found = only(&[("personas/P1.md", persona), ("seances/SE1.md", seance)], "CB409");
    assert_eq!(found.place, "personas/P1.md:2 «prenom_fictif»");
    assert!(places(&[("personas/P1.md", persona)]).is_empty(), "nothing is asked of a persona that is only proposed");
    let manifest = format!("{TITLE}sources:\n  - id: rapport\n    titre: Un rapport\n");
    let published = persona.replace("situation", "sources_publiees: [rapport]\nsituation");
    let files = [("dossier.yaml", &*manifest), ("personas/P1.md", &published), ("seances/SE1.md", seance)];
    assert!(places(&files).is_empty(), "a published source stands for a note");
}

#[test]
fn a_solution_in_test_has_its_protocol() {
    let solution = |more: &str| format!("- id: S1\n  titre: a\n  statut: test\n{more}");
    let found = only(&[("solutions.yaml", &solution(""))], "CB410");
    assert_eq!(found.place, "solutions.yaml:3 «test»");
    for field in ["hypotheses", "criteres_succes", "evaluateur", "periode"] {
        assert!(format!("{} {}", found.message, found.help).contains(&format!("`{field}`")), "{found:?}");
    }
    let whole =
        solution("  hypotheses: [b]\n  criteres_succes: [c]\n  evaluateur: d\n  periode: {prevu: {debut: 2019-01}}\n");
    assert!(places(&[("solutions.yaml", &whole)]).is_empty());
}

#[test]
fn nothing_that_was_never_published_is_asked_of_a_dossier_made_of_publications() {
    let manifest = format!("{TITLE}matiere: publiee\n");
    let solutions = "- id: S1\n  titre: a\n  statut: test\n";
    assert!(places(&[("dossier.yaml", &manifest), ("solutions.yaml", solutions)]).is_empty());
}

#[test]
fn a_test_that_ended_says_what_it_taught() {
    let solutions = "- id: S1\n  titre: a\n  statut: prototype\n";
    let found = |more: &str| {
        let tests = format!("- id: T1\n  solution: S1\n  niveau: maquette\n  debut: 2019-01-07\n{more}");
        places(&[("solutions.yaml", solutions), ("tests.yaml", &tests)])
    };
    assert!(found("").is_empty());
    assert_eq!(found("  fin: 2019-01-11\n"), ["CB411 tests.yaml:5 «2019-01-11»"]);
    assert!(found("  fin: 2019-01-11\n  enseignements: trop loin\n").is_empty());
}
