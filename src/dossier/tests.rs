//! Holds how the files of a dossier are linked: names, amendments, states, words.

use super::sample::{self, Files, TITLE, note};
use super::*;
use crate::model::vocabulary::{SOLUTION_STATUT, THEME};
use crate::value::identifiant;

fn ident(written: &str) -> Ident {
    identifiant::parse(written).expect("an identifier").ident
}

/// Returns the state of the record called `name`.
fn state(dossier: &Dossier, name: &str) -> Option<String> {
    let view = dossier.get(dossier.find(ident(name))?)?;
    dossier.state(view).map(str::to_owned)
}

#[test]
fn nothing_depends_on_the_order_in_which_files_are_read() {
    let (one, two) = (note("- idée : a ^E1-1\n"), note("- idée : b ^E01-1\n"));
    let files =
        [("entretiens/E1.md", &*one), ("entretiens/E01.md", &*two), ("gisements/G1.md", "---\ntitre: a\n---\n")];
    let shown = |files: Files<'_>| {
        let dossier = sample::dossier(files);
        let paths: Vec<String> = dossier.files.iter().map(|file| file.path.to_string()).collect();
        (paths, dossier.find(ident("E1")), dossier.find(ident("E1-1")), dossier.doubles.clone())
    };
    let mut reversed = files;
    reversed.reverse();
    assert_eq!(shown(&files), shown(&reversed));
}

#[test]
fn the_first_in_order_keeps_a_name_that_several_claim() {
    let list = "- id: G1\n  titre: a\n- id: G01\n  titre: b\n- id: G001\n  titre: c\n";
    let dossier = sample::dossier(&[("gisements.yaml", list)]);
    let first = dossier.find(ident("G001")).expect("a record");
    assert_eq!(first.record, 0);
    let doubles: Vec<(u32, u32)> =
        dossier.doubles.iter().map(|(second, first)| (second.record, first.record)).collect();
    assert_eq!(doubles, [(1, 0), (2, 0)]);
}

#[test]
fn what_an_amendment_says_belongs_to_the_idea_of_the_note() {
    let note = note("- idée : a ^E012-1\n- idée : b ^E012-2\n- idée : c ^E012-3\n- idée : d ^E012-4\n");
    let list = "- id: E12-1\n  statut: écartée\n  motif: existe déjà\n- id: E012-2\n  doublon_de: E012-1\n\
        - id: I1\n  texte: e\n  source: E012\n- id: E012-3\n  statut: inconnu\n";
    let dossier = sample::dossier(&[("entretiens/E012.md", &note), ("idees.yaml", list)]);
    assert_eq!(state(&dossier, "E012-1").as_deref(), Some("ecartee"));
    assert_eq!(state(&dossier, "E012-2").as_deref(), Some("doublon"));
    assert_eq!(state(&dossier, "E012-3"), None, "no vocabulary holds the word");
    assert_eq!(state(&dossier, "E012-4").as_deref(), Some("recueillie"));
    assert_eq!(state(&dossier, "I1").as_deref(), Some("recueillie"));
    let motif = dossier.amendment(ident("E012-1")).and_then(|amended| amended.get(idee::MOTIF));
    assert_eq!(motif.map(|motif| motif.value), Some("existe déjà"));
    let repeated =
        dossier.find(ident("E012-2")).and_then(|at| dossier.get(at)).and_then(|view| dossier.duplicate_of(view));
    assert_eq!(repeated.map(|(of, _)| of), Some(ident("E012-1")));
    assert_eq!(dossier.of_kind(Kind::Idee).count(), 5, "an amendment is no idea of its own");
    let amended: Vec<Ident> = dossier.amendments().into_iter().map(|(ident, _)| ident).collect();
    assert_eq!(amended, ["E12-1", "E12-2", "E12-3"].map(ident));
}

/// Links a meeting with these decisions, and a record of each type that decisions speak of.
fn decided(decisions: &str) -> Dossier {
    let seance = format!("---\ndate: 2018-12-13\ntype: seminaire_decision\nobjet: a\ndecisions:\n{decisions}---\n");
    sample::dossier(&[
        ("defis.yaml", "- id: D1\n  enonce: a\n"),
        ("gisements.yaml", "- id: G1\n  titre: a\n- id: G2\n  titre: b\n  fusionne_dans: G1\n"),
        ("idees.yaml", "- id: I1\n  texte: a\n  source: SE1\n  statut: triee\n"),
        ("personas.yaml", "- id: P1\n  prenom_fictif: a\n  situation: b\n"),
        ("promesses.yaml", "- id: PR1\n  enonce: a\n"),
        ("seances/SE1.md", &seance),
        ("solutions.yaml", "- id: S1\n  titre: a\n  statut: conception\n"),
    ])
}

#[test]
fn a_decision_gives_its_targets_their_state() {
    let all = |issue: &str| {
        let dossier = decided(&format!("  - issue: {issue}\n    cibles: [I1, G1, D1, P1, PR1, S1]\n"));
        ["I1", "G1", "D1", "P1", "PR1", "S1"].map(|name| state(&dossier, name).unwrap_or_default())
    };
    assert_eq!(all("retenu"), ["retenue", "priorise", "retenu", "retenu", "retenu", "conception"]);
    assert_eq!(all("non_retenu"), ["ecartee", "abandonne", "non_retenu", "non_retenu", "non_retenu", "abandonnee"]);
    assert_eq!(all("Écartée"), all("non_retenu"));
    assert_eq!(all("reporte"), ["triee", "propose", "propose", "propose", "propose", "conception"]);
    let dossier = decided("  - issue: autre\n    objet: a\n");
    assert_eq!(state(&dossier, "G2").as_deref(), Some("fusionne"), "a merged gisement needs no decision");
}

#[test]
fn of_two_decisions_the_later_holds() {
    let seance = |date: &str, issue: &str, cible: &str| {
        format!(
            "---\ndate: {date}\ntype: copil\nobjet: a\ndecisions:\n  - issue: {issue}\n    cibles: [{cible}]\n---\n"
        )
    };
    let after = |one: (&str, &str), two: (&str, &str), cible: &str| {
        let dossier = sample::dossier(&[
            ("gisements.yaml", "- id: G1\n  titre: a\n"),
            ("seances/SE1.md", &seance(one.0, one.1, cible)),
            ("seances/SE2.md", &seance(two.0, two.1, cible)),
            ("solutions.yaml", "- id: S1\n  titre: a\n  statut: conception\n"),
        ]);
        state(&dossier, cible).unwrap_or_default()
    };
    assert_eq!(after(("2018-12-13", "retenu"), ("2019-03-01", "ecarte"), "G1"), "abandonne");
    assert_eq!(after(("2019-03-01", "ecarte"), ("2018-12-13", "retenu"), "G1"), "abandonne");
    assert_eq!(after(("2018-12-13", "ecarte"), ("2018-12-13", "retenu"), "G1"), "priorise", "the same day: in order");
    assert_eq!(after(("2018-12-13", "retenu"), ("2019-03-01", "reporte"), "G1"), "priorise", "to wait changes nothing");
    assert_eq!(after(("2018-12-13", "ecarte"), ("2019-03-01", "retenu"), "S1"), "conception", "taken up again");
}

#[test]
fn a_decision_of_a_meeting_has_the_meetings_date_unless_it_has_its_own() {
    let seance = "---\ndate: 2018-12-13\ntype: copil\nobjet: a\ndecisions:\n  - issue: ecarte\n    cibles: [G1]\n    date: 2019-06-01\n---\n";
    let decisions = "- id: DC1\n  date: 2019-03-01\n  issue: retenu\n  cibles: [G1]\n";
    let files =
        [("decisions.yaml", decisions), ("gisements.yaml", "- id: G1\n  titre: a\n"), ("seances/SE1.md", seance)];
    let dossier = sample::dossier(&files);
    assert_eq!(state(&dossier, "G1").as_deref(), Some("abandonne"));
    let decision = dossier.decided(ident("G1")).and_then(|state| dossier.get(state.decision)).expect("a decision");
    assert_eq!(dossier.name_of(decision), "SE1/1");
    assert!(dossier.find(ident("SE1/1")).is_some());
}

#[test]
fn references_are_resolved_by_identifier_or_by_name() {
    let manifest = format!("{TITLE}sources:\n  - id: rapport\n    titre: a\n");
    let actors = "- id: caf\n  nom: a\n  type: operateur\n  sphere: publique\n";
    let note = note("- idée : a ^E1-1\n> « b » ^E1-v1\n");
    let dossier =
        sample::dossier(&[("acteurs.yaml", actors), ("dossier.yaml", &manifest), ("entretiens/E1.md", &note)]);
    let kind = |kinds: &[Kind], reference: Reference<'_>| {
        dossier.resolve(kinds, reference).and_then(|at| dossier.get(at)).map(|view| view.record.kind)
    };
    assert_eq!(kind(&[Kind::Acteur], Reference::Slug("caf")), Some(Kind::Acteur));
    assert_eq!(kind(&[Kind::Source], Reference::Slug("rapport")), Some(Kind::Source));
    assert_eq!(kind(&[Kind::Source], Reference::Slug("caf")), None);
    assert_eq!(kind(&[], Reference::Slug("rapport")), Some(Kind::Source));
    assert_eq!(kind(&[], Reference::Ident(ident("E001-1"))), Some(Kind::Idee));
    assert_eq!(kind(&[], Reference::Ident(ident("E1-v1"))), Some(Kind::Verbatim));
    assert_eq!(kind(&[], Reference::Ident(ident("E2"))), None);
    assert_eq!(dossier.names(Kind::Acteur), ["caf"]);
}

#[test]
fn the_manifest_names_the_dossier_and_rules_over_its_words() {
    let manifest = format!(
        "{TITLE}fictif: oui\nmatiere: publiée\nvocabulaires:\n  theme: [Vélo]\n  solution.statut: {{remplace: [lancée]}}\n"
    );
    let dossier = sample::dossier(&[("dossier.yaml", &manifest)]);
    assert_eq!(dossier.title(), "Essai");
    assert!(dossier.fictional() && dossier.published);
    assert_eq!(dossier.words.all(&SOLUTION_STATUT), ["lancée"]);
    assert_eq!(dossier.words.all(&THEME).len(), THEME.words.len() + 1);
    assert_eq!(dossier.word(&THEME, WordValue::Own("velos")), Some("Vélo"));
    assert_eq!(dossier.word(&THEME, WordValue::Known(0)), Some(THEME.words[0].key));
    assert_eq!(dossier.word(&SOLUTION_STATUT, WordValue::Known(0)), None);
    let plain = sample::dossier(&[]);
    assert!(!plain.fictional() && !plain.published);
}

#[test]
fn a_unit_that_may_be_shared_takes_no_more_room() {
    assert_eq!(size_of::<Unit>(), size_of::<FileUnit>());
}
